"""Custom CSS at which the typesetter ends costs the CSS, not the PDF."""

from pathlib import Path

import pytest

import pressing
from triptych.settings.publication import bare

FAULTS = {
    "an infinite number of columns": "p { columns: calc(1/0) }",
    "an infinite number in a shorthand": "h2 { columns: calc(1 / 0) auto }",
    "an infinite number of widows": "p { widows: calc(1/0) }",
}
ODD = {
    "an attribute as an address": "a::after { content: attr(href url) }",
    "an attribute as a colour": "p { color: attr(x color) }",
    "an attribute as a length, without a unit": "p { width: attr(x) }",
    "a counter of an attribute’s address": "a::after { content: target-counter(attr(href url), page) }",
    "a sheet that ends in the middle": "p { color: re",
}


def _pressed(folder: Path, css: str) -> pressing.Pressed:
    """Return the PDF of an article with custom CSS, and what was found."""
    (folder / "own.css").write_text(css, encoding="utf-8")
    path = folder / "article.md"
    front = "title: T\ndate: 2025-03-01\ncustom_css: own.css"
    path.write_text(f"---\n{front}\n---\n## One {{x=y}}\n\n[Link](#one).\n", encoding="utf-8")
    return pressing.press(path, bare(folder), ("pdf",))


@pytest.mark.parametrize("name", FAULTS)
def test_the_pdf_is_set_without_it(name: str, tmp_path: Path) -> None:
    """The finding names the fault, at the line of the key."""
    pressed = _pressed(tmp_path, FAULTS[name])
    assert pressed.of("pdf").data.startswith(b"%PDF")
    (found,) = [each for each in pressed.findings if each.code == "custom-css"]
    assert "makes the typesetter fail (OverflowError" in found.message
    assert found.place.line == 4


@pytest.mark.parametrize("name", ODD)
def test_odd_css_is_no_fault(name: str, tmp_path: Path) -> None:
    """What loads is left out before, and the rest is set or ignored."""
    assert _pressed(tmp_path, ODD[name]).of("pdf").pages == 1
