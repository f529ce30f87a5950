"""Colours of another tool's site can be read on paper; those of our own dialect are the author's."""

from dataclasses import replace

import pytest
from lxml import html

from specimens import article
from triptych.body.site_colours import tone_colours
from triptych.core.site import Site

STYLES = {
    "color:red": "color:#ea0000",
    "color:yellow": "color:#7a7a00",
    "color:white": "color:#757575",
    "color:#111": "color:#111111",
    "color:hsl(120 50% 50%)": "color:#2b8328",
    "color:var(--x)": "",
    "color:inherit;width:2em": "width:2em",
    "background-color:#ffc": "background-color:#ffffcc",
    "background-color:navy": "",
    "color:white;background-color:navy": "color:#ffffff;background-color:#000080",
    "color:#aaa;background-color:#bbb": "color:#737373",
    "text-align:center": "text-align:center",
}


@pytest.mark.parametrize("style", STYLES)
def test_words_can_be_read(style: str) -> None:
    """Words are darkened as far as white paper needs, and dark backgrounds go."""
    body = html.fragment_fromstring(f'<p style="{style}">x</p>', create_parent="div")
    made = article("")
    tone_colours(body, made)
    assert body[0].get("style") == style
    site = Site(dialect="jekyll")
    tone_colours(body, replace(made, manuscript=replace(made.manuscript, site=site)))
    found = body[0].get("style", "")
    assert found.partition("#")[0] == STYLES[style].partition("#")[0]
    assert "hsl" in style or found == STYLES[style]


def test_links_need_a_background_of_paper() -> None:
    """Their colour is the theme's."""
    text = '<p style="color:white;background-color:navy"><a href="#x">x</a></p>'
    body = html.fragment_fromstring(text, create_parent="div")
    made = article("")
    site = Site(dialect="hugo")
    tone_colours(body, replace(made, manuscript=replace(made.manuscript, site=site)))
    assert body[0].get("style") == "color:#757575"
