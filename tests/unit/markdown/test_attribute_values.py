"""What an attribute of raw HTML may be, by the element it is on."""

import pytest

from triptych.markdown.attribute_values import value_of


@pytest.mark.parametrize(
    ("tag", "name", "typed", "valid"),
    [
        ("td", "colspan", " 2 ", "2"),
        ("td", "rowspan", "0", None),
        ("th", "scope", "COL", None),
        ("col", "span", "1000", None),
        ("ol", "start", " -3", "-3"),
        ("ol", "start", "1.5", None),
        ("ol", "reversed", "x", ""),
        ("details", "open", "false", ""),
        ("ol", "type", "disc", None),
        ("li", "value", "x", None),
        ("data", "value", "x", "x"),
        ("img", "width", "50%", None),
        ("p", "dir", " rtl", "rtl"),
        ("p", "dir", "LTR", None),
        ("p", "id", "a b", None),
        ("p", "lang", "de_at", "de-AT"),
        ("p", "lang", "english", None),
        ("p", "lang", "en-US-US", None),
        ("p", "lang", "en-a-bbb-c", None),
        ("p", "lang", "de-1996-x-y", "de-1996"),
        ("p", "lang", "en-u-ca-buddhist", "en-u-ca-buddhist"),
        ("a", "hreflang", "x y", None),
        ("a", "href", "https://example.org/#a#b", "https://example.org/#a%23b"),
        ("a", "href", "mailto:", None),
        ("a", "href", "tel:", None),
        ("a", "href", "#", "#"),
        ("time", "datetime", " 2026 ", "2026"),
        ("ins", "datetime", "2026", None),
        ("del", "datetime", "2026-11-29", "2026-11-29"),
        ("p", "style", "color: x1", None),
        ("p", "data-a", "", ""),
        ("p", "data-1", "x", None),
    ],
)
def test_a_value_is_valid_or_left_out(tag: str, name: str, typed: str, valid: str | None) -> None:
    """A value in the right form is brought into it; one that means nothing goes with its attribute."""
    assert value_of(tag, name, typed) == valid
