"""Text in columns on paper: which paper has them, what spans them, and that nothing is lost."""

from itertools import pairwise
from pathlib import Path

import pymupdf
import pytest

from pressing import document
from triptych.core.model import Override
from triptych.editions.pdf import edition
from triptych.press import publishing
from triptych.press.orders import Order
from triptych.sources import discover

WORDS = "One word follows another here until a line of them is full and the next one begins. " * 8
HEADS = "| " + " | ".join(f"Month {n}" for n in range(1, 13)) + " |\n" + "|---" * 12 + "|\n"
WIDE = HEADS + "".join("| " + " | ".join(["44640"] * 12) + " |\n" for _ in range(4))
TALL = HEADS + "".join("| " + " | ".join([f"{row}.4464"] * 12) + " |\n" for row in range(90))
NARROW = "| Paper | Width |\n|---|---|\n| A4 | 210 |\n| A5 | 148 |\n"
CODE = (
    "```python\nprint('a line of code that is too long for half of a page of paper, by far')\n```\n"
)
FRONT = "---\ntitle: Columns\ndate: 2025-01-01\nlang: en\n---\n\n"


def _pages(
    tmp_path: Path, text: str, theme: str = "journal", settings: str = ""
) -> pymupdf.Document:
    """Return the PDF of a text."""
    (tmp_path / "content").mkdir(exist_ok=True)
    (tmp_path / "triptych.toml").write_text(settings, encoding="utf-8")
    (tmp_path / "content" / "columns.md").write_text(FRONT + text, encoding="utf-8")
    publication, files = discover.locate((tmp_path,), tmp_path)
    order = Order(publication, tuple(files), ("pdf",), tmp_path / "out", Override(theme=theme))
    (outcome,) = publishing.publish(order)
    assert outcome.error is None, outcome.error
    return pymupdf.open(outcome.editions[0][1])


def _starts(page: pymupdf.Page) -> set[float]:
    """Return where the lines of running text on a page begin, in whole points."""
    lines = [
        line
        for block in page.get_text("dict")["blocks"]
        for line in block.get("lines", ())
        if len("".join(span["text"] for span in line["spans"])) > 30
    ]
    return {round(line["bbox"][0] / 10) * 10 for line in lines}


def _place(pdf: pymupdf.Document, words: str) -> tuple[int, pymupdf.Rect]:
    """Return the page and the place of some words."""
    return next((page.number, found[0]) for page in pdf if (found := page.search_for(words)))


@pytest.mark.parametrize(
    ("theme", "settings", "columns"),
    [
        ("journal", "", 2),
        ("journal", 'paper = "letter"', 2),
        ("journal", 'paper = "a5"', 1),
        ("journal", 'paper = "6x9"', 1),
        ("journal", "columns = 1", 1),
        ("printfriendly", "", 1),
        ("printfriendly", "columns = 2", 2),
        ("printfriendly", 'columns = 2\npaper = "a5"', 1),
    ],
)
def test_broad_paper_has_the_columns_that_are_asked_for(
    tmp_path: Path, theme: str, settings: str, columns: int
) -> None:
    """The journal has two on A4 and Letter, the settings win, and narrow paper has one."""
    pdf = _pages(tmp_path, "\n\n".join([WORDS] * 12), theme, settings)
    starts = sorted(_starts(pdf[0]))
    apart = [right - left > pdf[0].rect.width / 4 for left, right in pairwise(starts)]
    assert apart.count(True) == columns - 1


@pytest.mark.parametrize(
    ("block", "word"),
    [(WIDE, "44640"), (CODE, "by far"), (f"::: landscape\n{'Broad lines. ' * 40}\n:::\n", "Broad")],
    ids=["table", "listing", "landscape"],
)
def test_what_is_wide_spans_the_columns_and_turns_no_page(
    tmp_path: Path, block: str, word: str
) -> None:
    """A wide table, a long line of code and what is marked as wide use the whole measure."""
    pdf = _pages(tmp_path, f"{WORDS}\n\nBefore it.\n\n{block}\n\nBehind it. {WORDS}")
    assert all(page.rect.width < page.rect.height for page in pdf)
    page, before = _place(pdf, "Before it.")
    behind = _place(pdf, "Behind it.")[1]
    at = pdf[page].search_for(word)
    assert before.y1 < min(rect.y0 for rect in at)
    assert max(rect.y1 for rect in at) < behind.y0
    assert max(rect.x1 for rect in at) > pdf[page].rect.width / 2


def test_a_narrow_table_stays_in_its_column(tmp_path: Path) -> None:
    """What fits one column does not span both."""
    pdf = _pages(tmp_path, f"{NARROW}\n\n" + "\n\n".join([WORDS] * 6))
    page, at = _place(pdf, "A4")
    assert page == 0
    assert any(
        line.x0 > pdf[0].rect.width / 2 and abs(line.y0 - at.y0) < 40
        for line in pdf[0].search_for("follows another")
    )


def test_nothing_of_a_table_longer_than_a_page_is_lost(tmp_path: Path) -> None:
    """A table that spans the columns goes on over the pages, to its last row."""
    pdf = _pages(tmp_path, f"{WORDS}\n\n{TALL}\n\nBehind it.")
    text = "".join(page.get_text() for page in pdf)
    assert all(f"{row}.4464" in text for row in range(90))
    assert "Behind it." in text


