"""Drawings in SVG: checked, measured, and without what is active, remote, private or without bound."""

import re
from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Callable
from urllib.parse import unquote, unquote_to_bytes

from lxml import etree

from triptych.core.css import Fault
from triptych.core.css_length import parse_length
from triptych.core.errors import AssetError, Place
from triptych.core.findings import note, warn
from triptych.pictures import svg_bounds, svg_filter, svg_foreign, svg_styles, svg_valid

SIDE = 100_000
"""The most CSS pixels that a side of a drawing may have."""

NESTING = 3
"""The deepest that drawings may hold drawings as pictures."""

NAMED = 5
"""The most parts taken out of one drawing that are reported one by one."""

Inspect = Callable[[bytes], bool]
"""Whether the bytes of a picture within a drawing are a sound picture."""

_SVG = "{http://www.w3.org/2000/svg}"
_DATA = re.compile(
    r"data:image/(?P<kind>png|jpe?g|gif|webp|svg\+xml)(?:;(?!base64)[\w=.-]+)*(?P<base64>;base64)?,",
    re.IGNORECASE,
)
_BOX = re.compile(
    r"[-+\d.e]+[\s,]+[-+\d.e]+[\s,]+(\d+(?:\.\d+)?)[\s,]+(\d+(?:\.\d+)?)", re.IGNORECASE
)
_HINT = "It is left out; look at the picture in each edition."


def is_svg(data: bytes) -> bool:
    """Whether a file looks like XML or SVG rather than like pixels."""
    begin = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    return begin.startswith((b"<?xml", b"<svg", b"<!DOC", b"<!--"))


def read(data: bytes, name: str, place: Place, inspect: Inspect) -> tuple[bytes, int, int]:
    """Return a drawing without anything active or remote, and its width and height in CSS pixels.

    Its labels become text and its styles are worked out; what is left out is reported.

    Raises ``AssetError`` when it is not well-formed, not SVG, or would grow without bound.
    """
    try:
        root = _parse(data)
        size = _size(root)
        refused, faults, _ = _clean(root, size, inspect, NESTING)
    except (svg_bounds.BombError, svg_styles.TooManyRulesError) as error:
        raise AssetError(f"“{name}” {error}", place, "Export it as a PNG picture.") from None
    except RecursionError:
        message = f"“{name}” nests its parts too deep within each other"
        raise AssetError(message, place, "Export it as a PNG picture.") from None
    except _NotSvgError:
        message = f"“{name}” is XML but not SVG"
        raise AssetError(message, place, "Name a picture file.") from None
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = _reason(getattr(error, "msg", None) or str(error))
        message = f"“{name}” is not well-formed SVG: {reason}"
        raise AssetError(message, place, "Export the picture again.") from None
    width, height = max(1, round(size[0])), max(1, round(size[1]))
    if max(width, height) > SIDE:
        message = f"“{name}” is {width} × {height} px, at most {SIDE} a side are taken"
        raise AssetError(message, place, "Give the drawing a smaller size.")
    clean = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    _report(name, place, refused, faults)
    return clean, width, height


class _NotSvgError(ValueError):
    """XML whose root is another vocabulary's."""


