"""Text goes on before a picture or a table that has no room on the rest of its page.

What cannot be broken moves to the next page as a whole, and leaves the rest of its page empty. With this
patch a picture that nearly fits becomes a little smaller; what has a caption is set behind the text that
follows it (CSS Page Floats 3); and a table or a listing that is kept whole for being short is broken.
What lacks less than the spaces between the blocks of the page can give up gets that.
"""

from types import ModuleType
from typing import TYPE_CHECKING, Any

from triptych.editions.pdf.pages.remedies import Page, remedies
from triptych.editions.pdf.pages.room import empty
from triptych.editions.pdf.pages.spots import spot_at
from triptych.editions.pdf.pages.spreading import spare, squeeze
from triptych.editions.pdf.pages.trials import is_forced, renew, restore, set_back, state_of
from triptych.editions.pdf.patches.guard import Patch

if TYPE_CHECKING:
    from triptych.editions.pdf.pages.changes import Remedy

_LEAST = 3.1
"""From how many empty lines on something is done about a page."""

_GAIN = 1.5
"""How many lines more must then be on it."""


def _patch(weasyprint: ModuleType) -> None:
    """Replace ``remake_page``, which lays out one page."""
    module: Any = weasyprint.layout.page
    remake, boxes = module.remake_page, weasyprint.formatting_structure.boxes
    strut, layout = weasyprint.text.line_break.strut, module.block_level_layout

    def remake_page(index: int, context: Any, root_box: Any, html: Any) -> Any:
        state = state_of(context)
        page, resume = remake(index, context, root_box, html)
        reserved = vars(context).get("triptych_reserved", 0.0)
        if reserved or resume is None or is_forced(page, context.page_maker[index + 1][1]):
            return page, resume
        room, spot = empty(boxes, page), spot_at(root_box, page, resume)
        line = strut(spot.around.style)[0] if spot else 0
        if spot is None or context.reported_footnotes or room < _LEAST * line:
            return page, resume
        best: Remedy | None = None
        rest = room - _GAIN * line
        after = state_of(context)
        rest_of = room - spot.lines * line
        found = remedies(spot, Page(rest_of, room / line, spare(boxes, page), context, layout))
        set_back(context, after)
        for remedy in found:
            remedy.apply()
            restore(context, index, state)
            page, resume = remake(index, context, root_box, html)
            left = empty(boxes, page) if resume is not None else 0.0
            if left < rest:
                rest, best = left, remedy
            if best is remedy and (left < _LEAST * line or remedy is found[-1]):
                break
            remedy.undo()
        else:
            if best:
                best.apply()
            if found:
                restore(context, index, state)
                page, resume = remake(index, context, root_box, html)
        if best:
            best.settle(resume)
            squeeze(boxes, page, -empty(boxes, page))
            renew(context.page_maker[index + 1 :])
        return page, resume

    module.remake_page = remake_page


PATCH = Patch(
    name="page_holes",
    upstream="Leaves the rest of a page empty before what cannot be broken",
    reason="CSS Page Floats 3: a picture may be set behind text that follows it; no page is half empty",
    test="editions/test_page_holes.py::test_text_goes_on_before_what_has_a_caption",
    targets=(
        "weasyprint.layout.page:remake_page",
        "weasyprint.layout.page:make_page",
        "weasyprint.layout.page:make_all_pages",
        "weasyprint.layout.block:block_level_layout",
    ),
    apply=_patch,
)
