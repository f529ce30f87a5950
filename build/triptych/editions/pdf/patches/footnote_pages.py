"""A note stays on the page of its reference, and notes stay in their order.

To keep two lines of a paragraph together, WeasyPrint sends notes that it has laid out already to the
next page, the last of them first, even where ``footnote-policy`` asks for the line to go with
its note. With this patch the paragraph is broken earlier instead, or goes to the next page as a whole.
"""

from types import ModuleType
from typing import Any

from triptych.editions.pdf.patches.guard import Patch


def _patch(weasyprint: ModuleType) -> None:
    """Replace four methods of ``LayoutContext``, which lays out the notes of a page."""
    context: Any = vars(weasyprint.layout)["LayoutContext"]
    layout, unlayout, report = (
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
        return layout(self, footnote)

    def unlayout_footnote(self: Any, footnote: Any) -> None:
        _restore(self)
        unlayout(self, footnote)

    def report_footnote(self: Any, footnote: Any) -> None:
        # A note that does not fit is reported after one question; other lines have asked more.
        if getattr(self, "triptych_asked", 0) <= 1 or self.in_column:
            report(self, footnote)
            return
        # An empty list ends the loop that reports; the area of the notes has the list put aside.
        self.triptych_notes, self.current_page_footnotes = self.current_page_footnotes, []

    context.overflows_page = overflows_page
    context.layout_footnote = layout_footnote
    context.unlayout_footnote = unlayout_footnote
    context.report_footnote = report_footnote


def _restore(context: Any) -> None:
    """Restore the notes that were put aside, unless a new page has begun since."""
    aside = getattr(context, "triptych_notes", None)
    if aside is not None and context.current_footnote_area.children is aside:
        context.current_page_footnotes = aside
    context.triptych_notes = None


PATCH = Patch(
    name="footnote_pages",
    upstream="Sends notes that are laid out to the next page, the last first, to keep lines together",
    issue="https://github.com/Kozea/WeasyPrint/issues/2432",
    reason="CSS GCPM 3: `footnote-policy: line` keeps a note on the page of its reference",
    test="editions/test_notes.py::test_a_note_on_paper_is_whole_in_order_and_on_the_page_of_its_reference",
    targets=(
        "weasyprint.layout:LayoutContext.overflows_page",
        "weasyprint.layout:LayoutContext.layout_footnote",
        "weasyprint.layout:LayoutContext.unlayout_footnote",
        "weasyprint.layout:LayoutContext.report_footnote",
        "weasyprint.layout.block:_linebox_layout",
    ),
    apply=_patch,
)
