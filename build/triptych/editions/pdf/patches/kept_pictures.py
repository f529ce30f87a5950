"""A picture is encoded once a process, not each time that a page with it is drawn.

WeasyPrint compresses the pixels of each PNG picture anew in every document, which takes as long as to lay
out a page; the preview draws the same pictures twice a save. What comes of the same pixels is kept.
"""

from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from types import ModuleType
from typing import Any

from triptych.editions.pdf.patches.guard import Patch

_MOST = 8_000_000
"""The most bytes of encoded pictures that a process keeps."""

_PLAIN = frozenset(["L", "RGB"])
"""Modes whose pixels alone decide what is written (Pillow, "Concepts"); others have palettes."""


def _patch(weasyprint: ModuleType) -> None:
    """Replace the function that compresses pixels."""
    image: Any = weasyprint.images.RasterImage
    image._get_png_data = staticmethod(_keeping(image._get_png_data))  # noqa: SLF001  no public name


def _keeping(encode: Callable[[Any], bytes]) -> Callable[[Any], bytes]:
    """Return ``encode``, which keeps what it made of the last pictures."""
    kept: dict[tuple[Any, ...], bytes] = {}

    def kept_png_data(picture: Any) -> bytes:
        key = _key(picture)
        if not key:
            return encode(picture)
        data = kept.pop(key, None) or encode(picture)
        if len(data) <= _MOST:
            kept[key] = data  # the last that is dropped
        while sum(map(len, kept.values())) > _MOST:
            del kept[next(iter(kept))]
        return data

    return kept_png_data


def _key(picture: Any) -> tuple[Any, ...]:
    """Return what decides how a picture is written: its file where it was not read, else its pixels."""
    file = getattr(picture, "fp", None)
    if isinstance(file, BytesIO):
        return ("file", sha256(file.getbuffer()).digest())
    if picture.mode in _PLAIN:
        return (picture.mode, picture.size, sha256(picture.tobytes()).digest())
    return ()


PATCH = Patch(
    name="kept_pictures",
    upstream="Compresses the pixels of a picture each time that it is drawn",
    reason="Saves the preview a third of the time in which the pages of an article with pictures are drawn",
    test="editions/test_typesetter_speed.py::test_a_picture_is_encoded_once_for_two_documents",
    targets=(
        "weasyprint.images:RasterImage._get_png_data",
        "weasyprint.images:RasterImage.get_x_object",
    ),
    apply=_patch,
    is_required=False,
)
