"""Every link leads somewhere, every id stands once, and every picture and formula is in each edition."""

import base64
import posixpath
from collections import Counter
from collections.abc import Iterator
from io import BytesIO

from PIL import Image
from pypdf import PdfReader

from generated.documents import Generated
from laws.editions import Editions, strings

_TEX = "//*[local-name()='annotation']/text()"
_POINTING = ("aria-labelledby", "aria-describedby", "headers", "for")


def astray(editions: Editions) -> Iterator[str]:
    """Return which links inside an edition lead nowhere, and which ids stand twice."""
    pages = {"html": editions.page, **editions.chapters}
    ids = {name: strings(page, "//@id") for name, page in pages.items()}
    for name, page in pages.items():
        yield from (
            f"{name}: the id {each} stands {n} times"
            for each, n in Counter(ids[name]).items()
            if n > 1
        )
        for href in strings(page, "//*[local-name()='a']/@href"):
            if not _leads(name, href, ids, editions.files):
                yield f"{name}: the link {href} leads nowhere"
        for attribute in _POINTING:
            for each in " ".join(strings(page, f"//@{attribute}")).split():
                if each not in ids[name]:
                    yield f"{name}: {attribute} names {each}, which is not there"
    yield from _astray_on_paper(editions)


def _leads(name: str, href: str, ids: dict[str, list[str]], files: dict[str, bytes]) -> bool:
    """Whether a link of a page leads to a place in its edition, or out of it."""
    if not href.startswith("#") and (name == "html" or ":" in href):
        return True
    target, _, mark = href.partition("#")
    file = posixpath.normpath(posixpath.join(posixpath.dirname(name), target)) if target else name
    return (file in ids or file in files) and (not mark or mark in ids[file])


def _astray_on_paper(editions: Editions) -> Iterator[str]:
    """Return which links inside the PDF lead to no destination."""
    reader = PdfReader(BytesIO(editions.data("pdf")))
    for number, page in enumerate(reader.pages, 1):
        for annotation in page.get("/Annots", []):
            name = annotation.get_object().get("/Dest")
            if name is not None and name not in reader.named_destinations:
                yield f"pdf: page {number} has a link to {name}"


def lacking(document: Generated, editions: Editions) -> Iterator[str]:
    """Return which addresses, pictures and formulas of the source an edition lacks."""
    sheets = list(editions.sheets)
    links = {
        "html": strings(editions.page, "//a/@href"),
        "epub": strings(editions.chapter, "//*[local-name()='a']/@href"),
        "pdf": [link.get("uri", "") for sheet in sheets for link in sheet.get_links()],
    }
    for edition, addresses in links.items():
        for address in document.promise.addresses:
            if address not in addresses:
                yield f"{edition}: no link leads to {address}"
    pictures = _pictures(editions)
    for edition in ("html", "epub"):
        if missing := Counter(document.promise.pictures) - Counter(pictures[edition]):
            yield f"{edition}: no picture of the sizes {list(missing)}"
    # On paper one may be drawn with fewer dots, so they are counted alone.
    if len(pictures["pdf"]) < len(document.promise.pictures):
        yield f"pdf: {len(pictures['pdf'])} of {len(document.promise.pictures)} pictures"
    for edition, page in (("html", editions.page), ("epub", editions.chapter)):
        texts = Counter(" ".join(t.split()) for t in strings(page, _TEX))
        formulas = Counter(formula.partition(r" \tag")[0] for formula in document.promise.formulas)
        if unset := formulas - texts:
            yield f"{edition}: no formula {list(unset)}"


def _pictures(editions: Editions) -> dict[str, list[tuple[int, int]]]:
    """Return the sizes of the pictures that each edition shows, in pixels."""
    embedded = [
        s.partition(",")[2]
        for s in strings(editions.page, "//img/@src")
        if s.startswith("data:image")
    ]
    files = strings(editions.chapter, "//*[local-name()='img']/@src")
    names = [posixpath.normpath(posixpath.join("EPUB/text", name)) for name in files]
    return {
        "html": [_size(base64.b64decode(text)) for text in embedded],
        "epub": [_size(editions.files[name]) for name in names],
        "pdf": [(i["width"], i["height"]) for s in editions.sheets for i in s.get_image_info()],
    }


def _size(data: bytes) -> tuple[int, int]:
    """Return a picture's size in pixels."""
    with Image.open(BytesIO(data)) as image:
        return image.size
