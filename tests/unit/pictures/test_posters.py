"""Posters as files: what their rows say is what a reader of PNG sees."""

from io import BytesIO

import pytest
from PIL import Image

from triptych.pictures.posters import Rows, palette, png

SHADES = palette((((0, 0, 0), (255, 255, 255)), ((200, 0, 0), (0, 0, 200))), 3)


@pytest.mark.parametrize(
    "rows",
    [
        [Rows(4, 0)],
        [Rows(2, 3), Rows(0, 1), Rows(2, 5)],
        [Rows(1, 0), Rows(2, 0, b"\0\1\2\1\0\5\4\3"), Rows(1, 4)],
        [Rows(2, 0, b"\0\0\1\2\0\3\4\5"), Rows(2, 2, b"\0\2\2\2\0\1\0\1")],
    ],
    ids=["one shade", "an empty part", "between", "twice"],
)
def test_rows_are_read_as_they_were_written(rows: list[Rows]) -> None:
    """Parts that are compressed apart join into one picture."""
    pixels = [
        shade
        for part in rows
        for row in range(part.count)
        for shade in (part.pixels[4 * row + 1 : 4 * row + 4] or bytes([part.shade]) * 3)
    ]
    with Image.open(BytesIO(png((3, 4), SHADES, rows))) as picture:
        picture.load()
        assert (picture.size, picture.mode) == ((3, 4), "P")
        assert list(picture.tobytes()) == pixels
        assert bytes(picture.getpalette() or ())[: len(SHADES)] == SHADES


def test_the_same_rows_are_the_same_bytes() -> None:
    """Empty rows compressed before are those compressed now."""
    rows = [Rows(2, 1), Rows(1, 0, b"\0\1\2\3"), Rows(1, 1)]
    first = png((3, 4), SHADES, rows)
    png((3, 4), SHADES, [Rows(4, 1)])
    assert png((3, 4), SHADES, rows) == first
