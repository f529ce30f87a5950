"""A PDF carries what it was made of: taken out again and built, it gives the same PDF, byte for byte."""

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from commandline import triptych

ARTICLE = """\
---
title: Its own origin
author: Jane Doe
date: 2025-03-01
image: {path: images/turned.jpg, alt: A field}
custom_css: own.css
bibliography: works.bib
---
It cites [@doe].

Text with a picture of the publication: ![A mark](/marks/mark.png), and one beside it.

![Drawn](drawn.svg)

![Not there](missing.png)

![Newer](new.avif)
"""

SETTINGS = """\
title = "A paper"
publisher = "Publisher"
paper = "170mm x 240mm"
content = "texts"
theme = "own"
tags = "ignored"
"""


def _photograph(path: Path) -> None:
    """Write a photograph that is on its side and says where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "SECRET PLACE"
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.effect_mandelbrot((640, 400), (-2, -1, 1, 1), 60).save(path, exif=exif)


def _lay_down(folder: Path) -> Path:
    """Make a publication with one article."""
    home = folder / "texts" / "origin"
    home.mkdir(parents=True)
    settings = SETTINGS.replace('tags = "ignored"\n', "")
    (folder / "triptych.toml").write_text(settings, encoding="utf-8")
    (home / "index.md").write_text(ARTICLE, encoding="utf-8")
    work = "@book{doe, author={Jane Doe}, title={A Book}, year={2001}}\n"
    (home / "works.bib").write_text(work, encoding="utf-8")
    (home / "own.css").write_text("#pf-content p { color: #123456 }", encoding="utf-8")
    (home / "drawn.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40"><script>alert(1)</script>'
        '<rect width="90" height="40" fill="#999"/></svg>',
        encoding="utf-8",
    )
    _photograph(home / "images" / "turned.jpg")
    _photograph(home / "new.avif")
    theme = folder / "templates" / "own"
    (theme / ".cache").mkdir(parents=True)
    (theme / ".cache" / "old.css").write_text("p { color: red }", encoding="utf-8")
    (theme / "theme.toml").write_text('[tokens]\nink = "#432100"\n', encoding="utf-8")
    (theme / "extra.css").write_text("#pf-content p { text-align: left }", encoding="utf-8")
    (folder / "marks").mkdir()
    Image.new("RGBA", (20, 20), (90, 0, 0, 128)).save(folder / "marks" / "mark.png")
    return folder


def _build(*arguments: str, folder: Path) -> bytes:
    """Build in a folder, and give the one PDF that comes of it."""
    out = folder / "made"
    triptych(folder, "build", *arguments, "--formats", "pdf", "--out", str(out))
    return next(out.rglob("*.pdf")).read_bytes()


def _taken_out(pdf: bytes, folder: Path) -> list[str]:
    """Write a PDF's attachments into a folder, and give their names."""
    names = []
    for name, copies in PdfReader(BytesIO(pdf)).attachments.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(copies[0])
        names.append(name)
    return names


def test_a_publications_article_comes_back_out_of_its_pdf(tmp_path: Path) -> None:
    """Settings, text, pictures and style sheet are attached by path, and build to the same PDF."""
    here, there = _lay_down(tmp_path / "here"), tmp_path / "there"
    pdf = _build(folder=here)
    assert _taken_out(pdf, there) == [
        "marks/mark.png",
        "templates/own/extra.css",
        "templates/own/theme.toml",
        "texts/origin/drawn.svg",
        "texts/origin/images/turned.jpg",
        "texts/origin/index.md",
        "texts/origin/new.avif",
        "texts/origin/own.css",
        "texts/origin/works.bib",
        "triptych.toml",
    ]
    source = (here / "texts/origin/index.md").read_bytes()
    assert (there / "texts/origin/index.md").read_bytes() == source
    assert _build(folder=there) == pdf


def test_an_article_without_settings_comes_back_out_of_its_pdf(tmp_path: Path) -> None:
    """A lone file, or a folder that is an article, keeps the name that its slug comes from."""
    here, there = _lay_down(tmp_path / "here"), tmp_path / "there"
    (here / "triptych.toml").unlink()
    home = here / "texts" / "origin"
    shutil.move(here / "marks", home / "marks")
    pdf = _build(".", folder=home)
    assert "origin/index.md" in _taken_out(pdf, there)
    assert _build("origin", folder=there) == pdf


def test_nothing_goes_along_that_a_picture_tells_of_its_maker(tmp_path: Path) -> None:
    """Attached pictures lie and look as they did, with no other word and nothing active in them."""
    pdf = _build(folder=_lay_down(tmp_path / "here"))
    _taken_out(pdf, tmp_path)
    photograph = (tmp_path / "texts/origin/images/turned.jpg").read_bytes()
    assert b"SECRET" not in photograph
    assert b"SECRET" not in (tmp_path / "texts/origin/new.avif").read_bytes()
    assert b"alert" not in (tmp_path / "texts/origin/drawn.svg").read_bytes()
    with Image.open(BytesIO(photograph)) as image:
        assert image.getexif() == {0x0112: 6}


@pytest.mark.parametrize("kind", ["AVIF", "JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("turned", [0, 3, 8])
def test_a_discreet_picture_looks_as_it_did(kind: str, turned: int) -> None:
    """Its pixels, colour profile and way of lying stay; its other Exif goes."""
    from PIL import ImageCms  # noqa: PLC0415  only here

    from triptych.pictures.metadata import strip_for_sources  # noqa: PLC0415  only here

    exif = Image.Exif()
    exif[0x010E] = "SECRET"
    if turned:
        exif[0x0112] = turned
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    original = BytesIO()
    picture = Image.effect_mandelbrot((64, 40), (-2, -1, 1, 1), 60).convert("RGB")
    picture.save(original, kind, exif=exif, icc_profile=profile)
    plain = strip_for_sources(f"image/{kind.lower()}", original.getvalue(), turned)
    assert b"SECRET" not in plain
    with Image.open(original) as before, Image.open(BytesIO(plain)) as after:
        assert after.tobytes() == before.tobytes()
        assert after.info["icc_profile"] == before.info["icc_profile"]
        assert after.getexif().get(0x0112, 0) == turned
