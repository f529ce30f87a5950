"""Checks of an EPUB's accessibility metadata: whether they are there, and true."""

from collections.abc import Iterator

from triptych.checks.own.book import Book
from triptych.checks.own.judgement import ERROR, WARNING
from triptych.checks.own.page import Page
from triptych.core.errors import Finding, Place

_WANTED = ("accessMode", "accessibilityFeature", "accessibilityHazard")
_TYPE = "{http://www.idpf.org/2007/ops}type"
_PAGE_MARKS = {"pageBreakMarkers", "printPageNumbers"}


def judge(book: Book, pages: list[Page]) -> Iterator[Finding]:
    """Judge the accessibility metadata (EPUB Accessibility 1.1, section 2) by the book's content."""
    stated = _metadata(book)
    if lacking := [name for name in _WANTED if name not in stated]:
        message = f"the book does not state its {', '.join(lacking)}"
        hint = f'Add <meta property="schema:{lacking[0]}">; shops and libraries ask for it.'
        yield Finding("epub-access", WARNING, message, Place(book.name), hint)
    for message in _untrue(book, pages, stated):
        hint = "Claim only what is true of every page."
        yield Finding("epub-access-untrue", ERROR, message, Place(book.name), hint)


def _untrue(book: Book, pages: list[Page], stated: dict[str, set[str]]) -> Iterator[str]:
    """Yield each claim that is not true."""
    features, modes = stated.get("accessibilityFeature", set()), stated.get("accessMode", set())
    elements = [pair for page in pages for pair in page.elements]
    pictures = [element for name, element in elements if name in ("img", "image", "svg")]
    images = [element for name, element in elements if name == "img"]
    if "alternativeText" in features and any(image.get("alt") is None for image in images):
        yield "it claims alternativeText, but a picture has none"
    if "MathML" in features and not any(name == "math" for name, _ in elements):
        yield "it claims MathML, but has no formula"
    if "tableOfContents" in features and not any(
        "nav" in i.properties for i in book.items.values()
    ):
        yield "it claims tableOfContents, but has none"
    if modes and "visual" not in modes and any(map(_has_described, pages)):
        yield "its accessMode lacks visual, but it has pictures"
    if "visual" in modes and not pictures and not _has_visual_files(book):
        yield "its accessMode includes visual, but it has no picture"
    if features & _PAGE_MARKS and not any("page-list" in (e.get(_TYPE) or "") for _, e in elements):
        yield "it claims page markers, but has no page list"


def _has_described(page: Page) -> bool:
    """Whether a page has a picture with a description; a cover says only what the text says too."""
    if any("cover" in (element.get(_TYPE) or "").split() for _, element in page.elements):
        return False
    images = (element for name, element in page.elements if name == "img")
    return any((image.get("alt") or "").strip() for image in images)


def _has_visual_files(book: Book) -> bool:
    """Whether a book has videos or pictures beside those in its pages."""
    return any(item.media_type.startswith(("image/", "video/")) for item in book.items.values())


def _metadata(book: Book) -> dict[str, set[str]]:
    """Return the values of each schema.org property, written as in EPUB 3 or EPUB 2."""
    stated: dict[str, set[str]] = {}
    for meta in book.package.iterfind("{*}metadata/{*}meta"):
        name = meta.get("property") or meta.get("name") or ""
        text = (meta.get("content") or "".join(map(str, meta.itertext()))).strip()
        if name.startswith("schema:") and text:
            stated.setdefault(name.removeprefix("schema:"), set()).add(text)
    return stated
