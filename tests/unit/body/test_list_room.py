"""The room before the items of a list, by its longest number."""

from dataclasses import replace

import pytest
from lxml.html import fragment_fromstring

from specimens import LABELS, article
from triptych.body.list_room import widen_lists


def _style(html: str, digits: str = "0123456789") -> str:
    """Return the style of the first list after it was given room."""
    body = fragment_fromstring(html, create_parent="div")
    widen_lists(body, replace(article(), labels={**LABELS, "digits": digits}))
    return str(next(body.iter("ol")).get("style", ""))


@pytest.mark.parametrize(
    ("attributes", "style"),
    [
        ("", ""),
        ('start="99"', ""),
        ('start="100"', "padding-inline-start:2.38em"),
        ('start="-10"', "padding-inline-start:2.38em"),
        ('start="x"', ""),
        ('type="i" start="3"', ""),
        ('type="i" start="8"', "padding-inline-start:2.52em"),
        ('type="I" start="4000"', "padding-inline-start:3.00em"),
        ('type="a" start="26"', ""),
        ('type="a" start="27"', "padding-inline-start:2.12em"),
        ('type="A" start="703"', "padding-inline-start:2.92em"),
        ('style="color:red" start="100"', "color:red;padding-inline-start:2.38em"),
        ('style="list-style-type:none" start="100"', "list-style-type:none"),
        (
            'style="list-style-type:upper-roman" start="8"',
            "list-style-type:upper-roman;padding-inline-start:2.52em",
        ),
    ],
)
def test_a_list_gets_the_room_that_its_numbers_need(attributes: str, style: str) -> None:
    """Two western digits need none; more digits, letters and Roman numerals do."""
    assert _style(f"<ol {attributes}><li>a</li></ol>") == style


def test_the_longest_number_counts_wherever_it_is() -> None:
    """At the end of a list, in its middle, or at the beginning of one that counts down."""
    wide = "padding-inline-start:2.38em"
    assert _style("<ol>" + "<li>a</li>" * 100 + "</ol>") == wide
    assert _style("<ol reversed>" + "<li>a</li>" * 100 + "</ol>") == wide
    assert _style('<ol><li>a</li><li value="123">b</li><li value="3">c</li></ol>') == wide


def test_digits_of_another_script_are_wider() -> None:
    """Two of them need more than two western ones."""
    assert _style('<ol start="10"><li>a</li></ol>', "٠١٢٣٤٥٦٧٨٩") == "padding-inline-start:2.12em"


def test_digits_in_a_part_of_another_script_are_wider() -> None:
    """They are set in the face of that part, though they are western ones."""
    assert _style('<ol start="10" lang="ur"><li>a</li></ol>') == "padding-inline-start:2.12em"
    assert _style('<ol start="10" lang="fr"><li>a</li></ol>') == ""
