"""The only door to fonts: installed families, cut to one weight and to the letters used.

Fonts come from ``fontpkg-*`` packages, never from the machine, so pages are the same everywhere.
"""

from functools import cache
from io import BytesIO

import fontpkg
import uharfbuzz
from fontTools.ttLib import TTFont

from triptych.errors import ThemeError
from triptych.model import Face

_FEATURES = [
    "calt",
    "ccmp",
    "clig",
    "curs",
    "dlig",
    "fina",
    "frac",
    "init",
    "isol",
    "kern",
    "liga",
    "lnum",
    "locl",
    "mark",
    "medi",
    "mkmk",
    "onum",
    "pnum",
    "rclt",
    "rlig",
    "smcp",
    "c2sc",
    "subs",
    "sups",
    "tnum",
    "vert",
]


@cache
def cut(family: str, weight: int, style: str, axes: tuple[tuple[str, float], ...]) -> Face:
    """Give one static cut of an installed family, its variable ``axes`` pinned.

    Raises ``ThemeError`` when no installed package has the family, the weight or the style.
    """
    package = f"fontpkg-{fontpkg.slugify(family)}"
    try:
        path = fontpkg.path(family, weight, style)
    except fontpkg.FontpkgError:
        message = f"no installed font has “{family}” in weight {weight}, {style}"
        raise ThemeError(message, hint=f"Type `pip install {package}`.") from None
    blob = uharfbuzz.Blob.from_file_path(str(path))
    face = uharfbuzz.Face(blob)
    wanted = uharfbuzz.SubsetInput()
    wanted.keep_everything()
    pins = {"wght": float(weight), **dict(axes)}
    for axis in face.axis_infos:
        wanted.pin_axis_location(face, axis.tag, pins.get(axis.tag, axis.default_value))
    name = f"{fontpkg.slugify(family)}-{weight}-{style}"
    return Face(family, weight, style, name, uharfbuzz.subset(face, wanted).blob.data)


def web_font(face: Face, characters: frozenset[str]) -> bytes:
    """Give a face as WOFF 1.0, cut down to the glyphs that ``characters`` need."""
    font = uharfbuzz.Face(face.data)
    wanted = uharfbuzz.SubsetInput()
    wanted.sets(uharfbuzz.SubsetInputSets.UNICODE).update(ord(c) for c in characters)
    wanted.sets(uharfbuzz.SubsetInputSets.LAYOUT_FEATURE_TAG).update(
        int.from_bytes(tag.encode("ascii"), "big") for tag in _FEATURES
    )
    small = TTFont(BytesIO(uharfbuzz.subset(font, wanted).blob.data), recalcTimestamp=False)
    small.flavor = "woff"
    out = BytesIO()
    small.save(out)
    return out.getvalue()
