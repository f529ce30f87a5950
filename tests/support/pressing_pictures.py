"""An article pressed with settings of its publication, and the pictures that its editions carry."""

import re
from base64 import b64decode
from pathlib import Path

import pressing
from triptych.core import zip_archive
from triptych.core.errors import Finding
from triptych.settings.publication import Publication, Settings


def press(
    folder: Path, text: str, formats: tuple[str, ...] = ("html", "epub"), **settings: object
) -> tuple[dict[str, bytes], list[Finding]]:
    """Press a text, titled, into editions by format, and give the findings."""
    path = folder / "article.md"
    path.write_text(f"---\ntitle: T\ndate: 2025-03-01\n---\n{text}\n", encoding="utf-8")
    publication = Publication(folder, Settings.model_validate(settings))
    pressed = pressing.press(path, publication, formats)
    return {artifact.format: artifact.data for artifact in pressed.artifacts}, [*pressed.findings]


def in_html(page: bytes) -> list[tuple[str, bytes]]:
    """Return the pictures that an HTML edition carries, each with its media type."""
    found = re.findall(rb'src="data:(image/[a-z+]+);base64,([^"]+)"', page)
    return [(kind.decode(), b64decode(data)) for kind, data in found]


def in_epub(book: bytes) -> dict[str, bytes]:
    """Return the pictures that an EPUB carries beside its cover, by name."""
    files = zip_archive.unpack(book).items()
    found = {name.rpartition("/")[2]: data for name, data in files if "/images/" in name}
    return {name: data for name, data in found.items() if name != "pf-cover.png"}
