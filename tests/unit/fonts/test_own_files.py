"""A theme's font files: each container is read by its own tables, and what is no font is refused."""

import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTCollection, TTFont

from own_fonts import font, packed
from triptych.core.errors import Place, ThemeError
from triptych.fonts import own_files
from triptych.theme.font_files import FontFile, OwnCut

PLACE = Place("theme.toml", 3)


def _read(folder: Path, data: bytes, name: str = "house.woff2") -> own_files.OwnFont:
    """Read a font file with these bytes."""
    (folder / name).write_bytes(data)
    return own_files.read(FontFile(folder / name, name, PLACE))


@pytest.mark.parametrize("flavor", [None, "woff", "woff2"])
@pytest.mark.parametrize("outlines", ["glyf", "CFF "])
def test_each_container_is_read(flavor: str | None, outlines: str, tmp_path: Path) -> None:
    """Its family, weight and style are those of its tables, and its cut is a font of its letters."""
    read = _read(tmp_path, packed(font("House", 700, italic=True, outlines=outlines), flavor))
    assert (read.family, read.weight, read.style, read.licence) == ("House", 700, "italic", 0)
    cut = OwnCut(read.path, read.digest)
    assert "a" in own_files.letters(cut)
    assert "ж" not in own_files.letters(cut)
    made = TTFont(BytesIO(own_files.face("House", 700, "italic", cut).data))
    assert made.flavor is None
    assert outlines in made


@pytest.mark.parametrize(
    ("weight", "is_bold", "expected"),
    [
        (0, 0, 400),
        (4, 0, 400),
        (7, 0, 700),
        (400, 1, 700),
        (350, 0, 400),
        (1000, 0, 900),
    ],
)
def test_a_weight_is_one_of_css(weight: int, is_bold: int, expected: int, tmp_path: Path) -> None:
    """Old scales, a missing weight and one between hundreds are those that style sheets can name."""
    builder = font(weight=weight)
    builder.font["head"].macStyle = is_bold
    assert _read(tmp_path, packed(builder)).weight == expected


def test_a_font_without_os2_is_read_by_its_head(tmp_path: Path) -> None:
    """Old fonts say whether they are bold and italic in ``macStyle`` alone."""
    builder = font(weight=700, italic=True)
    del builder.font["OS/2"]
    read = _read(tmp_path, packed(builder))
    assert (read.weight, read.style, read.licence) == (700, "italic", 0)


def test_a_variable_font_has_its_axes_and_is_pinned(tmp_path: Path) -> None:
    """A cut of it has no axes left."""
    read = _read(tmp_path, packed(font(axes=(("wght", 300, 400, 700),)), "woff2"))
    assert read.axes == {"wght": (300.0, 400.0, 700.0)}
    cut = OwnCut(read.path, read.digest, (("wght", 700.0),))
    assert "fvar" not in TTFont(BytesIO(own_files.face("House", 700, "normal", cut).data))


@pytest.mark.parametrize(
    ("terms", "is_open"),
    [
        ("This font is licensed under the SIL Open Font License, Version 1.1.", 1),
        ("All rights reserved.", 0),
    ],
)
def test_an_open_licence_is_known_by_its_name(terms: str, is_open: int, tmp_path: Path) -> None:
    """Only such a font may be passed on as a file."""
    assert _read(tmp_path, packed(font(terms=terms))).is_open == is_open


def test_a_name_cannot_leave_its_style_sheet(tmp_path: Path) -> None:
    """A family's name has letters, digits and a few signs; without any it is the file's name."""
    assert _read(tmp_path, packed(font('x"; } </style><script>'))).family == "x stylescript"
    assert _read(tmp_path, packed(font('"<>')), "my-font.ttf").family == "my-font"


def _collection() -> bytes:
    """Return a collection of two fonts."""
    both = TTCollection()
    both.fonts = [TTFont(BytesIO(packed(font()))) for _ in range(2)]
    out = BytesIO()
    both.save(out)
    return out.getvalue()


def _without(*tags: str) -> bytes:
    """Return a font without some of its tables."""
    whole = TTFont(BytesIO(packed(font())), lazy=True, recalcBBoxes=False)
    for tag in tags:
        del whole[tag]
    out = BytesIO()
    whole.save(out, reorderTables=None)
    return out.getvalue()


