"""What is used of the typesetter here: a few of its modules, and the C libraries that it has loaded."""

from types import ModuleType
from typing import Any, NamedTuple

MORE = {
    "pango_glyph_item_get_logical_widths": "void {}(PangoGlyphItem *, const char *, int *);",
    "pango_layout_copy": "PangoLayout * {}(PangoLayout *);",
}
"""The declarations of functions of Pango that WeasyPrint has no use for, by their names."""

DECLARATIONS = "".join(text.format(name) for name, text in MORE.items())


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


def declare(library: Library) -> None:
    """Declare the functions of Pango that WeasyPrint has no use for, where that is not done yet."""
    known = dir(library.pango)
    for name, text in MORE.items():
        if name not in known:
            library.ffi.cdef(text.format(name))
