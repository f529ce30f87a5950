"""The laws that hold for every document, judged on 202 generated ones, each pressed once."""

from pathlib import Path

import pytest

from generated.documents import document, lay_down
from generated.words import RIGHT_TO_LEFT, SCRIPTS
from laws import editions, links, paper, words
from triptych.core.errors import Severity

NAMES = [f"{lang}-{n}" for n in range(14) for lang in SCRIPTS if n < 5 or lang not in RIGHT_TO_LEFT]


IN_SUITE = 2
"""The documents of each language that the suite takes; the sweep takes all."""


def _is_for_sweep(name: str) -> bool:
    """Whether the sweep alone judges a document."""
    return int(name.rpartition("-")[2]) >= IN_SUITE


@pytest.mark.parametrize(
    "name",
    [pytest.param(n, marks=pytest.mark.sweep if _is_for_sweep(n) else []) for n in NAMES],
)
def test_every_law_holds(name: str, tmp_path: Path) -> None:
    """No word is lost, doubled or moved; links, ids, pictures and formulas are there; nothing overflows."""
    generated = document(name)
    path = lay_down(generated, tmp_path)
    pressed = editions.press(path)
    told = [f.message for f in pressed.findings if f.severity is not Severity.NOTE]
    broken = [
        *told,
        *words.misread(generated, pressed),
        *words.unread(generated, pressed),
        *links.astray(pressed),
        *links.lacking(generated, pressed),
        *paper.overflowing(pressed),
        *paper.overprinted(pressed),
    ]
    assert broken == [], f"{name}, which is {path}"


AGAIN = ("ar", "ja")
"""The languages whose document the suite presses again, each of another kind of script."""


@pytest.mark.parametrize(
    "lang",
    [pytest.param(n, marks=[] if n in AGAIN else pytest.mark.sweep) for n in SCRIPTS],
)
def test_pressed_again_an_article_is_equal_to_the_byte(lang: str, tmp_path: Path) -> None:
    """All editions of a document come out the same a second time."""
    path = lay_down(document(f"{lang}-0"), tmp_path)
    first, second = editions.press(path), editions.press(path)
    assert first.artifacts == second.artifacts


def test_a_name_gives_the_same_document_each_time() -> None:
    """A document that broke a law can be looked at again by its name."""
    assert document("ur-7") == document("ur-7")
    assert len({document(name).text for name in NAMES}) == len(NAMES) >= 200
