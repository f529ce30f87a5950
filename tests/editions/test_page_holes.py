"""Pages are full before what cannot be broken: text goes on, a picture is smaller, a table is broken."""

import re
from itertools import count, islice
from pathlib import Path

import pymupdf
import pytest

from editions import structure
from filled_pages import press_on_a5
from laws import editions, paper
from triptych.checks.verapdf import Engine
from triptych.core.page_design import design_page
from triptych.editions.pdf.pages.changes import Divided
from triptych.settings.kinds import PAPERS

DESIGN = design_page(PAPERS["a5"])
LINE = DESIGN.size * DESIGN.leading
END = DESIGN.bottom * 72 / 25.4
BLOCKS = {
    "table": ": {}\n\n| {} | {} |\n|---|---|\n| {} | {} |\n| {} | {} |\n| {} | {} |",
    "picture": "![{} {}](p.png){{width=80%}}",
    "listing": '```{{.python caption="{} {}"}}\n{}\n{}\n{}\n{}\n{}\n```',
    "pull quote": "::: pullquote\n" + " ".join(["{}"] * 24) + "\n:::",
    "row": '::: row\n![{}](p.png)\n\n![{}](p.png "x")\n:::',
}
"""What cannot be broken; the numbered words of the text go on in it."""


def _text(block: str, lines: int, before: str = ".", after: str = "") -> str:
    """Return paragraphs of numbered words: some of one line, a block, and some of two lines."""
    numbers = count()

    def words(number: int) -> str:
        return " ".join(f"w{each}" for each in islice(numbers, number))

    parts = [words(9) + "." for _ in range(lines)] + [words(60) + before]
    parts += [block.format(*(words(1) for _ in range(block.count("{}")))), after]
    return "\n\n".join([*parts, *(words(27) + "." for _ in range(9))])


def _numbers(text: str) -> list[int]:
    """Return the numbers of words in a text."""
    return [int(found) for found in re.findall(r"\bw(\d+)\b", text)]


def _read(data: bytes) -> tuple[list[int], list[int]]:
    """Return the numbers of words as they are on pages, and as they are read aloud."""
    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        shown = "\n".join(page.get_text() for page in pdf)
    aloud = re.findall(r'^ *"(.*)"$', structure(data), re.MULTILINE)
    return _numbers(shown), _numbers(" ".join(aloud))


def _empty(data: bytes) -> list[float]:
    """Return how many lines are empty on each page but the last."""
    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        found = []
        for page in list(pdf)[:-1]:
            end = page.rect.height - END
            lows = [word[3] for word in page.get_text("words")]
            lows += [drawn["rect"].y1 for drawn in page.get_drawings()]
            lows += [shown["bbox"][3] for shown in page.get_image_info()]
            found.append((end - max(low for low in lows if low < end + 2)) / LINE)
        return found


@pytest.mark.parametrize("name", BLOCKS)
def test_text_goes_on_before_what_has_a_caption(name: str, tmp_path: Path, verapdf: Engine) -> None:
    """The page is full, each word is there once, and all are read in the order of the source."""
    data = press_on_a5(tmp_path, _text(BLOCKS[name], 13))
    shown, aloud = _read(data)
    assert _empty(data)[0] < 0.3
    assert shown != sorted(shown)
    assert aloud == sorted(shown) == list(range(len(shown)))
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    assert not verapdf.judge(path)


def test_what_lacks_a_little_room_gets_it_from_the_spaces(tmp_path: Path) -> None:
    """The table stays at its place on a full page, whose blocks are a little nearer to each other."""
    path = tmp_path / "a.md"
    path.write_text(f"---\ntitle: T\npaper: a5\n---\n\n{_text(BLOCKS['table'], 12)}\n", "utf-8")
    pressed = editions.press(path)
    (first, *_) = pressed.sheets
    assert set(_numbers(first.get_text())) == set(range(12 * 9 + 60 + 9))
    assert [*paper.overflowing(pressed), *paper.overprinted(pressed)] == []


