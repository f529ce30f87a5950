"""A page that stays some lines short, because what follows it has no room there, has wider spaces.

Nothing is left to be done about such a page when text, pictures and tables were tried (``page_holes.py``).
Where it has blocks enough, what is empty goes between them, and the page ends where its neighbours end.
So do columns beside each other.
"""

from types import ModuleType
from typing import Any

from triptych.editions.pdf.pages.room import empty
from triptych.editions.pdf.pages.spreading import even_columns, most_lines, spread
from triptych.editions.pdf.pages.trials import is_forced
from triptych.editions.pdf.patches.guard import Patch

_SHORT, _MOST = 0.9, 7.1
"""From how many empty lines on a page is short, and from how many on it has a hole that no spaces hide."""


def _patch(weasyprint: ModuleType) -> None:
    """Replace ``remake_page``, which lays out one page."""
    module: Any = weasyprint.layout.page
    layout, boxes = module.remake_page, weasyprint.formatting_structure.boxes
    strut = weasyprint.text.line_break.strut

    def remake_page(index: int, context: Any, root_box: Any, html: Any) -> Any:
        page, resume_at = layout(index, context, root_box, html)
        even_columns(boxes, page, strut)
        is_open = resume_at is None or is_forced(page, context.page_maker[index + 1][1])
        if is_open or vars(context).get("triptych_reserved", 0.0):
            return page, resume_at
        height = vars(context).get("triptych_line_height", 0.0)
        lines = empty(boxes, page) / height if height else 0.0
        if _SHORT < lines < min(_MOST, most_lines(boxes, page)):
            spread(boxes, page, lines, height)
        return page, resume_at

    module.remake_page = remake_page


PATCH = Patch(
    name="page_spaces",
    upstream="Leaves the rest of a page empty before what cannot be broken",
    reason="Feet of pages agree, as in books, where a few wider spaces are enough for that",
    test="editions/test_page_feet.py::test_a_page_before_what_has_no_room_has_wider_spaces",
    targets=(
        "weasyprint.layout.page:remake_page",
        "weasyprint.layout.page:make_page",
        "weasyprint.layout.page:make_all_pages",
    ),
    apply=_patch,
)
