"""The EPUB of one article as its files, for tests."""

from pathlib import Path

from commandline import write
from pressing import Pressed, press
from triptych.core import zip_archive
from triptych.settings.publication import find


def pressed(folder: Path, article: str, settings: str = "", **files: str) -> Pressed:
    """Press the EPUB of an article in a publication with these settings and files."""
    write(folder, {"triptych.toml": settings, "content/a.md": article, **files})
    publication = find(folder)
    assert publication
    return press(folder / "content" / "a.md", publication, ("epub",))


def book(folder: Path, article: str, settings: str = "", **files: str) -> dict[str, bytes]:
    """Return the files of an article's EPUB by name."""
    return zip_archive.unpack(pressed(folder, article, settings, **files).of("epub").data)
