"""What of SVG the typesetter draws as it is meant (seen of WeasyPrint 70, against resvg and Chromium).

A drawing with anything else in it is drawn as pixels, so that the PDF shows what a browser shows.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

from lxml import etree

from triptych.core import css
from triptych.pictures.svg_plain import COLOURS
from triptych.pictures.svg_styles import style_of

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_PLAIN = frozenset(
    (
        *("a", "circle", "defs", "desc", "ellipse", "g", "image", "line", "path", "polygon"),
        *("polyline", "rect", "svg", "symbol", "text", "title", "tspan", "use", "view"),
    )
)
_UNDRAWN = frozenset(("clipPath", "filter", "marker", "mask", "pattern", "solidcolor", "stop"))
"""Elements that draw nothing where they stand; what refers to them is looked at."""

_IS_INNER = re.compile(r"(?:linear|radial)Gradient|fe[A-Z]")
_NEVER = {
    "filter": "a filter",
    "mask": "a mask",
    "mix-blend-mode": "blending",
    "paint-order": "a painting order",
    "text-decoration": "a line on text",
    "text-decoration-line": "a line on text",
    "word-spacing": "spacing of words",
    "writing-mode": "vertical writing",
}
"""Properties that are not drawn at all, or wrongly."""

_NOTHING = frozenset(
    ("", "auto", "0", "0px", "horizontal-tb", "inherit", "initial", "lr-tb", "none", "normal")
)
_NEW_COLOUR = re.compile(r"(?:color|color-mix|lab|lch|oklab|oklch)\(", re.IGNORECASE)
_STRAIGHT = re.compile(r"[^a-zA-Z]*[Mm](?:[^a-zA-Z]*[LlHhVv])*[^a-zA-Z]*")
_CURVED = re.compile(r"[^a-zA-Z]*[Mm](?:[^a-zA-Z]|[eE](?=[-+\d])|[LlHhVvCc])*")
_JOINING = (
    *((0x0590, 0x109F), (0x135D, 0x135F), (0x1700, 0x18AF), (0x1900, 0x1CFF), (0x1DC0, 0x1DFF)),
    *((0x200C, 0x200F), (0x202A, 0x202E), (0x2066, 0x2069), (0xA800, 0xABFF), (0xFB1D, 0xFDFF)),
    *(
        (0xFE00, 0xFE0F),
        (0xFE70, 0xFEFE),
        (0x10800, 0x11FFF),
        (0x1F000, 0x1FBFF),
        (0xE0000, 0xE0FFF),
    ),
)
"""Letters that take their shape or order from their neighbours; the typesetter draws each alone."""


def undrawable(data: bytes) -> str:
    """Return the first thing in a drawing that the typesetter cannot draw; "" when there is none."""
    root = etree.fromstring(data)
    named = {str(e.get("id")): e for e in root.iter(etree.Element) if e.get("id")}
    return next((why for element in root.iter() for why in _reasons(element, named)), "")


def unsupported(data: bytes) -> list[str]:
    """Return what in a drawing is drawn neither by the typesetter nor as pixels, each once."""
    found: dict[str, None] = {}
    for element in etree.fromstring(data).iter():
        style = style_of(element)
        if "non-scaling-stroke" in (style.get("vector-effect"), element.get("vector-effect")):
            found["lines whose width is not scaled (`vector-effect`)"] = None
        if style.get("transform-box", "view-box") not in ("view-box", "border-box"):
            found["turning about a part's own middle (`transform-box`)"] = None
        if "transform" in style:
            found["the transform " + style["transform"][:40]] = None
        values = (style.get(key) or str(element.get(key, "")) for key in COLOURS)
        found |= {f"the colour {v}": None for v in values if _NEW_COLOUR.match(v)}
    return list(found)


def _reasons(element: etree._Element, named: dict[str, etree._Element]) -> Iterator[str]:
    """Yield why an element is not drawn as it is meant."""
    name = str(element.tag).removeprefix(_SVG)
    if name not in _PLAIN and name not in _UNDRAWN and not _IS_INNER.match(name):
        yield f"`{name}`"
    style = style_of(element)

    def value(key: str) -> str:
        return (style.get(key) or str(element.get(key, ""))).strip()

    yield from (why for key, why in _NEVER.items() if value(key) not in _NOTHING)
    if name in ("text", "tspan"):
        yield from _text_reasons(element, value)
    if name in ("use", "svg") and element.getparent() is not None:
        yield from _size_reasons(element, named)
    for key in ("fill", "stroke"):
        yield from _paint_reasons(key, value(key), name, named)
    yield from _clip_reasons(value("clip-path"), named)
    yield from _marker_reasons(element, value)
    if _is_faint(value("opacity")):
        yield from _faint_reasons(element)


def _text_reasons(element: etree._Element, value: Callable[[str], str]) -> Iterator[str]:
    """Yield why a text is not drawn as it is meant."""
    words = f"{element.text or ''}{element.tail or '' if element.tag == f'{_SVG}tspan' else ''}"
    if any(_is_joined(letter) for letter in words):
        yield "letters that are joined or ordered"
    is_moved = any(child.get("x") for child in element)
    if (element.text or "").strip() and is_moved and value("text-anchor") in ("middle", "end"):
        yield "lines of text"


def _is_joined(letter: str) -> bool:
    """Whether a letter takes its shape or order from its neighbours."""
    at = ord(letter)
    if at < 0x300:
        return False
    is_mark = unicodedata.category(letter).startswith("M")
    return is_mark or any(first <= at <= last for first, last in _JOINING)


def _size_reasons(element: etree._Element, named: dict[str, etree._Element]) -> Iterator[str]:
    """Yield why a part with a view box of its own is not placed as it is meant."""
    target: etree._Element | None = element
    if element.tag == f"{_SVG}use":
        name = str(element.get("href") or element.get(_HREF) or "").removeprefix("#")
        target = named.get(name)
    if target is None or target.tag not in (f"{_SVG}symbol", f"{_SVG}svg"):
        return
    if not (element.get("width") and element.get("height")):
        yield "a part without a size"


def _paint_reasons(
    key: str, value: str, name: str, named: dict[str, etree._Element]
) -> Iterator[str]:
    """Yield why a gradient or a pattern is not painted as it is meant."""
    for reference in css.references(value):
        paint = named.get(reference)
        if paint is None:
            continue
        if paint.tag == f"{_SVG}pattern":
            yield "a pattern"
        elif key == "stroke" or name in ("text", "tspan") or not _is_plain_gradient(paint, named):
            yield "a gradient"


def _is_plain_gradient(paint: etree._Element, named: dict[str, etree._Element]) -> bool:
    """Whether a gradient has its own opaque colours, in the units of its place, and no transform."""
    href = str(paint.get("href") or paint.get(_HREF) or "").removeprefix("#")
    stops = [paint, *([named[href]] if href in named else [])]
    return (
        paint.get("gradientUnits") == "userSpaceOnUse"
        and not any(one.get("gradientTransform") for one in stops)
        and not any(
            _is_faint(style_of(stop).get("stop-opacity") or str(stop.get("stop-opacity", "")))
            for one in stops
            for stop in one
        )
    )


def _clip_reasons(value: str, named: dict[str, etree._Element]) -> Iterator[str]:
    """Yield why a clipping path does not clip as it is meant."""
    for reference in css.references(value):
        clip = named.get(reference)
        for part in () if clip is None else clip.iter(etree.Element):
            rule = style_of(part).get("clip-rule") or str(part.get("clip-rule", ""))
            if rule == "evenodd" or part.tag in (f"{_SVG}text", f"{_SVG}g"):
                yield "a clipping path"
    if value and "(" in value and not css.references(value):
        yield "a clipping shape"


def _marker_reasons(element: etree._Element, value: Callable[[str], str]) -> Iterator[str]:
    """Yield why the markers of a line, or of the lines in a group, do not point as they are meant to."""
    if any("(" in value(key) for key in ("marker", "marker-mid")):
        yield "a marker"
    for key, shape in (("marker-end", _CURVED), ("marker-start", _STRAIGHT)):
        if "(" not in value(key):
            continue
        lines = [element, *element.iterdescendants(f"{_SVG}path", f"{_SVG}polygon")]
        if not all(shape.fullmatch(str(line.get("d", "M"))) for line in lines):
            yield "a marker"


def _is_faint(value: str) -> bool:
    """Whether an opacity lets something through."""
    return value not in ("", "1", "1.0", "100%", "inherit", "initial")


def _faint_reasons(element: etree._Element) -> Iterator[str]:
    """Yield why a part that is seen through is cut off at its sides."""
    for part in element.iter(etree.Element):
        style = style_of(part)
        keys = ("text-anchor", "marker-end", "marker-start")
        said = [style.get(key) or str(part.get(key, "")) for key in keys]
        if said[0] in ("middle", "end") or "(" in f"{said[1]}{said[2]}":
            yield "opacity"
