"""What is wrong with ids and links in an edition: each id once, each link to one that is there."""

from collections import Counter
from collections.abc import Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote

import pymupdf
from lxml import etree, html

from triptych.core import zip_archive

_NAMES = ("aria-labelledby", "aria-describedby", "aria-details", "aria-controls", "headers", "for")
"""Attributes whose words are ids of the same page."""


def page_faults(data: bytes) -> list[str]:
    """Return what is wrong within a page of HTML."""
    return list(_faults_within("page", html.document_fromstring(data)))


def book_faults(data: bytes) -> list[str]:
    """Return what is wrong in an EPUB: in each file, and between them."""
    files = zip_archive.unpack(data)
    trees = {n: etree.fromstring(t) for n, t in files.items() if n.endswith((".xhtml", ".ncx"))}
    ids = {name: {e.get("id") for e in tree.iter() if e.get("id")} for name, tree in trees.items()}
    found: list[str] = []
    for name, tree in trees.items():
        found += _faults_within(name, tree)
        for element in tree.iter():
            for key in ("href", "src"):
                target = element.get(key, "")
                if not target or ":" in target or target.startswith("#"):
                    continue
                path, _, fragment = target.partition("#")
                full = normpath(join(dirname(name), unquote(path)))
                if full not in files or (fragment and unquote(fragment) not in ids.get(full, ())):
                    found.append(f"{name}: {target} leads nowhere")
    return found


def _faults_within(name: str, tree: etree._Element) -> Iterator[str]:
    """Yield ids that a file has twice, and names of ids that it has not."""
    counts = Counter(str(element.get("id")) for element in tree.iter() if element.get("id"))
    yield from (
        f"{name}: {uid} is there {count} times" for uid, count in counts.items() if count > 1
    )
    for element in tree.iter():
        target = element.get("href", "")
        if target.startswith("#") and unquote(target[1:]) not in counts:
            yield f"{name}: {target} leads nowhere"
        for attribute in _NAMES:
            for word in element.get(attribute, "").split():
                if word not in counts:
                    yield f"{name}: {attribute} names {word}, which is not there"


def paper_faults(data: bytes) -> list[str]:
    """Return what is wrong with the links within a PDF: each leads to a page that it has."""
    found: list[str] = []
    with pymupdf.open(stream=data, filetype="pdf") as paper:
        for page in paper:
            for link in page.get_links():
                is_within = link["kind"] in (pymupdf.LINK_GOTO, pymupdf.LINK_NAMED)
                if is_within and not 0 <= link.get("page", -1) < len(paper):
                    found.append(f"page {page.number + 1}: a link leads nowhere: {link}")
    return found