def _parse(data: bytes) -> etree._Element:
    """Return the root of a drawing, the entities that it defines itself replaced by their text.

    The parser takes none from another file (lxml's default), and stops when they grow to many times
    the file (libxml2's amplification limit).
    """
    parser = etree.XMLParser(
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    root = etree.fromstring(data, parser)
    if root.tag != f"{_SVG}svg":
        raise _NotSvgError
    for element in root.iter(etree.Element) if b"<!ENTITY" in data else ():
        if not str(element.tag).startswith(
            "{"
        ):  # libxml2 reads an entity without the namespace around
            element.tag = f"{_SVG}{element.tag}"
    return root


def _clean(
    root: etree._Element, size: tuple[float, float], inspect: Inspect, depth: int
) -> tuple[svg_filter.Refused, list[Fault], int]:
    """Make a drawing safe in place; return what was taken out, and the elements that it comes to."""

    def embed(url: str) -> tuple[str, int] | None:
        return _embedded(url, inspect, depth - 1)

    if sum(1 for _ in root.iter()) > svg_bounds.ELEMENTS:
        raise svg_bounds.BombError(f"comes to more than {svg_bounds.ELEMENTS} elements")
    found, has_fonts = svg_styles.inline_styles(root, size[0])
    faults = [Fault(_styled(fault.message), fault.line) for fault in found]
    lost = svg_foreign.write_labels(root, size)
    refused = svg_filter.defuse(root, embed)
    svg_valid.make_valid(root)
    faults += [
        Fault(f"has an HTML label with `{n}`, which no text can show", 0) for n in sorted(lost)
    ]
    refused.has_fonts = has_fonts
    cost = svg_bounds.count(root, refused.inner)
    etree.cleanup_namespaces(root)
    return refused, faults, cost


def _styled(message: str) -> str:
    """Return what is wrong with a style as a message about the drawing."""
    return message if message.startswith("has ") else f"has a style that {message}"


def _embedded(url: str, inspect: Inspect, depth: int) -> tuple[str, int] | None:
    """Return the ``data:`` URL of a picture within a drawing, and the elements that it comes to."""
    head = _DATA.match(url)
    if head is None or not depth:
        return None
    body = url[head.end() :]
    try:
        data = b64decode(unquote(body)) if head["base64"] else unquote_to_bytes(body)
        if head["kind"].lower() != "svg+xml":
            return (url, 0) if inspect(data) else None
        root = _parse(data)
        _, _, cost = _clean(root, _size(root), inspect, depth)
    except svg_bounds.BombError:
        raise
    except (Error, ValueError, etree.XMLSyntaxError):
        return None
    clean = b64encode(etree.tostring(root, encoding="utf-8")).decode("ascii")
    return f"data:image/svg+xml;base64,{clean}", cost


def _reason(text: str) -> str:
    """Return what the parser found wrong, in words that help."""
    if "amplification" in text:
        return "its entities grow to many times the file"
    if undefined := re.match(r"Entity '([^']*)' not defined", text):
        return f"the entity `&{undefined[1]};` is not defined in the file itself"
    return text


def _report(name: str, place: Place, refused: svg_filter.Refused, faults: list[Fault]) -> None:
    """Report what was taken out of a drawing."""
    warnings = list(dict.fromkeys([*refused.warnings, *faults]))
    for fault in warnings[:NAMED]:
        line = f", line {fault.line}," if fault.line > 0 else ""
        warn("drawing", f"“{name}”{line} {fault.message}", place, _HINT)
    if len(warnings) > NAMED:
        message = f"“{name}” has {len(warnings) - NAMED} more parts that are left out"
        warn("drawing", message, place, _HINT)
    if refused.has_motion:
        note("drawing", f"“{name}” moves, and is shown still", place)
    if refused.has_links:
        note("drawing", f"“{name}” has links, which do not work in a picture", place)
    if refused.has_fonts:
        message = f"“{name}” brings fonts of its own; its letters are set in the theme's"
        note("drawing", message, place)


def _size(root: etree._Element) -> tuple[float, float]:
    """Return an SVG's size in CSS pixels, from its own size or its view box."""
    style = svg_styles.style_of(root)
    said = (style.get(key) or str(root.get(key, "")) for key in ("width", "height"))
    width, height = (_pixels(value) for value in said)
    box = _BOX.fullmatch(str(root.get("viewBox", "")).strip())
    across, down = (float(box[1]), float(box[2])) if box else (0.0, 0.0)
    if width and height:
        return width, height
    if across and down:
        if width or height:
            return width or height * across / down, height or width * down / across
        return across, down
    return width or 300, height or 150


def _pixels(value: str) -> float:
    """Return a CSS length in pixels; 0 for what is none, such as a share in per cent."""
    length = parse_length(value)
    if length is None:
        return 0.0
    return length.to("px") or (length.amount if not length.unit else 0.0)
