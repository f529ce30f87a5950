"""The logo of a saved page that is drawn within it."""

from pathlib import Path

import pytest

from triptych.theme.clues import Clues
from triptych.theme.page_clues import read_page

DRAWING = '<svg {} viewBox="0 0 40 20"><path fill="#d9480f" d="M0 0h40v20H0z"/></svg>'


def _logo(folder: Path, body: str) -> bytes:
    """Return the logo of a page with this body, or nothing."""
    clues = Clues()
    page = f"<!doctype html><html><head><title>T</title></head><body>{body}</body></html>"
    read_page(page.encode(), folder / "page.html", clues)
    return clues.logo[1] if clues.logo else b""


@pytest.mark.parametrize(
    "body",
    [
        DRAWING.format('class="site-logo"'),
        DRAWING.format('aria-label="The House wordmark"'),
        f'<a class="navbar-brand" href="/">{DRAWING.format("")}</a>',
        DRAWING.format('id="logo" xmlns="http://www.w3.org/2000/svg"'),
        '<svg viewBox="0 0 9 9"><title>Menu</title></svg>' + DRAWING.format('class="logo"'),
        "<!-- <svg></svg> --><script>'<svg></svg>'</script>" + DRAWING.format('class="logo"'),
        DRAWING.format("").replace("<path", "<title>The House logo</title><path"),
    ],
)
def test_a_drawing_within_a_page_is_its_logo(body: str, tmp_path: Path) -> None:
    """By its own name or that of what is around it; its `viewBox` stays as it is typed."""
    logo = _logo(tmp_path, body)
    assert b'viewBox="0 0 40 20"' in logo
    assert b"#d9480f" in logo


@pytest.mark.parametrize(
    "body",
    [
        DRAWING.format('class="menu"'),
        '<svg class="logo" viewBox="0 0 4 2"><use href="#mark"/></svg>',
        '<svg class="logo" viewBox="0 0 4 2"><path d=M0></svg>',
        '<svg class="logo"><svg></svg></svg>',
        '<svg class="logo" viewBox="0 0 4 2">',
        "",
    ],
    ids=["no logo", "of another drawing", "no XML", "nested", "open", "none"],
)
def test_what_cannot_be_a_logo_is_none(body: str, tmp_path: Path) -> None:
    """It is left out, and the page is read all the same."""
    assert _logo(tmp_path, body) == b""
