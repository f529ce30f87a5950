"""The only door to Pillow: pictures of pixels are measured, and drawn anew as an edition wants them."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError

from triptych.core.errors import AssetError, Place
from triptych.core.model import Asset, Rendition

SIDE = 16_000
"""The most pixels that a side of a picture may have; more is a mistake or an attack."""

PIXELS = 120_000_000
"""The most pixels that a picture may have, so that its drawing stays under 1.5 GB of memory."""

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
"""The formats that are read (an MPO is a JPEG with a second picture behind it), by Pillow's name."""

_OPENED = tuple(name for name in TYPES if name != "MPO")
KNOWN = "JPEG, PNG, GIF, WebP, AVIF, TIFF, BMP, SVG"

_ORIENTATION = 0x0112
_SIDEWAYS = {5, 6, 7, 8}
_HELD = {"1", "L", "LA", "P", "PA", "RGB", "RGBA"}
_FEW_COLOURS = 4096
_SRGB = ImageCms.createProfile("sRGB")


def measure(data: bytes, name: str, place: Place) -> tuple[str, int, int]:
    """Return the media type of a picture, and the width and height in pixels at which it is seen.

    Raises ``AssetError`` when it is none that is read, is cut short, or is too large.
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
    """Raise ``AssetError`` when a picture has more pixels than are drawn."""
    width, height = image.size
    if max(width, height) > SIDE or width * height > PIXELS:
        most = f"{SIDE} a side and {PIXELS // 1_000_000} million in all"
        message = f"“{name}” is {width} × {height} px, at most {most} are taken"
        raise AssetError(message, place, "Scale the picture down.")


def fits(asset: Asset, wish: Rendition) -> bool:
    """Whether an edition takes a picture's pixels as they are."""
    with _opened(asset.data, asset.name, Place(asset.name)) as image:
        if wish.moves and _moves(image):
            return True
        is_seen_through = wish.opaque and image.has_transparency_data
        return (
            asset.media_type in wish.types
            and asset.width <= wish.widest
            and not _moves(image)
            and not is_seen_through
            and image.mode in _HELD
            and _orientation(image) in (0, 1)
            and _is_srgb(image)
            and not (asset.media_type == "image/avif" and _is_talkative(image))
        )


def draw(asset: Asset, wish: Rendition) -> Asset:
    """Draw a picture anew: upright, in sRGB, no wider than wished, still, and with no metadata."""
    with _opened(asset.data, asset.name, Place(asset.name)) as opened:
        shrink = min(1.0, wish.widest / asset.width)
        size = max(1, round(asset.width * shrink)), max(1, round(asset.height * shrink))
        side = max(size)
        opened.draft(opened.mode, (side, side))
        upright = ImageOps.exif_transpose(opened)
        image = _in_srgb(_eight_bits(upright), opened.info.get("icc_profile"))
    if image.size != size:
        image = _drawable(image).resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    image = _flat(image) if wish.opaque or not image.has_transparency_data else image
    kind = _kind(image, asset.media_type, wish)
    image.info = {k: v for k, v in image.info.items() if k == "transparency"}
    out = BytesIO()
    if kind == "image/jpeg":
        plain = image if image.mode in ("L", "RGB") else image.convert("RGB")
        plain.save(out, "JPEG", quality=wish.quality, optimize=True)
    else:
        image.save(out, "PNG")
    stem = asset.name.rpartition(".")[0]
    name = f"{stem}{'.jpg' if kind == 'image/jpeg' else '.png'}"
    return Asset(name, kind, out.getvalue(), *size)


def _kind(image: Image.Image, was: str, wish: Rendition) -> str:
    """Return the format to draw in: JPEG for what is or looks like a photograph, else PNG."""
    if image.has_transparency_data or "image/jpeg" not in wish.types:
        return "image/png"
    if was == "image/jpeg":
        return was
    if was in ("image/png", "image/gif") or image.mode in ("1", "P"):
        return "image/png"
    return "image/png" if image.getcolors(_FEW_COLOURS) else "image/jpeg"


