"""A box that goes on over the page ends with what is in it: tint and bar are as long as its text."""

from typing import Any

from triptych.editions.pdf.pages.room import end_of
from triptych.editions.pdf.pages.spots import name_of, path_of

_AROUND = ("printfriendly", "pf-print-area", "pf-content")
"""The names of the boxes around the whole text."""

_PAGE = ("html", "body")


def is_around(box: Any) -> bool:
    """Whether a box is one of those around the whole text."""
    return name_of(box) in _AROUND


def close(boxes: Any, page: Any, resume: Any) -> None:
    """Shorten the boxes that are broken at the end of a page, which the typesetter draws to its foot."""
    for box in reversed(_broken(boxes, page, resume, -1)):
        ends = [_end(boxes, child) for child in box.children if child.is_in_normal_flow()]
        if ends:
            box.height = min(box.height, max(ends) - box.content_box_y())


def pad(boxes: Any, page: Any, begin: Any, resume: Any) -> None:
    """Draw the tint of boxes that are broken as far from their text as where they begin and end.

    No room is reserved for that: it goes into the margin of the page.
    """
    for box in _broken(boxes, page, resume, -1):
        if _is_tinted(box) and not box.padding_bottom:
            box.padding_bottom = _length(box, "padding_bottom")
    for box in _broken(boxes, page, begin, 0):
        if _is_tinted(box) and not box.padding_top:
            box.padding_top = _length(box, "padding_top")
            box.position_y -= box.padding_top


def _broken(boxes: Any, page: Any, resume: Any, which: int) -> list[Any]:
    """Return the boxes that are broken at one end of a page, the first (0) or the last (-1) of each."""
    box, found = page.children[0], []
    for _ in path_of(resume)[:-1]:
        inner = [child for child in box.children if child.is_in_normal_flow()]
        if not inner or type(inner[which]) is not boxes.BlockBox or _is_sized(inner[which]):
            break
        box = inner[which]
        found.append(box)
    return [each for each in found if each.element_tag not in _PAGE and not is_around(each)]


def _is_tinted(box: Any) -> bool:
    """Whether a box has a tint that is seen."""
    colour = box.style["background_color"]
    return bool(colour == "currentcolor" or colour.alpha)


def _length(box: Any, name: str) -> float:
    """Return a length of a box as its style sheet gives it, in CSS pixels; 0 where it is a share."""
    value = box.style[name]
    return float(value.value) if value.unit == "px" else 0.0


def _is_sized(box: Any) -> bool:
    """Whether the height of a box is not that of its children below each other."""
    style = box.style
    return bool(
        style["height"] != "auto" or style["column_count"] != "auto" or box.is_table_wrapper
    )


def _end(boxes: Any, child: Any) -> float:
    """Return where a line or a block ends."""
    is_line = isinstance(child, boxes.LineBox)
    return float(child.position_y + child.height) if is_line else end_of(child)
