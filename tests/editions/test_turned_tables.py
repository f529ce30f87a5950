"""Text after a table on a turned page goes on where the text before it ended."""

from pathlib import Path

import pymupdf
import pytest

from laws import editions, paper
from triptych.checks.verapdf import Engine

WIDE = "\n".join(
    [
        "| " + " | ".join(f"heading of column {n}" for n in range(12)) + " |",
        "|---" * 12 + "|",
        "| " + " | ".join(f"longishwordincell{n}" for n in range(12)) + " |",
    ]
)
SMALL = "| a | b |\n|---|---|\n| c | d |"


def _words(begin: int, count: int = 60) -> str:
    """Return a paragraph of numbered words."""
    return " ".join(f"w{number}" for number in range(begin, begin + count))


def _text(*blocks: str) -> str:
    """Return an article: two paragraphs before each block, and many after the last."""
    parts = []
    for number, block in enumerate(blocks):
        parts += [_words(number * 200), _words(number * 200 + 60), block]
    return "\n\n".join([*parts, *(_words(5000 + n * 60) for n in range(20))])


def _pages(folder: Path, text: str, front: str = "lang: en") -> editions.Editions:
    """Return the pages of an article."""
    path = folder / "a.md"
    path.write_text(f"---\ntitle: T\n{front}\n---\n\n{text}\n", encoding="utf-8")
    return editions.press(path)


def _is_turned(sheet: pymupdf.Page) -> bool:
    """Whether a page is wider than it is high."""
    return bool(sheet.rect.width > sheet.rect.height)


def _empty(sheet: pymupdf.Page) -> float:
    """Return the share of a page's height that is empty below its text, without its folio."""
    lowest = max((w[3] for w in sheet.get_text("words") if w[4].startswith("w")), default=0)
    return float((sheet.rect.height - paper.bottom_of(sheet) - lowest) / sheet.rect.height)


CASES = {
    "a wide table": (WIDE,),
    "a turned division of a small table": (f"::: landscape\n{SMALL}\n:::",),
    "two tables": (WIDE, WIDE),
    "two tables side by side": (f"{WIDE}\n\n: First\n\n{WIDE}\n\n: Second",),
    "with a caption and a note": (f"{WIDE}\n\n: Words[^1]\n\n[^1]: A note.",),
}


@pytest.mark.parametrize(
    ("name", "front"),
    [
        *((name, "lang: en") for name in CASES),
        ("two tables", "lang: ar"),
        ("a wide table", "lang: en\npaper: A5"),
    ],
)
def test_the_page_before_a_turned_table_is_full(name: str, front: str, tmp_path: Path) -> None:
    """Less than a few lines are empty, each word is there once and in order, and each table is."""
    pressed = _pages(tmp_path, _text(*CASES[name]), front)
    sheets = list(pressed.sheets)
    turned = [number for number, sheet in enumerate(sheets) if _is_turned(sheet)]
    assert turned
    for number in turned:
        upright = sheets[number - 1]
        assert _is_turned(upright) or _empty(upright) < 0.1, number
    found = [
        word[4] for s in sheets if not _is_turned(s) for word in s.get_text("words", sort=False)
    ]
    numbers = [int(word[1:]) for word in found if word[1:].isdigit() and word[0] == "w"]
    assert numbers == sorted(set(numbers))
    assert numbers[-1] == 5000 + 20 * 60 - 1
    cells = "".join("".join(sheets[number].get_text().split()) for number in turned)
    assert cells.count("longishwordincell11") == sum(
        block.count("longishwordincell11") for block in CASES[name]
    )
    assert list(paper.overprinted(pressed)) == []


@pytest.mark.parametrize(
    "text",
    [
        f"{WIDE}\n\n{_words(0)}",
        f"{_words(0)}\n\n{WIDE}",
        WIDE,
        f"{_words(0)}\n\n## Heading\n\n{WIDE}",
        f"- w0\n\n  {WIDE.replace(chr(10), chr(10) + '  ')}\n\n- w1",
        f"{_words(0)}\n\n::: landscape\n## Heading\n\n{_words(100)}\n\n{SMALL}\n:::\n\n{_words(200)}",
    ],
)
def test_a_turned_table_is_printed_wherever_it_is(
    text: str, tmp_path: Path, verapdf: Engine
) -> None:
    """First, last, alone, below a heading, in a list, or in a turned division with words."""
    pressed = _pages(tmp_path, text)
    words = " ".join(sheet.get_text() for sheet in pressed.sheets).split()
    for word in ("w0", "w1", "d"):
        assert words.count(word) == text.split().count(word)
    assert "".join(words).count("longishwordincell11") == text.count("longishwordincell11")
    path = tmp_path / "a.pdf"
    path.write_bytes(pressed.data("pdf"))
    assert not verapdf.judge(path)
