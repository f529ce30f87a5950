"""Books of other tools: the file that lists their chapters is read as the contents of an issue."""

from pathlib import Path

import pytest

from triptych.settings.publication import Publication, Settings
from triptych.sources.books import front_of_book
from triptych.sources.sites import with_site

_SITES = Path(__file__).parents[2] / "sites"


def _contents(site: str, file: str) -> tuple[str, list[str]]:
    """Return the title of a site's book, and its parts and chapters."""
    root = _SITES / site / "site"
    path, publication = root / file, with_site(Publication(root, Settings()))
    front = front_of_book(path, publication)
    assert front_of_book(path.parent / "index.md", publication) == {}
    return front["title"], [f"# {e.part}" if e.part else e.path for e in front["contents"]]


@pytest.mark.parametrize(
    ("site", "file", "title", "contents"),
    [
        (
            "mdbook",
            "src/SUMMARY.md",
            "The Lamp Book",
            [
                "/src/foreword.md",
                "# Using the lamp",
                "/src/lighting.md",
                "/src/part/README.md",
                "/src/thanks.md",
            ],
        ),
        (
            "quarto",
            "_quarto.yml",
            "The lamp book",
            [
                "/index.qmd",
                "# Lighting",
                "/chapters/lamps.qmd",
                "/chapters/cells.qmd",
                "/chapters/names.qmd",
            ],
        ),
        (
            "mkdocs",
            "mkdocs.yml",
            "The Lighthouse Handbook",
            ["/docs/index.md", "# Guide", "/docs/guide/wick.md", "/docs/guide/oil.md"],
        ),
    ],
)
def test_the_list_of_a_book_is_its_contents(
    site: str, file: str, title: str, contents: list[str]
) -> None:
    """Chapters in order, each below the part that begins with it."""
    assert _contents(site, file) == (title, contents)
