"""Pages as pictures."""

from io import BytesIO

import pytest
from PIL import Image

from coroutines import run_in_thread
from samples import pdf
from triptych.desk.page_images import Painter, png


def test_pixels_are_a_picture_of_their_size() -> None:
    """Rows may be longer than the picture is wide, as PDFium's are."""
    red, blue = bytes([255, 0, 0]), bytes([0, 0, 255])
    rows = red + blue + b"\0\0" + blue + red + b"\0\0"
    with Image.open(BytesIO(png(rows, 2, 2, 8))) as picture:
        assert picture.size == (2, 2)
        assert [picture.getpixel((x, y)) for y in (0, 1) for x in (0, 1)] == [
            (255, 0, 0),
            (0, 0, 255),
            (0, 0, 255),
            (255, 0, 0),
        ]


def test_a_page_that_was_begun_is_drawn_once() -> None:
    """What is asked for later is what was begun; another width, or another document, is another page."""
    painter, data = Painter(), pdf()
    begun = painter.begin(data, 0, 40)
    assert painter.begin(data, 0, 40) is begun
    assert painter.begin(data, 0, 50) is not begun
    assert painter.begin(pdf(), 0, 40) is not begun
    drawn = run_in_thread(painter.draw(data, 0, 40))
    assert drawn == begun.result()
    with Image.open(BytesIO(drawn)) as picture:
        assert picture.width == 40
    painter.close()


def test_a_page_that_is_not_there_is_refused() -> None:
    """Also when it is asked for again."""
    painter, data = Painter(), pdf()
    for _ in range(2):
        with pytest.raises(IndexError):
            run_in_thread(painter.draw(data, 7, 40))
    painter.close()
