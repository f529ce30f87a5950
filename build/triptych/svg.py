"""Drawings in SVG: checked, measured, and rid of all that is active, remote or without bound."""

import re

from lxml import etree

from triptych.errors import AssetError, Place

_SVG = "{http://www.w3.org/2000/svg}"
_ACTIVE = {"script", "foreignObject", "iframe", "set", "animate", "handler", "listener"}


def is_svg(data: bytes) -> bool:
    """Tell whether a file looks like XML or SVG rather than like pixels."""
    begin = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    return begin.startswith((b"<?xml", b"<svg", b"<!DOC", b"<!--"))


def read(data: bytes, name: str, place: Place) -> tuple[bytes, int, int]:
    """Give an SVG without anything active or remote, and its width and height in CSS pixels.

    Raises ``AssetError`` when it is not well-formed, or not SVG.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        message = f"“{name}” is not well-formed SVG: {error.msg}"
        raise AssetError(message, place, "Export the picture again.") from None
    if root.tag != f"{_SVG}svg":
        raise AssetError(f"“{name}” is XML but not SVG", place, "Name a picture file.")
    _defuse(root)
    width, height = _size(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True), width, height


def _defuse(root: etree._Element) -> None:
    """Take scripts, event handlers, entities and references to elsewhere out of an SVG tree."""
    lifeless = (etree.Comment, etree.Entity, etree.ProcessingInstruction)
    etree.strip_elements(root, *lifeless, *(f"{{*}}{name}" for name in _ACTIVE), with_tail=False)
    for element in root.iter(etree.Element):
        local = etree.QName(element).localname
        for key, value in list(element.attrib.items()):
            if _is_active(str(key).rpartition("}")[2].lower(), str(value).strip()):
                del element.attrib[key]
        if local == "style" and re.search(r"@import|url\(|expression", element.text or ""):
            element.text = ""


def _is_active(attribute: str, value: str) -> bool:
    """Tell whether an SVG attribute runs something or names something outside its file."""
    if attribute in ("href", "src"):
        return not value.startswith(("#", "data:image/"))
    return attribute.startswith("on") or bool(re.search(r"url\(\s*['\"]?(?!#|\s|['\"])", value))


def _size(root: etree._Element) -> tuple[int, int]:
    """Give an SVG's size in CSS pixels, from its own size or its view box."""
    sizes = [re.fullmatch(r"([\d.]+)(px)?", str(root.get(key, ""))) for key in ("width", "height")]
    if sizes[0] and sizes[1]:
        return round(float(sizes[0][1])), round(float(sizes[1][1]))
    box = re.findall(r"-?[\d.]+", str(root.get("viewBox", "")))
    return (round(float(box[2])), round(float(box[3]))) if len(box) == 4 else (300, 150)
