"""What Pango is told of a style is put together once for a set of fonts, not for every run of text.

WeasyPrint makes a context, a description of the font and a list of its features anew for each run that
it measures or draws. They depend on a few properties alone, and Pango changes none of them: a layout
copies the description, and only looks into the context.
"""

from types import ModuleType
from typing import Any

_FONT = ("font_style", "font_stretch", "font_weight", "font_size", "font_variant_caps")
_FEATURES = (
    "font_kerning",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_caps",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
)


def share_setups(line_break: ModuleType) -> None:
    """Mend ``Layout.setup`` of WeasyPrint's ``text.line_break``; a decorated run goes the old way."""
    setter = _Setter(line_break)
    own = line_break.Layout.setup

    def setup(layout: Any, style: Any) -> None:
        if style["text_decoration_line"] == "none":
            setter.set_up(layout, style)
        else:
            own(layout, style)

    line_break.Layout.setup = setup


class _Setter:
    """Sets layouts up as ``Layout.setup`` does, with what the style's fonts keep for it."""

    def __init__(self, line_break: ModuleType) -> None:
        self._names = vars(line_break)
        self._pango, self._ffi = line_break.pango, line_break.ffi
        self._unref = line_break.gobject.g_object_unref

    def set_up(self, layout: Any, style: Any) -> None:
        """Give a layout its context, font and features."""
        pango = self._pango
        kept = vars(style.font_config).setdefault("triptych_setups", {})
        layout.style, layout.first_line_direction = style, 0
        layout.ascent = layout.underline_position = layout.strikethrough_position = None
        words = (style["direction"], style["font_language_override"], style["lang"])
        context = kept.get(words)
        if context is None:
            context = kept[words] = self._context(style)
        shared, layout.language = context
        font = (tuple(style["font_family"]), *map(style.__getitem__, _FONT))
        font = (*font, style["font_variation_settings"])
        description = kept.get(font)
        if description is None:
            description = kept[font] = self._names["get_font_description"](style)
        layout.layout = self._ffi.gc(pango.pango_layout_new(shared), self._unref)
        pango.pango_layout_set_auto_dir(layout.layout, 0)
        pango.pango_layout_set_font_description(layout.layout, description)
        wished = tuple(map(style.__getitem__, _FEATURES))
        features = kept.get(wished)
        if features is None:
            features = kept[wished] = self._features(wished)
        if features:
            self._give(layout.layout, features, style.font_config.font_features)

    def _context(self, style: Any) -> tuple[Any, Any]:
        """Give a context for a style's fonts, direction and language, and that language."""
        pango, names = self._pango, self._names
        font_map = style.font_config.font_map
        context = self._ffi.gc(pango.pango_font_map_create_context(font_map), self._unref)
        pango.pango_context_set_round_glyph_positions(context, 0)
        pango.pango_context_set_base_dir(context, names["PANGO_DIRECTION"][style["direction"]])
        override, tag = style["font_language_override"], style["lang"]
        if override != "normal":
            tag = names["LST_TO_ISO"].get(override.lower(), override)
        pointer, data = names["unicode_to_char_p"](tag or "")
        if not data:
            return context, pango.pango_language_get_default()
        language = pango.pango_language_from_string(pointer)
        pango.pango_context_set_language(context, language)
        return context, language

    def _features(self, wished: tuple[Any, ...]) -> bytes:
        """Give features as Pango reads them, empty where a style wishes none."""
        found = self._names["font_features"](*wished)
        return ",".join(f"{key} {value}" for key, value in found.items()).encode()

    def _give(self, layout: Any, features: bytes, kept: dict[bytes, Any]) -> None:
        """Give a layout its features, in a list of its own, for the spacing of words goes there too."""
        pango = self._pango
        if features not in kept:
            kept[features] = pango.pango_attr_font_features_new(features)
        attributes = pango.pango_attr_list_new()
        pango.pango_attr_list_insert(attributes, kept[features])
        pango.pango_layout_set_attributes(layout, attributes)
