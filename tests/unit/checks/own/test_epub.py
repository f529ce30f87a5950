"""The checks of an EPUB: one small good book, and the same with one fault each."""

import zipfile
from io import BytesIO

import pytest

from samples import CONTAINER, GOOD, PACKAGE, XHTML, book
from triptych.checks.own import epub
from triptych.checks.own.judgement import Facts
from triptych.core.errors import Finding, Place, Severity

NAMESPACE = 'xmlns="http://www.w3.org/1999/xhtml"'
SECOND = (
    f'<html {NAMESPACE} lang="en"><head><title>T</title></head><body><p id="x">x</p></body></html>'
)
AT, ROW = Place("p.opf"), Place("p.opf", 7)
"""The package document, and its line with the manifest."""

MIMETYPE = Finding(
    "epub-mimetype",
    Severity.ERROR,
    "it does not begin with the media type of an EPUB",
    Place(""),
    "Pack a file `mimetype` with application/epub+zip first, uncompressed.",
)
NO_CONTENTS = Finding(
    "epub-nav",
    Severity.ERROR,
    "the book has no table of contents",
    AT,
    'Add a page with the property nav to the manifest, and in it <nav epub:type="toc">.',
)


def _listed(*rows: str, **files: str) -> bytes:
    """Return the good book with more rows in its manifest, and more files: ``b`` is ``b.xhtml``."""
    pages = {f"{name}.xhtml": text for name, text in files.items()}
    package = PACKAGE.replace(
        "</manifest>", "".join(f"<item {row}/>" for row in rows) + "</manifest>"
    )
    return book({**GOOD, "p.opf": package, **pages})


