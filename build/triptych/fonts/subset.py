"""Font instances and subsets through HarfBuzz, and font tables through fontTools.

Slow to import, and not needed when every result is cached: see ``families.py``.
"""

import re
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import uharfbuzz
from fontTools import unicodedata
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.sfnt import SFNTReader, SFNTWriter
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fontTools.ttLib.ttFont import sortedTagList

_COMMON = [
    "calt",
    "ccmp",
    "clig",
    "curs",
    "fina",
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
    "tnum",
    "vert",
]
"""The features that are on by default, and forms of figures."""

_FEATURES = [*_COMMON, "dlig", "frac", "smcp", "c2sc", "subs", "sups"]


class UnusableFontError(Exception):
    """No edition can carry a font: why, as the end of a sentence about it."""


def instance(path: Path, pins: dict[str, float]) -> bytes:
    """Return a complete font file with its variable axes pinned."""
    face = _open(path, 0)
    wanted = uharfbuzz.SubsetInput()
    wanted.keep_everything()
    _pin(wanted, face, pins)
    data: bytes = uharfbuzz.subset(face, wanted).blob.data
    return data


def own_instance(font: bytes, pins: dict[str, float]) -> bytes:
    """Return a complete font with its variable axes pinned, as a PDF can carry it.

    Raises ``UnusableFontError`` when HarfBuzz makes nothing of it.
    """
    face = uharfbuzz.Face(font)
    wanted = uharfbuzz.SubsetInput()
    wanted.keep_everything()
    wanted.flags |= (
        uharfbuzz.SubsetFlags.DOWNGRADE_CFF2
    )  # PDF does not allow CFF2 (ISO 32000-1, 9.9)
    _pin(wanted, face, pins)
    try:
        data = uharfbuzz.subset(face, wanted).blob.data
    except (AttributeError, RuntimeError):
        raise UnusableFontError("is damaged") from None
    return _numbered_in_order(data)


def letters(path: Path | bytes, number: int) -> str:
    """Return the characters that face ``number`` of a font file has, in order."""
    narrow = narrow_letters(path, number)
    return "".join(c for c in map(chr, sorted(_open(path, number).unicodes)) if c not in narrow)


def narrow_letters(path: Path | bytes, number: int) -> str:
    """Return the letters of a face that have no width, and so would be drawn upon the next one."""
    face = _open(path, number)
    font = uharfbuzz.Font(face)
    marks = [chr(at) for at in face.unicodes if unicodedata.category(chr(at)) in ("Lm", "Lo")]
    glyphs = ((c, font.get_nominal_glyph(ord(c))) for c in sorted(marks))
    return "".join(c for c, glyph in glyphs if glyph and font.get_glyph_h_advance(glyph) == 0)


def part(path: Path, number: int, weight: float, characters: frozenset[str]) -> bytes:
    """Return face ``number`` of a font file, pinned to a weight and subset to ``characters``."""
    face = _open(path, number)
    wanted = _letters_only(characters, _FEATURES)
    wanted.flags |= (
        uharfbuzz.SubsetFlags.DOWNGRADE_CFF2
    )  # PDF does not allow CFF2 (ISO 32000-1, 9.9)
    _pin(wanted, face, {"wght": weight})
    return _numbered_in_order(uharfbuzz.subset(face, wanted).blob.data)


def _numbered_in_order(data: bytes) -> bytes:
    """Return a CID-keyed CFF font with CIDs equal to its glyph ids; another font unchanged.

    A PDF refers to glyphs by CID, the typesetter by glyph id (ISO 32000-1, 9.7.4.2): where they differ, the
    wrong letter is displayed, or none.
    """
    font = TTFont(BytesIO(data), recalcBBoxes=False, recalcTimestamp=False, lazy=True)
    if "CFF " not in font:
        return data
    top = font["CFF "].cff.topDictIndex[0]
    if not hasattr(top, "ROS"):
        return data
    strings = top.CharStrings
    indices = [strings.charStrings[name] for name in top.charset]
    top.charset = [".notdef", *(f"cid{n:05d}" for n in range(1, len(indices)))]
    strings.charStrings = dict(zip(top.charset, indices, strict=True))
    out = BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue()


