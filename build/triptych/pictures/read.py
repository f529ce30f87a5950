"""Pictures as the text names them: files of the publication, or data in the text itself."""

import re
from base64 import b64decode
from binascii import Error
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

from triptych.core.errors import AssetError, Place
from triptych.core.model import Asset
from triptych.pictures import assets, svg
from triptych.pictures.known import Known

_SVG = "image/svg+xml"
_SUFFIXES = {"image/jpeg": ".jpg", _SVG: ".svg"}
_MEASURED: Known[tuple[str, int, int]] = Known()
_DATA = re.compile(r"data:([\w/+.-]*)((?:;[\w=.-]+)*),", re.IGNORECASE)


def read_picture(root: Path, folder: Path, name: str, place: Place) -> Asset:
    """Return a picture with its size and type; ``name`` is resolved as by ``assets.read_file``.

    Raises ``AssetError`` also when the file is not a picture, is truncated, or is too large.
    """
    return check_picture(assets.read_file(root, folder, name, place), name, place)


def read_picture_data(url: str, place: Place) -> Asset:
    """Return the picture in a ``data:`` URL (RFC 2397); raises ``AssetError`` when it has none."""
    head = _DATA.match(url)
    shown = f"{url[:30]}…"
    if head is None:
        raise AssetError(f"“{shown}” is not a data URL", place, "Name a picture file.")
    body = url[head.end() :]
    try:
        is_base64 = head[2].lower().endswith(";base64")
        data = b64decode(unquote(body)) if is_base64 else unquote_to_bytes(body)
    except (Error, ValueError):
        raise AssetError(f"“{shown}” is damaged", place, "Name a picture file.") from None
    return check_picture(data, "picture", place)


def check_picture(data: bytes, name: str, place: Place) -> Asset:
    """Return the picture in ``data``, decoded to its last row; raises ``AssetError`` when it cannot be."""
    if svg.is_svg(data):
        clean, width, height = svg.read(data, name, place, _is_sound)
        return Asset(_name(name, _SVG), _SVG, clean, width, height)
    media_type, width, height = _MEASURED.get(data, lambda: _measured(data, name, place))
    return Asset(_name(name, media_type), media_type, data, width, height)


def _is_sound(data: bytes) -> bool:
    """Whether bytes within a drawing are a picture that may be displayed."""
    try:
        _measured(data, "picture", Place(""))
    except AssetError:
        return False
    return True


def _measured(data: bytes, name: str, place: Place) -> tuple[str, int, int]:
    """Return media type, width and height of a picture; raises as ``raster.measure`` does."""
    from triptych.pictures import raster  # noqa: PLC0415  most articles need no Pillow

    return raster.measure(data, name, place)


def _name(name: str, media_type: str) -> str:
    """Return an asset's name: its stem in ASCII, with the suffix of its real type."""
    stem = re.sub(r"[^A-Za-z0-9_-]+", "-", Path(unquote(name).split("?")[0]).stem).strip("-")
    suffix = _SUFFIXES.get(media_type) or f".{media_type.rpartition('/')[2]}"
    return f"{stem or 'image'}{suffix}"
