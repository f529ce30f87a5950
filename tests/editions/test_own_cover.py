"""The author's own cover of the EPUB, and what is said of one that libraries show badly."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from commandline import triptych, write
from triptych.core import zip_archive

HEAD = "---\ntitle: T\ndate: 2026-01-02\nidentifier: a\n{}\n---\n\nWords.\n"


def _picture(size: tuple[int, int], kind: str = "PNG") -> bytes:
    """Return a picture of a size."""
    out = BytesIO()
    Image.new("RGB", size, "red").save(out, kind)
    return out.getvalue()


def _build(folder: Path, data: bytes | None, key: str) -> tuple[int, str]:
    """Build the EPUB of an article beside a picture; return the exit code and what is printed."""
    files: dict[str, str | bytes] = {
        "triptych.toml": 'title = "T"\n',
        "content/a.md": HEAD.format(key),
    }
    write(folder, files if data is None else files | {"content/front.png": data})
    done = triptych(folder, "build", "--formats", "epub")
    return done.code, done.err


@pytest.mark.parametrize(
    ("kind", "name", "key"),
    [("PNG", "cover-front.png", "cover_image"), ("JPEG", "cover-front.jpg", "cover-image")],
)
def test_a_book_has_the_cover_of_its_author(kind: str, name: str, key: str, tmp_path: Path) -> None:
    """It is the only cover, in the package and on its page; pandoc's name for it does too."""
    code, printed = _build(tmp_path, _picture((2000, 3000), kind), f"{key}: front.png")
    assert (code, "[cover]" in printed) == (0, False)
    files = zip_archive.unpack((tmp_path / "out" / "a" / "a.epub").read_bytes())
    assert [n for n in files if "cover" in n and "xhtml" not in n] == [f"EPUB/images/{name}"]
    with Image.open(BytesIO(files[f"EPUB/images/{name}"])) as cover:
        assert cover.size == (1600, 2400)
    assert f'src="../images/{name}" alt="T"' in files["EPUB/text/cover.xhtml"].decode()
    assert f'href="images/{name}" ' in files["EPUB/content.opf"].decode()


@pytest.mark.parametrize(
    ("size", "words"),
    [
        ((300, 450), "300 × 450 pixels, fewer than 600 × 800"),
        ((599, 900), "599 × 900 pixels, fewer than 600 × 800"),
        ((1600, 1000), "1600 × 1000 pixels, and is wider than it is high"),
    ],
)
def test_a_cover_that_is_shown_badly_is_reported(
    size: tuple[int, int], words: str, tmp_path: Path
) -> None:
    """With its line; the book has it all the same."""
    code, printed = _build(tmp_path, _picture(size), "cover_image: front.png")
    assert code == 0
    assert f"content/a.md:5: warning: the cover “front.png” has {words} [cover]" in printed


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 30"><path d="M0 0h9v9z"/></svg>'


@pytest.mark.parametrize(
    ("data", "key", "words"),
    [
        (None, "cover_image: front.png", "“front.png” is missing"),
        (b"no picture", "cover_image: front.png", "front.png"),
        (_picture((800, 1200))[:900], "cover_image: front.png", "front.png"),
        (SVG, "cover_image: front.png", "is a drawing"),
        (None, "cover_image: https://example.org/a.png", "is not in the publication"),
        (None, "cover_image: ../../front.png", "is outside the publication"),
    ],
    ids=["missing", "no picture", "cut off", "drawing", "remote", "outside"],
)
def test_a_cover_that_cannot_be_used_is_an_error(
    data: bytes | None, key: str, words: str, tmp_path: Path
) -> None:
    """The book would not be the one asked for."""
    code, printed = _build(tmp_path, data, key)
    assert code != 0
    assert "content/a.md:5: error:" in printed
    assert words in printed


@pytest.mark.parametrize("key", ["cover", "epub-cover-image"])
def test_names_of_other_tools_lead_to_ours(key: str, tmp_path: Path) -> None:
    """What pandoc and Quarto call the cover is reported, with our name for it."""
    _, printed = _build(tmp_path, _picture((800, 1200)), f"{key}: front.png")
    assert "Did you mean `cover_image`?" in printed
