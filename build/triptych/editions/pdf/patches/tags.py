"""The structure tree of a PDF is ours: WeasyPrint lays out the page and marks content, and tags nothing.

Its own tags make an element of each part of one that runs over pages, and follow HTML element by element.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any

from triptych.editions.pdf.patches.guard import Patch

Tag = Callable[[Any, list[Any]], None]
"""Adds the structure tree to a file: called with the file, and the content stream of each page."""

_ATTRIBUTE = "triptych_tag"


def tag_with(rendering: Any, tag: Tag) -> None:
    """Have ``tag`` write the structure tree of a rendering when it is written as PDF."""
    setattr(rendering, _ATTRIBUTE, tag)


def _patch(weasyprint: ModuleType) -> None:
    """Replace ``add_tags`` where ``weasyprint.pdf`` looks for it."""
    weasyprint.pdf.add_tags = _add_tags


def _add_tags(pdf: Any, rendering: Any, _version: object, streams: list[Any]) -> None:
    """Stand in for ``weasyprint.pdf.tags.add_tags``."""
    getattr(rendering, _ATTRIBUTE)(pdf, streams)


PATCH = Patch(
    name="tags",
    upstream="Tags an element that runs over pages as several elements, and a `dl` or `figure` poorly",
    issue="https://github.com/Kozea/WeasyPrint/issues/2902",
    reason="ISO 32000-1, 14.7.4 and 14.8.4; PDF/UA-1, 7.2 and 7.5; PDF/UA-2, 8.2",
    test="editions/test_pdf_structure.py::test_a_paragraph_over_two_pages_is_one_element",
    targets=("weasyprint.pdf.tags:add_tags",),
    apply=_patch,
)
