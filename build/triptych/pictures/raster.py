"""Raster pictures, through Pillow: measured, and re-encoded for an edition."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO

from PIL import (
    AvifImagePlugin,  # noqa: F401  it makes itself known to Pillow
    Image,
    ImageCms,
    ImageDraw,
    ImageFile,
    ImageFont,
    ImageOps,
    TiffImagePlugin,  # noqa: F401  the same
    UnidentifiedImageError,
    WebPImagePlugin,  # noqa: F401  the same
    features,
)

from triptych.core.errors import AssetError, Place, TriptychError
from triptych.core.model import Asset
from triptych.core.rendition import Rendition
from triptych.pictures.posters import Band, Letters, Rows, palette, png

SIDE = 16_000
"""The most pixels that a side of a picture may have; more is a mistake or an attack."""

PIXELS = 120_000_000
"""The most pixels that a picture may have, so that decoding stays under 1.5 GB of memory."""

TYPES = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "GIF": "image/gif",
    "WEBP": "image/webp",
    "AVIF": "image/avif",
    "TIFF": "image/tiff",
    "BMP": "image/bmp",
}
"""Media types by Pillow's name of the format; an MPO is a JPEG followed by a second picture."""

_OPENED = tuple(name for name in TYPES if name != "MPO")
Image.preinit()  # the usual formats; Pillow itself would load all fifty for a picture of another one
KNOWN = "JPEG, PNG, GIF, WebP, AVIF, TIFF, BMP, SVG"

_ORIENTATION = 0x0112
_SIDEWAYS = {5, 6, 7, 8}
_MODES = {"1", "L", "LA", "P", "PA", "RGB", "RGBA"}
_FEW_COLOURS = 4096
_PALETTE = 256
_SRGB = ImageCms.createProfile("sRGB")


def measure(data: bytes, name: str, place: Place) -> tuple[str, int, int]:
    """Return the media type of a picture, and its width and height in pixels when upright.

    Raises ``AssetError`` when its format is unknown, it is truncated, or it is too large.
    """
    with _opened(data, name, place) as image:
        _refuse_large(image, name, place)
        width, height = image.size
        image.draft(image.mode, (1, 1))
        image.load()
        if _orientation(image) in _SIDEWAYS:
            width, height = height, width
        return TYPES[image.format or ""], width, height


def _refuse_large(image: Image.Image, name: str, place: Place) -> None:
    """Raise ``AssetError`` when a picture has too many pixels."""
    width, height = image.size
    if max(width, height) > SIDE or width * height > PIXELS:
        most = f"{SIDE} a side and {PIXELS // 1_000_000} million in total"
        message = f"“{name}” is {width} × {height} px, at most {most} are allowed"
        raise AssetError(message, place, "Scale the picture down.")


def fits(asset: Asset, wanted: Rendition) -> bool:
    """Whether a picture already meets a rendition, so that its pixels can stay."""
    with _opened(asset.data, asset.name, Place(asset.name)) as image:
        if wanted.moves and _moves(image):
            return True
        shows_through = wanted.opaque and image.has_transparency_data
        return (
            asset.media_type in wanted.types
            and asset.width <= wanted.widest
            and not _moves(image)
            and not shows_through
            and image.mode in _MODES
            and _orientation(image) in (0, 1)
            and _is_srgb(image)
            and not (asset.media_type == "image/avif" and _has_metadata(image))
        )


def draw(asset: Asset, wanted: Rendition) -> Asset:
    """Re-encode a picture: upright, in sRGB, within the widest size, still, and without metadata."""
    with _opened(asset.data, asset.name, Place(asset.name)) as opened:
        shrink = min(1.0, wanted.widest / asset.width)
        size = max(1, round(asset.width * shrink)), max(1, round(asset.height * shrink))
        side = max(size)
        opened.draft(opened.mode, (side, side))
        upright = ImageOps.exif_transpose(opened)
        image = _in_srgb(_eight_bits(upright), opened.info.get("icc_profile"))
    if image.size != size:
        image = _drawable(image).resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    image = _flat(image) if wanted.opaque or not image.has_transparency_data else image
    kind = _kind(image, asset.media_type, wanted)
    image.info = {k: v for k, v in image.info.items() if k == "transparency"}
    out = BytesIO()
    if kind == "image/jpeg":
        plain = image if image.mode in ("L", "RGB") else image.convert("RGB")
        plain.save(out, "JPEG", quality=wanted.quality, optimize=True)
    else:
        image.save(out, "PNG")
    name = f"{asset.name.rpartition('.')[0]}{'.jpg' if kind == 'image/jpeg' else '.png'}"
    return Asset(name, kind, out.getvalue(), *size)


