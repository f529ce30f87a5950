"""Pages on every paper: what scales, what a theme may say, and what the first page shows."""

import re
from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from pressing import document
from triptych.core.model import Override
from triptych.core.page_design import design_page
from triptych.editions.pdf import edition
from triptych.settings.kinds import PAPERS
from triptych.sources import discover

SENTENCE = "The council met in winter and decided little, as councils do when the harbour freezes. "
TEXT = "\n\n".join([SENTENCE * 9] * 12)
TITLE = "Six metres of water, or how a town that had no ships came to own a harbour"
OPENING = """kicker: Essay
author: Anna Tester
lead_image: lead.png
lead_image_alt: A harbour
standfirst: A council voted, engineers quarrelled, and the sea came in so quietly that a band went on.
"""
LINES = {name: (page := design_page(size)).size * page.leading for name, size in PAPERS.items()}
BOOKS = ("a4", "a5", "a6", "b5", "letter", "halfletter", "6x9")


def _pdf(folder: Path, paper: str, front: str = "", theme: str = "") -> bytes:
    """Return an article on a paper as PDF, in a theme that overrides the tokens given."""
    Image.new("RGB", (1600, 900), "navy").save(folder / "lead.png")
    if theme:
        home = folder / "templates" / "own"
        home.mkdir(parents=True)
        (home / "theme.toml").write_text(f"[tokens]\n{theme}\n", encoding="utf-8")
        front += "theme: own\n"
    path = folder / "a.md"
    path.write_text(f"---\ntitle: {TITLE}\n{front}---\n\n{TEXT}\n", encoding="utf-8")
    return edition.write(document(path, None, Override(paper=PAPERS[paper]))).data


def _lines(data: bytes) -> list[list[str]]:
    """Return the lines of text of each page, without head and folio."""
    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        found = []
        for page in pdf:
            height = page.rect.height
            blocks = page.get_text("dict")["blocks"]
            lines = [line for block in blocks for line in block.get("lines", ())]
            inside = [each for each in lines if 0.06 * height < each["bbox"][1] < 0.925 * height]
            found.append(["".join(span["text"] for span in each["spans"]) for each in inside])
        return found


@pytest.mark.parametrize("paper", BOOKS)
def test_a_full_line_has_sixty_to_seventy_five_characters(tmp_path: Path, paper: str) -> None:
    """The lines of a paragraph, as they are printed, have the measure of a book on every paper."""
    pages = _lines(_pdf(tmp_path, paper))
    lines = [len(line.strip()) for page in pages[1:-1] for line in page]
    full = sorted(lines)[len(lines) // 4 :]
    assert 60 <= sum(full) / len(full) <= 75


@pytest.mark.parametrize("paper", [*BOOKS, "screen"])
def test_the_first_page_has_its_standfirst_and_text(tmp_path: Path, paper: str) -> None:
    """Title, standfirst, byline and picture leave room for two lines of the text at least."""
    first = " ".join(_lines(_pdf(tmp_path, paper, OPENING))[0])
    words = re.sub(r"\s+", " ", first)
    assert "that a band went on." in words
    assert "The council met in winter and decided little, as councils do" in words


@pytest.mark.parametrize("paper", [*BOOKS, "screen"])
def test_pages_end_on_the_same_line(tmp_path: Path, paper: str) -> None:
    """Full pages of paragraphs end within two lines of each other, as no line is left alone."""
    with pymupdf.open(stream=_pdf(tmp_path, paper), filetype="pdf") as pdf:
        feet = []
        for page in pdf:
            words = [w for w in page.get_text("words") if w[3] < 0.93 * page.rect.height]
            feet.append(max(word[3] for word in words))
    assert max(feet[1:-1]) - min(feet[1:-1]) < 2.1 * LINES[paper]


def test_a_theme_s_own_sizes_hold_on_every_paper(tmp_path: Path) -> None:
    """What a theme gives stays on A5; what it leaves is chosen to go with it."""
    theme = 'print-size = "12pt"\nmargin-side = "15mm"'
    with pymupdf.open(stream=_pdf(tmp_path, "a5", theme=theme), filetype="pdf") as pdf:
        spans = [
            span
            for block in pdf[1].get_text("dict")["blocks"]
            for line in block.get("lines", ())
            for span in line["spans"]
        ]
    body = [span for span in spans if span["text"].startswith("The council")]
    assert body[0]["size"] == pytest.approx(12, abs=0.05)
    assert min(span["bbox"][0] for span in spans[1:]) == pytest.approx(15 * 72 / 25.4, abs=1)


ENDING = (
    "author:\n  - name: Anna Tester\n    bio: Anna Tester teaches the history of small ports.\n"
)


@pytest.mark.parametrize("more", range(0, 22, 3))
def test_what_closes_an_article_is_never_alone(tmp_path: Path, more: int) -> None:
    """Wherever the text ends, the page of the author box has four lines of the text at least."""
    path = tmp_path / "a.md"
    text = "\n\n".join(
        [SENTENCE * 9] * 6 + [SENTENCE * 2] * (more // 3) + [SENTENCE * (6 + more % 4)]
    )
    path.write_text(f"---\ntitle: T\nlicense: CC BY 4.0\n{ENDING}---\n\n{text}\n", encoding="utf-8")
    pages = _lines(edition.write(document(path, None, Override(paper=PAPERS["a5"]))).data)
    last = next(page for page in pages if any("Anna Tester teaches" in line for line in page))
    assert sum("council" in line or "harbour" in line or "winter" in line for line in last) >= 3
    assert not any("CC BY" in line for page in pages[pages.index(last) + 1 :] for line in page)


NAMES = {
    "publication": 'title = "The Harbour Review"\n',
    "long publication": f'title = "{"The Quarterly Review of Harbours and Canals " * 3}"\n',
    "none": "",
}
HEADS = {
    "title": "",
    "series": "series:\n  title: Letters from the Coast\n  number: 7\n",
    "issue": "issue:\n  volume: 12\n  number: 3\n",
}


@pytest.mark.parametrize("paper", ["a4", "a6"])
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("head", HEADS)
def test_the_running_head_is_one_line(tmp_path: Path, paper: str, name: str, head: str) -> None:
    """Publication, series, number and title share a line, each shortened at a word."""
    (tmp_path / "triptych.toml").write_text(NAMES[name], encoding="utf-8")
    (tmp_path / "content").mkdir()
    path = tmp_path / "content" / "a.md"
    front = f"title: {TITLE}, and what became of it after the war\n{HEADS[head]}"
    path.write_text(f"---\n{front}---\n\n{TEXT}\n", encoding="utf-8")
    publication = discover.locate((path,), tmp_path)[0]
    data = edition.write(document(path, publication, Override(paper=PAPERS[paper]))).data
    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        page = pdf[1]
        words = [word for word in page.get_text("words") if word[3] < 0.07 * page.rect.height]
        right = page.rect.width
    side = design_page(PAPERS[paper]).side * 72 / 25.4
    assert len({round(word[3]) for word in words}) <= 2
    assert max(word[3] for word in words) - min(word[3] for word in words) < 2
    assert min(word[0] for word in words) >= side - 1
    assert max(word[2] for word in words) <= right - side + 1
    text = " ".join(word[4] for word in words)
    assert "Six metres" in text
    full = set(f"{NAMES[name]} {front}".replace('"', " ").replace(",", " , ").split())
    assert {word.rstrip("…,") for word in text.split()} - full <= {"·", "(3)", ""}
    assert ("Letters from" in text) == (head == "series")
    assert head == "series" or ("The" in text) == (name != "none")
