"""Values and parts that an element may not have where it is: before, and after the repair."""

import pytest

from repairing import repaired
from triptych.body.html_values import is_moment

REPAIRS: dict[str, tuple[str, str]] = {
    "an item's number in a list without numbers": (
        '<ul><li value="3">a</li></ul><ol><li value="3">b</li></ol>',
        '<ul><li>a</li></ul><ol><li value="3">b</li></ol>',
    ),
    "a day that there is not": (
        '<p><time datetime="2026-02-30">x</time><ins datetime="2026-13-01">y</ins></p>',
        "<p><span>x</span><ins>y</ins></p>",
    ),
    "a heading in a header": (
        "<table><tr><th><header>a</header><h3>b</h3></th></tr></table>",
        "<table><tr><th><div>a</div><div>b</div></th></tr></table>",
    ),
    "a section in a term": (
        "<dl><dt><section>t</section></dt><dd><h3>d</h3></dd></dl>",
        "<dl><dt><div>t</div></dt><dd><h3>d</h3></dd></dl>",
    ),
    "a cell longer than its table": (
        '<table><tr><td rowspan="5">a</td></tr><tr><td rowspan="2">b</td></tr></table>',
        '<table><tr><td rowspan="2">a</td></tr><tr><td rowspan="1">b</td></tr></table>',
    ),
    "details in a link": (
        '<a href="x"><details><summary>s</summary>t</details></a>',
        '<a href="x"><div><div>s</div>t</div></a>',
    ),
}


@pytest.mark.parametrize("name", REPAIRS)
def test_what_may_not_be_there_is_repaired(name: str) -> None:
    """No word moves."""
    before, after = REPAIRS[name]
    assert repaired(before) == after


@pytest.mark.parametrize("text", ["2026", "2026-02", "2024-02-29", "2026-01-02T03:04:05+01:00"])
def test_a_moment_is_one(text: str) -> None:
    """A year, a month, a day, or a time of a day."""
    assert is_moment(text)


@pytest.mark.parametrize("text", ["0000", "2026-13", "2026-02-29", "2026-01-02T25:00", "now", ""])
def test_no_other_text_is_a_moment(text: str) -> None:
    """What no calendar has is none."""
    assert not is_moment(text)
