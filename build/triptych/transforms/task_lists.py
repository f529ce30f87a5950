"""The box of a task is text with a name that says whether the task is done."""

from dataclasses import replace
from typing import Any

from triptych.core.model import Article, Tree
from triptych.markdown import tree

_BOXES = {"☐": ("task_open", "To do"), "☒": ("task_done", "Done")}


def name_task_boxes(article: Article) -> Article:
    """Set a role and a name for each task's box, where pandoc would put a form control."""

    def mark(element: Tree) -> Tree | None:
        if element["t"] == "BulletList":
            return {"t": "BulletList", "c": [_item(item, article) for item in element["c"]]}
        if element["t"] == "OrderedList":
            return {**element, "c": [element["c"][0], [_item(i, article) for i in element["c"][1]]]}
        return None

    return replace(
        article,
        blocks=tuple(tree.replace(list(article.blocks), mark, kinds=("BulletList", "OrderedList"))),
    )


def _item(blocks: list[Tree], article: Article) -> list[Tree]:
    """Return a list's item with its box named, where it begins with one."""
    if not blocks or blocks[0]["t"] not in ("Plain", "Para") or not blocks[0]["c"]:
        return blocks
    first: dict[str, Any] = blocks[0]["c"][0]
    if first["t"] != "Str" or first["c"] not in _BOXES:
        return blocks
    label, english = _BOXES[first["c"]]
    pairs = [["role", "img"], ["aria-label", article.labels.get(label, english)]]
    box = {"t": "Span", "c": [["", ["pf-task", f"pf-{label.replace('_', '-')}"], pairs], [first]]}
    return [{**blocks[0], "c": [box, *blocks[0]["c"][1:]]}, *blocks[1:]]
