"""Links between the articles of a site, as its tool resolves them."""

from pathlib import Path

import pytest

from triptych.core.site import Site
from triptych.settings.publication import Publication, Settings
from triptych.sources import article_index, sites
from triptych.sources.link_index import Index

FILES = {
    "_posts/2012-07-30-lamp.md": "---\ntitle: Lamp\n---\nText.\n",
    "_posts/2013-01-02-oil.md": "---\npermalink: /notes/deep/oil/\n---\nText.\n",
    "download.md": "Text.\n",
    "notes/two.md": "Text.\n",
}
LINKS = {
    ("_posts/2012-07-30-lamp.md", "../../../download.html"): "download.md",
    ("_posts/2012-07-30-lamp.md", "../../../notes/two.html"): "notes/two.md",
    ("_posts/2012-07-30-lamp.md", "/download.html"): "download.md",
    ("_posts/2013-01-02-oil.md", "../../two/"): "notes/two.md",
    ("_posts/2013-01-02-oil.md", "../../../download"): "download.md",
    ("notes/two.md", "../download.md"): "download.md",
    ("notes/two.md", "../2012/07/30/lamp.html"): "_posts/2012-07-30-lamp.md",
}


def _site(root: Path, files: dict[str, str]) -> Publication:
    """Return a site of Jekyll's with these files."""
    for name, text in {"_config.yml": "title: Lamps\n", **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return sites.with_site(Publication(root, Settings()))


@pytest.mark.parametrize(("start", "address"), LINKS)
def test_a_relative_link_is_seen_from_the_address_of_its_page(
    start: str, address: str, tmp_path: Path
) -> None:
    """A page's address is that of its file, or what its date or its front matter makes of it."""
    index = Index(_site(tmp_path, FILES))
    assert index.by_address(address, start) == LINKS[start, address]


@pytest.mark.parametrize(
    ("name", "text", "url"),
    [
        ("CNAME", "lamps.example.org\n", "https://lamps.example.org"),
        ("static/CNAME", "lamps.example.org", "https://lamps.example.org"),
        ("CNAME", "not a host", ""),
        ("CNAME", "../../x", ""),
    ],
)
def test_the_host_of_pages_is_the_address_of_the_site(
    name: str, text: str, url: str, tmp_path: Path
) -> None:
    """Where the configuration names none, the file by which GitHub's pages are served does."""
    assert _site(tmp_path, {name: text}).site.url == url
    assert Publication(tmp_path, Settings()).site == Site()


TITLES = {
    "of level 1": ("# The *Lamp*\n\n## Oil\n", ""),
    "with an id": ("# Lamp {#the-lamp}\n", ""),
    "underlined": ("The lamp\n========\n", ""),
    "after a badge and a comment": ("<!-- x -->\n[![b](c)](d)\n\n# The lamp\n", ""),
    "repeated": ("---\ntitle: The lamp\n---\n## The lamp\n", ""),
    "another than the given one": ("---\ntitle: Wick\n---\n# The lamp\n", "the-lamp"),
    "after text": ("Text.\n\n# The lamp\n", "the-lamp"),
    "of another level": ("## The lamp\n\n## Oil\n", "the-lamp"),
}


@pytest.mark.parametrize("case", TITLES)
def test_a_link_to_the_title_leads_to_the_page(case: str, tmp_path: Path) -> None:
    """The heading that becomes the title has no id in any edition, so that none is named."""
    text, fragment = TITLES[case]
    publication = _site(tmp_path, {"lamp.md": text, "two.md": "Text.\n"})
    article_index.forget()
    article_index.register(publication)
    found = article_index.resolve(tmp_path, tmp_path / "two.md", "lamp.md#the-lamp")
    assert found == article_index.Target("lamp.md", "lamp", fragment)


def test_a_wiki_link_may_name_an_index(tmp_path: Path) -> None:
    """The one nearest the root is meant."""
    index = Index(_site(tmp_path, {"index.md": "A.\n", "b/index.md": "B.\n", "b/c.md": "C.\n"}))
    assert index.by_name("index", "b/c.md") == "index.md"
    assert index.by_name("b/index", "index.md") == "b/index.md"
