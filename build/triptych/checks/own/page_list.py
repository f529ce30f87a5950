"""Checks of a book's list of pages (EPUB 3.3, section 7.5; EPUB Accessibility 1.1, section 3.2)."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from triptych.checks.own.book import Book, resolve_target
from triptych.checks.own.judgement import WARNING
from triptych.checks.own.page import Page
from triptych.core.errors import Finding, Place

_TYPE = "{http://www.idpf.org/2007/ops}type"
_CODE = "epub-page-list"


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where a page begins: the file and the id of its mark, and its label."""

    path: str
    uid: str
    label: str


def judge(opened: Book, pages: dict[str, Page]) -> Iterator[Finding]:
    """Check that the list and the marks agree, and that both are in the order of the text."""
    marks = _marks(opened, pages)
    listed = _entries(pages)
    for message, hint in _faults(marks, listed, _source(opened)):
        yield Finding(_CODE, WARNING, message, Place(opened.name), hint)


def _faults(
    marks: list[_Mark], listed: list[tuple[str, str]], source: str
) -> Iterator[tuple[str, str]]:
    """Yield what is wrong, with what to do."""
    if not marks:
        return
    if not listed:
        yield (
            "it marks where pages begin, but has no list of them",
            'Add <nav epub:type="page-list">.',
        )
        return
    known = [(mark.path, mark.uid) for mark in marks]
    missing = [mark for mark in marks if (mark.path, mark.uid) not in listed]
    if missing:
        yield (
            f"page {missing[0].label} is not in the list of pages",
            "List every page that is marked.",
        )
    twice = [place for place in dict.fromkeys(listed) if listed.count(place) > 1]
    if twice:
        yield f"the list of pages has #{twice[0][1]} twice", "List every page once."
    order = [known.index(place) for place in listed if place in known]
    if order != sorted(order):
        hint = "List the pages as the text has them."
        yield "the list of pages is not in the order of the text", hint
    numbers = [int(mark.label) for mark in marks if mark.label.isdecimal()]
    if numbers != sorted(set(numbers)):
        later = next(b for a, b in itertools.pairwise(numbers) if b <= a)
        yield (
            f"page {later} is marked behind a page that follows it",
            "Mark each page once, in order.",
        )
    if not source:
        hint = 'Add <meta property="pageBreakSource"> with the identifier of what was paginated.'
        yield "it does not say whose page numbers it has", hint


def _marks(opened: Book, pages: dict[str, Page]) -> list[_Mark]:
    """Return the marks in the order of the text."""
    paths = {item.id: item.path for item in opened.items.values()}
    read = [paths[name] for name in opened.spine if paths.get(name) in pages]
    return [
        _Mark(path, element.get("id", ""), _label(element))
        for path in read
        for _, element in pages[path].elements
        if _is_mark(element)
    ]


def _is_mark(element: etree._Element) -> bool:
    """Whether an element marks where a page begins."""
    kinds = f"{element.get(_TYPE) or ''} {element.get('role') or ''}".split()
    return "pagebreak" in kinds or "doc-pagebreak" in kinds


def _label(element: etree._Element) -> str:
    """Return the label of a mark."""
    words = "".join(map(str, element.itertext()))
    return (element.get("aria-label") or element.get("title") or words).strip()


def _entries(pages: dict[str, Page]) -> list[tuple[str, str]]:
    """Return the files and ids that the list of pages leads to, in its order."""
    return [
        resolve_target(link.get("href", ""), page.part)
        for page in pages.values()
        for name, element in page.elements
        if name == "nav" and "page-list" in (element.get(_TYPE) or "").split()
        for link in element.iterfind(".//{*}a")
    ]


def _source(opened: Book) -> str:
    """Return what the book names as the source of its page numbers, or ""."""
    for meta in opened.package.iterfind("{*}metadata/*"):
        name = str(meta.get("property") or etree.QName(meta).localname)
        if name.rpartition(":")[2] in ("pageBreakSource", "source"):
            return "".join(map(str, meta.itertext())).strip()
    return ""
