"""A few pages and books that have everything which many have, for judges that take long."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from triptych.core import zip_archive

_MARKS = ("class", "role", "type", "{http://www.idpf.org/2007/ops}type", "lang", "dir", "scope")
"""Attributes whose values matter to a judge, and not only that they are there."""


def various(paths: list[Path]) -> list[Path]:
    """Return a subset of pages or books in which each kind of element occurs that occurs in any.

    An element's kind is its name, its parent's, the names of its attributes and the values of some.
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
    """Yield the kind of each element of a page, or of an EPUB's documents and package."""
    if path.suffix == ".html":
        trees = [html.document_fromstring(path.read_bytes())]
    else:
        files = zip_archive.unpack(path.read_bytes()).items()
        trees = [
            etree.fromstring(data) for name, data in files if name.endswith((".xhtml", ".opf"))
        ]
    for tree in trees:
        for element in tree.iter(etree.Element):
            parent = element.getparent()
            over = "" if parent is None else str(parent.tag)
            names = (f"@{name}" for name in sorted(map(str, element.attrib)))
            values = (word for mark in _MARKS for word in sorted(element.get(mark, "").split()))
            yield str(element.tag), over, *names, *values
