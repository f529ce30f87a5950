"""What is set behind text on paper: pictures behind lower headings, contents on a first page, indents."""

from itertools import count, islice
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from PIL import Image

from pressing import document
from triptych.core.model import Override
from triptych.editions.pdf import edition
from triptych.settings.kinds import PAPERS


def _press(folder: Path, text: str, theme: str = "printfriendly", front: str = "") -> Any:
    """Return an article on A5 as an open PDF."""
    Image.new("RGB", (600, 500), "navy").save(folder / "p.png")
    path = folder / "a.md"
    path.write_text(f"---\ntitle: T\n{front}---\n\n{text}\n", encoding="utf-8")
    override = Override(paper=PAPERS["a5"], theme=theme)
    data = edition.write(document(path, None, override)).data
    return pymupdf.open(stream=data, filetype="pdf")


def _paragraphs(number: int, words: int = 9) -> list[str]:
    """Return paragraphs of numbered words, each of one line where there are nine."""
    numbers = count()
    return [" ".join(f"w{each}" for each in islice(numbers, words)) + "." for _ in range(number)]


def _page_of(pdf: Any, words: str) -> int:
    """Return the number of the page that has these words."""
    return next(number for number, page in enumerate(pdf) if words in page.get_text())


@pytest.mark.parametrize(("mark", "page"), [("###", 0), ("##", 1)])
def test_a_picture_with_a_caption_goes_behind_a_lower_heading(
    mark: str, page: int, tmp_path: Path
) -> None:
    """That is done where the page would have a hole; a picture stays before the heading of a section."""
    text = ["## Here", *_paragraphs(9), "![Caption](p.png)", f"{mark} Beyond", *_paragraphs(12, 12)]
    with _press(tmp_path, "\n\n".join(text)) as pdf:
        assert _page_of(pdf, "Caption") == 1
        assert _page_of(pdf, "Beyond") == page


def test_a_picture_stays_before_a_heading_where_little_is_empty(tmp_path: Path) -> None:
    """A few empty lines go between the blocks of the page."""
    text = ["## Here", *_paragraphs(17), "![Caption](p.png)", "### Beyond", *_paragraphs(9, 12)]
    with _press(tmp_path, "\n\n".join(text)) as pdf:
        assert _page_of(pdf, "Caption") == _page_of(pdf, "Beyond") == 1


def test_the_first_page_has_text_where_the_contents_have_no_room(tmp_path: Path) -> None:
    """In the magazine nothing of the text's box is before them; its picture is outside of it."""
    sections = "\n\n".join(f"## Section {n}\n\n{'w ' * 120}" for n in range(16))
    text = f"{'Opening words. ' * 12}\n\n{sections}"
    front = f"toc: true\nstandfirst: {'word ' * 30}\nimage: {{path: wide.png, alt: A}}\n"
    Image.new("RGB", (900, 640), "navy").save(tmp_path / "wide.png")
    with _press(tmp_path, text, "magazine", front) as pdf:
        assert _page_of(pdf, "Opening words") == 0
        assert _page_of(pdf, "Contents") == 1


def test_a_paragraph_before_which_a_picture_was_is_indented(tmp_path: Path) -> None:
    """A theme that indents paragraphs does so also where none of the text follows another."""
    text = [" ".join(_paragraphs(20)), "![Caption](p.png)", f"Flush {'w ' * 99}"]
    with _press(tmp_path, "\n\n".join(text), "paperback") as pdf:
        assert _page_of(pdf, "Flush") == 0
        words = pdf[0].get_text("words")
    (left,) = [word[0] for word in words if word[4] == "Flush"]
    assert left > min(word[0] for word in words) + 8


@pytest.mark.parametrize(
    "opening", ["", "::: epigraph\nA saying of nine words for a whole line.\n:::\n\n"]
)
@pytest.mark.parametrize("has_dropcap", [False, True])
def test_the_first_page_has_text_whatever_room_the_contents_take(
    tmp_path: Path, opening: str, *, has_dropcap: bool
) -> None:
    """Contents of any length end with text behind them, or come behind the first paragraphs."""
    for number in range(4, 17):
        sections = "\n\n".join(f"## Section {n}\n\n{'w ' * 90}" for n in range(number))
        text = f"{opening}{'Opening words. ' * 20}\n\n{sections}"
        front = f"toc: true\nimage: {{path: p.png, alt: A}}\ndropcap: {str(has_dropcap).lower()}\n"
        with _press(tmp_path, text, front=front) as pdf:
            assert "words." in pdf[0].get_text(), number
            assert _page_of(pdf, "Contents") <= 1
            begun = pdf[0].get_text().count("Opening") + pdf[1].get_text().count("Opening")
            assert begun == 20 - has_dropcap  # nothing is lost; a drop cap is a text of its own


def test_the_lines_of_contents_in_columns_are_level(tmp_path: Path) -> None:
    """The second column is one line shorter, and ends there."""
    text = "\n\n".join(f"## Part{n}\n\n{'w ' * 60}" for n in range(7))
    with _press(tmp_path, text, front="toc: true\n") as pdf:
        page = pdf[_page_of(pdf, "Contents")]
        tops: dict[str, float] = {}
        for _, top, *_, word, _, _, _ in page.get_text("words"):
            tops.setdefault(word, top)
    shorter, longer = ([round(tops[f"Part{n}"]) for n in some] for some in (range(3), range(3, 7)))
    assert shorter == longer[:3]


def test_a_cell_with_a_note_is_level_with_its_neighbour(tmp_path: Path) -> None:
    """The number of the note does not make the line of its cell higher."""
    table = "| a | b |\n|---|---|\n| noted[^1] | beside |\n\n[^1]: Note.\n"
    with _press(tmp_path, table) as pdf:
        bottoms = {word[4][:5]: word[3] for word in pdf[0].get_text("words")}
    assert bottoms["noted"] == pytest.approx(bottoms["besid"], abs=0.1)


def test_no_line_begins_with_a_dash(tmp_path: Path) -> None:
    """It is at the end of the line before, as one closes up with the words on both sides."""
    text = " ".join(f"{'w' * (n % 7 + 1)}---{'v' * (n % 5 + 1)}" for n in range(200))
    with _press(tmp_path, text) as pdf:
        lines = "".join(page.get_text() for page in pdf).splitlines()
    assert any(line.endswith("\u2014") for line in lines)
    assert not any(line.startswith("\u2014") for line in lines)


def test_no_line_of_contents_is_dots_alone(tmp_path: Path) -> None:
    """A title that leaves no room for its leader gives it the last word."""
    text = "\n\n".join(f"## {'abcd ' * 4}{'i' * n}\n\n{'w ' * 60}" for n in range(1, 13))
    with _press(tmp_path, text, front="toc: true\n") as pdf:
        page = pdf[_page_of(pdf, "Contents")]
        rows: dict[tuple[int, bool], str] = {}
        for left, _, _, low, word, *_ in page.get_text("words"):
            key = (round(low), left > page.rect.width / 2)
            rows[key] = f"{rows.get(key, '')} {word}"
    assert not [
        row for row in rows.values() if row.count(".") > 2 and not row.strip(" .0123456789\u2060")
    ]
