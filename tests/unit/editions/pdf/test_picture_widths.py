"""The width of a picture that an author asks for is its width on paper."""

from dataclasses import replace

import pytest
from lxml import html

from specimens import article
from triptych.core.model import Asset
from triptych.editions.pdf.picture_widths import set_widths

PICTURES = {
    '<img src="a.png" width="100">': "width:100px",
    '<p><img src="a.png" width="100" height="30"></p>': "width:100px",
    '<img src="a.png" width="640" height="480">': "",
    '<img src="b.png" width="640" height="480">': "",
    '<img src="b.png" width="90">': "width:90px",
    '<img src="a.png" width="50%">': "",
    '<img src="a.png" style="width:30%" width="100">': "width:30%",
    '<img src="a.png" style="vertical-align:middle" width="100">': "width:100px;vertical-align:middle",
    '<div class="pf-row"><img src="a.png" width="100"></div>': "",
    '<figure class="pf-left" style="width:30%"><img src="a.png" width="100"></figure>': "",
    '<figure class="pf-caption"><img src="a.png" width="100"></figure>': "width:100px",
}


@pytest.mark.parametrize("text", PICTURES)
def test_a_width_in_pixels_is_a_style(text: str) -> None:
    """That of the file itself, and of a block that the picture fills, is none."""
    body = html.fragment_fromstring(text, create_parent="div")
    made = replace(article(""), assets={"a.png": Asset("a.png", "image/png", b"", 640, 480)})
    set_widths(body, made)
    assert next(body.iter("img")).get("style", "") == PICTURES[text]