def _kind(image: Image.Image, was: str, wanted: Rendition) -> str:
    """Return the media type to encode in: JPEG for what is or looks like a photograph, else PNG."""
    if image.has_transparency_data or "image/jpeg" not in wanted.types:
        return "image/png"
    if was == "image/jpeg":
        return was
    if was in ("image/png", "image/gif") or image.mode in ("1", "P"):
        return "image/png"
    return "image/png" if image.getcolors(_FEW_COLOURS) else "image/jpeg"


@contextmanager
def _opened(data: bytes, name: str, place: Place) -> Iterator[Image.Image]:
    """Open a picture of a known format; raises ``AssetError`` for whatever is wrong with it."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # which WeasyPrint turns on for the whole process
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data), formats=_OPENED) as image:
                yield image
    except Image.DecompressionBombError:
        message = f"“{name}” has more than {PIXELS // 1_000_000} million px"
        raise AssetError(message, place, "Scale the picture down.") from None
    except UnidentifiedImageError:
        message = f"“{name}” is not a picture; expected one of {KNOWN}"
        raise AssetError(message, place, "Name a picture file, or export it again.") from None
    except TriptychError:
        raise
    except Exception as error:  # noqa: BLE001  decoders raise whatever damage leads them to
        message = f"“{name}” is damaged: {str(error) or type(error).__name__}"
        raise AssetError(message, place, "Export or copy the picture again.") from None


def _moves(image: Image.Image) -> bool:
    """Whether a picture is animated; the second picture of an MPO is not a frame."""
    return image.format in ("GIF", "PNG", "WEBP", "AVIF") and getattr(image, "is_animated", False)


def orientation(asset: Asset) -> int:
    """Return a picture's orientation by its Exif data, from 1 to 8; 0 when it has none."""
    with _opened(asset.data, asset.name, Place(asset.name)) as image:
        return _orientation(image)


def _orientation(image: Image.Image) -> int:
    """Return the orientation (Exif 3.0, tag 0112), from 1, which is upright, to 8; 0 for none."""
    value = image.getexif().get(_ORIENTATION, 0)
    return value if isinstance(value, int) and value in range(1, 9) else 0


def _has_metadata(image: Image.Image) -> bool:
    """Whether the file has more than pixels."""
    return any(image.info.get(key) for key in ("exif", "xmp", "icc_profile"))


def _profile(data: object) -> "ImageCms.ImageCmsProfile | None":
    """Return an embedded colour profile, or None when it is missing or damaged."""
    if not isinstance(data, bytes) or not data:
        return None
    try:
        return ImageCms.ImageCmsProfile(BytesIO(data))
    except (OSError, ImageCms.PyCMSError):
        return None


def _is_srgb(image: Image.Image) -> bool:
    """Whether the colours are sRGB; without a profile they are assumed to be."""
    profile = _profile(image.info.get("icc_profile"))
    if profile is None:
        return True
    return "srgb" in ImageCms.getProfileDescription(profile).lower()


def _in_srgb(image: Image.Image, data: object) -> Image.Image:
    """Return a picture in sRGB, converted through its own colour profile."""
    profile = _profile(data)
    target = "RGBA" if image.has_transparency_data and image.mode != "CMYK" else "RGB"
    if profile is None or (image.mode not in ("CMYK", "LAB") and _is_srgb(image)):
        return image if image.mode in _MODES else image.convert(target)
    if image.mode not in ("CMYK", "LAB", "L", "RGB"):
        image = image.convert(target)
    try:
        made = ImageCms.profileToProfile(
            image,
            profile,
            _SRGB,
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            "RGB" if image.mode in ("CMYK", "LAB", "L") else image.mode,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, ValueError, OSError):
        return image if image.mode in _MODES else image.convert(target)
    if made is None:
        return image
    return made.convert("L") if image.mode == "L" else made


