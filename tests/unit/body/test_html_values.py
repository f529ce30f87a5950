"""Values and parts that an element may not have where it is: before, and after the repair."""

import pytest

from repairing import repaired

REPAIRS: dict[str, tuple[str, str]] = {
    "an item's number in a list without numbers": (
        '<ul><li value="3">a</li></ul><ol><li value="3">b</li></ol>',
        '<ul><li>a</li></ul><ol><li value="3">b</li></ol>',
    ),
    "a time that is in words alone": ("<p><time>noon</time></p>", "<p><span>noon</span></p>"),
    "what is said of an address that is not there": (
        '<p><a hreflang="en" rel="next">x</a><a href="y" rel="next">y</a></p>',
        '<p><a>x</a><a href="y" rel="next">y</a></p>',
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
