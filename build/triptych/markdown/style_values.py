"""The ``style`` of an element with the declarations that mean something, as the Nu checker judges them."""

import re

from triptych.core import css, css_check

_NUMBER = r"(?:\d+(?:\.\d*)?|\.\d+)"
_UNITS = "px|pt|pc|in|cm|mm|q|r?em|r?ex|r?ch|r?ic|r?lh|cap|[sld]?v(?:w|h|i|b|min|max)|%"
_LENGTH = rf"{_NUMBER}(?:{_UNITS})|0(?:\.0*)?"
_FUNCTION = r"(?:var|calc|min|max|clamp|fit-content)\(.+\)"
_SIZE = rf"auto|(?:min|max|fit)-content|{_LENGTH}|{_FUNCTION}"
_WIDE = r"inherit|initial|unset|revert|revert-layer"
_LINES = "none|underline|overline|line-through|blink|solid|double|dotted|dashed|wavy"
_VALUES = {
    "font-style": rf"normal|italic|oblique(?: -?{_NUMBER}deg)?",
    "font-weight": r"normal|bold|bolder|lighter|[1-9]\d{0,2}|1000",
    "height": _SIZE,
    "list-style-type": r"-?[a-z_][\w-]*|\"[^\"\\]*\"|'[^'\\]*'",
    "text-align": "left|right|center|justify|start|end|match-parent",
    "text-indent": rf"-?(?:{_LENGTH})|{_FUNCTION}",
    "vertical-align": "baseline|sub|super|text-top|text-bottom|middle|top|bottom"
    rf"|-?(?:{_LENGTH})|{_FUNCTION}",
    "width": _SIZE,
}
_SHAPES = {name: re.compile(rf"{shape}|{_WIDE}", re.IGNORECASE) for name, shape in _VALUES.items()}
_COLOURS = {"color", "background-color"}
_DECORATION = re.compile(_LINES, re.IGNORECASE)

PROPERTIES = frozenset([*_SHAPES, *_COLOURS, "text-decoration"])
"""The properties that an author's ``style`` may set."""


def sound_style(style: str) -> str:
    """Return a style without the declarations that are wrong or of another property."""
    declared = css.read_declarations(style, [])
    return ";".join(
        f"{each.name}:{each.value}{' !important' if each.is_important else ''}"
        for each in declared
        if _is_sound(each.name, each.value)
    )


def _is_sound(name: str, value: str) -> bool:
    """Whether a property may have a value."""
    if name in _COLOURS:
        return value.lower() not in ("auto", "none") and css_check.is_colour(value)
    if name == "text-decoration":
        words = re.sub(r"\([^()]*\)", "", value).split()
        sound = [bool(_DECORATION.fullmatch(word)) for word in words]
        others = [word for word, is_line in zip(words, sound, strict=True) if not is_line]
        is_plain = "(" in value or (all(map(css_check.is_colour, others)) and len(others) < 2)
        return any(sound) and is_plain
    shape = _SHAPES.get(name)
    return bool(shape and shape.fullmatch(value))
