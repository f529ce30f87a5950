"""Lines of Chinese and Japanese are justified between their letters.

WeasyPrint widens spaces alone, of which such a line has none, so that it ends short of the margin wherever
no stop may begin the next one.
"""

from types import ModuleType
from typing import Any

from triptych.editions.pdf.letter_gaps import WIDE, count_gaps
from triptych.editions.pdf.patches.guard import Patch


def _patch(weasyprint: ModuleType) -> None:
    """Replace ``count_expandable_spaces``, and ``Layout.set_text``."""
    inline = vars(weasyprint.layout.inline)
    count, boxes = inline["count_expandable_spaces"], weasyprint.formatting_structure.boxes

    def count_expandable_spaces(box: Any) -> float:
        if isinstance(box, boxes.TextBox):
            return float(count(box)) + count_gaps(box.text)
        return float(count(box))

    inline["count_expandable_spaces"] = count_expandable_spaces
    line_break: Any = weasyprint.text.line_break
    layouts, set_text = line_break.Layout, line_break.Layout.set_text

    def set_text_with_gaps(self: Any, text: str, justify: bool = False) -> None:  # noqa: FBT001, FBT002  the library's own signature
        set_text(self, text, justify)
        if justify and self.justification_spacing and WIDE.search(self.text):
            _widen(line_break, self)

    layouts.set_text = set_text_with_gaps


def _widen(line_break: Any, layout: Any) -> None:
    """Widen the gaps between the wide letters of a layout."""
    pango, ffi, style = line_break.pango, line_break.ffi, layout.style
    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes == ffi.NULL:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    own = style["letter_spacing"]
    own = 0 if own == "normal" else own
    spacing = int((own + layout.justification_spacing) * line_break.TO_UNITS)
    for run in WIDE.finditer(layout.text):
        attribute = pango.pango_attr_letter_spacing_new(spacing)
        attribute.start_index = len(layout.text[: run.start()].encode())
        attribute.end_index = len(layout.text[: run.end()].encode())
        pango.pango_attr_list_change(attributes, attribute)
    pango.pango_layout_set_attributes(layout.layout, attributes)


PATCH = Patch(
    name="wide_letters",
    upstream="Widens spaces alone where a line is justified",
    reason="CSS Text 3, 6.4.2: Chinese and Japanese are justified between their letters",
    test="editions/test_wide_letters.py::test_lines_of_wide_letters_end_at_the_margin",
    targets=(
        "weasyprint.layout.inline:count_expandable_spaces",
        "weasyprint.layout.inline:justify_line",
        "weasyprint.text.line_break:Layout.set_text",
        "weasyprint.text.line_break:Layout.reactivate",
    ),
    apply=_patch,
)