def scaled(data: bytes, scale: float) -> bytes:
    """Return a font whose letters are ``scale`` times as large, by units per em (OpenType, ``head``)."""
    font = TTFont(BytesIO(data), recalcTimestamp=False)
    font["head"].unitsPerEm = round(font["head"].unitsPerEm / scale)
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def stand_in(family: str, characters: frozenset[str]) -> bytes:
    """Return a font in which each of ``characters`` is the same crossed box.

    Its letters can be copied, and are not ``.notdef``, which PDF/A forbids (ISO 19005-3, 6.2.11.8).
    """
    pen = TTGlyphPen(None)
    for corners in (
        [(60, 0), (60, 700), (540, 700), (540, 0)],
        [(110, 50), (490, 50), (490, 650), (110, 650)],
        [(110, 80), (460, 650), (490, 620), (140, 50)],
    ):
        pen.moveTo(corners[0])
        for corner in corners[1:]:
            pen.lineTo(corner)
        pen.closePath()
    box = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    names = {ord(c): f"u{ord(c):05X}" for c in sorted(characters)}
    builder.setupGlyphOrder([".notdef", "space", *names.values()])
    builder.setupCharacterMap({0x20: "space", 0xA0: "space", **names})
    builder.setupGlyf({"space": Glyph(), **dict.fromkeys([".notdef", *names.values()], box)})
    builder.setupHorizontalMetrics(
        {"space": (250, 0), **dict.fromkeys([".notdef", *names.values()], (600, 60))}
    )
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    out = BytesIO()
    builder.save(out)
    return out.getvalue()


def scripts(character: str) -> set[str]:
    """Return the scripts that a character is used in (Unicode ``Script_Extensions``)."""
    found: set[str] = unicodedata.script_extension(character)
    return found


def script(character: str) -> str:
    """Return the one script that a character belongs to (Unicode ``Script``), as its ISO 15924 code."""
    return str(unicodedata.script(character))


def subset(data: bytes, characters: frozenset[str], features: tuple[str, ...]) -> bytes:
    """Return a font subset to ``characters``, with the common features and those named."""
    wanted = _letters_only(characters, [*_COMMON, *features])
    cut_down: bytes = uharfbuzz.subset(uharfbuzz.Face(data), wanted).blob.data
    return cut_down


def without(data: bytes, characters: frozenset[str]) -> bytes:
    """Return a font without ``characters``."""
    wanted = uharfbuzz.SubsetInput()
    wanted.keep_everything()
    face = uharfbuzz.Face(data)
    wanted.sets(uharfbuzz.SubsetInputSets.GLYPH_INDEX).clear()  # or each would bring its letter
    points = wanted.sets(uharfbuzz.SubsetInputSets.UNICODE)
    points.clear()
    points.update(set(face.unicodes) - {ord(c) for c in characters})
    smaller: bytes = uharfbuzz.subset(face, wanted).blob.data
    return smaller


