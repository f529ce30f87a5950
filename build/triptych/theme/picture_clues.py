"""The clues in a picture, such as a logo: its colours, the one that covers most of it first."""

import re

from triptych.core import colours
from triptych.core.colours import Channels, saturation
from triptych.core.errors import AssetError, Place
from triptych.pictures import resvg
from triptych.pictures.read import check_picture
from triptych.theme.clues import Clues

_SVG = "image/svg+xml"
_PAINT = re.compile(
    rb"""(?:fill|stroke|stop-color)(?:=["']|:)\s*(#[0-9a-fA-F]{3,8}|[a-z]{3,20}|rgb\([\d ,.%]+\))"""
)
_COLOURED = 0.15
"""The least saturation of a colour that a house is known by."""

_SIDE = 200
"""The pixels of the longer side of a drawing that is looked at."""


def read_picture_clues(data: bytes, name: str, clues: Clues) -> None:
    """Add the colours of a picture, and the picture as the logo.

    Raises ``AssetError`` when it is no picture.
    """
    asset = check_picture(data, name, Place(name))
    pixels = asset.data
    if asset.media_type == _SVG:
        zoom = min(8.0, _SIDE / max(asset.width, asset.height, 1))
        try:
            pixels = resvg.rasterise(asset.data, zoom, (), name)
        except AssetError as error:
            clues.remarks.append(f"the colours of “{name}” are not known: it {error.message}")
            pixels = b""
    from triptych.pictures import raster  # noqa: PLC0415  only `init` reads colours

    found = _dominant(raster.count_colours(pixels, name)) if pixels else []
    if asset.media_type == _SVG:  # its letters are not drawn, for their font is unknown here
        painted = (colours.read(paint.decode()) for paint in _PAINT.findall(asset.data))
        found += [each for each in dict.fromkeys(painted) if each and each not in found]
    coloured = [each for each in found if saturation(each) >= _COLOURED]
    clues.brand += coloured or [each for each in found if max(each) < _COLOURED * 2][:1]
    clues.logo = clues.logo or (asset.name, asset.data)


def _dominant(counts: dict[tuple[int, ...], int]) -> list[Channels]:
    """Return the colours that most pixels have, the most common first; one stands for all near to it."""
    groups: dict[tuple[int, ...], int] = {}
    for colour, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        near = (kept for kept in groups if _distance(kept, colour) < _NEAR)
        kept = next(near, None if len(groups) >= _GROUPS else colour)
        if kept is not None:
            groups[kept] = groups.get(kept, 0) + count
    least = sum(counts.values()) * _SHARE
    ordered = sorted(groups.items(), key=lambda group: (-group[1], group[0]))
    return [(c[0] / 255, c[1] / 255, c[2] / 255) for c, count in ordered if count >= least]


def _distance(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """Return how far two colours are from each other, in steps of all channels."""
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))


_NEAR, _GROUPS, _SHARE = 90, 64, 0.02
"""The least distance of two colours, their greatest number, and the least share of a picture."""
