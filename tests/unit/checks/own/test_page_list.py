"""The checks of a book's list of pages."""

import pytest

from samples import GOOD, PACKAGE, XHTML, book
from triptych.checks.own import epub

SOURCE = '<meta property="pageBreakSource">urn:uuid:1</meta></metadata>'
MARK = '<span epub:type="pagebreak" role="doc-pagebreak" id="page-{0}" aria-label="{0}"></span>'


def _findings(marked: str, listed: str | None, source: str = SOURCE) -> list[tuple[str, str]]:
    """Return what is found of a book with these pages marked and listed, each a digit."""
    marks = "".join(f"<p>{MARK.format(label)}text</p>" for label in marked)
    entries = "".join(f'<li><a href="#page-{label}">{label}</a></li>' for label in listed or "")
    pages = f'<nav epub:type="page-list"><ol>{entries}</ol></nav>' if listed is not None else ""
    page = XHTML.replace("</body>", f"{marks}{pages}</body>")
    package = PACKAGE.replace("</metadata>", source)
    found = epub.judge(book({**GOOD, "p.opf": package, "a.xhtml": page})).findings
    return [(finding.code, finding.message) for finding in found]


def test_a_book_whose_list_and_marks_agree_has_no_finding() -> None:
    """With pages or without any."""
    assert _findings("123", "123") == []
    assert _findings("", None, "</metadata>") == []


@pytest.mark.parametrize(
    ("marked", "listed", "message"),
    [
        ("12", None, "it marks where pages begin, but has no list of them"),
        ("123", "13", "page 2 is not in the list of pages"),
        ("123", "1223", "the list of pages has #page-2 twice"),
        ("123", "132", "the list of pages is not in the order of the text"),
        ("132", "132", "page 2 is marked behind a page that follows it"),
    ],
)
def test_a_list_that_is_wrong_is_found(marked: str, listed: str | None, message: str) -> None:
    """Each fault of the list or of the marks is one warning."""
    assert _findings(marked, listed) == [("epub-page-list", message)]


def test_page_numbers_have_a_source() -> None:
    """Without one nobody knows which print they are of (EPUB Accessibility 1.1, 3.2.3)."""
    message = "it does not say whose page numbers it has"
    assert _findings("1", "1", "</metadata>") == [("epub-page-list", message)]
