"""What an author's HTML says to assistive technology stays where it is valid."""

import pytest
from lxml import html

from triptych.body.html_values import repair_values

VALUES = {
    '<div aria-label="a">x</div>': "<div>x</div>",
    '<span aria-labelledby="here">x</span>': "<span>x</span>",
    '<p aria-label="a" role="note">x</p>': '<p aria-label="a" role="note">x</p>',
    '<section aria-label="a">x</section>': '<section aria-label="a">x</section>',
    '<a href="#here" aria-hidden="true">x</a>': '<a href="#here">x</a>',
    '<a aria-hidden="true">x</a>': '<a aria-hidden="true">x</a>',
    '<a href="#here" aria-selected="true" aria-controls="here">x</a>': '<a href="#here">x</a>',
    '<details aria-expanded="false">x</details>': "<details>x</details>",
    '<nav aria-labelledby="gone">x</nav>': "<nav>x</nav>",
    '<nav aria-labelledby="here">x</nav>': '<nav aria-labelledby="here">x</nav>',
    '<img alt="a" aria-describedby="here gone">': '<img alt="a">',
}


@pytest.mark.parametrize("text", VALUES)
def test_only_valid_values_stay(text: str) -> None:
    """States of parts that react, names of what has none, and references to nothing are removed."""
    body = html.fragment_fromstring(f'{text}<b id="here">y</b>', create_parent="div")
    repair_values(body)
    assert html.tostring(body[0], encoding="unicode", with_tail=False) == VALUES[text]
