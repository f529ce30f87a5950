"""The metadata of a PDF, the same in its XMP packet and its information dictionary."""

from collections.abc import Iterable
from datetime import datetime
from xml.sax.saxutils import escape

from triptych.core.model import Metadata
from triptych.core.page_starts import paper_identifier
from triptych.core.version import GENERATOR
from triptych.editions.pdf.profiles import Profile

_NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdfd": "http://pdfa.org/declarations/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}

_PRISM = {"prism": "http://prismstandard.org/namespaces/basic/2.0/"}
"""The namespace of what says where an article is printed (PRISM 2.0)."""

_UA_SCHEMA = """<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li>"""


def information(meta: Metadata, producer: str, moment: datetime | None) -> dict[str, str]:
    """Return the entries of the information dictionary (ISO 32000-1, 14.3.3) that have a value.

    ``moment`` is None for an article without a date; the file has none then either.
    """
    stamp = f"D:{moment:%Y%m%d%H%M%S}Z" if moment else ""
    entries = {
        "Title": meta.title,
        "Author": ", ".join(person.name for person in meta.authors),
        "Subject": meta.standfirst,
        "Keywords": ", ".join(meta.tags),
        "Creator": GENERATOR,
        "Producer": producer,
        "CreationDate": stamp,
        "ModDate": stamp,
    }
    return {key: value for key, value in entries.items() if value}


def packet(meta: Metadata, producer: str, moment: datetime | None, profile: Profile) -> bytes:
    """Return the XMP packet (ISO 16684-1), with what ``information`` has, and more.

    It names the standards the file conforms to: both in one ``rdf:RDF``, for readers ignore a second
    (PDF/UA-1, clause 5), and PDF/UA's own property declared where the file is PDF/A-3 (6.6.2.3.1).
    """
    names = [person.name for person in meta.authors]
    stamp = f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment else ""
    dates = [day.isoformat() for day in (meta.date, meta.updated) if day]
    printed = _printed(meta)
    parts = [
        *(_text(name, value) for name, value in profile.identification),
        _schemas(printed) if profile.declares_schema else "",
        _declarations(profile),
        _text("dc:format", "application/pdf"),
        _list("dc:title", "Alt", [meta.title]),
        _list("dc:creator", "Seq", names),
        _list("dc:description", "Alt", [meta.standfirst]),
        _list("dc:subject", "Bag", meta.tags),
        _list("dc:language", "Bag", [meta.lang]),
        _list("dc:publisher", "Bag", [meta.publisher]),
        _list("dc:rights", "Alt", [meta.rights]),
        _list("dc:date", "Seq", dates),
        _text("dc:identifier", meta.identifier),
        _text("dc:source", meta.source),
        *(_text(f"prism:{name}", value) for name, value in printed.items()),
        _text("pdf:Keywords", ", ".join(meta.tags)),
        _text("pdf:Producer", producer),
        _text("xmp:CreatorTool", GENERATOR),
        _list("xmp:Identifier", "Bag", [paper_identifier(meta.identifier)]),
        *(_text(f"xmp:{name}", stamp) for name in ("CreateDate", "ModifyDate", "MetadataDate")),
        _text("xmpMM:DocumentID", meta.identifier),
    ]
    known = _NAMESPACES | (_PRISM if printed else {})
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in known.items())
    lines = [
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {spaces}><rdf:Description rdf:about="">',
        *filter(None, parts),
        "</rdf:Description></rdf:RDF></x:xmpmeta>",
        '<?xpacket end="r"?>',
    ]
    return "\n".join(lines).encode()


def _printed(meta: Metadata) -> dict[str, str]:
    """Return where an article is printed, by PRISM's names; nothing of one that names no issue."""
    within = meta.printed_in
    if not within:
        return {}
    pages = within.first if within.first == within.last else f"{within.first}-{within.last}"
    values = {
        "publicationName": meta.publication if within.is_periodical else within.title,
        "volume": meta.issue.volume if meta.issue else "",
        "number": meta.issue.number if meta.issue else "",
        "startingPage": within.first,
        "endingPage": within.last,
        "pageRange": pages,
    }
    return {name: value for name, value in values.items() if value}


def _schemas(printed: Iterable[str]) -> str:
    """Return the schemas of what PDF/A-3 does not know (6.6.2.3.3): PDF/UA's, and what is used of PRISM."""
    rows = "".join(
        '<rdf:li rdf:parseType="Resource">'
        f"{_text('pdfaProperty:name', name)}<pdfaProperty:valueType>Text</pdfaProperty:valueType>"
        "<pdfaProperty:category>external</pdfaProperty:category>"
        f"{_text('pdfaProperty:description', f'PRISM 2.0: {name}')}</rdf:li>"
        for name in printed
    )
    prism = (
        '<rdf:li rdf:parseType="Resource">'
        "<pdfaSchema:schema>PRISM Basic Metadata</pdfaSchema:schema>"
        f"{_text('pdfaSchema:namespaceURI', _PRISM['prism'])}"
        "<pdfaSchema:prefix>prism</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{rows}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )
    items = f"{_UA_SCHEMA}{prism if rows else ''}"
    return f"<pdfaExtension:schemas><rdf:Bag>{items}</rdf:Bag></pdfaExtension:schemas>"


def _declarations(profile: Profile) -> str:
    """Return what a file declares to conform to beside PDF/A and PDF/UA (PDF Declarations 1.0), or ""."""
    items = "".join(
        f'<rdf:li rdf:parseType="Resource">{_text("pdfd:conformsTo", each)}</rdf:li>'
        for each in profile.declarations
    )
    return f"<pdfd:declarations><rdf:Bag>{items}</rdf:Bag></pdfd:declarations>" if items else ""


def _text(name: str, value: str) -> str:
    """Return a property with one value, or "" where it has none."""
    return f"<{name}>{escape(value)}</{name}>" if value else ""


def _list(name: str, kind: str, values: Iterable[str]) -> str:
    """Return a property that is an array of RDF; the alternatives of ``Alt`` are by language."""
    mark = ' xml:lang="x-default"' if kind == "Alt" else ""
    items = "".join(f"<rdf:li{mark}>{escape(value)}</rdf:li>" for value in values if value)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""
