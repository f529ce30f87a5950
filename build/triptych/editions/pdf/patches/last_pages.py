"""The last page has four lines of text at least: a shorter one is given lines of the pages before.

Widows and orphans see one paragraph each, so that a few short ones are left for a page of their own. When
that page is laid out, the one before is marked to be laid out again, with less room; where that leaves a
hole, three pages share it (``endings.py``). The same holds for the last page of each article in an issue,
and wherever an author begins a new page.
"""

from types import ModuleType
from typing import Any

from triptych.editions.pdf.pages.endings import EVENED, Ending
from triptych.editions.pdf.pages.room import empty, height
from triptych.editions.pdf.pages.spots import inside, is_of, name_of
from triptych.editions.pdf.pages.spreading import spare, spread_of, squeeze
from triptych.editions.pdf.patches.guard import Patch

_LINES = 4
"""How many lines of text the last page has at least, one below the other."""

_BESIDE = ("aside", "footer")
"""What is no text of its own: the box of the author, the colophon."""

_SHOWN = ("img", "svg", "table", "pre")
"""What is worth a page without lines of text."""

_NOTES = "pf-notes"
"""The class of the notes behind a text, which are none of its lines either."""


def _patch(weasyprint: ModuleType) -> None:
    """Replace ``remake_page``, which lays out one page, and the layout of the root in it."""
    module: Any = weasyprint.layout.page
    remake, layout = module.remake_page, module.block_level_layout
    strut, boxes = weasyprint.text.line_break.strut, weasyprint.formatting_structure.boxes

    def block_level_layout(
        context: Any, box: Any, bottom_space: float, *rest: Any, **more: Any
    ) -> Any:
        reserved = vars(context).get("triptych_reserved", 0.0) if box.is_for_root_element else 0.0
        return layout(context, box, bottom_space + reserved, *rest, **more)

    def remake_page(index: int, context: Any, root_box: Any, html: Any) -> Any:
        endings: dict[str, Ending] = vars(context).setdefault("triptych_endings", {})
        start = _start(index, context)
        key = str(context.page_maker[start][0])
        rooms = endings[key].rooms if key in endings else {}
        context.triptych_reserved = rooms.get(index - start, 0.0)
        _carries(context)[index] = bool(context.reported_footnotes or context.broken_out_of_flow)
        page, resume = remake(index, context, root_box, html)
        if context.triptych_reserved < 0:
            squeeze(boxes, page, -empty(boxes, page))
        context.triptych_reserved = 0.0
        room, spares = _spares(boxes, context, index, page)
        holes = _holes(context, index, empty(boxes, page))
        is_last = resume is None or context.page_maker[index + 1][1]["break"] != "any"
        if is_last and index > start:
            content = _content(page.children[0])
            is_known = content is not None or _is_closing(page.children[0])
            missing = _LINES - (_count(content) if content else 0) if is_known else 0
            if key not in endings or not endings[key].is_of(index - start):
                endings[key] = Ending(index - start)
            ending = endings[key]
            style = (content or _content(root_box) or root_box).style
            line, last, holes = strut(style)[0], index - start, holes[: index - start]
            lack = height(boxes, page) + line - spare(boxes, page) - room
            if ending.joins(last, lack, line, spares[: len(holes)]) or ending.goes_on(
                last, max(missing, 0), line, holes
            ):
                changed = start + _first_changed(rooms, ending.rooms)
                for number in range(_begin(context, changed, start), index + 1):
                    context.page_maker[number][-1]["content_changed"] = True
        return page, resume

    module.block_level_layout = block_level_layout
    module.remake_page = remake_page


def _carries(context: Any) -> dict[int, bool]:
    """Return which pages begin with the rest of a note or of a float of the page before."""
    carries: dict[int, bool] = vars(context).setdefault("triptych_carries", {})
    return carries


def _begin(context: Any, changed: int, start: int) -> int:
    """Return from which page on to lay out again, for the sake of one whose room has changed.

    What a page carries over is known while the page before it is laid out.
    """
    while changed > start and _carries(context).get(changed):
        changed -= 1
    return changed


def _first_changed(before: dict[int, float], after: dict[int, float]) -> int:
    """Return the number of the first page that gives up another room than before."""
    numbers = sorted(before.keys() | after.keys())
    return next(number for number in numbers if before.get(number) != after.get(number))


def _start(index: int, context: Any) -> int:
    """Return the number of the first page of the part of the text that a page belongs to."""
    starts: dict[int, int] = vars(context).setdefault("triptych_starts", {})
    begin, how, *_ = context.page_maker[index]
    goes_on = begin and how["break"] == "any"
    starts[index] = starts.get(index - 1, index) if goes_on else index
    return starts[index]


def _holes(context: Any, index: int, hole: float) -> list[float]:
    """Record how much of a page is empty, and return that of the pages before, the nearest first."""
    holes: dict[int, float] = vars(context).setdefault("triptych_holes", {})
    holes[index] = hole
    name = context.page_maker[index][1]["page"]
    found = []
    for number in range(index - 1, max(index - 1 - EVENED, -1), -1):
        if context.page_maker[number][1]["page"] != name:
            break
        found.append(holes.get(number, 0.0))
    return found


def _spares(boxes: Any, context: Any, index: int, page: Any) -> tuple[float, list[float]]:
    """Record what the spaces of a page may give up, and return that of the pages before it.

    And how much of the page before it was empty before that was distributed.
    """
    found: dict[int, tuple[float, float]] = vars(context).setdefault("triptych_spares", {})
    found[index] = empty(boxes, page) + spread_of(page), spare(boxes, page)
    before = [found.get(number, (0.0, 0.0)) for number in range(index - 1, index - 1 - EVENED, -1)]
    return before[0][0], [each for _, each in before]


def _content(around: Any) -> Any:
    """Return the box of the text in the box around it, the last of an issue's; None without one."""
    found = [box for box in inside(around) if name_of(box) == "pf-content"]
    return found[-1] if found else None


def _is_closing(box: Any) -> bool:
    """Whether nothing but what closes an article is on a page, such as the colophon behind columns."""
    return any(inner.element_tag in _BESIDE for inner in inside(box))


def _count(content: Any) -> int:
    """Return how many lines of text are on a page."""
    flowing = [child for child in content.children if child.is_in_normal_flow()]
    blocks = [child for child in flowing if child.element_tag not in _BESIDE]
    return sum(_lines(block) for block in blocks)


def _lines(block: Any) -> int:
    """Return how many lines are below each other in a part of a page, which may have columns.

    A picture or a table in it counts as enough of them.
    """
    columns = [c for c in getattr(block, "children", ()) if getattr(c, "is_column", False)]
    if columns:
        return max(_lines(column) for column in columns)
    if is_of(block, _NOTES):
        return 0
    if block.element_tag in _SHOWN:
        return _LINES
    if type(block).__name__ == "LineBox":
        return int(not block.element_tag.endswith("::marker"))
    return sum(_lines(child) for child in getattr(block, "children", ()))


PATCH = Patch(
    name="last_pages",
    upstream="Leaves a line or two for a page of their own",
    reason="The last page of an article is a page, as in books",
    test="editions/test_page_turns.py::test_the_last_page_has_four_lines",
    targets=(
        "weasyprint.layout:layout_document",
        "weasyprint.layout.block:block_level_layout",
        "weasyprint.layout.page:make_page",
        "weasyprint.layout.page:remake_page",
        "weasyprint.layout.page:make_all_pages",
    ),
    apply=_patch,
)
