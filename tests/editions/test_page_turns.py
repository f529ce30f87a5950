"""What is kept together at the turn of a page, and how what goes on over it ends, on three papers."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from PIL import Image

from pressing import ROOT, document
from triptych.core.model import Override
from triptych.core.page_design import design_page
from triptych.editions.pdf import edition
from triptych.editions.pdf.profiles import PROFILES
from triptych.settings.kinds import PAPERS

BOOKS = ("a4", "a5", "letter")
SENTENCE = "The council met in winter and decided little, as councils do when the harbour freezes."


def _press(folder: Path, text: str, paper: str, front: str = "") -> pymupdf.Document:
    """Return the pages of an article on a paper."""
    Image.new("RGB", (1600, 800), "navy").save(folder / "lead.png")
    path = folder / "a.md"
    path.write_text(f"---\ntitle: T\n{front}---\n\n{text}\n", encoding="utf-8")
    data = edition.write(document(path, None, Override(paper=PAPERS[paper]))).data
    return pymupdf.open(stream=data, filetype="pdf")


def _line(paper: str) -> float:
    """Return the height of a line of text on a paper, in points."""
    design = design_page(PAPERS[paper])
    return float(design.size * design.leading)


def _lines(page: pymupdf.Page) -> list[tuple[float, str]]:
    """Return the lines of text on a page, from top to bottom, each with its lower edge."""
    found: dict[int, list[str]] = {}
    for word in page.get_text("words"):
        if 0.06 * page.rect.height < word[3] < 0.93 * page.rect.height:
            found.setdefault(round(word[3]), []).append(word[4])
    return [(float(bottom), " ".join(words)) for bottom, words in sorted(found.items())]


@pytest.mark.parametrize("paper", BOOKS)
def test_a_heading_has_two_lines_below_it_and_a_list_two_items(paper: str, tmp_path: Path) -> None:
    """Wherever a page ends: below headings of each level, before and behind lists."""
    parts = []
    for turn in range(40):
        parts += [f"{'#' * (2 + turn % 3)} Heading", f"{SENTENCE} " * (1 + turn % 4)]
        parts += ["\n".join(f"- item {n} of {turn}" for n in range(2 + turn % 5))]
    with _press(tmp_path, "\n\n".join(parts), paper) as pdf:
        pages = [[text for _, text in _lines(page)] for page in pdf]
    assert sum(line == "Heading" for page in pages for line in page) == 40
    assert not [page for page in pages if "Heading" in page[-2:]]
    items = [[re.search(r"item (\d+) of (\d+)", line) for line in page] for page in pages]
    for before, after in pairwise(items):
        last, first = before[-1], after[0]
        if last and first and last[2] == first[2]:
            assert before[-2]
            assert after[1]


BLOCKS = {
    "quotation": ("> {}", [f"{SENTENCE} {n}" for n in range(60)], (-0.4, 0.3)),
    "code": ("```\n{}\n```", [f"line {n}" for n in range(90)], (0.3, 1)),
    "callout": ("::: note\n{}\n:::", [f"{SENTENCE} {n}\n" for n in range(45)], (0.3, 1)),
}


@pytest.mark.parametrize("paper", BOOKS)
@pytest.mark.parametrize("name", BLOCKS)
def test_a_tint_or_a_bar_ends_with_its_text(name: str, paper: str, tmp_path: Path) -> None:
    """It is as long as what is in it on each page, and begins above its first line there."""
    block, lines, (least, most) = BLOCKS[name]
    separator = "\n> " if name == "quotation" else "\n"
    with _press(tmp_path, f"{SENTENCE}\n\n{block.format(separator.join(lines))}", paper) as pdf:
        assert len(pdf) > 1
        for page in list(pdf)[1:-1] or list(pdf)[:1]:
            drawn = max((d["rect"] for d in page.get_drawings()), key=lambda rect: rect.height)
            inside = [bottom for bottom, _ in _lines(page) if bottom < drawn.y1 + _line(paper)]
            assert least <= (drawn.y1 - max(inside)) / _line(paper) <= most


@pytest.mark.parametrize("paper", [*BOOKS, "a6"])
@pytest.mark.parametrize("sections", [4, 12])
def test_the_first_page_has_text_beside_its_contents(
    paper: str, sections: int, tmp_path: Path
) -> None:
    """The contents are whole: they are set in two columns, or behind the first paragraphs."""
    front = (
        "toc: true\nlead_image: lead.png\nlead_image_alt: A harbour\nstandfirst: What it cost.\n"
    )
    parts = [f"{SENTENCE} " * 5] * 2
    for number in range(sections):
        parts += [f"## Section {number}", f"{SENTENCE} " * 4]
    with _press(tmp_path, "\n\n".join(parts), paper, front) as pdf:
        pages = [" ".join(text for _, text in _lines(page)) for page in pdf]
    assert "The council met in winter" in pages[0]
    assert sum(bool(re.search(r"Section \d+ ?\. ?\. ?\.", page)) for page in pages) == 1


def test_contents_of_two_levels_are_as_high_as_half_their_entries(tmp_path: Path) -> None:
    """Few sections with many below them are set in two columns too, and leave no page half empty."""
    parts = [f"{SENTENCE} " * 3]
    for number in range(3):
        parts += [f"## Section {number}", f"{SENTENCE} " * 2]
        parts += [f"### Part {number}.{part}\n\n{SENTENCE}" for part in range(4)]
    with _press(tmp_path, "\n\n".join(parts), "a5", "toc: true\n") as pdf:
        entries = [text for _, text in _lines(pdf[0]) if re.search(r"\. ?\. ?\. ?", text)]
    found = [re.findall(r"(?:Section|Part) [\d.]+", entry) for entry in entries]
    assert sum(map(len, found)) == 15
    assert len(found) <= 8


ENDS = {
    ("a4", 7, 1): 1,
    ("a4", 8, 1): 2,
    ("a4", 6, 3): 2,
    ("a4", 7, 3): 2,
    ("a5", 2, 1): 2,
    ("a5", 3, 1): 2,
    ("a5", 1, 3): 2,
    ("a5", 2, 3): 2,
}
"""Papers, short paragraphs, and how long the last one is; and how many pages they fill."""


@pytest.mark.parametrize(("paper", "many", "last"), ENDS)
def test_the_last_page_has_four_lines(paper: str, many: int, last: int, tmp_path: Path) -> None:
    """However short the last paragraphs are; and the page before it is full, or there is none."""
    text = ["Word. " * 60] * 4 + ["Short."] * many + ["Word. " * (10 * last)]
    with _press(tmp_path, "\n\n".join(text), paper) as pdf:
        counts = [
            sum(word in text for _, text in _lines(page) for word in ("Word", "Short"))
            for page in pdf
        ]
    assert len(counts) == ENDS[paper, many, last]
    assert counts[-1] >= 4
    assert counts[0] >= 20


@pytest.mark.parametrize("paper", BOOKS)
def test_code_in_a_line_makes_it_no_higher(paper: str, tmp_path: Path) -> None:
    """All lines of a paragraph are of one height, so that the feet of pages agree."""
    path = tmp_path / "a.md"
    path.write_text(f"---\ntitle: T\n---\n\n{f'{SENTENCE} `code` ' * 9}\n", encoding="utf-8")
    sheets = edition.lay_out(document(path, None, Override(paper=PAPERS[paper])), PROFILES["plain"])
    (page,) = [sheet._page_box for sheet in sheets.rendering.pages]  # noqa: SLF001  no public name
    lines = [box for box in page.descendants() if type(box).__name__ == "LineBox"]
    assert len({round(line.height, 3) for line in lines if line.element_tag == "p"}) == 1


def test_the_author_takes_no_more_of_the_text_along_than_four_lines_need() -> None:
    """The last paragraph is broken, not moved as a whole, so that the page before is nearly full."""
    look = Override(paper=PAPERS["a5"], theme="paperback")
    dressed = document(ROOT / "content" / "pakistan-washington" / "index.md", None, look)
    *_, before, last = edition.lay_out(dressed, PROFILES["plain"]).rendering.pages
    counts = [
        sum(
            type(box).__name__ == "LineBox" and box.element_tag == "p" for box in page.descendants()
        )
        for page in (before._page_box, last._page_box)  # noqa: SLF001  no public name
    ]
    assert counts[0] > 17
    assert 4 < counts[1] < 14


@pytest.mark.parametrize("where", ["p", "div"])
def test_a_first_line_is_one_once(where: str, tmp_path: Path) -> None:
    """What goes on over a page does not begin in the style of a first line again, nor what is in it."""
    path = tmp_path / "a.md"
    css = f"{where}.first::first-line, .first {where}::first-line {{ color: #ff0000 }}"
    text = f"<{where} class='first'>{SENTENCE * 40}</{where}>"
    path.write_text(f'---\ntitle: T\ncustom_css: "{css}"\n---\n\n{text}\n', encoding="utf-8")
    sheets = edition.lay_out(document(path, None, Override(paper=PAPERS["a6"])), PROFILES["plain"])
    assert len(sheets.rendering.pages) > 2
    pages = [sheet._page_box for sheet in sheets.rendering.pages]  # noqa: SLF001  no public name
    red = [
        sum(tuple(box.style["color"])[:3] == (1, 0, 0) for box in _texts(page)) for page in pages
    ]
    assert red == [1] + [0] * (len(red) - 1)


def _texts(box: Any) -> list[Any]:
    """Return the runs of text on a page."""
    return [each for each in box.descendants() if type(each).__name__ == "TextBox"]