def test_a_page_begins_in_the_text_and_not_in_what_was_set_later(tmp_path: Path) -> None:
    """The mark of a page is before the table that was moved to its top, so nothing of it is before."""
    path = tmp_path / "a.md"
    path.write_text(f"---\ntitle: T\npaper: a5\n---\n\n{_text(BLOCKS['table'], 13)}\n", "utf-8")
    pressed = editions.press(path)
    (first, *_) = pressed.sheets
    before, _ = pressed.data("html").decode().split('id="page-2"')
    words = re.sub(r"<[^>]*(>|$)", "", before.split("</head>")[1])
    assert set(_numbers(words)) == set(range(177)) < set(_numbers(first.get_text()))


@pytest.mark.parametrize("pictures", [2, 3, 5])
def test_a_row_is_as_high_as_its_pictures(pictures: int, tmp_path: Path) -> None:
    """The text below it is as far from the captions as from those of one picture alone."""
    row = "\n\n".join(
        "![Pictures with captions that have quite a number of words](p.png)"
        for _ in range(pictures)
    )
    with pymupdf.open(stream=press_on_a5(tmp_path, f"::: row\n{row}\n:::\n\nBehind it.")) as pdf:
        words = pdf[0].get_text("words")
        sizes = {round(shown["bbox"][3] - shown["bbox"][1]) for shown in pdf[0].get_image_info()}
    captions = max(word[3] for word in words if word[4] == "words")
    (behind,) = (word[1] for word in words if word[4] == "Behind")
    assert len(sizes) == 1
    assert LINE < behind - captions < 2 * LINE


TABLE = "| {} | {} |\n|---|---|\n| {} | {} |\n| {} | {} |\n| {} | {} |\n| {} | {} |"
STAYING = {
    "introduced": (BLOCKS["table"], ":", ""),
    "before a heading": (BLOCKS["table"], ".", "## A heading"),
    "before code": (BLOCKS["table"], ".", "A word.\n\n```\ncode\n```"),
    "without a caption": (TABLE, ".", ""),
    "with a note": (f": {{}} more.^[A note.]\n\n{TABLE}", ".", ""),
}


@pytest.mark.parametrize("name", STAYING)
def test_what_belongs_to_its_place_stays_there(name: str, tmp_path: Path) -> None:
    """So do the words behind a heading, and those that code belongs to."""
    block, before, after = STAYING[name]
    with pymupdf.open(stream=press_on_a5(tmp_path, _text(block, 13, before, after))) as pdf:
        shown = [number for page in pdf for number in _numbers(page.get_text())]
    assert list(dict.fromkeys(shown)) == sorted(set(shown))


@pytest.mark.parametrize("width", ["", "{{width=99%}}"])
def test_a_picture_is_a_little_smaller_where_it_fits_then(width: str, tmp_path: Path) -> None:
    """It keeps its proportions, loses less than a sixth, and stays in its place."""
    text = _text(f"![](p.png){width}", 7, ":")
    with pymupdf.open(stream=press_on_a5(tmp_path, text), filetype="pdf") as pdf:
        (shown,) = pdf[0].get_image_info()
        column = pdf[0].rect.width - 2 * DESIGN.side * 72 / 25.4
    box = pymupdf.Rect(shown["bbox"])
    natural = column * (0.99 if width else 1)
    assert 0.85 * natural <= box.width < 0.99 * natural
    assert box.width / box.height == pytest.approx(1.5, abs=0.01)


@pytest.mark.parametrize(
    ("block", "end"),
    [
        (BLOCKS["row"], ":"),
        (TABLE, ":^[A note.]"),
        ("1. {}\n2. {}\n3. {}", "\uff1a"),
        ("> {} {}", ":"),
    ],
    ids=["row", "table", "list", "quotation"],
)
def test_what_is_introduced_is_on_the_page_of_its_colon(
    block: str, end: str, tmp_path: Path
) -> None:
    """Two lines of the paragraph go to the next page where what they introduce has no room below."""
    last = 14 * 9 + 60 - 1
    pages = []
    with pymupdf.open(stream=press_on_a5(tmp_path, _text(block, 14, end)), filetype="pdf") as pdf:
        pages = [_numbers(page.get_text()) for page in pdf]
    assert [last in page for page in pages] == [last + 1 in page for page in pages]


LONG = " ".join(["{}"] * 20)


