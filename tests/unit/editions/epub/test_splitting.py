"""A long page of a book in several files: nothing is lost, and every link leads where it led."""

import re

import pytest
from lxml import etree

from triptych.editions.epub.splitting import split_pages

_PAGE = """\
<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en">
<head><title>T</title></head>
<body><section epub:type="chapter" role="doc-chapter" aria-labelledby="pf-title"><div id="pf-print-area">
<h1 id="pf-title">Title</h1>
<div id="pf-content">{content}</div>
<aside id="about">About</aside>
</div></section><section id="end">Colophon</section></body></html>
"""


def _content(sections: int, words: int = 30) -> str:
    """Return sections whose paragraphs link to all others, and a link to another page."""
    links = "".join(f'<a href="#s{n}">{n}</a> ' for n in range(sections))
    return "".join(
        f'<h2 id="s{n}">Section {n}</h2><p>{"word " * words}{links}<a href="b.xhtml#s1">b</a></p>'
        for n in range(sections)
    )


def _pages(limit: int, sections: int = 8) -> dict[str, str]:
    """Return the pages of a small book after division."""
    pages = {
        "nav.xhtml": _PAGE.format(
            content='<a href="text/a.xhtml#s7">7</a><a href="text/a.xhtml">a</a>'
        ),
        "text/a.xhtml": _PAGE.format(content=_content(sections)),
        "text/b.xhtml": _PAGE.format(
            content='<p id="s1"><a href="a.xhtml#s6">6</a><a href="#s1">1</a></p>'
        ),
        "styles/article.css": "#s1 { color: red }",
    }
    return split_pages(pages, limit)


def test_a_page_below_the_limit_is_untouched() -> None:
    """Nothing changes in a book of short pages."""
    assert list(_pages(100_000)) == [
        "nav.xhtml",
        "text/a.xhtml",
        "text/b.xhtml",
        "styles/article.css",
    ]
    assert _pages(100_000)["text/a.xhtml"] == _PAGE.format(content=_content(8))


@pytest.mark.parametrize("limit", [1200, 2000, 3000])
def test_parts_hold_all_blocks_once_and_begin_at_headings(limit: int) -> None:
    """Each section is in one part, in order; no heading ends a part; head and end occur once."""
    pages = _pages(limit)
    parts = [name for name in pages if name.startswith("text/a")]
    assert parts == ["text/a.xhtml", *(f"text/a.{n}.xhtml" for n in range(2, len(parts) + 1))]
    assert len(parts) > 1
    whole = "".join(pages[part] for part in parts)
    assert re.findall(r"Section (\d)", whole) == [str(n) for n in range(8)]
    assert whole.count("Colophon") == whole.count(">About<") == whole.count(">Title<") == 1
    assert "Title" in pages[parts[0]]
    assert "Colophon" in pages[parts[-1]]
    for part in parts:
        content = etree.fromstring(pages[part].encode()).find(".//*[@id='pf-content']")
        assert content is not None
        blocks = list(content)
        assert str(blocks[0].tag).endswith("h2")
        assert str(blocks[-1].tag).endswith("p")
        assert 'role="doc-chapter"' not in pages[part] or part == parts[0]


@pytest.mark.parametrize("limit", [1200, 2000, 3000])
def test_every_link_leads_to_its_place(limit: int) -> None:
    """Links within the page, from other pages and from the contents name the file of the place."""
    pages = {name: page for name, page in _pages(limit).items() if name.endswith(".xhtml")}
    ids = {name: set(re.findall(r' id="([^"]+)"', page)) for name, page in pages.items()}
    for name, page in pages.items():
        for href in re.findall(r'href="([^"]+)"', page):
            path, _, place = href.partition("#")
            folder = "text/" if name.startswith("text/") else ""
            file = f"{folder}{path}" if path else name
            assert file in pages, href
            assert not place or place in ids[file], (name, href)


def test_a_section_without_inner_headings_is_divided_between_its_blocks() -> None:
    """A page of paragraphs alone is divided too."""
    content = "".join(f"<p>{n} {'word ' * 60}</p>" for n in range(20))
    pages = split_pages({"text/a.xhtml": _PAGE.format(content=content)}, 2000)
    assert len(pages) > 2
    assert all(len(page) < 3000 for page in pages.values())
