"""The pages of a section, which an index without a text of its own lists."""

from pathlib import Path

from triptych.core import findings
from triptych.core.model import Override
from triptych.settings.publication import Publication, Settings
from triptych.sources import article_index, manuscripts, sections, sites

FILES = {
    "hugo.toml": "title = 'Lamps'",
    "content/_index.md": "---\ntitle: Home\n---\n",
    "content/docs/_index.md": "---\ntitle: Docs\n---\n\n",
    "content/docs/oil.md": '---\ntitle: "Oil *cold*"\nweight: 2\n---\nText.\n',
    "content/docs/wick.md": "---\ntitle: Wick\nweight: 1\n---\nText.\n",
    "content/docs/none.md": "---\ntitle: None\n---\n",
    "content/docs/deep/glass.md": "Text.\n",
    "content/empty/_index.md": "---\ntitle: Empty\n---\n",
}


def _site(root: Path) -> Publication:
    """Return a site of Hugo's."""
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return sites.with_site(Publication(root, Settings()))


def test_a_folder_without_an_index_belongs_to_the_section_above() -> None:
    """Each page is of the nearest index, and each index of the one above it."""
    names = ["index.md", "a.md", "b/index.md", "b/c.md", "b/d/e.md", "f/g.md"]
    assert sections.by_section(names) == {
        "index.md": ["a.md", "b/index.md", "f/g.md"],
        "b/index.md": ["b/c.md", "b/d/e.md"],
    }


def test_an_index_without_a_text_lists_its_pages(tmp_path: Path) -> None:
    """They are in the order of their weight; what has no text itself is not among them."""
    publication = _site(tmp_path)
    with findings.collecting():
        made = manuscripts.read(tmp_path / "content/docs/_index.md", publication, Override())
    assert made.text.strip().split("\n") == [
        "- [Wick](/content/docs/wick.md)",
        "- [Oil \\*cold\\*](/content/docs/oil.md)",
        "- [glass](/content/docs/deep/glass.md)",
    ]
    assert not made.is_draft


def test_a_link_leads_to_what_has_editions(tmp_path: Path) -> None:
    """To a section with pages, and to none without."""
    publication = _site(tmp_path)
    article_index.register(publication)
    page = tmp_path / "content/docs/oil.md"
    assert article_index.resolve(tmp_path, page, "/docs/")
    assert article_index.resolve(tmp_path, page, "/")
    assert article_index.resolve(tmp_path, page, "/empty/") is None
    assert article_index.resolve(tmp_path, page, "/docs/none") is None
