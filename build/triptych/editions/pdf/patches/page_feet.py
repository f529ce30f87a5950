"""Pages end on the same line: what is empty below a page's last line goes between its blocks.

No first or last line of a paragraph is alone on a page, and no heading, so that lines often move to the
next page which still had room on this one. A paragraph that can be set in one line more, or in one less,
almost as well as it would be by itself closes the gap. What is still empty then is distributed over the
spaces between blocks, as long as each stays near its own size.
"""

from itertools import pairwise
from types import ModuleType
from typing import Any

from triptych.editions.pdf.paragraphs.plan import asked_of, begun_on
from triptych.editions.pdf.patches.guard import Patch

_SHORT, _MOST = 0.9, 2.9
"""From how many empty lines on a page is short, and from how many on nothing can be done about it."""

_TRIALS = 2
"""How often a page is laid out again."""

_GROWTH, _HEADED = 0.5, 3.0
"""By how many lines a space between blocks may grow; and how many times as much above a heading."""

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

_STATE = ("footnotes", "reported_footnotes", "broken_out_of_flow", "page_footnotes")
"""What of its state the layout of a page changes."""


def _patch(weasyprint: ModuleType) -> None:
    """Replace ``remake_page``, which lays out one page."""
    module: Any = weasyprint.layout.page
    remake, boxes = module.remake_page, weasyprint.formatting_structure.boxes

    def remake_page(index: int, context: Any, root_box: Any, html: Any) -> Any:
        before = {name: getattr(context, name).copy() for name in _STATE}
        begun_on(context).clear()
        page, resume_at = remake(index, context, root_box, html)
        height = _height(context)
        lines = empty_lines(boxes, page, height)
        if (
            resume_at is None
            or _is_forced(page, context.page_maker[index + 1][1])
            or lines >= _MOST
        ):
            return page, resume_at
        carried = before["reported_footnotes"] or before["broken_out_of_flow"]
        is_short = lines >= _SHORT and not carried and not context.reported_footnotes
        asked = asked_of(context)
        choices = _choices(context, round(lines - 0.4) or 1)[:_TRIALS] if is_short else []
        for choice in (*choices, {}) if choices else ():
            asked.update(choice)
            for name, value in before.items():
                setattr(context, name, value.copy())
            page, resume_at = remake(index, context, root_box, html)
            lines = empty_lines(boxes, page, height)
            if resume_at is not None and lines < _SHORT:
                break
            for number in choice:
                del asked[number]
        _spread(boxes, page, lines, height)
        return page, resume_at

    module.remake_page = remake_page


def _is_forced(page: Any, following: Any) -> bool:
    """Whether a page ends where its text asks for that."""
    is_other = following["page"] not in (None, "", page.page_type.name)
    return following["break"] != "any" or is_other


def _spread(boxes: Any, page: Any, lines: float, height: float) -> None:
    """Distribute empty lines over the spaces between the blocks of a page."""
    block = page.children[0]
    while len(inner := [child for child in block.children if child.is_in_normal_flow()]) == 1:
        if not isinstance(inner[0], boxes.BlockBox):
            return
        block = inner[0]
    while inner and isinstance(inner[-1], boxes.BlockBox) and _is_around(inner[-1]):
        block, inner = inner[-1], [c for c in inner[-1].children if c.is_in_normal_flow()]
    shares = [_share(above, below) for above, below in pairwise(inner)]
    if lines <= 0 or not any(shares):
        return
    part = min(lines / sum(shares), _GROWTH) * height
    moved, numbers = 0.0, iter(shares)
    for child in block.children[block.children.index(inner[0]) + 1 :]:
        if child.is_in_normal_flow():
            moved += next(numbers) * part
        child.translate(dy=moved)


def _is_around(box: Any) -> bool:
    """Whether a box is one of those around the whole text."""
    return box.element is not None and box.element.get("id") in (
        "printfriendly",
        "pf-print-area",
        "pf-content",
    )


def _share(above: Any, below: Any) -> float:
    """Return how much of what is empty goes between two blocks, in the least of shares."""
    space = (
        below.position_y
        + below.margin_top
        - (above.position_y + above.margin_height() - above.margin_bottom)
    )
    if above.element_tag in _HEADINGS or space < 1:
        return 0.0
    return _HEADED if below.element_tag in _HEADINGS else 1.0


def _height(context: Any) -> float:
    """Return the height of a line of the page's paragraphs, in CSS pixels; 0 where it has none."""
    heights = [paragraph.line_height(request) for paragraph, request in begun_on(context).values()]
    return max(heights, default=0.0)


def _choices(context: Any, lines: int) -> list[dict[int, int]]:
    """Return paragraphs with the lines that each may have more, the cheapest first."""
    asked = asked_of(context)
    found: list[tuple[float, dict[int, int]]] = []
    longer: list[tuple[float, int]] = []
    for number, (paragraph, request) in begun_on(context).items():
        if number in asked:
            continue
        for more in (1, -1):
            price = paragraph.price(request, more)
            if price is not None and more == 1:
                longer.append((price, number))
            if price is not None and (lines == 1 or more == -1):
                found.append((price, {number: more}))
    if lines > 1 and len(longer) >= lines:
        best = sorted(longer)[:lines]
        found.append((sum(price for price, _ in best), dict.fromkeys((n for _, n in best), 1)))
    found.sort(key=lambda each: each[0])
    return [choice for _, choice in found]


def empty_lines(boxes: Any, page: Any, height: float) -> float:
    """Return how many lines of a height have room below the text of a page; 0 where that is not known."""
    if not height:
        return 0.0
    root, *areas = page.children
    notes = [area for area in areas if isinstance(area, boxes.FootnoteAreaBox) and area.children]
    bottom = page.content_box_y() + page.height - sum(area.margin_height() for area in notes)
    return float((bottom - _lowest(boxes, root)) / height)


def _lowest(boxes: Any, box: Any) -> float:
    """Return where the lowest text or picture of a box ends."""
    if isinstance(box, boxes.LineBox | boxes.ReplacedBox):
        return float(box.position_y + box.height)
    children = [child for child in getattr(box, "children", ()) if child.is_in_normal_flow()]
    lowest = max((_lowest(boxes, child) for child in children), default=0.0)
    if isinstance(box, boxes.TableBox) or (isinstance(box, boxes.BlockBox) and box.padding_bottom):
        lowest = max(lowest, float(box.position_y + box.margin_height() - box.margin_bottom))
    return lowest


PATCH = Patch(
    name="page_feet",
    upstream="Moves a line to the next page for the sake of a neighbour, and leaves its place empty",
    reason="Feet of pages agree, as in books",
    test="editions/test_page_feet.py::test_full_pages_end_on_the_same_line",
    targets=(
        "weasyprint.layout.page:remake_page",
        "weasyprint.layout.page:make_page",
        "weasyprint.layout.page:make_all_pages",
    ),
    apply=_patch,
)
