"""Pages as pictures."""

from io import BytesIO

from PIL import Image

from triptych.desk.page_images import png


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
