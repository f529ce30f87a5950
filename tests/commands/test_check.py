"""``triptych check`` finds what is wrong with anybody's edition, and nothing in ours."""

import json
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from commandline import ARTICLE, triptych, write
from samples import GOOD, OWN, PACKAGE, PAGE, XHTML, book, pdf
from triptych.markdown import pandoc


def codes(folder: Path, *words: str) -> list[str]:
    """Return the codes of what is found in a folder."""
    result = json.loads(triptych(folder, *OWN, "--json", *(words or (".",))).out)
    return [finding["code"] for finding in result["findings"]]


PAGES = {
    "html-lang": PAGE.replace(' lang="en"', "").format("x"),
    "html-title": PAGE.replace("T</t", "</t").format("x"),
    "html-id-twice": PAGE.format('<p id="a">x</p><p id="a">y</p>'),
    "html-link": PAGE.format('<a href="#nowhere">x</a>'),
    "html-link-words": PAGE.format('<a href="http://a.example/"></a>'),
    "html-alt": PAGE.format('<img src="a.png">'),
    "html-heading-skip": PAGE.format("<h1>x</h1><h3>y</h3>"),
    "html-remote": PAGE.format('<img src="https://a.example/a.png" alt="A">'),
    "html-script": PAGE.format('<p onclick="f()">x</p>'),
    "html-broken": "no tag at all",
}


@pytest.mark.parametrize("code", PAGES)
def test_a_fault_of_a_page_has_its_code(tmp_path: Path, code: str) -> None:
    """A page with one fault gets one finding."""
    write(tmp_path, {"page.html": PAGES[code]})
    assert codes(tmp_path) == [code]


BOOKS: dict[str, tuple[str, bytes]] = {
    "cut short": ("epub-broken", book(dict(GOOD))[:400]),
    "a wrong mark": ("epub-mimetype", book(dict(GOOD), "application/zip")),
    "no container": ("epub-container", book({"a.xhtml": XHTML})),
    "no package": ("epub-container", book({k: v for k, v in GOOD.items() if k != "p.opf"})),
    "a package that is no XML": ("epub-package", book({**GOOD, "p.opf": "<package"})),
    "no title": ("epub-metadata", book({**GOOD, "p.opf": PACKAGE.replace("T</dc", "</dc")})),
    "a page that is not there": (
        "epub-manifest",
        book({**GOOD, "p.opf": PACKAGE.replace("</man", '<item id="b" href="b.css"/></man')}),
    ),
    "a page that is not listed": ("epub-manifest", book({**GOOD, "b.css": ""})),
    "an empty spine": (
        "epub-spine",
        book({**GOOD, "p.opf": PACKAGE.replace('idref="a"', 'idref="b"')}),
    ),
    "no contents": ("epub-nav", book({**GOOD, "a.xhtml": XHTML.replace('="toc"', '="x"')})),
    "a page that is no XML": (
        "epub-page",
        book(
            {
                **GOOD,
                "b.xhtml": "<p>&nbsp;",
                "p.opf": PACKAGE.replace(
                    "</man", '<item id="b" href="b.xhtml" media-type="application/xhtml+xml"/></man'
                ),
            }
        ),
    ),
    "a link to nowhere": ("epub-link", book({**GOOD, "a.xhtml": XHTML.replace('"a.x', '"b.x')})),
    "no word on access": ("epub-access", book({**GOOD, "p.opf": PACKAGE.replace("schema:", "x:")})),
    "a false word on access": (
        "epub-access-untrue",
        book({**GOOD, "p.opf": PACKAGE.replace("readingOrder", "MathML")}),
    ),
}


@pytest.mark.parametrize("name", BOOKS)
def test_a_fault_of_a_book_has_its_code(tmp_path: Path, name: str) -> None:
    """A book with one fault gets one finding."""
    code, data = BOOKS[name]
    write(tmp_path, {"book.epub": data})
    assert codes(tmp_path) == [code]


def test_a_good_book_gets_none(tmp_path: Path) -> None:
    """The book that the others are made from is faultless."""
    write(tmp_path, {"book.epub": book(dict(GOOD))})
    told = triptych(tmp_path, *OWN, "book.epub")
    assert (told.code, told.err) == (0, "")


PDFS = {
    "cut short": (["pdf-broken"], pdf()[:300]),
    "no PDF": (["pdf-broken"], b"hello"),
    "damaged inside": (["pdf-broken"], b"%PDF-1.7\n1 0 obj\n<<\n%%EOF\n"),
    "locked": (["pdf-encrypted"], pdf(locked=True)),
    "silent": (
        ["pdf-untagged", "pdf-lang", "pdf-title", "pdf-title-shown", "pdf-claims", "pdf-source"],
        pdf(),
    ),
}


