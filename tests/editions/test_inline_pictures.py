"""Drawings in a line that have proportions and no size are set, whichever way the text runs."""

from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from commandline import triptych, write

SHAPE = '<circle cx="5" cy="5" r="4"/>'
DRAWINGS = {
    "proportions alone": f'<svg viewBox="0 0 9 9">{SHAPE}</svg>',
    "a size in per cent": f'<svg viewBox="0 0 9 9" width="50%">{SHAPE}</svg>',
    "no proportions": f"<svg>{SHAPE}</svg>",
    "nothing": "<svg></svg>",
    "left open": "<svg >~\n<colgroup >\n</colgroup></svg>",
}


@pytest.mark.parametrize("name", DRAWINGS)
@pytest.mark.parametrize("lang", ["en", "ur"])
def test_a_drawing_without_size_is_set_in_right_to_left_text(
    name: str, lang: str, tmp_path: Path
) -> None:
    """The PDF is made, in a paragraph and in a list."""
    drawing = DRAWINGS[name]
    text = f"---\ntitle: T\nlang: {lang}\ndate: 2025-03-01\n---\na {drawing} b\n\n- a {drawing}\n"
    write(tmp_path, {"a.md": text})
    told = triptych(tmp_path, "build", "a.md", "--formats", "pdf")
    assert told.code == 0, told.err
    assert (tmp_path / "out/a/a.pdf").is_file()


@pytest.mark.parametrize("lang", ["en", "ur"])
@pytest.mark.parametrize("theme", ["printfriendly", "magazine", "paperback", "journal"])
def test_a_centred_block_stays_in_right_to_left_text(lang: str, theme: str, tmp_path: Path) -> None:
    """A break between thoughts, and a picture that is narrower than its column, are in the middle."""
    front = f"---\ntitle: T\nlang: {lang}\ndate: 2025-03-01\n---\n"
    write(tmp_path, {"a.md": f"{front}Before.\n\n![A field](field.png)\n\n***\n\nBehind.\n"})
    Image.new("RGB", (200, 80), (20, 60, 90)).save(tmp_path / "field.png")
    told = triptych(
        tmp_path, "build", "a.md", "--formats", "pdf", "--theme", theme, "--paper", "6x9"
    )
    assert told.code == 0, told.err
    page = pymupdf.open(tmp_path / "out/a/a.pdf")[0]
    picture = pymupdf.Rect(page.get_image_info()[0]["bbox"])
    drawn = [part["rect"] for part in page.get_drawings() if part["rect"].y0 > picture.y1]
    marks = [rect for rect in drawn if rect.width < page.rect.width / 2]
    assert marks
    middle = (min(r.x0 for r in marks) + max(r.x1 for r in marks)) / 2
    assert middle == pytest.approx(page.rect.width / 2, abs=3)
    assert all(0 < rect.x0 < rect.x1 < page.rect.width for rect in (picture, *marks))
