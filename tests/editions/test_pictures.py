"""Pictures: each edition gets what it can show, upright, in sRGB, and with nothing of the camera's."""

from base64 import b64encode
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms, PngImagePlugin
from pypdf import PdfReader

from judging import Judging
from pressing_pictures import in_epub, in_html, press
from triptych.core import zip_archive

SECRET = b"Somewhere-51.5N"


def opened(data: bytes) -> Image.Image:
    """Return a picture that can be looked at."""
    image = Image.open(BytesIO(data))
    image.load()
    return image


def photograph(width: int = 64, height: int = 32) -> Image.Image:
    """Return a picture whose left half is red and whose right half is blue."""
    image = Image.new("RGB", (width, height), (200, 30, 30))
    image.paste((30, 30, 200), (width // 2, 0, width, height))
    return image


def test_a_picture_on_its_side_is_set_upright(tmp_path: Path) -> None:
    """What Exif says of a picture's position is done to its pixels, and its size follows."""
    exif = Image.Exif()
    exif[0x0112] = 6
    photograph().save(tmp_path / "side.jpg", exif=exif)
    editions, _ = press(tmp_path, "![A field](side.jpg)")
    for data in (in_html(editions["html"])[0][1], in_epub(editions["epub"])["side.jpg"]):
        image = opened(data)
        assert image.size == (32, 64)
        top = image.convert("RGB").getpixel((16, 5))
        assert isinstance(top, tuple)
        assert top[0] > 150
    assert b'width="32" height="64"' in editions["html"]


@pytest.mark.parametrize("kind", ["jpg", "png", "webp", "gif"])
def test_no_metadata_reaches_a_reader(kind: str, tmp_path: Path) -> None:
    """Where and by whom a picture was made is in no edition, nor what lies behind its last byte."""
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", SECRET.decode())
    name = f"said.{kind}"
    options: dict[str, dict[str, Any]] = {
        "png": {"pnginfo": text, "exif": exif},
        "gif": {"comment": SECRET},
    }
    given = options.get(kind, {"exif": exif, "xmp": b"<x>" + SECRET + b"</x>"})
    photograph().save(tmp_path / name, **given)
    with (tmp_path / name).open("ab") as file:
        file.write(SECRET)
    assert SECRET in (tmp_path / name).read_bytes()
    editions, _ = press(tmp_path, f"![A field]({name})", ("html", "epub", "pdf"))
    pictures = [data for _, data in in_html(editions["html"])]
    pictures += in_epub(editions["epub"]).values()
    for data in pictures:
        assert SECRET not in data
        assert opened(data).size == (64, 32)
    assert SECRET not in editions["pdf"]


def test_a_jpeg_that_needs_no_change_keeps_its_pixels_to_the_byte(tmp_path: Path) -> None:
    """A plain JPEG goes into each edition as it is."""
    photograph().save(tmp_path / "plain.jpg", quality=60)
    data = (tmp_path / "plain.jpg").read_bytes()
    editions, _ = press(tmp_path, "![A field](plain.jpg)")
    assert in_html(editions["html"]) == [("image/jpeg", data)]
    assert in_epub(editions["epub"]) == {"plain.jpg": data}


@pytest.mark.parametrize("kind", ["webp", "avif", "tiff", "bmp", "gif"])
def test_an_epub_holds_only_what_every_reader_shows(kind: str, tmp_path: Path) -> None:
    """Pictures of other formats become JPEG or PNG in the EPUB."""
    photograph().save(tmp_path / f"picture.{kind}")
    editions, findings = press(tmp_path, f"![A field](picture.{kind})", ("html", "epub", "pdf"))
    assert findings == []
    (name, data), *_ = in_epub(editions["epub"]).items()
    assert name.endswith((".jpg", ".png"))
    assert opened(data).format in ("JPEG", "PNG")
    assert editions["pdf"].startswith(b"%PDF")


def test_an_animation_moves_in_html_and_stands_still_in_print(tmp_path: Path) -> None:
    """The HTML keeps every frame; EPUB and PDF show the first."""
    frames = [Image.new("RGB", (40, 40), (40 * n, 0, 0)) for n in range(1, 4)]
    frames[0].save(tmp_path / "moves.gif", save_all=True, append_images=frames[1:], loop=0)
    editions, _ = press(tmp_path, "![It moves](moves.gif)", ("html", "epub", "pdf"))
    kind, data = in_html(editions["html"])[0]
    assert kind == "image/gif"
    assert getattr(opened(data), "n_frames", 1) == 3
    assert getattr(opened(in_epub(editions["epub"])["moves.png"]), "n_frames", 1) == 1


def test_nothing_shows_through_a_picture_in_an_epub(tmp_path: Path) -> None:
    """A picture with a transparent ground lies on white in the EPUB, and stays clear in HTML."""
    Image.new("RGBA", (30, 30), (0, 0, 0, 0)).save(tmp_path / "clear.png")
    editions, _ = press(tmp_path, "![Nothing](clear.png)")
    assert opened(in_html(editions["html"])[0][1]).convert("RGBA").getpixel((5, 5)) == (0, 0, 0, 0)
    book = opened(in_epub(editions["epub"])["clear.png"])
    assert not book.has_transparency_data
    assert book.convert("RGB").getpixel((5, 5)) == (255, 255, 255)


def test_colours_of_another_space_become_srgb(tmp_path: Path) -> None:
    """A picture for the press (CMYK) and one with a profile of its own look right everywhere."""
    Image.new("CMYK", (20, 20), (0, 255, 255, 0)).save(tmp_path / "press.jpg")
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    Image.new("RGB", (20, 20), (200, 10, 10)).save(tmp_path / "odd.png", icc_profile=lab)
    editions, _ = press(tmp_path, "![Red](press.jpg)\n\n![Red](odd.png)")
    for data in in_epub(editions["epub"]).values():
        image = opened(data)
        assert image.mode == "RGB"
        assert "icc_profile" not in image.info
        pixel = image.getpixel((9, 9))
        assert isinstance(pixel, tuple)
        assert pixel[0] > 180
        assert pixel[1] < 60


def test_a_picture_has_the_pixels_that_its_edition_shows(tmp_path: Path) -> None:
    """A large picture is scaled to the screen, the book and the paper, less where it stands narrower."""
    photograph(4000, 1000).save(tmp_path / "wide.jpg")
    editions, _ = press(tmp_path, "![A field](wide.jpg)")
    assert opened(in_html(editions["html"])[0][1]).size == (1640, 410)
    assert opened(in_epub(editions["epub"])["wide.jpg"]).size == (1600, 400)
    half, _ = press(tmp_path, "![A field](wide.jpg){width=50%}")
    assert opened(in_html(half["html"])[0][1]).width == 820


def test_density_and_quality_are_settings(tmp_path: Path) -> None:
    """``image_density`` rules the PDF's pictures, ``image_quality`` those drawn anew as JPEG."""
    noise = Image.effect_noise((3000, 2000), 90).convert("RGB")
    noise.save(tmp_path / "noise.jpg", quality=95)
    text = "![Noise](noise.jpg)"
    fine, _ = press(tmp_path, text, ("pdf",))
    coarse, _ = press(tmp_path, text, ("pdf",), image_density=96)
    rough, _ = press(tmp_path, text, ("pdf",), image_quality=30)
    sizes = [_painted(edition["pdf"]) for edition in (fine, coarse, rough)]
    assert sizes[1] < sizes[0] / 4
    assert sizes[2] < sizes[0] / 2


def _painted(pdf: bytes) -> int:
    """Return the bytes of the one picture that is painted on a PDF's first page, attachments aside."""
    (picture,) = PdfReader(BytesIO(pdf)).pages[0].images
    return len(picture.data)


def test_sixteen_bits_palettes_and_single_bits_are_shown(tmp_path: Path) -> None:
    """Pictures of uncommon depths go into every edition in their true shades."""
    Image.new("I;16", (40, 20), 0x8080).save(tmp_path / "deep.png")
    Image.new("1", (40, 20), 1).save(tmp_path / "single.png")
    photograph().convert("P").save(tmp_path / "palette.png", transparency=0)
    text = "![Grey](deep.png)\n\n![White](single.png)\n\n![Half](palette.png)"
    editions, findings = press(tmp_path, text, ("html", "epub", "pdf"))
    assert findings == []
    pictures = in_epub(editions["epub"])
    assert opened(pictures["deep.png"]).convert("L").getpixel((3, 3)) == 128
    assert opened(pictures["single.png"]).convert("L").getpixel((3, 3)) == 255


def test_a_picture_written_into_the_text_is_a_file_of_the_edition(tmp_path: Path) -> None:
    """A ``data:`` picture is checked as any other, and lies in the EPUB as a file."""
    out = BytesIO()
    photograph().save(out, "PNG")
    url = f"data:image/png;base64,{b64encode(out.getvalue()).decode()}"
    editions, findings = press(tmp_path, f"![A field]({url})")
    assert findings == []
    assert list(in_epub(editions["epub"])) == ["picture.png"]
    _, findings = press(tmp_path, "![A field](data:image/png;base64,AAAA)")
    assert [finding.code for finding in findings] == ["picture"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["fig.png", "Fig.png"], ["Fig-2.png", "fig.png"]),
        (["a/fig.png", "b/FIG.png", "c/Fig-2.png"], ["FIG-2.png", "Fig-2-2.png", "fig.png"]),
        (["x.png", "X.bmp", "y/x.png"], ["X-2.png", "x-2-2.png", "x.png"]),
    ],
)
def test_pictures_differ_in_more_than_case(
    names: list[str], expected: list[str], epubcheck: Judging, tmp_path: Path
) -> None:
    """Names that are one file where case is ignored get numbers in the EPUB (EPUB 3.3, 4.2.3)."""
    for number, name in enumerate(names):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        Image.new("RGB", (9 + number, 9), (90 * number, 0, 0)).save(tmp_path / name)
    text = "\n\n".join(f"![Picture {name}]({name})" for name in names)
    editions, _ = press(tmp_path, text, ("epub",))
    assert sorted(in_epub(editions["epub"])) == expected
    book = tmp_path / "book.epub"
    book.write_bytes(editions["epub"])
    assert epubcheck([book]) == {}


def test_one_picture_under_two_names_is_in_the_book_once(tmp_path: Path) -> None:
    """Where case is all that differs, and not the bytes, both places show the same file."""
    for name in ("fig.png", "Fig.png"):
        Image.new("RGB", (9, 9)).save(tmp_path / name)
    editions, _ = press(tmp_path, "![One](fig.png)\n\n![Two](Fig.png)", ("epub",))
    assert list(in_epub(editions["epub"])) == ["fig.png"]
    page = zip_archive.unpack(editions["epub"])["EPUB/text/article.xhtml"].decode()
    assert page.count('src="../images/fig.png"') == 2


def test_a_picture_in_a_book_is_no_taller_than_a_page(tmp_path: Path) -> None:
    """The book's style sheet bounds both sides of a picture and keeps its proportions."""
    Image.new("RGB", (30, 600)).save(tmp_path / "tall.png")
    editions, _ = press(tmp_path, "![A column](tall.png)", ("epub",))
    sheet = zip_archive.unpack(editions["epub"])["EPUB/styles/article.css"].decode()
    rule = sheet.partition("\nimg {")[2].partition("}")[0]
    assert "max-height: 90vh" in rule
    assert "object-fit: contain" in rule
