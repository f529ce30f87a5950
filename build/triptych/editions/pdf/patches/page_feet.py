"""Pages end on the same line: what is empty below a page's last line goes between its blocks.

No first or last line of a paragraph is alone on a page, and no heading, so that lines often move to the
next page which still had room on this one. A paragraph that can be set in one line more, or in one less,
almost as well as it would be by itself closes the gap. What is still empty then is distributed over the
spaces between blocks, as long as each stays near its own size.
"""

from types import ModuleType
from typing import Any

from triptych.editions.pdf.pages.edges import close, pad
from triptych.editions.pdf.pages.room import empty
from triptych.editions.pdf.pages.spreading import spread
from triptych.editions.pdf.pages.trials import is_forced, restore, state_of
from triptych.editions.pdf.paragraphs.plan import asked_of, begun_on
from triptych.editions.pdf.patches.guard import Patch

_SHORT, _MOST = 0.9, 3.1
"""From how many empty lines on a page is short, and from how many on nothing can be done about it."""

_RESERVED = 4.6
"""The same for a page that has less room for the sake of the last one."""

_TRIALS = 2
"""How often a page is laid out again."""


def _patch(weasyprint: ModuleType) -> None:
    """Replace ``remake_page``, which lays out one page."""
    module: Any = weasyprint.layout.page
    layout, boxes = module.remake_page, weasyprint.formatting_structure.boxes

    def remake(index: int, context: Any, root_box: Any, html: Any) -> Any:
        page, resume_at = layout(index, context, root_box, html)
        if resume_at is not None:
            close(boxes, page, resume_at)
        return page, resume_at

    def full_page(index: int, context: Any, root_box: Any, html: Any) -> Any:
        before = state_of(context)
        begun_on(context).clear()
        page, resume_at = remake(index, context, root_box, html)
        height = context.triptych_line_height = _height(context)
        lines = _empty_lines(boxes, page, height)
        reserved = vars(context).get("triptych_reserved", 0.0)
        if resume_at is None or is_forced(page, context.page_maker[index + 1][1]):
            return page, resume_at
        if lines >= (_RESERVED if reserved else _MOST):
            return page, resume_at
        carried = before["reported_footnotes"] or before["broken_out_of_flow"]
        is_short = lines >= _SHORT and not (reserved or carried or context.reported_footnotes)
        asked = asked_of(context)
        choices = _choices(context, round(lines - 0.4) or 1)[:_TRIALS] if is_short else []
        for choice in (*choices, {}) if choices else ():
            asked.update(choice)
            restore(context, index, before)
            page, resume_at = remake(index, context, root_box, html)
            lines = _empty_lines(boxes, page, height)
            if resume_at is not None and lines < _SHORT:
                break
            for number in choice:
                del asked[number]
        spread(boxes, page, lines, height)
        return page, resume_at

    def remake_page(index: int, context: Any, root_box: Any, html: Any) -> Any:
        page, resume_at = full_page(index, context, root_box, html)
        pad(boxes, page, context.page_maker[index][0], resume_at)
        return page, resume_at

    module.remake_page = remake_page


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


def _empty_lines(boxes: Any, page: Any, height: float) -> float:
    """Return how many lines of a height have room below the text of a page; 0 where that is not known."""
    return empty(boxes, page) / height if height else 0.0


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
