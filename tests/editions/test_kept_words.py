"""Words stay on the page of the code or formula that their sentence goes on in."""

import re
from pathlib import Path

import pymupdf
import pytest

from filled_pages import press_on_a5


@pytest.mark.parametrize("end", [",", ""])
def test_code_is_not_parted_from_the_words_that_lead_to_it(end: str, tmp_path: Path) -> None:
    """Wherever a page ends: the sentence goes on in the code, though the page would be fuller."""
    code = "```\n{}\nb\nc\nd\n```"
    parts = [f"{'Word. ' * (20 + turn % 7)}\n\nas{turn}as{end}\n\n{code}" for turn in range(30)]
    text = "\n\n".join(part.format(f"code{turn}") for turn, part in enumerate(parts))
    with pymupdf.open(stream=press_on_a5(tmp_path, text), filetype="pdf") as pdf:
        pages = [[word[4] for word in page.get_text("words")] for page in pdf]
    assert len(pages) > 5
    for turn in range(30):
        assert any({f"as{turn}as{end}", f"code{turn}"} <= set(page) for page in pages)


@pytest.mark.parametrize("join", [":\n\n", " ", " of\n\n"])
def test_a_formula_is_not_parted_from_the_words_before_it(join: str, tmp_path: Path) -> None:
    """Wherever a page ends, in a paragraph of its own or in theirs."""
    parts = [
        f"{'Word. ' * (9 + turn * 5 % 41)} as{turn}{join}$$code{turn}!$$" for turn in range(30)
    ]
    with pymupdf.open(stream=press_on_a5(tmp_path, "\n\n".join(parts)), filetype="pdf") as pdf:
        pages = ["".join(page.get_text().split()) for page in pdf]
    assert len(pages) > 3
    for turn in range(30):
        assert any(re.search(rf"as{turn}(?!\d).*code{turn}!", page) for page in pages)


def test_a_high_formula_is_not_parted_from_the_words_before_it(tmp_path: Path) -> None:
    """Though the page before it would be fuller with them and their heading."""
    rows, words = r" \\ ".join("abcde"), "Word. " * 9
    formula = rf"$$code{{}}! = \begin{{{{pmatrix}}}} {rows} \end{{{{pmatrix}}}}$$"
    parts = [
        f"{'Word. ' * (20 + turn * 7 % 60)}\n\n## Part\n\n{words}as{turn} of\n\n{formula.format(turn)}"
        for turn in range(30)
    ]
    with pymupdf.open(stream=press_on_a5(tmp_path, "\n\n".join(parts)), filetype="pdf") as pdf:
        pages = ["".join(page.get_text().split()) for page in pdf]
    assert len(pages) > 5
    for turn in range(30):
        assert any(re.search(rf"as{turn}of.*code{turn}!", page) for page in pages)
