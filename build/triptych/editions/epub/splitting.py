"""Long articles of an issue in several files, for e-readers turn pages of a small file faster."""

import posixpath
import re
from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

LIMIT = 300_000
"""The most bytes of a file, where it can be divided at all: older e-readers refuse larger ones."""

_XHTML = "{http://www.w3.org/1999/xhtml}"
_HEADINGS = tuple(f"{_XHTML}h{level}" for level in range(2, 7))
_CHAPTER = ("{http://www.idpf.org/2007/ops}type", "role", "aria-labelledby")


def split_pages(pages: Mapping[str, str], limit: int = LIMIT) -> dict[str, str]:
    """Return the pages of a book with those above ``limit`` bytes divided, and all links to them right.

    A page is divided between the blocks of its content, before a heading where one is near enough.
    """
    made: dict[str, str] = {}
    moved: dict[str, str] = {}
    origins: dict[str, str] = {}
    for name, page in pages.items():
        parts = _parts(name, page, limit) if _is_large(name, page, limit) else {}
        made |= parts or {name: page}
        origins |= dict.fromkeys(parts, name)
        for part in list(parts)[1:]:
            moved |= {f"{name}#{uid}": f"{part}#{uid}" for uid in _ID.findall(parts[part])}
    if not moved:
        return made
    return {n: _relinked(n, page, origins.get(n, n), moved) for n, page in made.items()}


_ID = re.compile(r'\sid="([^"]+)"')
_HREF = re.compile(r'(\shref=")([^"#:]*)(#[^"]+)(")')


def _is_large(name: str, page: str, limit: int) -> bool:
    """Whether a page is to be divided."""
    return name.startswith("text/") and len(page.encode()) > limit


def _parts(name: str, page: str, limit: int) -> dict[str, str]:
    """Return the parts of a page by their names; none where it has no content to divide."""
    root = etree.fromstring(page.encode(), etree.XMLParser(resolve_entities=False))
    content = root.find(".//*[@id='pf-content']")
    if content is None:
        return {}
    chunks = _chunks(list(content), limit)
    stem = name.removesuffix(".xhtml")
    taken = [f"{stem}.{number}.xhtml" for number in range(2, len(chunks) + 1)]
    parts = {}
    for number, (part, chunk) in enumerate(zip([name, *taken], chunks, strict=True)):
        wanted = set(map(id, chunk))
        places = [place for place, block in enumerate(content) if id(block) in wanted]
        own = deepcopy(root)
        _keep(own, places, is_first=number == 0, is_last=number == len(chunks) - 1)
        text = etree.tostring(own, encoding="unicode")
        parts[part] = f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{text}\n'
    return parts


def _chunks(blocks: list[etree._Element], limit: int) -> list[list[etree._Element]]:
    """Return blocks in groups of at most ``limit`` bytes, each of which begins at a heading if it can."""
    chunks: list[list[etree._Element]] = [[]]
    size = 0
    for block in blocks:
        length = len(etree.tostring(block))
        is_heading = block.tag in _HEADINGS
        is_full = size + length > limit or (is_heading and size > limit // 2)
        if is_full and chunks[-1]:
            chunks.append(_trailing_headings(chunks[-1]))
            size = sum(len(etree.tostring(each)) for each in chunks[-1])
        chunks[-1].append(block)
        size += length
    return [chunk for chunk in chunks if chunk]


def _trailing_headings(chunk: list[etree._Element]) -> list[etree._Element]:
    """Remove the headings at the end of a group, which belong to what follows, and return them."""
    start = len(chunk)
    while start > 1 and chunk[start - 1].tag in _HEADINGS:
        start -= 1
    taken = chunk[start:]
    del chunk[start:]
    return taken


def _keep(root: etree._Element, places: list[int], *, is_first: bool, is_last: bool) -> None:
    """Remove from a page what is in its other parts: blocks, the head of the article, and its end."""
    content = root.find(".//*[@id='pf-content']")
    if content is None:
        return
    for place, block in reversed(list(enumerate(content))):
        if place not in places:
            content.remove(block)
    for box in [content, *content.iterancestors()]:
        parent = box.getparent()
        if parent is None or box.tag == f"{_XHTML}body":
            break
        before, after = list(box.itersiblings(preceding=True)), list(box.itersiblings())
        for sibling in [*([] if is_first else before), *([] if is_last else after)]:
            parent.remove(sibling)
        if not is_first:
            for attribute in set(_CHAPTER).intersection(map(str, box.attrib)):
                del box.attrib[attribute]


def _relinked(name: str, page: str, origin: str, moved: Mapping[str, str]) -> str:
    """Return a page, a part of ``origin``, whose links lead to the files where their places are now."""
    folder = posixpath.dirname(name)

    def lead(found: re.Match[str]) -> str:
        start, path, fragment, end = found.groups()
        whole = posixpath.normpath(posixpath.join(folder, path)) if path else origin
        target = moved.get(f"{whole}{fragment}", f"{whole}{fragment}")
        file, _, place = target.partition("#")
        if not path and file == name:
            return found[0]
        return f"{start}{posixpath.relpath(file, folder or '.')}#{place}{end}"

    return _HREF.sub(lead, page)
