"""Whether the members of an issue can be set apart from each other without looking different.

They cannot where style sheets count through all articles, print the numbers of pages in the text, or give
left and right pages a look of their own.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from triptych.editions.pdf.binding.part import UnboundError

_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_RUNNING = re.compile(r"\brunning\s*\(", re.IGNORECASE)
_SIDES = re.compile(r"@page[^{}]*:\s*(left|right|nth)\b", re.IGNORECASE)
_OWN_RULES = 1
"""The rules of ours for some of the pages of a kind: that from which articles are numbered."""


def require_apart(page: str) -> None:
    """Raise ``UnboundError`` where a page's style sheets move elements into margins."""
    if any(_RUNNING.search(sheet) for sheet in _STYLE.findall(page)):
        raise UnboundError


def require_sides(page: str, sides: Sequence[str], others: Sequence[str]) -> None:
    """Raise ``UnboundError`` where pages are set for another side than theirs, and that is to be seen."""
    sheets = "".join(_STYLE.findall(page))
    if len(_SIDES.findall(sheets)) > _OWN_RULES and sides != others:
        raise UnboundError


def require_no_numbers(pages: Sequence[Any], ids: Collection[str]) -> None:
    """Raise ``UnboundError`` where the text of pages has numbers that depend on what is before it.

    ``ids`` are those of the elements of one part; around them nothing may count.
    """
    for page in pages:
        box = page._page_box  # noqa: SLF001  the box tree has no public name
        if any(each.missing_link for each in box.descendants()):
            raise UnboundError
        if any(map(_counts, _outer(box, ids))):
            raise UnboundError


def _outer(box: Any, ids: Collection[str]) -> Iterator[Any]:
    """Yield the boxes around the elements with ``ids``, and those of these."""
    for kid in getattr(box, "children", ()):
        child = getattr(kid, "_box", kid)
        yield child
        if child.element is None or child.element.get("id") not in ids:
            yield from _outer(child, ids)


def _counts(box: Any) -> bool:
    """Whether a box changes a counter."""
    style = box.style
    return bool(
        style["counter_reset"]
        or style["counter_set"]
        or style["counter_increment"] not in ("auto", ())
    )
