"""Whether what an EPUB says of how accessible it is stands there, and is true."""

from collections.abc import Iterator

from triptych.checks.own.book import Book
from triptych.checks.own.findings import WARNING
from triptych.checks.own.page import Page
from triptych.checks.verdict import Verdict
from triptych.core.errors import Severity

_WANTED = ("accessMode", "accessibilityFeature", "accessibilityHazard")
_TYPE = "{http://www.idpf.org/2007/ops}type"
_PAGE_MARKS = {"pageBreakMarkers", "printPageNumbers"}


def judge(book: Book, pages: list[Page]) -> Iterator[Verdict]:
    """Judge the accessibility metadata (EPUB Accessibility 1.1, section 2) by what the book holds."""
    said = _said(book)
    if lacking := [name for name in _WANTED if name not in said]:
        message = f"the book does not say its {', '.join(lacking)}"
        hint = f'Add <meta property="schema:{lacking[0]}">; shops and libraries ask for it.'
        yield Verdict("epub-access", WARNING, message, book.name, hint=hint)
    for message in _untrue(book, pages, said):
        hint = "Claim only what holds of every page."
        yield Verdict("epub-access-untrue", Severity.ERROR, message, book.name, hint=hint)


def _untrue(book: Book, pages: list[Page], said: dict[str, set[str]]) -> Iterator[str]:
    """Give what is claimed and does not hold."""
    features, modes = said.get("accessibilityFeature", set()), said.get("accessMode", set())
    elements = [pair for page in pages for pair in page.elements]
    pictures = [element for name, element in elements if name in ("img", "image", "svg")]
    images = [element for name, element in elements if name == "img"]
    if "alternativeText" in features and any(image.get("alt") is None for image in images):
        yield "it claims alternativeText, but a picture has none"
    if "MathML" in features and not any(name == "math" for name, _ in elements):
        yield "it claims MathML, but holds no formula"
    if "tableOfContents" in features and not any(
        "nav" in i.properties for i in book.items.values()
    ):
        yield "it claims tableOfContents, but has none"
    shown = [image for image in images if (image.get("alt") or "").strip()]
    if modes and "visual" not in modes and shown:
        yield "its accessMode is without visual, but it has pictures"
    if "visual" in modes and not pictures and not _has_films(book):
        yield "its accessMode has visual, but it has no picture"
    if features & _PAGE_MARKS and not any("page-list" in (e.get(_TYPE) or "") for _, e in elements):
        yield "it claims page marks, but has no list of pages"


def _has_films(book: Book) -> bool:
    """Tell whether a book holds films or pictures that no page shows by itself."""
    return any(item.media_type.startswith(("image/", "video/")) for item in book.items.values())


def _said(book: Book) -> dict[str, set[str]]:
    """Give what the metadata say in schema.org's words, in the manner of EPUB 3 or 2."""
    said: dict[str, set[str]] = {}
    for meta in book.package.iterfind("{*}metadata/{*}meta"):
        name = meta.get("property") or meta.get("name") or ""
        text = (meta.get("content") or "".join(map(str, meta.itertext()))).strip()
        if name.startswith("schema:") and text:
            said.setdefault(name.removeprefix("schema:"), set()).add(text)
    return said
