"""``::: epigraph`` becomes an epigraph whose last line, when it begins with a dash, is its attribution."""

from dataclasses import replace

from triptych.core.model import Article, Tree
from triptych.markdown import tree

_BREAKS = {"SoftBreak", "LineBreak"}
_DASHES = ("—", "–", "--", "―")


def mark_epigraphs(article: Article) -> Article:
    """Set the class and role of each epigraph (WAI-ARIA DPUB 1.1, ``doc-epigraph``)."""

    def mark(element: Tree) -> Tree | None:
        if element["t"] != "Div" or "epigraph" not in tree.classes(element):
            return None
        (name, classes, pairs), blocks = element["c"]
        others = [c for c in classes if c != "epigraph"]
        other_pairs = [[key, value] for key, value in pairs if key != "role"]
        attr = [name, ["pf-epigraph", *others], [*other_pairs, ["role", "doc-epigraph"]]]
        return {"t": "Div", "c": [attr, _attributed(blocks)]}

    return replace(article, blocks=tuple(tree.replace(list(article.blocks), mark, kinds=("Div",))))


def _attributed(blocks: list[Tree]) -> list[Tree]:
    """Set the attribution apart from the words above it."""
    if not blocks or blocks[-1]["t"] not in ("Para", "Plain"):
        return blocks
    inlines = blocks[-1]["c"]
    starts = [n + 1 for n, inline in enumerate(inlines) if inline["t"] in _BREAKS]
    at = next((n for n in reversed([0, *starts]) if _begins_with_dash(inlines[n:])), None)
    if at is None:
        return blocks
    words = inlines[: max(at - 1, 0)]
    above = [{"t": "Para", "c": words}] if words else []
    source = {"t": "Para", "c": inlines[at:]}
    return [*blocks[:-1], *above, {"t": "Div", "c": [["", ["pf-attribution"], []], [source]]}]


def _begins_with_dash(inlines: list[Tree]) -> bool:
    """Whether a line begins with a dash."""
    return tree.text_of(inlines[:1]).startswith(_DASHES)