def _packed(*entries: tuple[str, str, int]) -> bytes:
    """Return a ZIP archive of files with their names, texts and kinds of compression, in this order."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text, compression in entries:
            archive.writestr(name, text, compress_type=compression)
    return out.getvalue()


def _good(compression: int) -> tuple[tuple[str, str, int], ...]:
    """Return the files of the good book for ``_packed``."""
    return tuple((name, text, compression) for name, text in GOOD.items())


def _error(
    code: str, message: str, place: Place = AT, hint: str = "", snippet: str = ""
) -> Finding:
    """Return the error that is expected."""
    return Finding(code, Severity.ERROR, message, place, hint, snippet=snippet)


XHTML_TYPE = 'media-type="application/xhtml+xml"'
B = f'id="b" href="b.xhtml" {XHTML_TYPE}'
SVG = 'id="s" href="s.svg" media-type="image/svg+xml"'
STORED, DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
MARK = "application/epub+zip"

FAULTS: dict[str, tuple[bytes, list[Finding]]] = {
    "nothing": (book(dict(GOOD)), []),
    "a mark with a line end": (book(dict(GOOD), f"{MARK}\n"), []),
    "a compressed mark": (_packed(("mimetype", MARK, DEFLATED), *_good(STORED)), [MIMETYPE]),
    "a mark that is not the first": (
        _packed(*_good(STORED), ("mimetype", MARK, STORED)),
        [MIMETYPE],
    ),
    "another mark": (book(dict(GOOD), "application/zip"), [MIMETYPE]),
    "a mark that is too long": (book(dict(GOOD), MARK + " " * 1024), [MIMETYPE]),
    "a mark as long as is read": (book(dict(GOOD), MARK.ljust(1024)), []),
    "no mark": (_packed(*_good(STORED)), [MIMETYPE]),
    "no identifier": (
        book({**GOOD, "p.opf": PACKAGE.replace(">x<", "> <")}),
        [
            _error(
                "epub-metadata",
                "the package document has no identifier",
                hint="Add <dc:identifier> to its metadata.",
            )
        ],
    ),
    "neither title nor language": (
        book({**GOOD, "p.opf": PACKAGE.replace(">T<", "><").replace(">en<", "><")}),
        [
            _error(
                "epub-metadata",
                f"the package document has no {name}",
                hint=f"Add <dc:{name}> to its metadata.",
            )
            for name in ("title", "language")
        ],
    ),
    "a page that is listed but absent": (
        _listed(B),
        [_error("epub-manifest", "the manifest lists b.xhtml, which is missing", ROW)],
    ),
    "a remote file that is listed": (
        _listed('id="b" href="https://a.example/b.mp3" media-type="audio/mpeg"'),
        [],
    ),
    "a file that is not listed": (
        book({**GOOD, "b.css": "", "a.css": ""}),
        [
            Finding("epub-manifest", Severity.WARNING, f"{name} is not in the manifest", AT)
            for name in ("a.css", "b.css")
        ],
    ),
    "a folder and files of the container": (
        book({**GOOD, "text/": "", "META-INF/encryption.xml": "<x/>"}),
        [],
    ),
    "two rows with one id": (
        _listed(f'id="a" href="b.xhtml" {XHTML_TYPE}', b=SECOND),
        [_error("epub-manifest", "2 rows of the manifest have the id “a”")],
    ),
    "a row without an id": (
        _listed(f'href="b.xhtml" {XHTML_TYPE}', b=SECOND),
        [_error("epub-manifest", "1 rows of the manifest have the id “”")],
    ),
    "an empty spine": (
        book({**GOOD, "p.opf": PACKAGE.replace('<itemref idref="a"/>', "")}),
        [_error("epub-spine", "the spine is empty")],
    ),
    "a spine with a stranger": (
        book({**GOOD, "p.opf": PACKAGE.replace("</spine>", '<itemref idref="z"/></spine>')}),
        [_error("epub-spine", "the spine names “z”, which is not in the manifest")],
    ),
    "a page that is not XML, and one after it with a fault": (
        _listed(
            B, f'id="c" href="c.xhtml" {XHTML_TYPE}', b="<p>&nbsp;", c=SECOND.replace("lang", "x")
        ),
        [
            _error(
                "epub-page",
                "b.xhtml:1 is not well-formed XML: Entity 'nbsp' not defined",
                Place("b.xhtml"),
            ),
            _error(
                "epub-lang",
                "the page has no language",
                Place("c.xhtml", 1),
                'Write <html lang="en"> with the language of the text.',
                "<html>",
            ),
        ],
    ),
    "no page of contents": (
        book({**GOOD, "p.opf": PACKAGE.replace(' properties="nav"', "")}),
        [NO_CONTENTS],
    ),
    "contents of another kind": (
        book({**GOOD, "a.xhtml": XHTML.replace('"toc"', '"page-list"')}),
        [NO_CONTENTS],
    ),
    "contents without a link": (
        book({**GOOD, "a.xhtml": XHTML.replace('<a href="a.xhtml">T</a>', "T")}),
        [NO_CONTENTS],
    ),
    "EPUB 2, which has its contents elsewhere": (
        book({**GOOD, "p.opf": PACKAGE.replace(' properties="nav"', "").replace('"3.0"', '"2.0"')}),
        [],
    ),
    "a link to a file that is not there": (
        book({**GOOD, "a.xhtml": XHTML.replace('"a.x', '"b.x')}),
        [
            _error(
                "epub-link",
                "the link “b.xhtml” leads to a file that is not in the book",
                Place("a.xhtml", 3),
                snippet='<a href="b.xhtml">T',
            )
        ],
    ),
    "a link to an id of another page": (
        _listed(
            B, b=SECOND.replace("x</p>", '<a href="a.xhtml">a</a><a href="b.xhtml#x">b</a></p>')
        ),
        [],
    ),
    "a link to an id that another page has not": (
        _listed(
            B,
            b=SECOND.replace("x</p>", '<a href="a.xhtml#x">a</a></p>'),
        ),
        [
            _error(
                "epub-link",
                "the link “a.xhtml#x” leads nowhere",
                Place("b.xhtml", 1),
                "No element of a.xhtml has that id.",
                '<a href="a.xhtml#x">a',
            )
        ],
    ),
    "a link to a part of a picture": (
        book(
            {
                **GOOD,
                "p.opf": PACKAGE.replace("</manifest>", f"<item {SVG}/></manifest>"),
                "a.xhtml": XHTML.replace('"a.xhtml"', '"s.svg#part"'),
                "s.svg": "<svg/>",
            }
        ),
        [],
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_book_has_exactly_these_findings(name: str) -> None:
    """Each finding has its code, message, line and hint, and no other is reported."""
    data, expected = FAULTS[name]
    assert epub.judge(data).findings == expected


def test_a_book_that_cannot_be_opened_is_not_judged_further() -> None:
    """The only finding is why; no judge need try."""
    judged = epub.judge(b"PK")
    assert not judged.is_whole
    assert judged.findings == [
        _error(
            "epub-broken",
            "not a complete ZIP archive",
            Place(""),
            "It may be cut short: download or build it again.",
        )
    ]
    assert epub.judge(book({"a.xhtml": XHTML})).findings[0].hint == "Is it an EPUB?"
    assert CONTAINER in GOOD.values()


def test_a_book_says_what_it_is() -> None:
    """The facts are the first of each, without their white space; of a date the day."""
    more = """<dc:creator> A.
      Author </dc:creator><dc:creator>B</dc:creator><dc:creator/><dc:title>Second</dc:title>
      <dc:date>2025-03-01T00:00:00Z</dc:date></metadata>"""
    judged = epub.judge(book({**GOOD, "p.opf": PACKAGE.replace("</metadata>", more)}))
    assert judged.facts == Facts("T", ("A. Author", "B"), "en", "2025-03-01", "x")
    assert epub.judge(book(dict(GOOD))).facts == Facts("T", (), "en", "", "x")


def test_a_page_is_judged_by_itself_and_for_access() -> None:
    """Faults of a page and of the accessibility metadata are among the findings."""
    page = SECOND.replace("<p", '<img src="p.png"/><p')
    package = PACKAGE.replace("readingOrder", "MathML")
    data = book(
        {
            **GOOD,
            "p.opf": package.replace("</manifest>", f"<item {B}/></manifest>"),
            "b.xhtml": page,
        }
    )
    codes = [finding.code for finding in epub.judge(data).findings]
    assert codes == ["epub-alt", "epub-access-untrue"]
