"""A vault of another tool in the preview: it is read as it is, and nothing is written into it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from previewing import Server, events, finals, preview, until

NOTE = "Notes/First note.md"
TEXT = (
    "A [[Second note|link]] and #tag.\n\n> [!tip] A callout\n> Inside.\n\n![[picture.png]]\n\n"
    "- [x] done ==marked== %%hidden%%\n"
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Yield a preview of a vault of two notes."""
    folder = tmp_path_factory.mktemp("vault")
    for name in (".obsidian", "Notes", "Attachments"):
        (folder / name).mkdir()
    (folder / ".obsidian" / "app.json").write_text("{}")
    (folder / NOTE).write_text(TEXT)
    (folder / "Notes" / "Second note.md").write_text("---\naliases: [Other]\n---\nWords.\n")
    Image.new("RGB", (40, 30), "teal").save(folder / "Attachments" / "picture.png")
    with preview(folder, NOTE) as running:
        yield running


def _files(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder by their paths."""
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_vault_is_shown_unchanged(server: Server) -> None:
    """Its links, callouts and pictures are read as its tool reads them, in all three editions."""
    before = _files(server.folder)
    connection, _ = server.listen(NOTE)
    until(lambda: events(server, NOTE, 1)[0]["finals"].keys() == {"html", "epub", "pdf"})
    page = server.ask(f"/shown/html?a={NOTE.replace(' ', '%20')}")[1].decode()
    assert "callout" in page.lower()
    assert "Inside." in page
    assert "data:image/png" in page
    assert "[[" not in page
    assert "%%" not in page
    assert all(len(data) > 1000 for data in finals(server, NOTE).values())
    titles = [each["title"] for each in json.loads(server.ask("/articles")[1])]
    assert titles == ["First note", "Second note"]
    connection.close()
    assert _files(server.folder) == before
