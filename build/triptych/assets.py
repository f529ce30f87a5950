"""Files beside an article: found only inside the publication, and pictures known to be pictures."""

import re
import warnings
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

from lxml import etree
from PIL import Image, UnidentifiedImageError

from triptych.errors import AssetError, Place
from triptych.model import Asset

SIDE = 12_000
"""The most pixels that a side of a picture may have; more is a mistake or an attack."""

BYTES = 100 * 1024 * 1024
"""The most bytes that a file beside an article may have."""

_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif", "WEBP": "image/webp"}
_SUFFIXES = {"image/jpeg": ".jpg", "image/svg+xml": ".svg"}
_SVG = "{http://www.w3.org/2000/svg}"
_ACTIVE = {"script", "foreignObject", "iframe", "set", "animate", "handler", "listener"}
_REMOTE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def is_remote(url: str) -> bool:
    """Tell whether ``url`` names a scheme or a host, so that it is no file of the publication."""
    return bool(_REMOTE.match(url))


def read_file(root: Path, folder: Path, name: str, place: Place) -> bytes:
    """Give the bytes of the file ``name``, relative to ``folder``, or to ``root`` after ``/``.

    Raises ``AssetError`` when it is missing, is no plain file, is too large, or lies outside
    ``root``, be it by ``..``, by an absolute path or by a symbolic link.
    """
    plain = unquote(re.split("[?#]", name, maxsplit=1)[0]) or name
    start = root if plain.startswith("/") else folder
    real_root = root.resolve()
    try:
        path = (start / plain.lstrip("/")).resolve()
        if not path.is_relative_to(real_root):
            message = f"“{name}” lies outside the publication ({real_root.name}/)"
            raise AssetError(message, place, "Copy the file beside the article and name it there.")
        if not path.is_file():
            kind = "is a folder, not a file" if path.is_dir() else "is missing"
            hint = f"It was looked for in {start.name}/; check the spelling."
            raise AssetError(f"“{name}” {kind}", place, hint)
        if (size := path.stat().st_size) > BYTES:
            message = f"“{name}” has {size} bytes, at most {BYTES} are taken"
            raise AssetError(message, place, "Make the file smaller.")
        return path.read_bytes()
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise AssetError(f"“{name}” cannot be read: {reason}", place, "Check the path.") from None


def read_picture(root: Path, folder: Path, name: str, place: Place) -> Asset:
    """Give a picture with its size and type; ``name`` is found as in ``read_file``.

    Raises ``AssetError`` also when the file is no picture, is cut short, or is too large.
    """
    data = read_file(root, folder, name, place)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:5] in (b"<?xml", b"<svg ", b"<!DOC", b"<!--"[:5]):
        return _vector(data, name, place)
    return _raster(data, name, place)


def _raster(data: bytes, name: str, place: Place) -> Asset:
    """Check a picture of pixels down to its last row."""
    known = ", ".join([*_TYPES, "SVG"])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data)) as image:
                kind, (width, height) = image.format or "", image.size
                if max(width, height) > SIDE:
                    message = f"“{name}” is {width} × {height} px, at most {SIDE} a side are taken"
                    raise AssetError(message, place, "Scale the picture down.")
                if kind in _TYPES:
                    image.load()
    except UnidentifiedImageError:
        message = f"“{name}” is not a picture; expected one of {known}"
        raise AssetError(message, place, "Name a picture file.") from None
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        message = f"“{name}” is damaged: {str(error) or type(error).__name__}"
        raise AssetError(message, place, "Export or copy the picture again.") from None
    if kind not in _TYPES:
        message = f"“{name}” is {kind}; expected one of {known}"
        raise AssetError(message, place, "Save it in one of those formats.")
    return Asset(_name(name, _TYPES[kind]), _TYPES[kind], data, width, height)


def _vector(data: bytes, name: str, place: Place) -> Asset:
    """Check an SVG picture, and give it without anything active or remote."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        message = f"“{name}” is not well-formed SVG: {error.msg}"
        raise AssetError(message, place, "Export the picture again.") from None
    if root.tag != f"{_SVG}svg":
        raise AssetError(f"“{name}” is XML but not SVG", place, "Name a picture file.")
    _defuse(root)
    width, height = _vector_size(root)
    clean = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return Asset(_name(name, "image/svg+xml"), "image/svg+xml", clean, width, height)


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


def _vector_size(root: etree._Element) -> tuple[int, int]:
    """Give an SVG's size in CSS pixels, from its own size or its view box."""
    sizes = [re.fullmatch(r"([\d.]+)(px)?", str(root.get(key, ""))) for key in ("width", "height")]
    if sizes[0] and sizes[1]:
        return round(float(sizes[0][1])), round(float(sizes[1][1]))
    box = re.findall(r"-?[\d.]+", str(root.get("viewBox", "")))
    return (round(float(box[2])), round(float(box[3]))) if len(box) == 4 else (300, 150)


def _name(name: str, media_type: str) -> str:
    """Give the asset's name: its stem in plain letters, with the suffix of its true type."""
    stem = re.sub(r"[^A-Za-z0-9_-]+", "-", Path(unquote(name).split("?")[0]).stem).strip("-")
    suffix = _SUFFIXES.get(media_type) or f".{media_type.rpartition('/')[2]}"
    return f"{stem or 'image'}{suffix}"