@pytest.mark.parametrize(
    ("block", "lines"),
    [
        ("| {} | {} |\n|---|---|\n" + "| {} | {} |\n" * 8, 12),
        (f"| {{}} | {{}} |\n|---|---|\n| {LONG} | {{}} |\n| {LONG} | {{}} |\n", 12),
        ("| {} | {} |\n|---|---|\n" + "| ![{}](p.png){{width=3cm}} | {} |\n" * 3, 10),
        ("```\n" + "{}\n" * 12 + "```", 12),
    ],
    ids=["table", "table of two high rows", "table of pictures", "code"],
)
def test_a_short_block_is_broken_before_much_room_is_empty(
    block: str, lines: int, tmp_path: Path
) -> None:
    """It goes on at the top of the next page, below its head where it has one."""
    data = press_on_a5(tmp_path, _text(block, lines))
    shown, aloud = _read(data)
    assert _empty(data)[0] < 2
    assert list(dict.fromkeys(shown)) == sorted(set(shown)) == aloud


@pytest.mark.parametrize(("end", "times"), [(".", 1), (":", 0)])
def test_a_paragraph_stays_without_the_code_behind_it(end: str, times: int, tmp_path: Path) -> None:
    """One that ends in a colon goes with it."""
    block = " ".join(["{}"] * 27) + end + "\n\n```\n" + "{}\n" * 5 + "```"
    data = press_on_a5(tmp_path, _text(block, 13))
    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        shown = _numbers(pdf[0].get_text())
    assert shown.count(13 * 9 + 60 + 20) == times
    assert _empty(data)[0] < 2


@pytest.mark.parametrize(("lines", "fits"), [(12, True), (14, False)])
def test_code_that_is_too_short_to_be_divided_is_not_laid_out_twice(
    lines: int, *, fits: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its lines are counted, not the words in them: three must be on either page."""
    tried: list[object] = []
    monkeypatch.setattr(Divided, "apply", tried.append)
    block = "```python\nif {} in {} and {} not in {}: pass\n" + "{} = {{0: {}}}\n" * 4 + "```"
    data = press_on_a5(tmp_path, _text(block, lines))
    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        last = 9 * lines + 60 - 1
        assert (max(_numbers(pdf[0].get_text())) > last) == fits
    assert tried == []


def _words(first: int, number: int) -> str:
    """Return numbered words from one on."""
    return " ".join(f"w{each}" for each in range(first, first + number))


def test_a_page_has_a_mark_where_only_a_moved_table_begins_on_it(tmp_path: Path) -> None:
    """At its head is the end of text that stands behind the table, whose later pages are marked too."""
    lines = [f"{_words(9 * each, 9)}." for each in range(16)]
    starts = range(1000, 2200, 200)
    rows = [f"| {_words(each, 60)} | {_words(each + 100, 60)} |" for each in starts]
    table = "\n".join(["| a | b |", "|---|---|", *rows, "", ": Told of it"])
    text = "\n\n".join([*lines, table, f"{_words(3000, 170)}.", f"{_words(3400, 60)}."])
    path = tmp_path / "a.md"
    path.write_text(f"---\ntitle: T\npaper: a5\n---\n\n{text}\n", "utf-8")
    pressed = editions.press(path)
    page = pressed.data("html").decode()
    assert len(pressed.sheets) == page.count('<span id="page-') == 4
    top = _numbers(pressed.sheets[1].get_text())[0]
    assert 3000 < top < 3170
    assert page.partition('id="page-2"></span>')[2].startswith("<table>\n<caption>Told of it")


def test_what_closes_an_article_is_on_the_page_of_its_text(tmp_path: Path) -> None:
    """The author's box and the colophon lack a line there, which the spaces have."""
    text = "\n\n".join(f"{_words(9 * number, 9)}." for number in range(15))
    front = 'author: {name: N, bio: "A person of few words."}\n'
    with pymupdf.open(stream=press_on_a5(tmp_path, text, front), filetype="pdf") as pdf:
        (page,) = pdf
        assert "few words" in page.get_text()
        lows = sorted(word[3] for word in page.get_text("words"))
    assert lows[-4] < 595 - END + 2  # above the three words of the page number
