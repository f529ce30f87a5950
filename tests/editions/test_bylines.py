"""A by-line has the names of the authors as they are written."""

from pathlib import Path

import pytest
from lxml.html import document_fromstring

from pressing import press
from triptych.core import zip_archive
from triptych.settings.publication import bare


@pytest.mark.parametrize(
    ("authors", "line"),
    [
        ('"Niamh O’Dea & Co"', "By Niamh O’Dea & Co"),
        ('"D\'Arcy"', "By D'Arcy"),
        ('["<b>Bo</b>", "{name} {date}"]', "By <b>Bo</b> and {name} {date}"),
        ('["A &amp; B", "C \\"Cy\\" D", "E"]', 'By A &amp; B, C "Cy" D and E'),
    ],
)
def test_names_are_escaped_once(tmp_path: Path, authors: str, line: str) -> None:
    """The by-line of the page and of the EPUB reads as typed, whatever marks a name has."""
    path = tmp_path / "names.md"
    path.write_text(
        f"---\ntitle: T\ndate: 2026-01-01\nauthor: {authors}\n---\n\nText.\n", encoding="utf-8"
    )
    pressed = press(path, bare(tmp_path), ("html", "epub"))
    page = pressed.of("html").data
    chapter = zip_archive.unpack(pressed.of("epub").data)["EPUB/text/article.xhtml"]
    for source in (page, chapter):
        found = document_fromstring(source).find(".//span[@id='pf-author']")
        assert found is not None
        assert "".join(map(str, found.itertext())) == line
