"""Small editions made by hand, good ones and such with one fault, for what checks editions."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

from pypdf import PdfWriter

OWN = ("check", "--no-judges")
PAGE = '<!doctype html><html lang="en"><head><title>T</title></head><body>{}</body></html>'
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
PACKAGE = """\
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">x</dc:identifier>
<dc:title>T</dc:title><dc:language>en</dc:language>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessibilityFeature">readingOrder</meta>
<meta property="schema:accessibilityHazard">none</meta></metadata>
<manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest>
<spine><itemref idref="a"/></spine></package>"""
XHTML = """\
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en">
<head><title>T</title></head>
<body><nav epub:type="toc"><ol><li><a href="a.xhtml">T</a></li></ol></nav></body></html>"""
GOOD = {"META-INF/container.xml": CONTAINER, "p.opf": PACKAGE, "a.xhtml": XHTML}


def book(files: Mapping[str, str | bytes], mark: str = "application/epub+zip") -> bytes:
    """Return an EPUB with these files behind its mark."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", mark, compress_type=zipfile.ZIP_STORED)
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def pdf(*, locked: bool = False) -> bytes:
    """Return a PDF of one empty page that says nothing of itself."""
    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(200, 200)
    if locked:
        writer.encrypt("a password")
    writer.write(out)
    return out.getvalue()