def _symbols() -> bytes:
    """Return a font whose one character map is that of symbols (3, 0)."""
    builder = font()
    tables = builder.font["cmap"].tables
    for table in tables:
        table.platformID, table.platEncID = 3, 0
    builder.font["cmap"].tables = tables[:1]
    return packed(builder)


def _em(units: int) -> bytes:
    """Return a font with this number of units per em."""
    builder = font()
    builder.font["head"].unitsPerEm = units
    return packed(builder)


def _bomb() -> bytes:
    """Return a WOFF with a table that unpacks to more than the memory of the process, and denies it."""
    data = bytearray(packed(font(), "woff"))
    block = zlib.compressobj(9)
    zeros = block.compress(bytes(16 << 20)) + block.flush(zlib.Z_FULL_FLUSH)
    body = zeros[2:] * 150
    at = 44 + 20 * next(n for n in range(20) if data[44 + 20 * n : 48 + 20 * n] == b"glyf")
    data[at + 4 : at + 8] = len(data).to_bytes(4, "big")
    data[at + 8 : at + 12] = (len(body) + 2).to_bytes(4, "big")
    data[at + 12 : at + 16] = (len(body) + 3).to_bytes(4, "big")
    return bytes(data) + zeros[:2] + body


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "is empty"),
    "a web page": (lambda: b"\n<!DOCTYPE html><title>404</title>", "is a web page or another text"),
    "a pointer": (
        lambda: b"version https://git-lfs.github.com/spec/v1\n",
        "is a pointer of Git LFS",
    ),
    "Type 1": (lambda: b"%!PS-AdobeFont-1.0: House", "is a PostScript font"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n", "is not a font"),
    "a collection": (_collection, "is a collection of fonts"),
    "a packed collection": (lambda: b"wOF2ttcf" + bytes(40), "is a collection of fonts"),
    "cut short": (lambda: packed(font())[:900], "is damaged"),
    "cut short, packed": (lambda: packed(font(), "woff2")[:-40], "is damaged"),
    "a header alone": (lambda: b"wOF2" + bytes(4), "is damaged"),
    "without outlines": (lambda: _without("glyf", "loca"), "has no outlines"),
    "without metrics": (lambda: _without("hmtx"), "has no table `hmtx`"),
    "without a character map": (lambda: _without("cmap"), "has no Unicode character map"),
    "of symbols": (_symbols, "has no Unicode character map"),
    "of no size": (lambda: _em(0), "units per em are out of bounds"),
    "large by its header": (
        lambda: b"wOFF\0\1\0\0" + bytes(8) + b"\xff\xff\xff\xff" + bytes(24),
        "is too large when it is unpacked",
    ),
    "a bomb": (_bomb, "is too large when it is unpacked"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_usable_font_is_refused(name: str, tmp_path: Path) -> None:
    """One error with the file's name, the place that names it, and what to do."""
    make, message = BAD[name]
    with pytest.raises(ThemeError) as caught:
        _read(tmp_path, make())
    assert caught.value.message.startswith("the font file “house.woff2” is ") or "has no" in message
    assert message in caught.value.message
    assert caught.value.place == PLACE
    assert caught.value.hint.endswith(".")


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    """A folder of a font's name, for one."""
    (tmp_path / "a.ttf").mkdir()
    with pytest.raises(ThemeError, match="cannot be read"):
        own_files.read(FontFile(tmp_path / "a.ttf", "a.ttf", PLACE))


def test_damage_anywhere_is_no_traceback(tmp_path: Path) -> None:
    """A byte changed at any of many places gives a font, or one error."""
    data = packed(font())
    outcomes: set[Any] = set()
    for at in range(12, len(data), 1201):
        broken = data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]
        try:
            read = _read(tmp_path, broken, f"{at}.ttf")
            own_files.face("House", 400, "normal", OwnCut(read.path, read.digest))
            outcomes.add("read")
        except ThemeError as error:
            outcomes.add(error.message.partition("” ")[2].partition(":")[0])
    assert outcomes <= {"read", "is damaged", "has no outlines", "has no Unicode character map"}
