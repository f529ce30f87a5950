"""What Pango knows of a style is made once a style, and copied for each text; nothing of it is left behind.

WeasyPrint makes a context, a font description and a list of font features for every text that it measures
or draws. Of the features it allocates an attribute each time though one is cached, and it never frees the
list, so that a process grows by a hundred kilobytes an article.
"""

from types import ModuleType
from typing import Any

from triptych.editions.pdf.paragraphs.library import Library, declare
from triptych.editions.pdf.patches.guard import Patch

KEPT = "triptych_layout"
"""Where a style has what is made of it: its font size, Pango's layout, what ``setup`` finds, and a name.

Styles of one name are alike in all that a layout depends on.
"""

_PRIVATE = frozenset(("justification_spacing", "max_width", "layout", "style", "text"))
"""What a layout has of its own."""

_KEYS = (
    "direction",
    "font_language_override",
    "lang",
    "font_family",
    "font_style",
    "font_stretch",
    "font_weight",
    "font_size",
    "font_variation_settings",
    "text_decoration_line",
    "font_kerning",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_caps",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
)
"""The properties that a layout without text depends on."""

_MOST = 512
"""How many styles are remembered with the fonts of a document."""


def _patch(weasyprint: ModuleType) -> None:
    """Replace ``Layout.setup`` in ``weasyprint.text.line_break``."""
    library = Library.of(weasyprint)
    declare(library)
    layouts, ffi = library.line_break.Layout, library.ffi
    make, copy, release = layouts.setup, library.pango.pango_layout_copy, _release(library)

    def setup(self: Any, style: Any) -> None:
        made = vars(style).get(KEPT)
        if made is None or made[0] != style["font_size"]:
            made = vars(style)[KEPT] = (style["font_size"], *_made(layouts, make, style, library))
        vars(self).update(made[2])
        self.style = style
        self.layout = ffi.gc(copy(made[1]), release)

    layouts.setup = setup


def _made(layouts: Any, make: Any, style: Any, library: Library) -> tuple[Any, dict[str, Any], str]:
    """Return a layout of Pango without text, what else ``setup`` finds out about a style, and a name."""
    known: dict[str, Any] = vars(style.font_config).setdefault("triptych_layouts", {})
    key = str([style[name] for name in _KEYS])
    if key not in known:
        if len(known) >= _MOST:
            known.clear()
        model = layouts.__new__(layouts)
        style.font_config.font_features.clear()  # an attribute belongs to one list, which frees it
        make(model, style)
        style.font_config.font_features.clear()
        attributes = library.pango.pango_layout_get_attributes(model.layout)
        if attributes != library.ffi.NULL:  # the layout has a reference of its own
            library.pango.pango_attr_list_unref(attributes)
        found = {name: value for name, value in vars(model).items() if name not in _PRIVATE}
        known[key] = (model.layout, found, key)
    made: tuple[Any, dict[str, Any], str] = known[key]
    return made


def _release(library: Library) -> Any:
    """Return the function that frees a layout, as WeasyPrint has it."""
    return vars(library.line_break)["gobject"].g_object_unref


PATCH = Patch(
    name="text_layouts",
    upstream="Sets up Pango for every text from nothing, and never frees the font features",
    reason="Saves a twentieth of the time of a PDF, and 100 kB of memory an article",
    test="editions/test_typesetter_speed.py::test_pango_is_set_up_once_a_style",
    targets=(
        "weasyprint.text.fonts:get_font_description",
        "weasyprint.text.line_break:Layout.setup",
        "weasyprint.text.line_break:Layout.set_text",
        "weasyprint.text.line_break:Layout.deactivate",
    ),
    apply=_patch,
    is_required=False,
)
