"""The letters of a drawing: what it says in which role, and the families it is to be set in."""

import re
from base64 import b64encode
from collections.abc import Mapping

from lxml import etree

from triptych.pictures.svg_styles import set_style, style_of

_SVG = "{http://www.w3.org/2000/svg}"
_CODE = re.compile(r"mono|courier|consol|menlo|\bcode\b|typewriter", re.IGNORECASE)
_SERIF = re.compile(
    r"(?<!sans-)\bserif|times|georgia|garamond|roman|cambria|minion|palatino", re.IGNORECASE
)
_BOLD = re.compile(r"bold|[6-9]00|1000")


def words(data: bytes) -> dict[str, str]:
    """Return the text of a drawing by role: ``{"display": "Start", "code": "x = 1"}``."""
    found: dict[str, str] = {}
    for text in etree.fromstring(data).iter(f"{_SVG}text"):
        for element in text.iter(f"{_SVG}text", f"{_SVG}tspan", f"{_SVG}textPath", f"{_SVG}a"):
            role = _role_in(element)
            outer = _role_in(element.getparent()) if element is not text else role
            found[role] = found.get(role, "") + (element.text or "")
            found[outer] = found.get(outer, "") + (
                (element.tail or "") if element is not text else ""
            )
    return {role: text for role, text in found.items() if text.strip()}


def cuts(data: bytes) -> set[tuple[bool, bool]]:
    """Return which cuts a drawing asks for: whether bold, and whether slanted."""
    root = etree.fromstring(data)
    weights = {bool(_BOLD.search(value)) for value in _values(root, "font-weight")}
    slopes = {value in ("italic", "oblique") for value in _values(root, "font-style")}
    return {(bold, slanted) for bold in weights | {False} for slanted in slopes | {False}}


def set_families(data: bytes, stacks: Mapping[str, str], css: str = "") -> bytes:
    """Return a drawing set in the families of ``stacks`` by role, with ``css`` of its own."""
    root = etree.fromstring(data)
    for element in root.iter(etree.Element):
        style = style_of(element)
        value = style.get("font-family") or str(element.get("font-family", ""))
        if not value and element is not root:
            continue
        element.attrib.pop("font-family", "")
        style["font-family"] = _stack(stacks, _role(value))
        set_style(element, style)
    if css:
        sheet = etree.Element(f"{_SVG}style")
        sheet.text = css
        root.insert(0, sheet)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def with_pixels(data: bytes, png: bytes, size: tuple[int, int]) -> bytes:
    """Return a drawing of the same size, in CSS pixels, that shows a picture of pixels instead."""
    root = etree.fromstring(data)
    style = style_of(root)
    width, height = str(size[0]), str(size[1])
    out = etree.fromstring(f'<svg xmlns="{_SVG[1:-1]}" viewBox="0 0 {width} {height}"/>')
    for key in ("width", "height"):
        if value := style.get(key) or root.get(key):
            out.set(key, str(value))
    image = etree.SubElement(out, f"{_SVG}image", width=width, height=height)
    image.set("href", f"data:image/png;base64,{b64encode(png).decode('ascii')}")
    image.set("preserveAspectRatio", "none")
    return etree.tostring(out, encoding="utf-8", xml_declaration=True)


def _stack(stacks: Mapping[str, str], role: str) -> str:
    """Return a role's families without spaces between, since WeasyPrint keeps them in the names."""
    stack = stacks.get(role) or stacks["text"]
    return ",".join(part.strip() for part in stack.split(","))


def _values(root: etree._Element, name: str) -> set[str]:
    """Return every value that a drawing gives to a property."""
    elements = root.iter(etree.Element)
    return {style_of(e).get(name) or str(e.get(name, "")) for e in elements}


def _role_in(element: etree._Element | None) -> str:
    """Return the role of the letters in an element."""
    if element is None:
        return "display"
    for one in (element, *element.iterancestors()):
        if value := style_of(one).get("font-family") or str(one.get("font-family", "")):
            return _role(value)
    return "display"


def _role(families: str) -> str:
    """Return the role that families have: code, a text with serifs, or a display without."""
    if _CODE.search(families):
        return "code"
    return "text" if _SERIF.search(families) else "display"
