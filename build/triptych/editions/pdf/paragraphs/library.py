"""What is used of the typesetter here: a few of its modules, and the C libraries that it has loaded."""

from types import ModuleType
from typing import Any, NamedTuple

WIDTHS = "void pango_glyph_item_get_logical_widths(PangoGlyphItem *, const char *, int *);"
"""The declaration of a function of Pango that WeasyPrint has no use for."""


class Library(NamedTuple):
    """WeasyPrint's boxes and layout, and Pango, as it has loaded them."""

    boxes: ModuleType
    inline: ModuleType
    line_break: ModuleType
    ffi: Any
    pango: Any

    @classmethod
    def of(cls, weasyprint: ModuleType) -> "Library":
        """Return what is used of the package."""
        line_break = weasyprint.text.line_break
        return cls(
            weasyprint.formatting_structure.boxes,
            weasyprint.layout.inline,
            line_break,
            vars(line_break)["ffi"],
            vars(line_break)["pango"],
        )


class UnfitError(Exception):
    """Something is in a paragraph whose lines the typesetter chooses by itself."""
