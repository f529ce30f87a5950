"""A row longer than a page begins under the heading and the head of its table, which is repeated."""

from itertools import islice, product
from pathlib import Path

import pymupdf
import pytest

import pressing
from triptych.editions.pdf import row_texts, tall_rows
from triptych.press import pipeline
from triptych.settings.publication import bare

SENTENCE = "What was said of the harbour fills more than a page. "


def _pages(folder: Path, text: str, more: str = "lang: en") -> list[list[str]]:
    """Return the lines of each page of a text set on paper; ``more`` is front matter."""
    path = folder / "article.md"
    path.write_text(f"---\ntitle: Law\ndate: 2025-03-01\n{more}\n---\n{text}\n", "utf-8")
    artifacts, _ = pipeline.press(pressing.read(path, bare(folder)), ("pdf",))
    with pymupdf.open(stream=artifacts[0].data, filetype="pdf") as pdf:
        return [[ln.strip() for ln in page.get_text().splitlines() if ln.strip()] for page in pdf]


def _table(rows: list[str]) -> str:
    """Return a table as HTML with a head and rows of a long and a short cell."""
    body = "".join(f"<tr><td>{row}</td><td>x</td></tr>" for row in rows)
    head = "<thead><tr><th>Port</th><th>Berth</th></tr></thead>"
    return f"<table>{head}<tbody>{body}</tbody></table>"


BEFORE = (0, 4, 9)
ROWS = ([200], [2, 200], [200, 2, 200], [2, 2, 2, 160, 2])
IN_SUITE = ((0, ROWS[0]), (4, ROWS[1]), (9, ROWS[2]), (4, ROWS[3]))
"""Each place of the long row, and of the table, once; the sweep takes each with each."""


@pytest.mark.parametrize(
    ("before", "rows"),
    [
        pytest.param(*pair, marks=[] if pair in IN_SUITE else pytest.mark.sweep)
        for pair in product(BEFORE, ROWS)
    ],
)
def test_a_row_longer_than_a_page_stays_with_its_heads(
    tmp_path: Path, before: int, rows: list[int]
) -> None:
    """No page has the heading alone, and every page with a part of the table has its head."""
    intro = "\n\n".join([SENTENCE.replace("harbour", "coast") * 8] * before)
    table = _table([SENTENCE * row for row in rows])
    pages = _pages(tmp_path, f"{intro}\n\n## The heading\n\n{table}")
    inside = [page for page in pages if any("harbour fills" in line for line in page)]
    assert len(inside) > 1
    assert all({"Port", "Berth"} <= set(page) for page in inside)
    assert "The heading" in inside[0]


def test_no_part_of_a_cell_is_printed_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a page has no room for the next line of a cell, it goes on on the page after."""
    monkeypatch.setattr(tall_rows, "_MOST", 1.0)  # below a high head there is little room
    monkeypatch.setattr(row_texts, "is_shrunk", lambda _: True)  # in narrow cells, not as text
    words = map("x".__add__, map("".join, product(("ba", "ce", "di", "fo", "gu"), repeat=5)))
    cells = [[4 + row * column % 3 for column in range(5)] for row in range(4)]
    rows = [[" ".join(islice(words, count)) for count in row] for row in [[2] * 5, *cells]]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    text = "\n".join([lines[0], "|---" * 5 + "|", *lines[1:]])
    pages = _pages(tmp_path, text, "lang: fr\ntheme: manuscript-large\npaper: a6")
    letters = "".join(c for page in pages for line in page for c in line if c.isalpha())
    heads = letters.count("".join(rows[0][0].split()))
    assert heads > 5
    assert letters.count("x") == sum(map(sum, cells)) + 10 * heads


@pytest.mark.parametrize(("words", "repeated"), [(2, True), (150, False)])
def test_a_head_that_takes_much_of_a_page_is_not_repeated(
    tmp_path: Path, words: int, *, repeated: bool
) -> None:
    """The rows have the room; a head of a line or two is on each page of its table."""
    head = f"<thead><tr><th>{'Port ' * words}</th><th>Berth</th></tr></thead>"
    rows = "".join(f"<tr><td>{SENTENCE * 8}</td><td>x</td></tr>" for _ in range(12))
    pages = _pages(tmp_path, f"<table>{head}<tbody>{rows}</tbody></table>", "paper: a6")
    inside = ["Berth" in page for page in pages if any("harbour" in line for line in page)]
    assert len(inside) > 3
    assert inside == [True, *[repeated] * (len(inside) - 1)]