@pytest.mark.parametrize("name", PDFS)
def test_a_fault_of_a_pdf_has_its_code(tmp_path: Path, name: str) -> None:
    """What is wrong with a PDF is told by code."""
    expected, data = PDFS[name]
    write(tmp_path, {"a.pdf": data})
    assert codes(tmp_path) == expected


def test_a_font_that_is_not_there_and_a_figure_without_words_are_found(tmp_path: Path) -> None:
    """Fonts and figures of a PDF are looked at one by one."""
    article = f"{ARTICLE}\n![A river](a.svg)\n"
    shape = '<rect width="9" height="9"/>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{shape}</svg>'
    write(tmp_path, {"a.md": article, "a.svg": drawing})
    assert triptych(tmp_path, "build", "a.md", "--formats", "pdf").code == 0
    writer = PdfWriter(clone_from=PdfReader(tmp_path / "out/a/a.pdf"))
    things: list[Any] = writer._objects  # noqa: SLF001  there is no other way to all of them
    for thing in things:
        for key in ("/FontFile2", "/FontFile3", "/Alt") if isinstance(thing, dict) else ():
            thing.pop(key, None)
    writer.write(tmp_path / "out/a/a.pdf")
    assert {"pdf-font", "pdf-alt"} <= set(codes(tmp_path, "out"))


def test_our_own_editions_are_faultless_and_faults_lead_back_to_the_source(tmp_path: Path) -> None:
    """A fault put into a page of ours is told at the line of the Markdown; a waiver lets it be."""
    front = "---\ntitle: A\ndate: 2025-03-01\nwaivers:\n  html-title: So be it.\n---\n"
    text = f"{front}# One\n\nSee the *end* of [this](#two) text.\n\n# Two\n\nText.\n"
    write(tmp_path, {"triptych.toml": "", "content/a.md": text})
    triptych(tmp_path, "build")
    told = triptych(tmp_path, *OWN)
    assert (told.code, told.err) == (0, "")
    page = tmp_path / "out/a/a.html"
    html = page.read_text(encoding="utf-8").replace('href="#two"', 'href="#three"')
    page.write_text(html.replace("<title>A</title>", "<title></title>"), encoding="utf-8")
    told = triptych(tmp_path, *OWN)
    assert told.code == 1
    assert told.err.startswith(
        "content/a.md:9: error: the link “#three” leads nowhere [html-link]\n"
    )
    assert "in out/a/a.html:" in told.err
    assert told.err.endswith("1 finding waived (html-title 1).\n")


def test_editions_that_say_different_things_are_told(tmp_path: Path) -> None:
    """The title of a page that is not its PDF's or its book's is found."""
    write(tmp_path, {"a.md": ARTICLE})
    triptych(tmp_path, "build", "a.md")
    write(tmp_path, {"out/a/a.html": PAGE.format("<h1>Other</h1>")})
    told = triptych(tmp_path, *OWN, "out")
    assert "the editions differ in title: " in told.err
    assert "“T” in a.html" in told.err


def test_a_theme_whose_colours_cannot_be_read_is_told(tmp_path: Path) -> None:
    """The contrast of the publication's theme is measured, at the line that names it."""
    theme = 'inherits = "printfriendly"\n[tokens]\nquiet = "#cccccc"\n'
    settings = 'title = "P"\ntheme = "pale"\n'
    files = {"triptych.toml": settings, "templates/pale/theme.toml": theme, "content/a.md": ARTICLE}
    write(tmp_path, {**files, "out/a.html": PAGE.format("x")})
    told = triptych(tmp_path, *OWN)
    assert "triptych.toml:2: warning: the contrast of “quiet” (#cccccc) on “wash”" in told.err


def test_what_plain_pandoc_makes_is_judged(tmp_path: Path) -> None:
    """A page of pandoc's own has a link that leads nowhere, and is told so by its own line."""
    page = PAGE.format(pandoc.to_html(pandoc.parse("Read\n[on](#nowhere).")))
    write(tmp_path, {"page.html": page})
    told = triptych(tmp_path, *OWN, "page.html")
    assert told.code == 1
    assert told.err.startswith("page.html:")
    assert "[html-link]" in told.err


def test_of_many_editions_only_those_with_a_finding_get_a_row(tmp_path: Path) -> None:
    """The others are counted in the last line, with who judged them."""
    pages = {f"{number:02}.html": PAGE.format("x") for number in range(12)}
    write(tmp_path, {**pages, "bad.html": PAGE.format("<img>")})
    told = triptych(tmp_path, *OWN, ".")
    assert [line.split() for line in told.out.splitlines()] == [
        ["Edition", "Own"],
        ["bad.html", "1"],
        [
            "13",
            "editions",
            "judged",
            "by",
            "our",
            "own",
            "checks:",
            "12",
            "without",
            "findings",
        ],
    ]
