"""All text between blocks is in a paragraph, and no element is empty or without a meaning."""

from triptych.editions.pdf.structure.node import Kid, Mark, Node, Structure
from triptych.editions.pdf.structure.roles import GROUPS, INLINE

_HOLDERS = GROUPS | {"L", "LI", "TOC", "TOCI", "Table", "THead", "TBody", "TFoot", "TR"}
_MAY_BE_EMPTY = {"TD", "TH", "Document"}
_MEANINGLESS = {"Div", "Span", "NonStruct"}


def drop_spaces(structure: Structure) -> None:
    """Mark spaces between blocks as decoration: they belong to none of them."""
    for node in structure.root.walk():
        if node.role in _HOLDERS:
            loose = [k for k in node.kids if isinstance(k, Mark) and _is_loose(node, k)]
            structure.decorate(loose)
            node.kids = [kid for kid in node.kids if kid not in loose]


def _is_loose(node: Node, mark: Mark) -> bool:
    """Whether a mark is a space without text beside it."""
    if mark.text.strip():
        return False
    at = node.kids.index(mark)
    beside = [*node.kids[max(at - 1, 0) : at], *node.kids[at + 1 : at + 2]]
    return node.role not in GROUPS or not any(_is_inline(kid) for kid in beside)


def make_paragraphs(structure: Structure) -> None:
    """Wrap the text of a group in ``P`` (ISO 32000-1, 14.8.4.2: groups have no content)."""
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
    """Add a run of inline content; pictures alone stay blocks."""
    if not all(isinstance(kid, Node) and kid.role in ("Figure", "Formula") for kid in run):
        node.wrap("P", run, len(node.kids))
    else:
        node.adopt(run)


def _is_inline(kid: Kid) -> bool:
    """Whether a kid is text, or an element in a line of text."""
    return not isinstance(kid, Node) or (kid.role in INLINE and not _holds_blocks(kid))


def _holds_blocks(node: Node) -> bool:
    """Whether an inline element of HTML has blocks in it."""
    return node.role in ("Span", "Note", "Link") and any(
        inner.role not in INLINE | {"Lbl"} for inner in node.nodes()
    )


def drop_wrappers(structure: Structure) -> None:
    """Replace elements without a meaning by their content, and remove those that are empty."""
    for node in reversed(list(structure.root.walk())):
        if node is structure.root:
            continue
        if not node.kids and node.role not in _MAY_BE_EMPTY:
            node.detach()
        elif node.role in _MEANINGLESS and not _says_something(node):
            node.dissolve()


def _says_something(node: Node) -> bool:
    """Whether an element has entries or attributes of its own, or a caption."""
    is_captioned = any(kid.role == "Caption" for kid in node.nodes())
    return bool(node.entries or node.attributes or is_captioned)
