"""What is active or leads outside in a finished page or book: scripts, handlers, addresses that load."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

import tinycss2
from lxml import etree, html

_ACTIVE = {
    "script",
    "iframe",
    "object",
    "embed",
    "applet",
    "frame",
    "frameset",
    "base",
    "form",
    "portal",
    "template",
    "noscript",
    "video",
    "audio",
    "track",
    "animate",
    "set",
    "animatemotion",
    "animatetransform",
    "foreignobject",
    "handler",
}
_LOADING = {
    "src",
    "srcset",
    "data",
    "poster",
    "background",
    "action",
    "formaction",
    "ping",
    "manifest",
    "dynsrc",
    "lowsrc",
}
_SCHEMES = {"", "http", "https", "mailto", "tel"}
_INSIDE = re.compile(r"\s*(#|data:(image|font|application)/)|[\w.-][\w./-]*$")
"""An address that is a part of the same file, of the same book, or the data itself."""
_LINKS = {"href", "xlink:href", "{http://www.w3.org/1999/xlink}href"}
_SCHEME = re.compile(r"[\s\x00-\x20]*([a-z][a-z0-9+.-]*):", re.IGNORECASE)


def active(kind: str, data: bytes) -> Iterator[str]:
    """Yield what is active in an edition of a kind, ``html`` or ``epub``."""
    if kind == "html":
        yield from _tree(html.document_fromstring(data.decode()), "")
    elif kind == "epub":
        with zipfile.ZipFile(BytesIO(data)) as book:
            for name in book.namelist():
                yield from _part(name, book.read(name))


def _part(name: str, data: bytes) -> Iterator[str]:
    """Yield what is active in a file of a book, which must be well-formed."""
    if name.endswith((".xhtml", ".svg", ".opf", ".ncx", ".xml")):
        try:
            root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError as error:
            yield f"{name}: not well-formed: {error}"
            return
        if name.endswith((".xhtml", ".svg")):
            yield from _tree(root, f"{name}: ")
    elif name.endswith(".css"):
        yield from (f"{name}: {fault}" for fault in _css(data.decode()))


def _tree(root: etree._Element, where: str) -> Iterator[str]:
    """Yield what is active in a tree of HTML or SVG."""
    for instruction in root.iter(etree.ProcessingInstruction):
        yield f"{where}instruction {instruction.text}"
    for element in root.iter(etree.Element):
        tag = etree.QName(element).localname.lower()
        if tag == "script" and element.get("type") in ("application/ld+json", "application/json"):
            continue
        if tag in _ACTIVE:
            yield f"{where}<{tag}>"
        if tag == "meta" and element.get("http-equiv", "").lower() not in (
            "",
            "content-security-policy",
            "content-type",
        ):
            yield f"{where}meta {element.get('http-equiv')}"
        if tag == "style":
            yield from (f"{where}style: {fault}" for fault in _css(element.text or ""))
        for name, value in element.attrib.items():
            yield from (f"{where}{fault}" for fault in _attribute(tag, str(name), str(value)))


def _attribute(tag: str, name: str, value: str) -> Iterator[str]:
    """Yield what is active in one attribute."""
    low = name.rpartition("}")[2].lower()
    scheme = (_SCHEME.match(value) or ["", ""])[1].lower()
    is_data = scheme == "data" and re.match(
        r"\s*data:(image/(?!svg)|font/|application/font)", value
    )
    if low.startswith("on"):
        yield f"{tag} {name}={value[:60]}"
    elif (
        low in _LOADING and (scheme or value.startswith("//")) and not value.startswith("data:")
    ) or (
        name in _LINKS
        and tag not in ("a", "link")
        and not value.startswith("#")
        and (scheme or "//" in value)
        and not is_data
    ):
        yield f"{tag} loads {name}={value[:60]}"
    elif name in _LINKS and tag == "link" and "stylesheet" in value:
        yield f"{tag} {value[:60]}"
    elif (
        (name in _LINKS or low == "cite")
        and tag in ("a", "area", "q", "blockquote")
        and scheme not in _SCHEMES
    ):
        yield f"{tag} leads to {value[:60]}"
    elif low == "base":
        yield f"{tag} {name}={value[:60]}"
    elif low == "style":
        yield from (
            f"{tag} style: {fault}" for fault in _tokens(tinycss2.parse_component_value_list(value))
        )
    elif (
        "url(" in value.lower()
        and tag != "meta"
        and low not in ("title", "alt", "content", "aria-label")
    ):
        found = tinycss2.parse_component_value_list(value)
        yield from (f"{tag} {name}: {fault}" for fault in _tokens(found)) if low in _PAINTS else ()


_PAINTS = {
    "fill",
    "stroke",
    "filter",
    "mask",
    "clip-path",
    "marker",
    "marker-start",
    "marker-mid",
    "marker-end",
    "cursor",
}


def _css(text: str) -> Iterator[str]:
    """Yield what a style sheet loads."""
    for node in tinycss2.parse_stylesheet(text, skip_comments=True):
        if node.type == "at-rule" and node.lower_at_keyword == "import":
            yield "@import"
        for values in (getattr(node, "prelude", None), getattr(node, "content", None)):
            yield from _tokens(values or [])


def _tokens(values: list[tinycss2.ast.Node]) -> Iterator[str]:
    """Yield what component values load from elsewhere."""
    for value in values:
        if value.type == "url" and not _INSIDE.match(value.value):
            yield f"url({value.value[:60]})"
        if value.type == "function":
            names = ("url", "src", "image", "image-set", "-webkit-image-set", "expression")
            if value.lower_name in names:
                texts = [each.value for each in value.arguments if each.type == "string"]
                yield from (
                    f"{value.lower_name}({each[:60]})" for each in texts if not _INSIDE.match(each)
                )
            yield from _tokens(value.arguments)
        if value.type in ("() block", "[] block", "{} block"):
            yield from _tokens(value.content)
