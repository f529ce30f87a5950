"""A few pages and books that have everything which many have, for judges that take long."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from triptych.core import zip_archive

_TYPES = ("role", "type", "{http://www.idpf.org/2007/ops}type")
"""Attributes whose values matter to a judge, and not only that they are there."""


def various(paths: list[Path]) -> list[Path]:
    """Return a subset of pages or books in which each kind of element occurs that occurs in any.

    Kinds are an element's name, what it says that it is, and on a page each attribute that it has: what
    a book shares with a page is judged there.
    The file that adds the most is taken next (greedy set cover), in the order given where two add as many.
    """
    left = {path: set(_kinds(path)) for path in paths}
    chosen: list[Path] = []
    while left:
        path = max(left, key=lambda each: len(left[each]))
        new = left.pop(path)
        if not new:
            break
        chosen.append(path)
        left = {path: kinds - new for path, kinds in left.items()}
    return chosen


def _kinds(path: Path) -> Iterator[tuple[str, ...]]:
    """Yield the kinds of all elements of a page, or of an EPUB's documents and package."""
    is_page = path.suffix == ".html"
    if is_page:
        trees = [html.document_fromstring(path.read_bytes())]
    else:
        files = zip_archive.unpack(path.read_bytes()).items()
        trees = [
            etree.fromstring(data) for name, data in files if name.endswith((".xhtml", ".opf"))
        ]
    for tree in trees:
        for element in tree.iter(etree.Element):
            yield (str(element.tag),)
            yield from ((kind, word) for kind in _TYPES for word in element.get(kind, "").split())
            if is_page:
                yield from ((str(element.tag), str(name)) for name in element.attrib)
