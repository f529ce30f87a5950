"""Links from one article to another lead to its edition in HTML and PDF, and to its address in an EPUB."""

import re
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

from commandline import triptych, write

HEAD = "---\ntitle: {}\ndate: 2025-03-01\n---\n"
TWO = HEAD.format("Two") + "## The part\n\nText.\n\n## Named {#own}\n\nText.\n"


def _addresses(page: Path) -> list[str]:
    """Return the addresses of the links in the text of a page."""
    text = page.read_text(encoding="utf-8").partition("<main")[2]
    return re.findall(r'<a [^>]*href="([^"]*)"', text)


def _build(folder: Path, link: str, settings: str = "") -> tuple[list[str], str]:
    """Build two articles, the first with a link; return its addresses in HTML and what is reported."""
    one = f"{HEAD.format('One')}A [link]({link}).\n"
    files = {"triptych.toml": settings, "content/one.md": one, "content/deep/two.md": TWO}
    write(folder, files)
    told = triptych(folder, "build", "--formats", "html")
    return _addresses(folder / "out/one/one.html"), told.err


LINKS = {
    "deep/two.md": "../two/two.html",
    "deep/two.md#the-part": "../two/two.html#the-part",
    "./deep/two.md#The%20part": "../two/two.html#the-part",
    "/deep/two/": "../two/two.html",
    "/content/deep/two.md#own": "../two/two.html#own",
    "deep/two.html#own": "../two/two.html#own",
    "Deep/TWO.md": "../two/two.html",
}


@pytest.mark.parametrize("link", LINKS)
def test_a_link_leads_to_the_edition_beside(link: str, tmp_path: Path) -> None:
    """By path from the article or from the root, with or without suffix, to a heading or an id."""
    addresses, told = _build(tmp_path, link)
    assert LINKS[link] in addresses
    assert "link" not in told


@pytest.mark.parametrize("link", ["deep/tow.md", "nowhere.md", "/deep/three/"])
def test_a_dead_link_is_reported(link: str, tmp_path: Path) -> None:
    """With its line, and the nearest article where one is near; its words stay."""
    addresses, told = _build(tmp_path, link)
    assert not [address for address in addresses if "two" in address]
    assert f"content/one.md:5: warning: the link “{link}” leads" in told


def test_a_link_on_the_web_leads_there(tmp_path: Path) -> None:
    """With ``links = "web"`` it is the address below ``url``."""
    settings = 'url = "https://example.org"\nlinks = "web"\n'
    addresses, _ = _build(tmp_path, "deep/two.md#own", settings)
    assert "https://example.org/two/#own" in addresses


def test_a_book_and_a_paper_link_as_they_can(tmp_path: Path) -> None:
    """The PDF has a relative address; the EPUB that of the web, or words and a note without any."""
    one = f"{HEAD.format('One')}A [link](deep/two.md#own).\n"
    for settings in ("", 'url = "https://example.org"\n'):
        folder = tmp_path / ("web" if settings else "bare")
        write(
            folder, {"triptych.toml": settings, "content/one.md": one, "content/deep/two.md": TWO}
        )
        told = triptych(folder, "build", "content/one.md", "--formats", "epub,pdf")
        assert ("[article-link]" in told.err) == (not settings)
        with zipfile.ZipFile(folder / "out/one/one.epub") as book:
            text = book.read("EPUB/text/article.xhtml").decode()
        assert ('href="https://example.org/two/#own"' in text) == bool(settings)
        pages = PdfReader(folder / "out/one/one.pdf").pages
        actions = [a.get_object()["/A"] for page in pages for a in page.get("/Annots", [])]
        assert "../two/two.pdf#own" in [action.get("/URI") for action in actions]


def test_a_renamed_article_rebuilds_those_that_link_to_it(tmp_path: Path) -> None:
    """What links elsewhere is taken from the cache."""
    cache = {"TRIPTYCH_NO_CACHE": "", "TRIPTYCH_CACHE": str(tmp_path / "cache")}
    folder = tmp_path / "site"
    one = f"{HEAD.format('One')}A [link](two.md).\n"
    three = f"{HEAD.format('Three')}No link.\n"
    write(folder, {"triptych.toml": "", "content/one.md": one, "content/three.md": three})
    write(folder, {"content/two.md": TWO})
    build = ("build", "--formats", "html", "--json")
    triptych(folder, *build, environment=cache)
    (folder / "content/two.md").write_text(TWO.replace("---\n", "---\nslug: other\n", 1), "utf-8")
    triptych(folder, *build, environment=cache)
    assert "../other/other.html" in _addresses(folder / "out/one/one.html")
    before = (folder / "out/three/three.html").stat().st_mtime_ns
    (folder / "content/two.md").unlink()
    told = triptych(folder, *build, environment=cache)
    assert "relative-link" in told.out
    assert (folder / "out/three/three.html").stat().st_mtime_ns == before
