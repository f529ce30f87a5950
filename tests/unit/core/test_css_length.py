"""CSS lengths are read, converted and written back as they were."""

import pytest

from triptych.core.css_length import declared_length, parse_length, with_unit


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [
        ("1in", "px", 96),
        ("500cm", "mm", 5000),
        ("5cm", "mm", 50),
        ("72pt", "in", 1),
        ("6pc", "pt", 72),
        ("25.4MM", "pt", 72),
    ],
)
def test_absolute_lengths_convert_exactly(text: str, unit: str, amount: float) -> None:
    """Units are those of CSS Values 4, 6.2; whole results stay whole, for bounds are compared."""
    length = parse_length(text)
    assert length is not None
    assert length.to(unit) == amount


@pytest.mark.parametrize(
    "text", ["", "mm", "-1px", "1e3px", "1 px", "calc(1px)", "1.px", "1px 2px"]
)
def test_what_is_no_length_is_none(text: str) -> None:
    """Signs, exponents, functions and several values are not lengths here."""
    assert parse_length(text) is None


def test_relative_lengths_have_no_absolute_value() -> None:
    """A share, an ``em`` or a bare number converts to nothing; only bare numbers and ``px`` are pixels."""
    lengths = [parse_length(text) for text in ("50%", "2em", "3", "4.7px")]
    assert [length and length.to("mm") for length in lengths[:3]] == [None, None, None]
    assert [length and length.pixels for length in lengths] == [None, None, 3, 4]


def test_the_last_valid_declaration_of_a_property_wins() -> None:
    """Other properties that end in its name do not count, and neither does a value that is no length."""
    style = "max-width: 9px; width: 1px; WIDTH : 8.50in; width: auto"
    assert str(declared_length(style, "width")) == "8.50in"
    assert declared_length(style, "height") is None


@pytest.mark.parametrize(("text", "written"), [("12", "12px"), ("12%", "12%"), ("auto", "auto")])
def test_a_bare_number_is_pixels(text: str, written: str) -> None:
    """As in an HTML attribute; everything else stays as typed."""
    assert with_unit(text) == written
