"""Paragraphs on paper: how their lines are filled."""

from itertools import pairwise
from pathlib import Path

import pymupdf
import pytest

from pressing import press_text

LONG = "verylongnamewithoutanyplacetobreakit" * 2


def _gaps(data: bytes) -> list[float]:
    """Return the gaps between neighbouring words of the first page, in points."""
    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        words = sorted(pdf[0].get_text("words"), key=lambda word: (round(word[3]), word[0]))
    lines = [(a, b) for a, b in pairwise(words) if round(a[3]) == round(b[3]) < 780]
    return [b[0] - a[2] for a, b in lines]


@pytest.mark.parametrize(
    "text",
    [
        f"See <https://example.org/{LONG}?{LONG}> for more of it, and the words after it go on and on.",
        f"See `{LONG}{LONG}` for more of it, and the words that come after it go on and on.",
        f"In 12{'0' * 90}1 cases of it, and the words that come after the number go on and on.",
        f"It is, see [the{'x' * 90}](https://example.org), and the words after it go on and on.",
        f"A note.[^1]\n\n[^1]: See <https://example.org/{LONG}?{LONG}{LONG}> and the words after it.",
    ],
    ids=["address", "code", "number", "link", "note"],
)
def test_a_line_that_a_long_word_leaves_short_has_no_holes(tmp_path: Path, text: str) -> None:
    """Two words alone on a line stay together, and do not go to either margin."""
    data = press_text(tmp_path, text, ("pdf",))["pdf"]
    assert max(_gaps(data), default=0) < 20