def read_font(data: bytes) -> tuple[dict[str, Any], bytes]:
    """Return what a font file's tables say of it, and the font as plain OpenType.

    Its family, weight, style, variable axes, and licence bits (OpenType, ``OS/2`` ``fsType``). Raises
    ``UnusableFontError``, or whatever damaged tables make fontTools raise.
    """
    font = TTFont(BytesIO(data), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    tags = {str(tag) for tag in font.reader.keys()}  # noqa: SIM118  a reader is no mapping
    if not tags & {"glyf", "CFF ", "CFF2"}:
        raise UnusableFontError("has no outlines")
    for tag in ("head", "hhea", "hmtx", "maxp"):
        if tag not in tags:
            raise UnusableFontError(f"is damaged: it has no table `{tag}`")
    if "cmap" not in tags or not font.getBestCmap():
        raise UnusableFontError("has no Unicode character map")
    if not _SMALLEST_EM <= font["head"].unitsPerEm <= _LARGEST_EM:
        raise UnusableFontError("is damaged: its units per em are out of bounds")
    head, os2 = font["head"].macStyle, font.get("OS/2")
    chosen = os2.fsSelection if os2 else 0
    facts = {
        "family": str(font["name"].getBestFamilyName() or "") if "name" in tags else "",
        "weight": _weight(os2.usWeightClass if os2 else 0, is_bold=bool(head & 1 or chosen & 32)),
        "style": "italic" if head & 2 or chosen & (1 | 1 << 9) else "normal",
        "axes": {
            str(axis.axisTag): [axis.minValue, axis.defaultValue, axis.maxValue]
            for axis in (font["fvar"].axes if "fvar" in tags else ())
        },
        "licence": os2.fsType if os2 else 0,
        "is_open": any(_OPEN.search(font["name"].getDebugName(n) or "") for n in (13, 14))
        if "name" in tags
        else False,
    }
    plain = _packed(data, None)
    own_instance(plain, {})
    return facts, plain


_OPEN = re.compile(
    r"Open Font Licen[cs]e|scripts\.sil\.org/OFL|openfontlicense|apache|creativecommons|ubuntu font",
    re.IGNORECASE,
)
"""Licences that let anybody pass a font on, in the names 13 and 14 (OpenType, ``name``)."""

_SMALLEST_EM, _LARGEST_EM = 16, 16384
"""The bounds of ``unitsPerEm`` (OpenType, ``head``)."""


def _weight(number: int, *, is_bold: bool) -> int:
    """Return a weight of CSS for ``usWeightClass``: a hundred from 100 to 900, as typesetters take it.

    Old fonts count from 1 to 9, and some that are bold do not say so there.
    """
    found = number * 100 if number < 10 else number
    if not found or (is_bold and found < 600):
        found = 700 if is_bold else 400
    return min(900, max(100, 100 * ((found + 50) // 100)))


def woff(data: bytes) -> bytes:
    """Return a TrueType or OpenType font as WOFF 1.0."""
    return _packed(data, "woff")


def _packed(data: bytes, flavor: str | None) -> bytes:
    """Return a font of any container in another one: WOFF 1.0, or none."""
    reader = SFNTReader(BytesIO(data))
    out = BytesIO()
    writer = SFNTWriter(out, len(reader.tables), reader.sfntVersion, flavor=flavor)
    for tag in sortedTagList(list(reader.keys())):
        writer[tag] = reader[tag]
    writer.close()
    return out.getvalue()


def _letters_only(characters: frozenset[str], features: list[str]) -> uharfbuzz.SubsetInput:
    """Return a subset request for ``characters`` and what shaping with features turns them into."""
    wanted = uharfbuzz.SubsetInput()
    wanted.sets(uharfbuzz.SubsetInputSets.UNICODE).update(ord(c) for c in characters)
    wanted.sets(uharfbuzz.SubsetInputSets.LAYOUT_FEATURE_TAG).update(
        int.from_bytes(tag.encode("ascii"), "big") for tag in features
    )
    return wanted


def _pin(wanted: uharfbuzz.SubsetInput, face: uharfbuzz.Face, pins: dict[str, float]) -> None:
    """Request one instance of a variable font: each axis at its pin, or at its default."""
    for axis in face.axis_infos:
        wanted.pin_axis_location(face, axis.tag, pins.get(axis.tag, axis.default_value))


@cache
def _open(path: Path | bytes, number: int) -> uharfbuzz.Face:
    """Return face ``number`` of a font file, mapped into memory instead of read, or of its bytes."""
    if isinstance(path, bytes):
        return uharfbuzz.Face(path)
    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)), number)
