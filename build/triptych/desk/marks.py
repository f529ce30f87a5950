"""Marks of the blocks in what the desk shows: their numbers, which no edition that is saved has."""

from dataclasses import replace

from triptych.core.model import Document
from triptych.editions.page_marks import change_numbers

MARK = "data-triptych-b"
"""The attribute. A browser finds by it the block that another edition shows."""


def mark_blocks(document: Document) -> Document:
    """Return a document whose pages have the marks beside the numbers, which the writers remove."""
    return replace(document, pages={name: _marked(page) for name, page in document.pages.items()})


def _marked(page: str) -> str:
    """Return a page with a mark behind each number."""
    return change_numbers(page, lambda number: f'{number}" {MARK}="{number}')
