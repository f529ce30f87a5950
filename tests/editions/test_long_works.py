"""Long works: what is done for them grows as they do, and columns go on over pages side by side.

Work is counted in calls of functions, which are the same on any machine; no clock is asked.
"""

import cProfile
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest

from judging import Judge
from pressing import press_text
from triptych.editions.formats import FORMATS
from triptych.editions.pdf.pages.endings import EVENED, ROUNDS
from triptych.editions.pdf.paragraphs.flatten import LONGEST


def _prose(count: int, name: str = "p") -> str:
    """Return paragraphs of 60 words, no two of them alike."""
    return "\n\n".join(
        " ".join(f"{name}{n}-{word} boats of grain" for word in range(15)) for n in range(count)
    )


def _paragraph(count: int, name: str) -> str:
    """Return one paragraph of as many times 60 words."""
    return _prose(count, name).replace("\n\n", " ")


def _columns(count: int) -> str:
    """Return two columns, one block that no page holds, whose words are as wide as the other's."""
    left, right = _prose(count, "left"), _prose(count, "felt")
    return f":::: columns\n::: column\n{left}\n:::\n::: column\n{right}\n:::\n::::"


def _each(form: str) -> Callable[[int], str]:
    """Return what repeats a form with a number in it."""
    return lambda count: "\n\n".join(form.replace("#", str(n)) for n in range(count))


def _lines(head: str, form: str, tail: str = "") -> Callable[[int], str]:
    """Return what puts lines with a number in them into one block."""
    return lambda count: "\n".join([head, *(form.replace("#", str(n)) for n in range(count)), tail])


SHAPES: dict[str, tuple[Callable[[int], str], int]] = {
    "prose": (_prose, 20),
    "columns": (_columns, 12),
    "long paragraphs": (lambda n: "\n\n".join(_paragraph(20, f"p{at}-") for at in range(n)), 2),
    "notes": (_each("Boats # of grain.[^n#]\n\n[^n#]: The note # of the clerk."), 60),
    "headings": (_each("## Heading #\n\nBoats # of grain, see [](#heading-#)."), 60),
    "a list": (_lines("", "- item # of the list, in *stress*"), 150),
    "a table": (_lines("| A | B |\n|---|---|", "| cell # | of grain |"), 60),
    "code": (_lines("```python", "boats = weigh(#)  # of grain", "```"), 120),
    "quotations": (_each("> Boats # of grain."), 64),
    "callouts": (_each("::: note\nBoats # of grain.\n:::"), 40),
    "formulas": (_each("Boats $x_{#}$ and\n\n$$\\sum_{i=0}^{#} i$$"), 20),
    "terms": (_each("Term #\n:   Its definition."), 60),
    "lines": (_lines("", "| A line # of verse"), 150),
}
"""Forms that a text may have all through, and how many of them fill a few pages.

At none of the sizes is the last page so short that pages are laid out again for its sake.
"""

OFTEN = ("prose", "a table")
EACH = [pytest.param(n, marks=[] if n in OFTEN else pytest.mark.sweep) for n in SHAPES]


def _calls(folder: Path, text: str, formats: tuple[str, ...] = tuple(FORMATS), of: str = "") -> int:
    """Return how many functions are called to press a text into editions, or those ``of`` a name alone."""
    profile = cProfile.Profile()
    profile.runcall(press_text, folder, text, formats)
    names = ((getattr(entry.code, "co_name", ""), entry.callcount) for entry in profile.getstats())
    return sum(count for name, count in names if of in ("", name))


@pytest.mark.parametrize("name", EACH)
def test_work_grows_as_the_text_does(name: str, tmp_path: Path) -> None:
    """The last half costs twice what the quarter before it did: nothing is done again for all before it."""
    shape, count = SHAPES[name]
    _calls(tmp_path, shape(1))  # what is loaded once
    calls = [_calls(tmp_path, shape(count * times)) for times in (1, 2, 4)]
    second, last = calls[1] - calls[0], calls[2] - calls[1]
    assert last / 2 < second * 1.25, f"{name}: {calls}"


@pytest.mark.sweep
def test_a_long_paragraph_is_at_most_three_times_the_work_of_short_ones(tmp_path: Path) -> None:
    """Its lines are chosen again from each of its pages on, and it has no more than 50,000 characters."""
    whole = _paragraph(150, "p")
    parts = "\n\n".join(_paragraph(10, f"p{at}-") for at in range(15))
    assert 48_000 < len(whole) <= LONGEST
    _calls(tmp_path, "Boats.", ("pdf",))  # what is loaded once
    assert _calls(tmp_path, whole, ("pdf",)) < 3 * _calls(tmp_path, parts, ("pdf",))


@pytest.mark.sweep
def test_for_a_short_last_page_only_the_last_two_are_laid_out_again(tmp_path: Path) -> None:
    """Pages before them are laid out once, however many there are."""
    text = SHAPES["quotations"][0](228)
    with pymupdf.open(stream=press_text(tmp_path, text, ("pdf",))["pdf"], filetype="pdf") as pdf:
        count = len(pdf)
    layouts = _calls(tmp_path, text, ("pdf",), of="set_page_type_computed_styles")
    assert count > 10
    assert count < layouts <= count + 2 * ROUNDS + 2 * (EVENED + 1)


def test_columns_longer_than_a_page_go_on_side_by_side(judge: Judge, tmp_path: Path) -> None:
    """Each page has its part of both columns, and no word is lost."""
    path = tmp_path / "columns.pdf"
    path.write_bytes(press_text(tmp_path, _columns(16), ("pdf",))["pdf"])
    told = [judge.path("pdftotext"), "-raw", str(path), "-"]
    pages = subprocess.run(told, capture_output=True, text=True, check=True).stdout.split("\f")[:-1]
    assert len(pages) > 2
    found = [(set(re.findall(r"left(\d+)-", p)), set(re.findall(r"felt(\d+)-", p))) for p in pages]
    assert all(left and right for left, right in found)
    assert all(len(left ^ right) <= 1 for left, right in found)
    assert len(set().union(*(left for left, _ in found))) == 16


def test_columns_begin_and_end_where_the_text_does(tmp_path: Path) -> None:
    """Neither a column nor what stands beside columns without one hangs into the margin."""
    block = ":::: columns\nSomewhere in no column.\n\n::: column\nThere.\n:::\n::::"
    data = press_text(tmp_path, f"Before.\n\n{block}", ("pdf",))["pdf"]
    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        left = {str(word[4]): word[0] for word in pdf[0].get_text("words")}
    assert left["Somewhere"] == pytest.approx(left["Before."], abs=0.1)
    assert left["There."] > left["Somewhere"] + 100
