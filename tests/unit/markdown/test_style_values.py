"""What is left of the `style` of an element."""

import pytest

from triptych.markdown.style_values import sound_style

SOUND = [
    "color:red",
    "color:rgb(1 2 3 / 4%)",
    "background-color:#abc",
    "width:50%",
    "width:calc(1em + 2px)",
    "height:0",
    "text-align:start",
    "text-indent:-1.5em",
    "vertical-align:-3px",
    "vertical-align:super",
    "font-style:oblique",
    "font-weight:650",
    "list-style-type:lower-roman",
    "text-decoration:underline dotted red",
    "color:inherit",
]
WRONG = [
    "color:12",
    "color:#12",
    "color:x1",
    "background-color:none",
    "width:3",
    "width:-5px",
    "height:3e5px",
    "text-indent:3xyz",
    "text-align:middle",
    "vertical-align:center",
    "font-style:bold",
    "font-weight:0",
    "text-decoration:red",
    "list-style-type:1 2",
    "colour:red",
    "position:fixed",
    "color:",
    "{",
]


@pytest.mark.parametrize("style", SOUND)
def test_what_a_property_may_be_stays(style: str) -> None:
    """As it is written."""
    assert sound_style(style) == style


@pytest.mark.parametrize("style", WRONG)
def test_what_it_may_not_be_goes_and_its_neighbours_stay(style: str) -> None:
    """One wrong value takes no other declaration with it."""
    assert sound_style(style) == ""
    assert sound_style(f"color: red; {style}") == "color:red"
