"""One area to click for each line of a link, however many boxes are in it."""

from collections import defaultdict
from typing import Any
from xml.etree.ElementTree import Element

from triptych.core.member_names import RELATIVE

Rectangle = tuple[float, float, float, float]
"""Left, top, right and bottom in CSS pixels."""


def merge_areas(pages: list[Any], root: Element) -> None:
    """Reduce the areas to click of each link on each page to those that it needs, none inside another.

    WeasyPrint makes one for every box in a link: a reader by keyboard would stop at each in turn, and
    those of a leader's dots belong to no link (PDF/UA-1, 7.18.5-1).
    """
    parents = {child: parent for parent in root.iter() for child in parent}
    for page in pages:
        by_link = defaultdict(list)
        page.links = [
            (kind, target.removeprefix(RELATIVE), _tall(area, box), box)
            for kind, target, area, box in page.links
        ]
        for number, (_, _, rectangle, box) in enumerate(page.links):
            by_link[_link(box.element, parents)].append((number, rectangle, box.link is not None))
        leaders = {
            n for n, link in enumerate(page.links) if link[3].element_tag.endswith("::after")
        }
        areas = {number: area for found in by_link.values() for number, area in _outermost(found)}
        for found in by_link.values():
            _join_leaders(areas, [n for n, *_ in found if n in areas], leaders)
        page.links = [
            (kind, target, areas[number], box)
            for number, (kind, target, _, box) in enumerate(page.links)
            if number in areas
        ]


def _tall(area: Rectangle, box: Any) -> Rectangle:
    """Return an area with the height of its text where ``line-height: 0`` left it none."""
    left, top, right, bottom = area
    if bottom > top:
        return area
    words = [inner for inner in box.descendants() if getattr(inner, "text", "")]
    return (left, top, right, max((word.position_y + word.height for word in words), default=top))


def _join_leaders(areas: dict[int, Rectangle], numbers: list[int], leaders: set[int]) -> None:
    """Make the dots of a leader part of the area of their line, which in right-to-left text ends before."""
    for leader in [number for number in numbers if number in leaders]:
        left, top, right, bottom = areas[leader]
        for number in numbers:
            if number in leaders or number not in areas:
                continue
            begin, high, end, low = areas[number]
            if high < (top + bottom) / 2 < low:
                areas[number] = (
                    min(left, begin),
                    min(top, high),
                    max(right, end),
                    max(bottom, low),
                )
                del areas[leader]
                break


def _outermost(found: list[tuple[int, Rectangle, bool]]) -> list[tuple[int, Rectangle]]:
    """Return the rectangles that are needed by number: the link's own, and those outside them."""
    own: dict[int, Rectangle] = {}
    for number, rectangle, _ in sorted(found, key=lambda each: not each[2]):
        left, top, right, bottom = rectangle
        is_empty = right <= left or bottom <= top
        middle = ((left + right) / 2, (top + bottom) / 2)
        if not is_empty and not any(_holds(other, middle) for other in own.values()):
            own[number] = rectangle
    return list(own.items())


def _holds(rectangle: Rectangle, point: tuple[float, float]) -> bool:
    """Whether a point is in a rectangle."""
    left, top, right, bottom = rectangle
    return left <= point[0] <= right and top <= point[1] <= bottom


def _link(element: Element | None, parents: dict[Element, Element]) -> Element | None:
    """Return the link at or around an element."""
    while element is not None and element.tag != "a":
        element = parents.get(element)
    return element
