"""The one filter of CSS: what a publisher's sheet may say, and what goes."""

import pytest

from triptych.core.css import EXPLODES, LOADS, filter_sheet, without_references
from triptych.core.css_check import plain_colour


@pytest.mark.parametrize(
    ("css", "left", "faults"),
    [
        ("p { color: red }", "p { color: red }", []),
        (
            "@media print { p { color: red; background: url(http://e.example) } }",
            "color: red",
            [LOADS],
        ),
        ("@import 'x.css'; p { color: red }", "p { color: red }", [LOADS]),
        (
            "p { background: image-set('http://e.example/a.png' 1x); color: red }",
            "color: red",
            [LOADS],
        ),
        ("p { content: '\\d800 \\1 \\ffff x' }", '"\ufffd\ufffd\ufffdx"', []),
        ("@import { x: y } p { color: red }", "p { color: red }", [LOADS]),
        ("@IMPORT 'x.css' { a { x: y } } p { color: red }", "p { color: red }", [LOADS]),
        ("p { content: attr(x url); color: red }", "color: red", [LOADS]),
        ("p { background: url(data:image/png;base64,AA) }", "data:image/png", []),
        ("p { background: url(data:text/html,x); color: red }", "color: red", [LOADS]),
        ("p { background: URL(' http://e.example'); color: red }", "color: red", [LOADS]),
        ("p { & em { background: src('http://e.example'); color: red } }", "color: red", [LOADS]),
    ],
)
def test_only_the_part_that_loads_goes(css: str, left: str, faults: list[str]) -> None:
    """The smallest rule or declaration that names an address is left out, and no other."""
    safe, found = filter_sheet(css)
    assert left in safe
    assert "e.example" not in safe
    assert [fault.message for fault in found] == faults


def test_custom_properties_that_explode_go() -> None:
    """Ten properties, each ten times the one before, are left out where they pass the bound."""
    sizes = "".join(f"--a{n}:{f'var(--a{n - 1}) ' * 10};" for n in range(1, 10))
    safe, found = filter_sheet(f":root{{--a0:x;{sizes}}} p{{color:red;margin:var(--a9)}}")
    assert "color:red" in safe
    assert "margin" not in safe
    assert {fault.message for fault in found} == {EXPLODES}


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        ("rgb(255 0 0)", "#ff0000"),
        ("hsl(120 100% 25% / .5)", "rgba(0,128,0,0.5)"),
        ("oklch(60% .2 30)", "oklch(60% .2 30)"),
        ("none", "none"),
    ],
)
def test_colours_are_written_as_all_know_them(value: str, plain: str) -> None:
    """A colour in a newer notation is that of CSS 3; what cannot be worked out stays."""
    assert plain_colour(value) == plain


@pytest.mark.parametrize(
    ("value", "left"),
    [("url(#a)", ""), ("url(#a) red", "red"), ('url("#a") none', "none"), ("#abc", "#abc")],
)
def test_a_paint_without_its_reference_is_what_follows(value: str, left: str) -> None:
    """Only the address goes."""
    assert without_references(value) == left
