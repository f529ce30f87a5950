"""Checks of a PDF by its objects; the only module that imports pypdf."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree
from pypdf import PdfReader

from triptych.checks.own.judgement import NOTE, WARNING, Facts, Judgement, fault, unreadable
from triptych.core.errors import Finding
from triptych.core.site import MARKDOWN

_MOST_NODES = 300_000
_MOST_PAGES = 3_000
_LONG = 10
"""The pages from which a PDF should have an outline."""

_XMP = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
_PROFILE = re.compile(r"ua[12]|[1-4][abuef]?")
_TEXTS = (*MARKDOWN, ".txt", ".tex", ".html", ".xml", ".typ", ".rst", ".adoc")


def judge(data: bytes) -> Judgement:
    """Judge a PDF."""
    if b"%PDF-" not in data[:1024]:
        return unreadable("pdf-broken", "not a PDF: it does not begin with %PDF-")
    if b"%%EOF" not in data[-2048:]:
        hint = "It may be cut short: download or build it again."
        return unreadable("pdf-broken", "the file ends before the end of the PDF", hint)
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return unreadable("pdf-encrypted", "the PDF needs a password")
        root = _value(reader.trailer["/Root"])
        pages = len(reader.pages)
        xmp = _xmp(root)
        facts = _facts(reader, root, xmp)
        findings = [
            *_tagging(root),
            *_titles(root, facts),
            *_claims(facts),
            *_fonts(reader),
            *_figures(root),
            *_outline(root, pages),
        ]
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001  any error of the reader is the fault of the PDF
        return unreadable(
            "pdf-broken", f"cannot be read: {str(error)[:200] or type(error).__name__}"
        )
    return Judgement(findings, facts)


def _value(thing: Any) -> Any:
    """Return the object that a reference leads to."""
    return thing.get_object() if hasattr(thing, "get_object") else thing


def _get(table: Any, name: str) -> Any:
    """Return a resolved value of a dictionary; None when it has none."""
    table = _value(table)
    return _value(table.get(name)) if hasattr(table, "get") else None


def _tagging(root: Any) -> Iterator[Finding]:
    """Check that the PDF is tagged and has a language (ISO 14289-1, 7.1 and 7.2)."""
    is_marked = bool(getattr(_get(_get(root, "/MarkInfo") or {}, "/Marked"), "value", False))
    if not is_marked or _get(root, "/StructTreeRoot") is None:
        hint = "Screen readers need the tags. Export it as tagged PDF or PDF/UA."
        yield fault("pdf-untagged", "the PDF is not tagged", hint)
    if not str(_get(root, "/Lang") or "").strip():
        yield fault("pdf-lang", "the PDF has no language", "Set Lang in its catalogue.")


def _titles(root: Any, facts: Facts) -> Iterator[Finding]:
    """Check that the PDF has a title, which readers show instead of the file name (ISO 14289-1, 7.1)."""
    if not facts.title:
        yield fault("pdf-title", "the PDF has no title", "Set it in the document's properties.")
    display = _get(_get(root, "/ViewerPreferences") or {}, "/DisplayDocTitle")
    if not bool(getattr(display, "value", display)):
        hint = "Set DisplayDocTitle in its viewer preferences."
        message = "readers show the file name instead of the title"
        yield fault("pdf-title-shown", message, hint, WARNING)


def _claims(facts: Facts) -> Iterator[Finding]:
    """Check that the PDF claims a standard, and contains its source."""
    if not facts.claims:
        message = "the PDF claims neither PDF/UA nor PDF/A"
        hint = "To judge it by both anyway, use `--profile ua1,3a`."
        yield fault("pdf-claims", message, hint, NOTE)
    if not facts.source[0]:
        yield fault("pdf-source", "the PDF does not contain its source", "", NOTE)


def _outline(root: Any, pages: int) -> Iterator[Finding]:
    """Check that a long PDF has an outline."""
    outlines = _get(root, "/Outlines")
    if pages >= _LONG and (outlines is None or _get(outlines, "/First") is None):
        message = f"the PDF has {pages} pages and no outline"
        yield fault("pdf-outline", message, "Make bookmarks from its headings.", WARNING)


def _fonts(reader: PdfReader) -> Iterator[Finding]:
    """Check that every font is embedded (ISO 19005-3, 6.2.11.4.1)."""
    seen: set[int] = set()
    reported: set[str] = set()
    for number, page in enumerate(reader.pages, 1):
        if number > _MOST_PAGES:
            return
        for font in _fonts_of(_get(page, "/Resources"), seen):
            name = str(_get(font, "/BaseFont") or "?").lstrip("/")
            if not _is_embedded(font) and name not in reported:
                reported.add(name)
                message = f"the font {name} is not embedded, first on page {number}"
                yield fault("pdf-font", message, "Embed it when you export the PDF.")


def _fonts_of(resources: Any, seen: set[int]) -> Iterator[Any]:
    """Yield the fonts of resources, those of nested drawings included."""
    pending = [resources]
    while pending:
        table = pending.pop()
        if table is None or id(table) in seen:
            continue
        seen.add(id(table))
        for font in (_get(table, "/Font") or {}).values():
            if id(_value(font)) not in seen:
                seen.add(id(_value(font)))
                yield _value(font)
        drawings = (_get(table, "/XObject") or {}).values()
        pending += [_get(drawing, "/Resources") for drawing in drawings]


def _is_embedded(font: Any) -> bool:
    """Whether a font is embedded; a Type 3 font always is, since its glyphs are drawings."""
    if _get(font, "/Subtype") == "/Type3":
        return True
    descendants = _get(font, "/DescendantFonts") or [font]
    described = _get(descendants[0], "/FontDescriptor") or {}
    return any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def _figures(root: Any) -> Iterator[Finding]:
    """Check that every figure has alternative text (ISO 14289-1, 7.3)."""
    tree = _get(root, "/StructTreeRoot")
    roles = _get(tree, "/RoleMap") or {}
    missing, count = 0, 0
    for node in _nodes(tree):
        kind = _get(node, "/S")
        if kind == "/Figure" or roles.get(kind) == "/Figure":
            count += 1
            missing += not str(_get(node, "/Alt") or _get(node, "/ActualText") or "").strip()
    if missing:
        message = f"{missing} of {count} figures have no alternative text"
        yield fault("pdf-alt", message, "Describe each of them, or mark it as an artifact.")


def _nodes(tree: Any) -> Iterator[Any]:
    """Yield every element of the structure tree once."""
    pending: list[Any] = [tree]
    seen: set[int] = set()
    while pending and len(seen) < _MOST_NODES:
        node = _value(pending.pop())
        if not hasattr(node, "get") or id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        children = _get(node, "/K")
        pending += children if isinstance(children, list) else [children]


def _xmp(root: Any) -> etree._Element | None:
    """Return the XMP packet; None when it is missing or unreadable."""
    stream = _get(root, "/Metadata")
    if stream is None:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(stream.get_data().strip(b"\x00 \r\n\t"), parser)
    except etree.XMLSyntaxError:
        return None


def _facts(reader: PdfReader, root: Any, xmp: etree._Element | None) -> Facts:
    """Return what the PDF says about itself in its XMP, else in its document information."""
    info = _value(reader.trailer.get("/Info")) or {}

    def values(name: str) -> list[str]:
        if xmp is None:
            return []
        texts = ("".join(map(str, e.itertext())).strip() for e in _leaves(xmp, name))
        return [text for text in texts if text]

    authors = values("dc:creator") or [str(_get(info, "/Author") or "")]
    return Facts(
        title=next(iter(values("dc:title")), str(_get(info, "/Title") or "").strip()),
        authors=tuple(filter(None, authors)),
        lang=str(_get(root, "/Lang") or ""),
        date=next(iter(values("dc:date")), "")[:10],
        identifier=next(iter(values("dc:identifier")), ""),
        claims=_claims_of(values, xmp),
        source=_source(root),
    )


def _leaves(xmp: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the values of a property: the items of its list if it is one."""
    for element in xmp.iterfind(f".//{name}", _XMP):
        yield from element.findall(".//rdf:li", _XMP) or [element]


def _claims_of(values: Any, xmp: etree._Element | None) -> tuple[str, ...]:
    """Return the profiles that are claimed, by veraPDF's names, such as ua1, 3a and 4f."""

    def value(name: str) -> str:
        prefix, _, local = name.partition(":")
        wanted = f"{{{_XMP[prefix]}}}{local}"
        typed = [e.get(wanted) for e in xmp.iter() if e.get(wanted)] if xmp is not None else []
        return next(iter([*values(name), *filter(None, typed)]), "")

    ua, part = value("pdfuaid:part"), value("pdfaid:part")
    archive = f"{part}{value('pdfaid:conformance').lower()}" if part else ""
    return tuple(name for name in (f"ua{ua}", archive) if _PROFILE.fullmatch(name))


def _source(root: Any) -> tuple[str, str]:
    """Return the name and the text of the first attachment that is the PDF's source."""
    for file in _get(root, "/AF") or []:
        name = str(_get(file, "/UF") or _get(file, "/F") or "")
        if _get(file, "/AFRelationship") == "/Source" and name.lower().endswith(_TEXTS):
            stream = _get(_get(file, "/EF"), "/F")
            return name, stream.get_data()[: 4 * 1024**2].decode("utf-8-sig", "replace")
    return "", ""
