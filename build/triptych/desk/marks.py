"""Marks of the blocks in what the desk shows: their numbers, which no edition that is saved has."""

import re
from dataclasses import replace

from triptych.core.model import Document
from triptych.editions.page_marks import change_numbers

MARK = "data-triptych-b"
"""The attribute. A browser finds by it the block that another edition shows."""

_CHARSET = re.compile(r"<meta charset=[^>]*>\n?", re.IGNORECASE)


def without_policies(document: Document) -> Document:
    """Return a document for HTML that gets no policies: the writer puts them behind the charset.

    The answer of the desk has both (``guard.py``). A policy names each style of its page, so that one that
    is changed in its frame could have no style that it had not before; and to name them takes time.
    """
    pages = {name: _CHARSET.sub("", page, count=1) for name, page in document.pages.items()}
    return replace(document, pages=pages)


def mark_blocks(document: Document) -> Document:
    """Return a document whose pages have the marks beside the numbers, which the writers remove."""
    return replace(document, pages={name: _marked(page) for name, page in document.pages.items()})


def _marked(page: str) -> str:
    """Return a page with a mark behind each number."""
    return change_numbers(page, lambda number: f'{number}" {MARK}="{number}')
