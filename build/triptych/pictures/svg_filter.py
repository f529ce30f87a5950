"""What is active, elsewhere or an editor's own is taken out of a drawing, and told part by part."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from triptych.core import css
from triptych.pictures.svg_styles import line_of, style_of

Embed = Callable[[str], tuple[str, int] | None]
"""Returns a ``data:`` URL of a picture within a drawing, made safe, and the elements that it comes to;
None when it holds no sound picture."""

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_RUNS = {"canvas", "embed", "handler", "iframe", "listener", "object", "script"}
_MOVES = {"animate", "animateColor", "animateMotion", "animateTransform", "discard", "set"}
_PLAYS = {"audio", "video"}
_WORDS = re.compile(r"aria-[\w-]+|data-[\w-]+|class|d|id|lang|name|points|role|title|transform")
"""Attributes of words and numbers, in which an address is only words."""

_FORMS = {
    "circle": ("r",),
    "ellipse": ("rx", "ry"),
    "path": ("d",),
    "polygon": ("points",),
    "polyline": ("points",),
    "rect": ("width", "height"),
}
"""The attributes without which a shape draws nothing."""

_LEADS_OUT = re.compile(r"https?:|mailto:|[^:]*$", re.IGNORECASE)


@dataclass(slots=True)
class Refused:
    """What was taken out of a drawing: warnings by line, and whether links, motion or fonts are gone."""

    warnings: list[css.Fault] = field(default_factory=list[css.Fault])
    has_links: bool = False
    has_motion: bool = False
    has_fonts: bool = False
    inner: dict[etree._Element, int] = field(default_factory=dict)

    def warn(self, element: etree._Element, message: str) -> None:
        """Note what was taken out at an element."""
        self.warnings.append(css.Fault(message, line_of(element)))


def defuse(root: etree._Element, embed: Embed) -> Refused:
    """Take out of a drawing, in place, all that is active, elsewhere or in another vocabulary."""
    refused = Refused()
    for element in list(root.iter(etree.Element)):
        name = str(element.tag).removeprefix(_SVG)
        if name in _RUNS:
            refused.warn(element, f"runs a program (`{name}`)")
        elif name in _PLAYS:
            refused.warn(element, f"plays something (`{name}`)")
        elif name in _MOVES:
            refused.has_motion = True
            _freeze(element)
    gone = (f"{_SVG}{name}" for name in (*_RUNS, *_MOVES, *_PLAYS, "metadata", "foreignObject"))
    etree.strip_elements(root, *gone, with_tail=False)
    for element in [e for e in root.iter(etree.Element) if not str(e.tag).startswith(_SVG)]:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for element in list(root.iter(etree.Element)):
        for key, value in list(element.attrib.items()):
            _check(refused, element, (str(key), str(value)), embed)
        _drop_empty(element, refused)
    _drop_dangling(root)
    return refused


def _drop_dangling(root: etree._Element) -> None:
    """Remove what names an element that the drawing lacks; as paint it is none (SVG 2, section 13.2)."""
    ids = {str(element.get("id")) for element in root.iter(etree.Element) if element.get("id")}
    for element in list(root.iter(etree.Element)):
        for key, value in list(element.attrib.items()):
            name = str(key).rpartition("}")[2]
            named = {str(value)[1:]} if name == "href" and str(value)[:1] == "#" else set()
            if not named and name != "style" and "url(" in str(value):
                named = set(css.references(str(value)))
            if named <= ids:
                continue
            if name in ("fill", "stroke"):
                element.set(key, css.without_references(str(value)) or "none")
            else:
                del element.attrib[key]


def _drop_empty(element: etree._Element, refused: Refused) -> None:
    """Remove a picture without an address, and a shape without its form: neither draws anything."""
    name, parent = str(element.tag).removeprefix(_SVG), element.getparent()
    asked = {*_FORMS.get(name, ())} - {*map(str, element.attrib), *style_of(element)}
    is_lost = name == "image" and element not in refused.inner
    if parent is not None and not len(element) and (is_lost or asked):
        parent.remove(element)


def _freeze(element: etree._Element) -> None:
    """Set what an animation sets for good, where it stays at its end (SMIL 3.0, ``fill``)."""
    parent, name = element.getparent(), str(element.get("attributeName", ""))
    stays = element.get("fill") == "freeze" or element.tag == f"{_SVG}set"
    if parent is None or not stays or not re.fullmatch(r"[a-z][\w-]*", name) or name[:2] == "on":
        return
    if element.get("href") or element.get(f"{_XLINK}href") or element.tag.endswith("Transform"):
        return
    last = str(element.get("values", "")).split(";")[-1].strip() or element.get("to")
    if last is not None and name not in ("href", "style", "src"):
        parent.set(name, str(last))


def _check(refused: Refused, element: etree._Element, pair: tuple[str, str], embed: Embed) -> None:
    """Remove one attribute that runs or names what it must not."""
    key, value = pair
    name = key.rpartition("}")[2]
    if key.startswith("{") and not key.startswith((_XLINK, _XML)):
        del element.attrib[key]
    elif name in ("role", "aria-roledescription"):
        del element.attrib[key]  # what a picture is to its reader, its page says
    elif name.lower().startswith("on"):
        del element.attrib[key]
        refused.warn(element, f"runs a program (`{name}`)")
    elif key == f"{_XML}base":
        del element.attrib[key]
        refused.warn(element, f"{css.LOADS} (`xml:base`)")
    elif name.lower() in ("href", "src"):
        _check_address(refused, element, pair, embed)
    elif name != "style" and not _WORDS.fullmatch(name) and not _is_own(value):
        del element.attrib[key]
        refused.warn(element, f"{css.LOADS} (`{name}`)")


def _is_own(value: str) -> bool:
    """Whether the value of an attribute names nothing outside the drawing."""
    return not re.search(r"[(\\]", value) or css.is_own(value)


def _check_address(
    refused: Refused, element: etree._Element, pair: tuple[str, str], embed: Embed
) -> None:
    """Remove an address that is neither in the drawing nor a sound picture within it."""
    key, value = pair[0], pair[1].strip()
    if value.startswith("#") or not value:
        return
    if element.tag == f"{_SVG}a" and _LEADS_OUT.match(value):
        refused.has_links = True
        del element.attrib[key]
        return
    is_picture = str(element.tag) in (f"{_SVG}image", f"{_SVG}feImage")
    found = embed(value) if is_picture and value[:5].lower() == "data:" else None
    if found:
        element.set(key, found[0])
        refused.inner[element] = found[1]
        return
    del element.attrib[key]
    name = f"{'xlink:' if key.startswith(_XLINK) else ''}{key.rpartition('}')[2]}"
    shown = value if len(value) <= 60 else f"{value[:60]}…"
    refused.warn(element, f"{css.LOADS} (`{name}`: “{shown}”)")
