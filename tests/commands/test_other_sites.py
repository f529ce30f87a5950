"""Every page of another tool's site is made, whatever is wrong with its front matter or its pictures."""

import base64
from pathlib import Path

import pytest

from commandline import triptych, write

HTML = ("build", "--formats", "html")
CONFIG = {"_config.yml": "title: Lamps\n"}
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
PAGES = {
    "a lead image on the network": ("title: A\nimage: https://x.example/a.png", "remote-picture"),
    "a lead image that is missing": ("title: A\ncover: {image: img/a.png}", "[picture]"),
    "a lead image that is none": ("title: A\nthumbnail: two.md", "[picture]"),
    "a colon in a value": ("title: A: b", "[front-matter]"),
    "a tab": ("title: A\ntags:\n\t- b", "[front-matter]"),
    "a slug that is the root": ("title: A\nslug: /", ""),
    "a slug that is no name": ("title: A\nslug: '//'", ""),
    "a key twice": ("title: A\ndraft: false\ndraft: false", "[front-matter]"),
    "an alias": ("title: &t A\ndescription: *t", "[front-matter]"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_with_a_fault_is_made(name: str, tmp_path: Path) -> None:
    """What cannot be used is reported and left out."""
    front, finding = PAGES[name]
    files = {**CONFIG, "one.md": f"---\n{front}\n---\nText.\n", "two.md": "# Two\n\nText.\n"}
    done = triptych(write(tmp_path, files), *HTML)
    assert finding in done.err
    assert "failed" not in done.err
    assert (tmp_path / "out/one/one.html").is_file()


def test_a_lead_image_is_found_as_its_tool_finds_it(tmp_path: Path) -> None:
    """Its address begins at the site's folder of files; without words it decorates, in silence."""
    front = "---\ntitle: One\nimage: /img/lamp.png\n---\nText.\n"
    files = {"hugo.toml": 'title = "Lamps"\n', "content/one.md": front, "static/img/x": ""}
    folder = write(tmp_path, files)
    (folder / "static/img/lamp.png").write_bytes(PNG)
    done = triptych(folder, *HTML)
    assert "lamp.png" not in done.err
    assert "<figure" in (folder / "out/one/one.html").read_text()


def test_pages_of_one_name_and_empty_ones(tmp_path: Path) -> None:
    """Each has a folder of its own; a page without text is no error."""
    files = {
        "guide/en.md": "# One\n\nText.\n",
        "guide/en/index.md": "# Two\n\nText.\n",
        "empty.md": "",
        "bare.md": "---\ntitle: Bare\n---\n",
    }
    folder = write(tmp_path, {**CONFIG, **files})
    done = triptych(folder, *HTML)
    assert "failed" not in done.err
    made = sorted(path.relative_to(folder / "out").as_posix() for path in folder.rglob("*.html"))
    assert made == ["guide/en/en.html", "guide/en/en/en.html"]


def test_a_slug_that_is_an_address_names_the_page(tmp_path: Path) -> None:
    """Its last part is the name of the editions, and links by the whole of it lead there."""
    files = {
        "docusaurus.config.js": "module.exports = {title: 'Lamps'};\n",
        "docs/one.md": "---\nslug: /\n---\n# One\n\n[Two](/docs/deep/oil) and [two](./two.md).\n",
        "docs/two.md": "---\nslug: /deep/oil\n---\n# Two\n\n[One](/docs/) and [one](one.md).\n",
    }
    folder = write(tmp_path, files)
    done = triptych(folder, *HTML)
    assert "link" not in done.err
    assert (folder / "out/one/one.html").read_text().count('href="../oil/oil.html') == 2
    assert (folder / "out/oil/oil.html").read_text().count('href="../one/one.html') == 2


def test_a_line_that_begins_with_an_emoji_is_no_caption(tmp_path: Path) -> None:
    """Below a table it is a paragraph."""
    table = "| a | b |\n|---|---|\n| 1 | 2 |\n\n:tada: Done, @ada.\n"
    for name, mark in {
        "vitepress": ".vitepress/config.js",
        "docusaurus": "docusaurus.config.js",
        "mkdocs": "mkdocs.yml",
        "github": ".github/x",
    }.items():
        folder = write(tmp_path / name, {mark: "", "docs/one.md": f"# One\n\n{table}"})
        triptych(folder, *HTML)
        page = (folder / "out/one/one.html").read_text()
        assert "<caption" not in page
        assert "🎉 Done, " in page