def test_notes_of_a_text_in_columns_follow_it(tmp_path: Path) -> None:
    """They have a heading behind the text, in order and complete."""
    text = f"{WORDS}[^a] {WORDS}[^b]\n\n[^a]: The first note.\n[^b]: The second note.\n"
    pdf = _pages(tmp_path, f"{text}\n\n{WORDS}\n\nThe last words.\n")
    whole = "".join(page.get_text() for page in pdf)
    places = [whole.index(w) for w in ("The last words.", "Notes", "The first note", "The second")]
    assert places == sorted(places)


@pytest.mark.parametrize("paragraphs", range(5, 11))
def test_columns_begin_on_one_line(tmp_path: Path, paragraphs: int) -> None:
    """Also where a heading, a picture or a list is first in one of them."""
    parts = [f"## Heading {n}\n\n{WORDS * (1 + n % 3)}" for n in range(paragraphs)]
    columns = 0
    for page in _pages(tmp_path, "\n\n".join(parts)):
        tops: dict[bool, float] = {}
        for block in page.get_text("dict")["blocks"]:
            for line in block.get("lines", ()):
                words = "".join(span["text"] for span in line["spans"])
                if words.startswith("Heading") or len(words) > 30:
                    side = line["bbox"][0] > page.rect.width / 2
                    tops[side] = min(tops.get(side, 9999), line["spans"][0]["origin"][1])
        assert tops[False] == pytest.approx(tops.get(True, tops[False]), abs=2.5)
        columns += len(tops)
    assert columns > 2


@pytest.mark.parametrize("count", [5, 6])
@pytest.mark.parametrize("head", ["", "## A heading\n\n"])
def test_columns_begin_on_the_page_that_has_room(tmp_path: Path, count: int, head: str) -> None:
    """Though the box of the author, which must not be alone, has no room below them."""
    author = "author: {name: Ann, bio: Ann keeps the tide tables of two harbours.}\n"
    front = FRONT.replace("lang: en\n", f"lang: en\nstandfirst: {WORDS}\n{author}")
    path = tmp_path / "a.md"
    path.write_text(f"{front}{head}" + f"{WORDS}\n\n" * count, encoding="utf-8")
    dressed = document(path, None, Override(theme="journal"))
    with pymupdf.open(stream=edition.write(dressed).data, filetype="pdf") as pdf:
        assert pdf[0].get_text().count("begins") > 12
        assert "About the author" not in pdf[-1].get_text().lstrip().splitlines()[:4]


CONTENT = Path(__file__).parents[2] / "content"


def test_columns_are_divided_where_the_colophon_alone_has_no_room() -> None:
    """It follows the box around the whole text, of which the columns are all."""
    article = document(CONTENT / "handbook" / "from-jekyll.md", None, Override(theme="journal"))
    with pymupdf.open(stream=edition.write(article).data, filetype="pdf") as pdf:
        assert "What is read" in pdf[0].get_text()


@pytest.mark.parametrize("name", ["handbook/from-vitepress.md", "tideline/waiting.md"])
def test_the_last_page_has_four_lines_in_each_column(name: str) -> None:
    """Neither a table on the page before nor the notes behind the text count as its lines."""
    article = document(CONTENT / name, None, Override(theme="journal"))
    with pymupdf.open(stream=edition.write(article).data, filetype="pdf") as pdf:
        first, last = (_sizes(page) for page in (pdf[0], pdf[-1]))
    text = max(set(first), key=first.count)
    assert last.count(text) >= 4


def _sizes(page: pymupdf.Page) -> list[float]:
    """Return how large each line in the left half of a page is."""
    lines = [line for block in page.get_text("dict")["blocks"] for line in block.get("lines", ())]
    left = [line for line in lines if line["bbox"][0] < page.rect.width / 2]
    return [round(line["spans"][0]["size"], 1) for line in left]


@pytest.mark.parametrize("count", [3, 4, 5])
def test_columns_end_on_one_line(tmp_path: Path, count: int) -> None:
    """A quotation in one of them is no whole lines high, and a heading takes a line more."""
    quotation = "::: pullquote\nA sentence worth pulling out of all of these.\n:::\n\n"
    path = tmp_path / "a.md"
    path.write_text(f"{FRONT}{WORDS}\n\n{quotation}" + f"{WORDS}\n\n## Head\n\n" * count + WORDS)
    with pymupdf.open(
        stream=edition.write(document(path, None, Override(theme="journal"))).data
    ) as pdf:
        page = pdf[0]
        ends = {False: 0.0, True: 0.0}
        for line in (line for block in page.get_text("dict")["blocks"] for line in block["lines"]):
            if (span := line["spans"][0])["size"] > 9 and "o" in span["text"]:
                side = line["bbox"][0] > page.rect.width / 2
                ends[side] = max(ends[side], span["origin"][1])
    assert ends[False] == pytest.approx(ends[True], abs=0.2)


CROWDED = """| Theme | Made for | Paper | Letters |
|---|---|---|---|
| printfriendly | pages of a website, notes, reports | A4 | Literata, Inter and another |
"""


def test_a_table_of_many_narrow_columns_spans_and_so_does_its_heading(tmp_path: Path) -> None:
    """One of few letters stays in its column, and a short paragraph between two that span is no stub."""
    text = f"{WORDS}\n\n## Above it\n\n{CROWDED}\nBetween.\n\n{CROWDED}\n{NARROW}\n{WORDS}"
    with _pages(tmp_path, text) as pdf:
        page = pdf[0]
        middle = page.rect.width / 2
        assert page.search_for("Letters")[0].x0 > middle
        assert max(page.search_for(w)[0].x0 for w in ("Above it", "Between.")) < middle / 2
        above = page.search_for("Theme")[0].y0
        ends = [found.y1 for found in page.search_for("is full") if found.y1 < above]
        assert page.search_for("Above it")[0].y0 > max(ends)
