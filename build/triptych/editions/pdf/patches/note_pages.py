"""A note stays on the page of its reference, and notes stay in their order.

To keep two lines of a paragraph together, WeasyPrint sends notes that it has laid out already on to the
next page, the last of them first, also where ``footnote-policy`` asks for the line to go along with
its note. Where that would be done, the paragraph is broken earlier or goes to the next page whole.
"""

from types import ModuleType
from typing import Any


def patch_note_pages(layout: ModuleType) -> None:
    """Mend the context that WeasyPrint's ``layout`` keeps the notes of a page in."""
    context: Any = vars(layout)["LayoutContext"]
    lay, take_back, report = (
        context.layout_footnote,
        context.unlayout_footnote,
        context.report_footnote,
    )
    overflows = context.overflows_page

    def overflows_page(self: Any, *measures: Any) -> Any:
        self.triptych_asked = getattr(self, "triptych_asked", 0) + 1
        return overflows(self, *measures)

    def layout_footnote(self: Any, footnote: Any) -> Any:
        _restore(self)
        self.triptych_asked = 0
        return lay(self, footnote)

    def unlayout_footnote(self: Any, footnote: Any) -> None:
        _restore(self)
        take_back(self, footnote)

    def report_footnote(self: Any, footnote: Any) -> None:
        # A note that does not fit is reported after one question; other lines have asked more.
        if getattr(self, "triptych_asked", 0) <= 1 or self.in_column:
            report(self, footnote)
            return
        # An empty list ends the loop that reports; the area of the notes keeps the one put aside.
        self.triptych_notes, self.current_page_footnotes = self.current_page_footnotes, []

    context.overflows_page = overflows_page
    context.layout_footnote = layout_footnote
    context.unlayout_footnote = unlayout_footnote
    context.report_footnote = report_footnote


def _restore(context: Any) -> None:
    """Give the context its notes again that were put aside, unless a new page has begun since."""
    aside = getattr(context, "triptych_notes", None)
    if aside is not None and context.current_footnote_area.children is aside:
        context.current_page_footnotes = aside
    context.triptych_notes = None
