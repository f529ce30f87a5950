"""Hyphens that no book has: at the turn of a page, three in a row, before the end of a paragraph."""

import re
from itertools import cycle, islice, pairwise
from pathlib import Path
from typing import Any

import pytest
from babel import Locale

from pressing import document
from triptych.core.model import Override
from triptych.editions.pdf import edition
from triptych.editions.pdf.profiles import PROFILES
from triptych.settings.kinds import PAPERS

DIVIDED = re.compile(r"\S[-\u2010]\Z")

_Lines = list[tuple[int, str]]
"""The lines of a paragraph, each with the number of its page."""


SMALL = {
    "de": "und der die das in mit auf",
    "sv": "och den en i med på",
    "da": "og den en i med på",
}
"""What is between the long words of a text."""


def _names(count: int, lang: str) -> list[str]:
    """Return paragraphs of the names of languages: long words, and a short one behind each."""
    words = cycle(" ".join(map(str, Locale(lang).languages.values())).lower().split())
    pairs = zip(words, cycle(SMALL[lang].split()), strict=False)
    return [
        " ".join(word for pair in islice(pairs, 20 + 5 * n % 17) for word in pair).capitalize()
        + "."
        for n in range(count)
    ]


def _noted(paragraphs: list[str]) -> list[str]:
    """Return paragraphs that each have two notes, of one line and of three."""
    found = []
    for number, text in enumerate(paragraphs):
        words = text.split()
        words[9] += f"[^a{number}]"
        words[-1] += f"[^b{number}]"
        notes = [" ".join(words[:5]), " ".join(words[10:40])]
        found += [" ".join(words), f"[^a{number}]: {notes[0]}", f"[^b{number}]: {notes[1]}"]
    return found


def _paragraphs(folder: Path, parts: list[str], front: str, paper: str) -> list[_Lines]:
    """Return the paragraphs and notes of an article on a paper."""
    path = folder / "a.md"
    path.write_text(f"---\ntitle: T\n{front}---\n\n" + "\n\n".join(parts), encoding="utf-8")
    dressed = document(path, None, Override(paper=PAPERS[paper]))
    found: dict[int, _Lines] = {}
    for number, page in enumerate(edition.lay_out(dressed, PROFILES["plain"]).rendering.pages):
        for box in page._page_box.descendants():  # noqa: SLF001  no public name
            if type(box).__name__ == "LineBox" and box.element_tag in ("p", "li"):
                found.setdefault(id(box.element), []).append((number, _text(box)))
    return list(found.values())


def _text(box: Any) -> str:
    """Return the text of a box."""
    inner = (child for child in getattr(box, "children", ()) if child.is_in_normal_flow())
    return str(getattr(box, "text", "")) + "".join(map(_text, inner))


@pytest.mark.parametrize(
    ("lang", "front", "paper", "parts"),
    [
        ("de", "", "a6", _names(15, "de")),
        ("sv", "", "a6", _noted(_names(14, "sv"))),
        ("da", "theme: journal\ncolumns: 2\n", "a4", _names(40, "da")),
    ],
    ids=["prose", "notes", "columns"],
)
def test_no_word_is_divided_over_the_turn_of_a_page(
    lang: str, front: str, paper: str, parts: list[str], tmp_path: Path
) -> None:
    """Nor where notes take lines of the page, nor in columns, nor in the notes themselves."""
    found = _paragraphs(tmp_path, parts, f"lang: {lang}\n{front}", paper)
    turns = [a[1] for lines in found for a, b in pairwise(lines) if a[0] != b[0]]
    assert turns
    assert not [line for line in turns if DIVIDED.search(line)]
    assert sum(bool(DIVIDED.search(line)) for lines in found for _, line in lines) > 15


def test_a_paragraph_has_no_ladder_and_ends_in_a_word(tmp_path: Path) -> None:
    """However long its words are: two hyphens in a row at most, none before the last line's only word."""
    found = _paragraphs(tmp_path, _names(30, "de"), "lang: de\n", "a5")
    divided = [[bool(DIVIDED.search(line)) for _, line in lines] for lines in found]
    assert sum(map(sum, divided)) > 40
    assert not [
        ends
        for ends in divided
        if (True, True, True) in zip(ends, ends[1:], ends[2:], strict=False)
    ]
    last = [
        lines[-1][1] for lines, ends in zip(found, divided, strict=True) if ends[-2:-1] == [True]
    ]
    assert not [line for line in last if " " not in line]


def test_a_hyphen_of_the_word_s_own_is_one_of_a_row(tmp_path: Path) -> None:
    """Behind a dot as well: `St.-Helena` may be broken, though not below two hyphens."""
    base = "St.-Pöltenkirchen St.-Gallenkappel slowenischer "
    parts = ["x" * count + " " + base * 12 for count in range(1, 12)]
    for lines in _paragraphs(tmp_path, parts, "lang: de\n", "a5"):
        ends = [bool(DIVIDED.search(line)) for _, line in lines]
        assert (True, True, True) not in zip(ends, ends[1:], ends[2:], strict=False)
