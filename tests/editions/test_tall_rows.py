"""A row longer than a page begins under the heading and the head of its table, which is repeated."""

from itertools import product
from pathlib import Path

import pymupdf
import pytest

import pressing
from triptych.press import pipeline
from triptych.settings.publication import bare

SENTENCE = "What was said of the harbour fills more than a page. "


def _pages(folder: Path, text: str) -> list[list[str]]:
    """Return the lines of each page of a text set on paper."""
    path = folder / "article.md"
    path.write_text(f"---\ntitle: Law\ndate: 2025-03-01\nlang: en\n---\n{text}\n", "utf-8")
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