@contextmanager
def _opened(data: bytes, name: str, place: Place) -> Iterator[Image.Image]:
    """Open a picture of a known format; what goes wrong with it is told as ``AssetError``."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # which WeasyPrint turns on for the whole process
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data), formats=_OPENED) as image:
                yield image
    except Image.DecompressionBombError:
        message = f"“{name}” has more than the {PIXELS // 1_000_000} million px that are taken"
        raise AssetError(message, place, "Scale the picture down.") from None
    except UnidentifiedImageError:
        message = f"“{name}” is not a picture; expected one of {KNOWN}"
        raise AssetError(message, place, "Name a picture file, or export it anew.") from None
    except (
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
        MemoryError,
        OverflowError,
    ) as error:
        message = f"“{name}” is damaged: {str(error) or type(error).__name__}"
        raise AssetError(message, place, "Export or copy the picture again.") from None


def _moves(image: Image.Image) -> bool:
    """Whether a picture has frames after its first (an MPO's second picture is none)."""
    return image.format in ("GIF", "PNG", "WEBP", "AVIF") and getattr(image, "is_animated", False)


def orientation(asset: Asset) -> int:
    """Return how a picture lies, by its Exif, from 1 to 8; 0 when it does not say."""
    with _opened(asset.data, asset.name, Place(asset.name)) as image:
        return _orientation(image)


def _orientation(image: Image.Image) -> int:
    """Return how the picture lies, by its Exif (Exif 3.0, tag 0112), 1 being upright and 0 unsaid."""
    value = image.getexif().get(_ORIENTATION, 0)
    return value if isinstance(value, int) and value in range(1, 9) else 0


def _is_talkative(image: Image.Image) -> bool:
    """Whether the file says more than its pixels."""
    return any(image.info.get(key) for key in ("exif", "xmp", "icc_profile"))


def _profile(data: object) -> "ImageCms.ImageCmsProfile | None":
    """Return an embedded colour profile; None when there is none or it is broken."""
    if not isinstance(data, bytes) or not data:
        return None
    try:
        return ImageCms.ImageCmsProfile(BytesIO(data))
    except (OSError, ImageCms.PyCMSError):
        return None


def _is_srgb(image: Image.Image) -> bool:
    """Whether the colours are sRGB already, as those without a profile are taken to be."""
    profile = _profile(image.info.get("icc_profile"))
    if profile is None:
        return True
    return "srgb" in ImageCms.getProfileDescription(profile).lower()


def _in_srgb(image: Image.Image, data: object) -> Image.Image:
    """Return a picture in sRGB, through its own colour profile where it has one."""
    profile = _profile(data)
    target = "RGBA" if image.has_transparency_data and image.mode != "CMYK" else "RGB"
    if profile is None or (image.mode not in ("CMYK", "LAB") and _is_srgb(image)):
        return image if image.mode in _HELD else image.convert(target)
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
        return image if image.mode in _HELD else image.convert(target)
    if made is None:
        return image
    return made.convert("L") if image.mode == "L" else made


def _eight_bits(image: Image.Image) -> Image.Image:
    """Return a grey picture of 16 bits as one of eight, the brightest staying white."""
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value / 257).convert("L")
    if image.mode in ("I", "F"):
        top = 65_535 if image.mode == "I" else 255
        return image.point(lambda value: value * (255 / top)).convert("L")
    return image


def _drawable(image: Image.Image) -> Image.Image:
    """Return a picture in a mode whose pixels can be mixed."""
    if image.mode in ("P", "PA"):
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    if image.has_transparency_data and image.mode in ("L", "RGB"):
        return image.convert("RGBA")
    return image.convert("L") if image.mode == "1" else image


def _flat(image: Image.Image) -> Image.Image:
    """Return a picture that nothing shows through, on white as on paper."""
    if not image.has_transparency_data:
        return image
    seen = image.convert("RGBA")
    paper = Image.new("RGBA", seen.size, (255, 255, 255, 255))
    return Image.alpha_composite(paper, seen).convert("RGB")
