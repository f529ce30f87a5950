"""The size of a page's text and the distance of its lines, as style sheets set them."""

from pathlib import Path

import pytest

from triptych.theme.clues import Clues
from triptych.theme.css_clues import Sheet, read_sheets
from triptych.theme.size_clues import size_tokens

SHEETS = {
    "body { font-size: 20px; line-height: 1.7 }": {"screen-size": "20px", "leading": "1.7"},
    "body { font: italic 300 19px/1.4 Georgia, serif }": {"screen-size": "19px", "leading": "1.4"},
    "html { font-size: 62.5% } body { font-size: 1.8rem }": {"screen-size": "18px"},
    "html { font-size: 112.5% } .entry-content { font-size: 1.1em }": {"screen-size": "19.8px"},
    ":root { --s: 1.25rem } article { font-size: var(--s) }": {"screen-size": "20px"},
    "#pf-content p { font-size: 15pt; line-height: 30px }": {
        "screen-size": "20px",
        "leading": "1.5",
    },
    "body { line-height: 160% }": {"leading": "1.6"},
    "body { font-size: 18px; line-height: 1.6em } p { font-size: 1em }": {
        "screen-size": "18px",
        "leading": "1.6",
    },
    "body { font-size: 18px } @media (max-width: 600px) { body { font-size: 15px } }": {
        "screen-size": "18px"
    },
    "body { font-size: 18px } @media print { body { font-size: 15px } }": {"screen-size": "18px"},
    "body { font-size: 18px } .card p, nav, .sidebar, small { font-size: 15px }": {
        "screen-size": "18px"
    },
    "body { font-size: 8px }": {},
    "body { font-size: clamp(1rem, 2vw, 2rem); line-height: normal }": {},
    "body { font-size: large; line-height: 1 }": {},
    "h1 { font-size: 20px; line-height: 1.3 }": {},
}


@pytest.mark.parametrize("css", SHEETS)
def test_sizes_are_those_of_running_text(css: str) -> None:
    """Relative to what is around it; not those of other parts, of paper, or of narrow screens."""
    clues = Clues()
    read_sheets([Sheet(css, Path("/nowhere"), Path("/nowhere"))], clues)
    assert size_tokens(clues.sizes) == SHEETS[css]
