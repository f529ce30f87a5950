"""Feet of pages: full pages end on the same line, nothing is overprinted, nothing lost."""

from pathlib import Path

import pymupdf
import pytest

from laws import editions, paper
from pressing import document
from triptych.core.model import Override
from triptych.core.page_design import design_page
from triptych.editions.pdf import edition
from triptych.settings.kinds import PAPERS

SENTENCE = "The council met in winter and decided little, as councils do when the harbour freezes. "
POINT = 72 / 25.4


def _paragraphs(seed: int) -> str:
    """Return paragraphs of two to six sentences, of which no two are alike."""
    parts = []
    for number in range(30):
        words = (SENTENCE * (2 + (number * seed) % 5)).split()
        turn = number * seed % len(words)
        parts.append(" ".join([*words[turn:], *words[:turn]]))
    return "\n\n".join(parts)


TEXTS = {
    "paragraphs": _paragraphs(3),
    "longer paragraphs": _paragraphs(5),
    "headings": "\n\n## A heading\n\n".join(_paragraphs(seed) for seed in (3, 5, 7)),
    "notes": _paragraphs(3).replace("winter", "winter.[^1]", 1) + "\n\n[^1]: A note.",
    "quotations": "\n\n> A quotation of a few words.\n\n".join([_paragraphs(7)] * 2),
    "lists": _paragraphs(5).replace("\n\n", "\n\n- one\n- two\n\n", 4),
    "drop cap": _paragraphs(7),
}


def _press(folder: Path, text: str, front: str = "") -> bytes:
    """Return an article as PDF."""
    path = folder / "a.md"
    path.write_text(f"---\ntitle: T\n{front}---\n\n{text}\n", encoding="utf-8")
    return edition.write(document(path, None, Override(paper=PAPERS["a5"]))).data


def _empty(page: pymupdf.Page) -> float:
    """Return how many lines have room below the text of a page."""
    design = design_page(f"{page.rect.width:.2f}pt {page.rect.height:.2f}pt")
    line = design.size * design.leading
    end = page.rect.height - design.bottom * POINT
    rules = [d["rect"].y0 for d in page.get_drawings() if d["rect"].y0 > page.rect.height / 2]
    words = page.get_text("words")
    notes = [word[1] for word in words if word[4] == "A" and word[3] > end - 3 * line]
    text = [w[3] for w in words if w[3] < (min([*rules, *notes]) if notes else end + 1)]
    end = min([*rules, end]) if notes else end
    return float((end - max(text)) / line)


@pytest.mark.parametrize("name", TEXTS)
def test_full_pages_end_on_the_same_line(name: str, tmp_path: Path) -> None:
    """Pages but the last end within a line and a half, seven of ten to the point; headings take more."""
    front = "dropcap: true\n" if name == "drop cap" else ""
    data = _press(tmp_path, TEXTS[name], front)
    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        feet = [_empty(page) for page in list(pdf)[:-1]]
        words = [word[4] for page in pdf for word in page.get_text("words")]
    assert len(feet) >= 3
    assert max(feet) < (3.1 if name in ("headings", "notes") else 1.6)
    assert sum(foot < 0.3 for foot in feet) >= 0.7 * len(feet)
    assert words.count("met") == TEXTS[name].split().count("met")


@pytest.mark.parametrize("name", TEXTS)
def test_nothing_is_printed_upon_anything_else(name: str, tmp_path: Path) -> None:
    """Blocks that are moved down stay above what follows them, and on their page."""
    path = tmp_path / "a.md"
    path.write_text(f"---\ntitle: T\npaper: a5\n---\n\n{TEXTS[name]}\n", encoding="utf-8")
    pressed = editions.press(path)
    assert [*paper.overflowing(pressed), *paper.overprinted(pressed)] == []


def test_a_page_that_its_author_ends_is_not_spread(tmp_path: Path) -> None:
    """What is above a page break keeps its place: its page need not be full."""
    text = f"{SENTENCE}\n\n{SENTENCE}\n\n::: page-break\n:::\n\n{SENTENCE * 4}"
    with pymupdf.open(stream=_press(tmp_path, text), filetype="pdf") as pdf:
        tops = [block[1] for block in pdf[0].get_text("blocks") if block[4].startswith("The")]
        assert len(pdf) == 2
    assert tops[1] - tops[0] < 60


@pytest.mark.parametrize(
    "block", ["```\ncode\n```", "```python\na = 1\nb = 2\n```", "- one", "1. one\n2. two"]
)
def test_a_short_block_is_not_drawn_to_the_next_page_by_what_follows(
    tmp_path: Path, block: str
) -> None:
    """A table that moves to the next page leaves what is above it where it is."""
    table = "| a | b |\n|---|---|\n" + "| c | d |\n" * 12
    text = f"{SENTENCE * 16}\n\nBefore it.\n\n{block}\n\n{table}\n\n{SENTENCE * 8}"
    with pymupdf.open(stream=_press(tmp_path, text), filetype="pdf") as pdf:
        assert "Before it." in pdf[0].get_text()
        assert sum(text in pdf[0].get_text() for text in ("code", "b = 2", "one")) == 1


@pytest.mark.parametrize("block", ["table", "code", "callout"])
def test_a_page_before_what_has_no_room_has_wider_spaces(block: str, tmp_path: Path) -> None:
    """Where it has blocks enough: each space grows a little, and the foot is the usual one."""
    rows = "| a | b |\n|---|---|\n" + "| c | d |\n" * 3
    last = {
        "table": rows,
        "code": "It is:\n\n```\n" + "code\n" * 4 + "```",
        "callout": "::: note\nA note.\n:::",
    }
    feet = []
    for lines in (["One."], ["One."] * 5, ["One."] * 6):
        text = "\n\n".join([*[SENTENCE] * (10 - len(lines) // 2), *lines])
        data = _press(tmp_path, f"{text}\n\n## A heading\n\n{last[block]}\n\n{SENTENCE * 8}")
        with pymupdf.open(stream=data, filetype="pdf") as pdf:
            feet += [_empty(pdf[0])] if len(pdf) > 1 else []
    assert feet
    assert max(feet) < 0.3
