"""A division with a label of a figure, a table or a listing is one, and its last paragraph the caption."""

from dataclasses import replace

from triptych.core.model import Article, Tree
from triptych.core.reference_ids import kind_of
from triptych.markdown import tree

_KINDS = ("figure", "table", "listing")


def caption_divisions(article: Article) -> Article:
    """Make a figure of each labelled division: ``::: {#fig:both}``; of one with a table, that table."""

    def enclose(element: Tree) -> Tree | list[Tree] | None:
        if element["t"] != "Div":
            return None
        (label, classes, pairs), blocks = element["c"]
        kind = kind_of(label)
        if kind not in _KINDS and "pf-figure" not in classes:
            return None
        caption, rest = _caption(blocks)
        tables = [block for block in rest if block["t"] == "Table"]
        if kind == "table" and len(tables) == 1:
            return [
                _table(block, label, caption) if block["t"] == "Table" else block for block in rest
            ]
        names = ["pf-listing"] if kind == "listing" else []
        return {"t": "Figure", "c": [[label, names, pairs], [None, caption], rest]}

    return replace(
        article, blocks=tuple(tree.replace(list(article.blocks), enclose, kinds=("Div",)))
    )


def _caption(blocks: list[Tree]) -> tuple[list[Tree], list[Tree]]:
    """Return the caption and the other blocks: the last paragraph, where it is no picture alone."""
    last: Tree = blocks[-1] if blocks else {"t": "Null"}
    if last["t"] not in ("Para", "Plain") or [one["t"] for one in last["c"]] == ["Image"]:
        return [], blocks
    if len(blocks) > 1 or not any(one["t"] == "Image" for one in last["c"]):
        return [{"t": "Plain", "c": last["c"]}], blocks[:-1]
    return [], blocks


def _table(table: Tree, label: str, caption: list[Tree]) -> Tree:
    """Return a table with a label, and a caption where it has none."""
    (_, classes, pairs), (short, own), *rest = table["c"]
    return {"t": "Table", "c": [[label, classes, pairs], [short, own or caption], *rest]}
