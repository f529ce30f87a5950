"""Newer ways of writing a drawing, put as SVG 1.1 writes them, which all who draw understand."""

import math
import re

from lxml import etree

from triptych.core import css_check

COLOURS = ("color", "fill", "flood-color", "lighting-color", "stop-color", "stroke")
_GEOMETRY = {
    "circle": ("cx", "cy", "r"),
    "ellipse": ("cx", "cy", "rx", "ry"),
    "foreignObject": ("x", "y", "width", "height"),
    "image": ("x", "y", "width", "height"),
    "rect": ("x", "y", "width", "height", "rx", "ry"),
    "svg": ("x", "y", "width", "height"),
    "use": ("x", "y", "width", "height"),
}
_SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?"
_LENGTH = re.compile(rf"({_NUMBER})(px|%|em|ex|in|cm|mm|pt|pc)?", re.IGNORECASE)
_STEP = re.compile(r"([a-zA-Z]+)\(([^()]*)\)")
_PART = re.compile(rf"({_NUMBER})(px|deg|rad|grad|turn)?", re.IGNORECASE)
_ANGLES = {"": 1.0, "deg": 1.0, "grad": 0.9, "turn": 360.0, "rad": 180 / math.pi}
_SIZES = {
    "xx-small": "9px",
    "x-small": "10px",
    "small": "13px",
    "medium": "16px",
    "large": "18px",
    "x-large": "24px",
    "xx-large": "32px",
    "smaller": "0.83em",
    "larger": "1.2em",
}
"""Sizes by name (CSS Fonts 4, section 2.5)."""

_WEIGHTS = {"bolder": "bold", "lighter": "normal"}


def make_plain(element: etree._Element, style: dict[str, str]) -> None:
    """Put an element's style, and the element with it, as SVG 1.1 writes them, in place.

    What CSS says of place and size becomes attributes; colours become those of CSS 3.
    """
    for key in COLOURS:
        value = str(element.get(key, ""))
        if key in style:
            style[key] = _colour(style[key])
        elif (plain := _colour(value)) != value:
            element.set(key, plain)
    if (size := style.get("font-size") or str(element.get("font-size", ""))) in _SIZES:
        style["font-size"] = _SIZES[size]
    if (weight := style.get("font-weight", "")) in _WEIGHTS:
        style["font-weight"] = _WEIGHTS[weight]
    for key in _GEOMETRY.get(str(element.tag).removeprefix(_SVG), ()):
        if _LENGTH.fullmatch(style.get(key, "")):
            element.set(key, style.pop(key).removesuffix("px"))
    if "transform" in style and (steps := plain_transform(style["transform"])):
        element.set("transform", steps)
        del style["transform"]


def plain_transform(value: str) -> str:
    """Return a CSS transform as the attribute writes it; "" when it says what that cannot."""
    steps = []
    for found in _STEP.finditer(value):
        parts = [_PART.fullmatch(part) for part in re.split(r"[\s,]+", found[2].strip())]
        step = _step(found[1], [(float(p[1]), (p[2] or "").lower()) for p in parts if p])
        if not step or None in parts:
            return ""
        steps.append(step)
    return "" if _STEP.sub("", value).strip() else " ".join(steps)


def _step(name: str, parts: list[tuple[float, str]]) -> str:
    """Return one step of a transform; "" when the attribute has none like it."""
    numbers = [number * _ANGLES.get(unit, 1.0) for number, unit in parts]
    first = f"{numbers[0]:.10g}" if numbers else "0"
    known = {
        "translateX": f"translate({first})",
        "translateY": f"translate(0 {first})",
        "scaleX": f"scale({first} 1)",
        "scaleY": f"scale(1 {first})",
        "rotateZ": f"rotate({first})",
    }
    if name in known:
        return known[name]
    if name in ("matrix", "rotate", "scale", "skewX", "skewY", "translate"):
        return f"{name}({' '.join(f'{number:.10g}' for number in numbers)})"
    return ""


def _colour(value: str) -> str:
    """Return a colour plainly; paints that are none, and names that all know, stay as they are."""
    is_plain = "(" not in value and value.lower() != "rebeccapurple"
    return value if is_plain or value.lower().startswith("url") else css_check.plain_colour(value)
