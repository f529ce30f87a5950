"""The opening of the journal on paper, in columns: the abstract beside the lead picture, the text below."""

from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from pressing import document, issue_document
from triptych.core.model import Override
from triptych.editions.pdf import edition
from triptych.settings.kinds import PAPERS
from triptych.sources import discover

ABSTRACT = "Abstract words are here. " * 9
TEXT = "\n\n".join(["Words of the text. " * 60] * 2)
PICTURE = "image: {path: p.png, alt: A, caption: Caption}\n"


def _write(folder: Path, picture: str = PICTURE, author: str = "") -> Path:
    """Write an article with an abstract, and return its path."""
    Image.new("RGB", (800, 500), "navy").save(folder / "p.png")
    path = folder / "a.md"
    front = f"title: T\nstandfirst: {ABSTRACT}\n{author}{picture}"
    path.write_text(f"---\n{front}---\n\n{TEXT}\n", encoding="utf-8")
    return path


def _places(page: pymupdf.Page) -> dict[str, pymupdf.Rect]:
    """Return where the words of the abstract and of the text are, its tint, and the picture."""
    found: dict[str, pymupdf.Rect] = {}
    for word in page.get_text("words"):
        if word[4] in ("words", "Words", "Caption"):
            found[word[4]] = found.get(word[4], pymupdf.Rect()) | pymupdf.Rect(word[:4])
    shown = page.get_image_info()
    found["picture"] = pymupdf.Rect(shown[0]["bbox"]) if shown else pymupdf.Rect()
    tints = [
        drawn["rect"]
        for drawn in page.get_drawings()
        if drawn["fill"] and drawn["rect"].height > 30
    ]
    found["tint"] = tints[0]
    return found


@pytest.mark.parametrize("author", ["", "author: Ann\n"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_abstract_is_beside_the_picture(paper: str, author: str, tmp_path: Path) -> None:
    """Both begin at one height, whatever is above them, and the text is below both."""
    override = Override(theme="journal", paper=PAPERS[paper])
    data = edition.write(document(_write(tmp_path, author=author), None, override)).data
    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        found, middle = _places(pdf[0]), pdf[0].rect.width / 2
    assert found["words"].x1 < found["tint"].x1 < middle < found["picture"].x0
    assert abs(found["tint"].y0 - found["picture"].y0) < 1.5
    assert found["picture"].y1 < found["Caption"].y0
    assert found["Words"].y0 > max(found["Caption"].y1, found["tint"].y1)
    assert found["Words"].x0 < middle - 100 < middle + 100 < found["Words"].x1


def test_an_article_of_an_issue_opens_as_it_does_alone(tmp_path: Path) -> None:
    """One with a picture has it beside the abstract, and one without has an abstract of full width."""
    (tmp_path / "triptych.toml").write_text('title = "The Tide"\ntheme = "journal"\n')
    content = tmp_path / "content"
    content.mkdir()
    _write(content, picture="").rename(content / "b.md")
    _write(content)
    path = content / "issue.md"
    path.write_text("---\ntitle: Issue\ncontents: [a.md, b.md]\n---\n")
    publication, _ = discover.locate((path,), tmp_path)
    data = edition.write(issue_document(path, publication)).data
    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        pages = [_places(page) for page in pdf if "Abstract words" in page.get_text()]
        middle = pdf[0].rect.width / 2
    beside, alone = pages
    assert beside["tint"].x1 < middle < beside["picture"].x0
    assert alone["tint"].x1 > middle + 100
    assert alone["Words"].y0 > alone["tint"].y1
