"""Drawings in SVG: checked, measured, and rid of all that is active, remote, private or without bound."""

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Callable

from lxml import etree

from triptych.core.css_length import parse_length
from triptych.core.errors import AssetError, Place

SIDE = 100_000
"""The most CSS pixels that a side of a drawing may have."""

ELEMENTS = 200_000
"""The most elements that a drawing may come to, each counted as often as it is used."""

Inspect = Callable[[bytes], bool]
"""Tells whether the bytes of a picture within a drawing are a sound picture."""

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_KNOWN = (_SVG, _XLINK, "{http://www.w3.org/XML/1998/namespace}")
_GONE = {
    *("animate", "animateMotion", "animateTransform", "audio", "discard", "foreignObject"),
    *("handler", "iframe", "listener", "metadata", "script", "set", "video"),
}
_DATA = re.compile(r"data:image/(?:png|jpe?g|gif|webp);base64,", re.IGNORECASE)
_LOADS = re.compile(r"@|\\|expression|javascript|url\(\s*['\"]?(?!#|\s|['\"])", re.IGNORECASE)


def is_svg(data: bytes) -> bool:
    """Tell whether a file looks like XML or SVG rather than like pixels."""
    begin = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    return begin.startswith((b"<?xml", b"<svg", b"<!DOC", b"<!--"))


def read(data: bytes, name: str, place: Place, inspect: Inspect) -> tuple[bytes, int, int]:
    """Give an SVG without anything active or remote, and its width and height in CSS pixels.

    Raises ``AssetError`` when it is not well-formed, not SVG, or would grow without bound.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = getattr(error, "msg", None) or str(error)
        message = f"“{name}” is not well-formed SVG: {reason}"
        raise AssetError(message, place, "Export the picture again.") from None
    if root.tag != f"{_SVG}svg":
        raise AssetError(f"“{name}” is XML but not SVG", place, "Name a picture file.")
    _defuse(root, inspect)
    _refuse_bomb(root, name, place)
    width, height = _size(root)
    if max(width, height) > SIDE:
        message = f"“{name}” is {width} × {height} px, at most {SIDE} a side are taken"
        raise AssetError(message, place, "Give the drawing a smaller size.")
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True), width, height


def _defuse(root: etree._Element, inspect: Inspect) -> None:
    """Take scripts, event handlers, entities, editors' notes and what is elsewhere out of a drawing."""
    lifeless = (etree.Comment, etree.Entity, etree.ProcessingInstruction)
    etree.strip_elements(root, *lifeless, *(f"{{*}}{name}" for name in _GONE), with_tail=False)
    foreign = [e for e in root.iter(etree.Element) if not str(e.tag).startswith(_SVG)]
    for element in foreign:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for element in root.iter(etree.Element):
        for key, value in list(element.attrib.items()):
            if not _is_harmless(str(key), str(value).strip(), inspect):
                del element.attrib[key]
        if element.tag == f"{_SVG}style" and _LOADS.search(element.text or ""):
            element.text = ""


def _is_harmless(key: str, value: str, inspect: Inspect) -> bool:
    """Tell whether an attribute is the drawing's own, runs nothing, and names nothing elsewhere."""
    if key.startswith("{") and not key.startswith(_KNOWN):
        return False
    attribute = key.rpartition("}")[2].lower()
    if attribute not in ("href", "src"):
        return not attribute.startswith("on") and not _LOADS.search(value)
    if value.startswith("#"):
        return True
    head = _DATA.match(value)
    try:
        return bool(head) and inspect(b64decode(value[head.end() if head else 0 :]))
    except (Error, ValueError):
        return False


def _refuse_bomb(root: etree._Element, name: str, place: Place) -> None:
    """Raise ``AssetError`` when a drawing uses its parts within its parts so often that it explodes."""
    named = {str(e.get("id")): e for e in root.iter(etree.Element) if e.get("id")}
    sizes: dict[etree._Element, int] = {}
    doing: set[etree._Element] = set()

    def size(element: etree._Element) -> int:
        if element in doing:
            raise AssetError(f"“{name}” uses a part within itself", place, "Export it again.")
        if element in sizes:
            return sizes[element]
        doing.add(element)
        total = 1 + sum(size(child) for child in element)
        target = named.get(_target(element)) if element.tag == f"{_SVG}use" else None
        total += size(target) if target is not None else 0
        doing.discard(element)
        sizes[element] = total
        return total

    try:
        whole = size(root)
    except RecursionError:
        message = f"“{name}” uses its parts too deep within each other"
        raise AssetError(message, place, "Export it again.") from None
    if whole > ELEMENTS:
        message = f"“{name}” comes to more than {ELEMENTS} elements"
        raise AssetError(message, place, "Export it as a PNG picture.")


def _target(element: etree._Element) -> str:
    """Give the id of what a ``use`` shows."""
    return str(element.get("href") or element.get(f"{_XLINK}href") or "").removeprefix("#")


def _size(root: etree._Element) -> tuple[int, int]:
    """Give an SVG's size in CSS pixels, from its own size or its view box."""
    lengths = [parse_length(str(root.get(key, ""))) for key in ("width", "height")]
    sides = [max(1, round(each.amount)) for each in lengths if each and each.unit in ("", "px")]
    if len(sides) == 2:
        return sides[0], sides[1]
    box = re.fullmatch(
        r"[-\d.]+[\s,]+[-\d.]+[\s,]+(\d+(?:\.\d+)?)[\s,]+(\d+(?:\.\d+)?)\s*",
        str(root.get("viewBox", "")).strip(),
    )
    return (max(1, round(float(box[1]))), max(1, round(float(box[2])))) if box else (300, 150)
