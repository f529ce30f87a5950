"""The pages of the PDF in the book: a mark where each begins, and a list of them (EPUB 3.3, 5.4.2.3)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape

from triptych.body.numbers import NUMBER
from triptych.core.digits import write_digits
from triptych.core.model import Document
from triptych.core.page_starts import PageStart
from triptych.editions.marked_pieces import Marking, marked_once
from triptych.editions.page_marks import Mark, ids_like_marks, in_order

_NAMED = re.compile(rf'\s{NUMBER}="([a-z][^"]*)"')
_NAME = re.compile(r"[a-z][\w-]*")
"""The number of an element of the page around a text, which is a name."""

_OPS = ' xmlns:epub="http://www.idpf.org/2007/ops"'


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of the list: the page's number as printed, and the address of its mark."""

    label: str
    address: str


def mark_book(document: Document, nav: str, *, is_issue: bool) -> Document:
    """Return a book with marks and list, and with the starts alone that are in it.

    ``nav`` is the name of the page with the table of contents. No page has numbers of elements then. The
    pages of an issue are cached.
    """
    document = _on_title_page(document)
    marked = _marked(document, nav, is_issue=is_issue)
    kept = in_order(document.starts, marked.starts)
    if kept == marked.starts:
        return marked
    return _marked(replace(document, starts=kept), nav, is_issue=is_issue)


def _on_title_page(document: Document) -> Document:
    """Return a book with its first page at the title page, if that is what the first page shows.

    It is in an issue, whose title page names elements as the foreword does. The first page may begin with
    one that the title page has not.
    """
    found = _NAMED.search(document.pages.get("text/title.xhtml", ""))
    starts = document.starts
    if not found or not starts or not _NAME.fullmatch(starts[0].number):
        return document
    first = replace(starts[0], number=found[1], offset=0, is_behind=False)
    return replace(document, starts=(first, *starts[1:]))


def _marked(document: Document, nav: str, *, is_issue: bool) -> Document:
    """Return a book with all marks that are in it, and the list of them in its own order."""
    digits = document.article.labels["digits"]
    left = document.starts
    pages: dict[str, str] = {}
    entries: list[_Entry] = []
    found: list[PageStart] = []
    for name, page in document.pages.items():
        pages[name] = page
        if name.endswith(".xhtml"):
            space = "" if _OPS in page else _OPS
            key = repr((space, digits)) if is_issue else ""
            taken = ids_like_marks(page)
            marking = Marking(_marks(space, digits), key, taken, before_headings=True)
            marked = marked_once(page, left, marking)
            pages[name] = marked.page
            here = dict.fromkeys(start for start, _ in marked.ids)
            found += here
            left = tuple(start for start in left if start not in here)
            entries += [
                _Entry(write_digits(start.label, digits), f"{name}#{uid}")
                for start, uid in marked.ids
            ]
    if entries:
        listed = _list(entries, document.article.labels)
        pages[nav] = pages[nav].replace("</body>", f"{listed}\n</body>")
    return replace(document, pages=pages, starts=tuple(found))


def _marks(space: str, digits: str) -> Mark:
    """Return how a mark is written; ``space`` declares its vocabulary where the page does not."""

    def mark(start: PageStart, uid: str) -> str:
        label = escape(write_digits(start.label, digits))
        kind = f'{space} epub:type="pagebreak" role="doc-pagebreak"'
        return f'<span{kind} id="{uid}" aria-label="{label}"></span>'

    return mark


def _list(entries: list[_Entry], labels: Mapping[str, str]) -> str:
    """Return the list of pages, which reading systems show where they ask for a page."""
    items = "\n".join(
        f'<li><a href="{escape(entry.address)}">{escape(entry.label)}</a></li>' for entry in entries
    )
    return (
        '<nav epub:type="page-list" role="doc-pagelist" id="page-list" hidden="hidden">\n'
        f"<h1>{escape(labels['pages'])}</h1>\n<ol>\n{items}\n</ol>\n</nav>"
    )
