"""Small real fonts, made by fontTools: of one glyph's shape, in each container and with each licence."""

from io import BytesIO
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

LETTERS = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0–—‘’‚“”„«»…·•§©↩éü"


def _draw(pen: Any) -> None:
    """Draw a box."""
    for at, corner in enumerate([(50, 0), (50, 600), (450, 600), (450, 0)]):
        (pen.lineTo if at else pen.moveTo)(corner)
    pen.closePath()


def font(  # noqa: PLR0913  each is a field of a table
    family: str = "House",
    weight: int = 400,
    *,
    italic: bool = False,
    licence: int = 0,
    outlines: str = "glyf",
    axes: tuple[tuple[str, float, float, float], ...] = (),
    letters: str = LETTERS,
    terms: str = "",
) -> FontBuilder:
    """Return the builder of a font, not saved yet."""
    builder = FontBuilder(1000, isTTF=outlines == "glyf")
    names = {ord(c): f"u{ord(c):04X}" for c in letters}
    order = [".notdef", *names.values()]
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names)
    if outlines == "glyf":
        pen = TTGlyphPen(None)
        _draw(pen)
        builder.setupGlyf(dict.fromkeys(order, pen.glyph()))
    else:
        drawn = T2CharStringPen(500, None)
        _draw(drawn)
        builder.setupCFF(family, {}, dict.fromkeys(order, drawn.getCharString()), {})
    builder.setupHorizontalMetrics(dict.fromkeys(order, (500, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    named = {"familyName": family, "styleName": "Italic" if italic else "Regular"}
    builder.setupNameTable(named | ({"licenseDescription": terms} if terms else {}))
    selection = (1 if italic else 0) | (32 if weight >= 700 else 0) or 64
    builder.setupOS2(
        sTypoAscender=800,
        usWinAscent=800,
        usWinDescent=200,
        usWeightClass=weight,
        fsSelection=selection,
        fsType=licence,
    )
    builder.setupPost()
    if axes:
        builder.setupFvar([(*axis, axis[0]) for axis in axes], [])
        builder.setupGvar({})
    builder.font["head"].macStyle = (2 if italic else 0) | (1 if weight >= 700 else 0)
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    return builder


def packed(builder: FontBuilder, flavor: str | None = None) -> bytes:
    """Return a font as a file: ``None`` for TrueType or OpenType, "woff" or "woff2"."""
    builder.font.flavor = flavor
    out = BytesIO()
    builder.font.save(out)
    return out.getvalue()