def _eight_bits(image: Image.Image) -> Image.Image:
    """Return a grey picture of 16 bits or more as one of 8 bits; white stays white."""
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value / 257).convert("L")
    if image.mode in ("I", "F"):
        top = 65_535 if image.mode == "I" else 255
        return image.point(lambda value: value * (255 / top)).convert("L")
    return image


def _drawable(image: Image.Image) -> Image.Image:
    """Return a picture in a mode whose pixels can be interpolated."""
    if image.mode in ("P", "PA"):
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    if image.has_transparency_data and image.mode in ("L", "RGB"):
        return image.convert("RGBA")
    return image.convert("L") if image.mode == "1" else image


def _flat(image: Image.Image) -> Image.Image:
    """Return a picture without transparency, on white as on paper."""
    if not image.has_transparency_data:
        return image
    layer = image.convert("RGBA")
    paper = Image.new("RGBA", layer.size, (255, 255, 255, 255))
    return Image.alpha_composite(paper, layer).convert("RGB")


def breadth(text: str, font: bytes, size: int, *, is_rtl: bool = False) -> float:
    """Return the width of words in pixels."""
    return float(_typeface(font, size).getlength(text, direction=_direction(is_rtl=is_rtl)))


def poster(width: int, bands: tuple[Band, ...], words: tuple[Letters, ...]) -> bytes:
    """Return a picture of words on strips, from the top down, as PNG with few colours."""
    # With a column for what png() begins rows with.
    ink = Image.new("L", (width + 1, bands[-1].bottom))
    pen = ImageDraw.Draw(ink)
    for each in words:
        font, direction = _typeface(each.font, each.size), _direction(is_rtl=each.is_rtl)
        at = (each.at[0] + 1, each.at[1])
        pen.text(at, each.text, 255, font, anchor="ls", direction=direction)
    levels = _PALETTE // len(bands)
    rows, top = list[Rows](), 0
    for number, band in enumerate(bands):
        strip = ink.crop((0, top, width + 1, band.bottom))
        first, ground = number * levels, band.bottom - top
        _, above, _, below = strip.getbbox() or (0, ground, 0, ground)
        shades = [first + value * (levels - 1) // 255 for value in range(256)]
        inked = strip.crop((0, above, width + 1, below)).point(shades)
        inked.paste(0, (0, 0, 1, below - above))
        rows += [Rows(above, first), Rows(below - above, first, inked.tobytes())]
        rows.append(Rows(ground - below, first))
        top = band.bottom
    inks = tuple((band.ground, band.ink) for band in bands)
    return png((width, top), palette(inks, levels), rows)


@lru_cache(maxsize=64)
def _typeface(font: bytes, size: int) -> ImageFont.FreeTypeFont:
    """Return a font at a size in pixels."""
    return ImageFont.truetype(BytesIO(font), size)


def _direction(*, is_rtl: bool) -> str | None:
    """Return the direction of words for the shaping engine, which not every build of Pillow has."""
    return ("rtl" if is_rtl else "ltr") if features.check_feature("raqm") else None


def count_colours(data: bytes, name: str) -> dict[tuple[int, ...], int]:
    """Return how many pixels of a picture have each colour, red, green and blue to 255."""
    with _opened(data, name, Place(name)) as opened:
        _refuse_large(opened, name, Place(name))
        image = _in_srgb(_eight_bits(opened), opened.info.get("icc_profile")).convert("RGBA")
    image.thumbnail((128, 128), Image.Resampling.NEAREST)  # which mixes no colours
    counts: dict[tuple[int, ...], int] = {}
    for count, pixel in image.getcolors(128 * 128) or []:
        if isinstance(pixel, tuple) and pixel[3] >= 128:  # more than half opaque
            counts[pixel[:3]] = counts.get(pixel[:3], 0) + count
    return counts
