"""No words stand bare between blocks, and no element stands without a meaning or anything in it."""

from triptych.editions.pdf.structure.node import Kid, Mark, Node, Structure
from triptych.editions.pdf.structure.roles import GROUPS, INLINE

_HOLDERS = GROUPS | {"L", "LI", "TOC", "TOCI", "Table", "THead", "TBody", "TFoot", "TR"}
_MAY_BE_EMPTY = {"TD", "TH", "Document"}
_MEANINGLESS = {"Div", "Span", "NonStruct"}


def drop_spaces(structure: Structure) -> None:
    """Declare spaces between blocks to be decoration: they are no words of any of them."""
    for node in structure.root.walk():
        if node.role in _HOLDERS:
            loose = [k for k in node.kids if isinstance(k, Mark) and _is_loose(node, k)]
            structure.decorate(loose)
            node.kids = [kid for kid in node.kids if kid not in loose]


def _is_loose(node: Node, mark: Mark) -> bool:
    """Tell whether a mark is a space with no words beside it."""
    if mark.text.strip():
        return False
    at = node.kids.index(mark)
    beside = [*node.kids[max(at - 1, 0) : at], *node.kids[at + 1 : at + 2]]
    return node.role not in GROUPS or not any(_is_inline(kid) for kid in beside)


def make_paragraphs(structure: Structure) -> None:
    """Put words that stand bare in a group into a ``P`` (ISO 32000-1, 14.8.4.2: groups hold no content)."""
    for node in list(structure.root.walk()):
        if node.role not in GROUPS:
            continue
        kids, node.kids = node.kids, []
        run: list[Kid] = []
        for kid in [*kids, None]:
            if kid is not None and _is_inline(kid):
                run.append(kid)
                continue
            _close(node, run)
            run = []
            node.adopt([] if kid is None else [kid])


def _close(node: Node, run: list[Kid]) -> None:
    """Add a run of inline content; pictures alone are blocks as they are."""
    if not all(isinstance(kid, Node) and kid.role in ("Figure", "Formula") for kid in run):
        node.wrap("P", run, len(node.kids))
    else:
        node.adopt(run)


def _is_inline(kid: Kid) -> bool:
    """Tell whether a kid is words, or an element that stands among words."""
    return not isinstance(kid, Node) or (kid.role in INLINE and not _holds_blocks(kid))


def _holds_blocks(node: Node) -> bool:
    """Tell whether an inline element of HTML has blocks in it."""
    return node.role in ("Span", "Note", "Link") and any(
        inner.role not in INLINE | {"Lbl"} for inner in node.nodes()
    )


def drop_wrappers(structure: Structure) -> None:
    """Take out elements that say nothing, with their content left, and those that hold nothing."""
    for node in reversed(list(structure.root.walk())):
        if node is structure.root:
            continue
        if not node.kids and node.role not in _MAY_BE_EMPTY:
            node.detach()
        elif node.role in _MEANINGLESS and not _says_something(node):
            node.dissolve()


def _says_something(node: Node) -> bool:
    """Tell whether an element has something of its own, or keeps a caption with what it tells of."""
    is_captioned = any(kid.role == "Caption" for kid in node.nodes())
    return bool(node.entries or node.attributes or is_captioned)
