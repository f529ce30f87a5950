"""Selectors by id match the same part of every article, and nothing else changes."""

import pytest

from triptych.core import css_ids
from triptych.core.css_ids import selected_ids, widen_ids
from triptych.core.shelf import lending


@pytest.mark.parametrize(
    ("css", "wide"),
    [
        ("#a { color: #abc }", ':is(#a, [data-pf="a"]) { color: #abc }'),
        (
            "#a > p, h1#b::before{}",
            ':is(#a, [data-pf="a"]) > p, h1:is(#b, [data-pf="b"])::before{}',
        ),
        (
            ":not(#a):is(#b, p) i{}",
            ':not(:is(#a, [data-pf="a"])):is(:is(#b, [data-pf="b"]), p) i{}',
        ),
        ("@media print { #a { top: 0 } }", '@media print { :is(#a, [data-pf="a"]) { top: 0 } }'),
        (
            "@layer x { @media print { #a{} } }",
            '@layer x { @media print { :is(#a, [data-pf="a"]){} } }',
        ),
        ('[href="#a"] { x: y }', '[href="#a"] { x: y }'),
        ("@page { @top-left { color: #abc } }", "@page { @top-left { color: #abc } }"),
        ("@font-face { src: url(#a) }", "@font-face { src: url(#a) }"),
        ("/* #a { } */ p { color: red }", "/* #a { } */ p { color: red }"),
    ],
)
def test_selectors_are_widened_and_values_are_not(css: str, wide: str) -> None:
    """A hash in a value is a colour, in an attribute's value an address, in a prelude an id."""
    assert "".join(widen_ids(css).split()) == "".join(wide.split())


def test_ids_of_selectors_are_listed() -> None:
    """Ids in nested rules count, colours do not."""
    css = "#a{color:#fff} @media print { :is(#b, p):not(#c) {} } @page { color: #abc }"
    assert selected_ids(css) == {"a", "b", "c"}


def test_sheets_that_a_shelf_has_are_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time both the sheets and their ids are those of the first."""
    kept: dict[str, bytes] = {}

    class Kept:
        """A shelf in memory."""

        def get(self, key: str, /) -> bytes | None:
            """Return what is kept."""
            return kept.get(key)

        def put(self, key: str, data: bytes, /) -> None:
            """Keep bytes."""
            kept[key] = data

    sheets = ["#pf-b{} #pf-a{}", "p{}"]
    with lending(Kept()):
        first = css_ids.widened(sheets)
        monkeypatch.setattr(css_ids, "_read", None)
        assert css_ids.widened(sheets) == first
    assert first[1] == ("pf-a", "pf-b")
    assert first[0][1] == "p{}"
    assert '[data-pf="pf-a"]' in first[0][0]
