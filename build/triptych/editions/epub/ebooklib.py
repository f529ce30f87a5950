"""The EPUB 3.3 edition, written by EbookLib and packed so that equal sources give equal bytes."""

import html
import itertools
from io import BytesIO
from pathlib import PurePosixPath

from ebooklib import epub
from lxml import etree

from triptych.core import zip_archive
from triptych.core.certifier import Certifier
from triptych.core.errors import Place, ThemeError
from triptych.core.findings import warn
from triptych.core.model import Artifact, Asset, Document, Heading, Metadata
from triptych.core.page_starts import paper_identifier
from triptych.core.version import GENERATOR
from triptych.editions.epub import accessibility, ncx, opf
from triptych.editions.epub.accessibility import Accessibility
from triptych.editions.epub.page_list import mark_book

ARTICLE, NAV = "text/article.xhtml", "nav.xhtml"
COVER, TITLE = "text/cover.xhtml", "text/title.xhtml"
_STYLE = "styles/article.css"
_OPF, _NCX = "EPUB/content.opf", "EPUB/toc.ncx"
_IBOOKS = "http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/"
"""The vocabulary in which a book says that it has fonts of its own: Apple Books asks for that."""

_PACKED = (".woff", ".jpg", ".jpeg", ".png")
"""Files that are compressed in themselves."""

_PLAINLY = {"raise_exceptions": True, "compresslevel": 0}
"""How EbookLib writes an archive that is packed again."""

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CONTENTS_DEPTH = 3


def link(asset: Asset) -> str:
    """Return an asset's address from the pages in ``text/`` and the sheet in ``styles/``."""
    return f"../{_path(asset)}"


def _path(asset: Asset) -> str:
    """Return an asset's path beside the package file."""
    return asset.name if asset.media_type.startswith("font/") else f"images/{asset.name}"


def write(document: Document) -> Artifact:
    """Return the EPUB edition; raises ``ThemeError`` when a template's output is not well-formed XHTML."""
    document = mark_book(document, NAV, is_issue=is_issue(document))
    meta = document.article.meta
    xhtml = [(name, page) for name, page in document.pages.items() if name.endswith(".xhtml")]
    trees = {name: _parsed(name, page) for name, page in xhtml}
    trees.pop(COVER, None)
    accessible = accessibility.assess(document, list(trees.values()))
    book = _book(document, accessible)
    out = BytesIO()
    epub.write_epub(out, book, _PLAINLY | {"mtime": meta.moment})
    files = zip_archive.unpack(out.getvalue())
    files[_OPF] = _package_language(files[_OPF], meta)
    files[_NCX] = ncx.with_depth(files[_NCX])
    files |= {f"EPUB/{_path(asset)}": asset.data for asset in _named(document)}
    packed = tuple(name for name in files if name.endswith(_PACKED))
    data = zip_archive.pack(files, meta.moment, stored=("mimetype", *packed))
    _report_unclaimed(accessible, meta, Place(document.article.manuscript.place))
    return Artifact("epub", f"{meta.slug}.epub", data)


def _report_unclaimed(accessible: Accessibility, meta: Metadata, place: Place) -> None:
    """Report why a book cannot claim conformance, although the settings name a certifier."""
    if not meta.certifier or not accessible.against:
        return
    more = f", and {len(accessible.against) - 1} more" if accessible.against[1:] else ""
    message = f"the EPUB cannot claim conformance: {accessible.against[0]}{more}"
    hint = "Fix it, or remove `certified_by` from the settings."
    warn("not-certified", message, place, hint)


def _book(document: Document, accessible: Accessibility) -> epub.EpubBook:
    """Return the book with metadata, items in manifest order, spine and table of contents."""
    meta = document.article.meta
    book = epub.EpubBook()
    book.metadata.clear()
    book.set_identifier(meta.identifier)
    book.set_title(meta.title)
    if meta.subtitle:
        book.metadata[epub.NAMESPACES["DC"]]["title"] = [(meta.title, {"id": "title"})]
    book.set_language(meta.lang)
    book.set_direction(meta.direction)
    book.add_metadata(None, "meta", "", {"name": "generator", "content": GENERATOR})
    _describe(book, meta)
    _describe_access(book, accessible, meta.certifier)
    if document.starts:
        source = {"property": "pageBreakSource"}  # EPUB Accessibility 1.1, section 3.2.3
        book.add_metadata(None, "meta", paper_identifier(meta.identifier), source)
    pages = {
        name: _item(f"page-{name.removesuffix('.xhtml').replace('/', '-')}", name, page)
        for name, page in document.pages.items()
        if name.endswith(".xhtml")
    }
    pages[NAV].properties = ["nav"]
    for item in pages.values():
        book.add_item(item)
    for name, sheet in document.pages.items():
        if name.endswith(".css"):
            uid = "style" if name == _STYLE else f"style-{PurePosixPath(name).stem}"
            book.add_item(epub.EpubItem(uid, name, "text/css", sheet.encode()))
    _enclose(book, document)
    book.add_item(epub.EpubNcx())
    read = [name for name in pages if name not in (COVER, NAV)]
    book.spine = [(pages[COVER], "no")] if COVER in pages else []
    book.spine += [(pages[name], "yes") for name in read]
    if is_issue(document):
        book.spine.insert(len(book.spine) - len(read) + (TITLE in pages), (pages[NAV], "yes"))
    guide = {COVER: "cover", TITLE: "title-page", next(n for n in read if n != TITLE): "text"}
    for name, kind in guide.items():
        if name in pages:
            book.guide.append({"type": kind, "title": meta.title, "href": name})
    book.toc = _contents_of_issue(document) if is_issue(document) else [_contents(document)]
    return book


def is_issue(document: Document) -> bool:
    """Whether a book has articles beside its own text."""
    return any(name not in _OWN for name in document.pages)


_OWN = frozenset([COVER, TITLE, ARTICLE, NAV, _STYLE])


def _named(document: Document) -> list[Asset]:
    """Return the files that the pages and the style sheet of a book name, in order."""
    markup = "".join(document.pages.values())
    return [a for a in document.resources.values() if html.escape(link(a)) in markup]


def _enclose(book: epub.EpubBook, document: Document) -> None:
    """Add pictures and fonts to the manifest; their bytes come in when the book is packed, once."""
    has_cover = False
    cover_page = document.pages.get(COVER, "")
    count = dict.fromkeys(("font", "image"), 0)
    for asset in _named(document):
        kind = "font" if asset.media_type.startswith("font/") else "image"
        count[kind] += 1
        item = epub.EpubItem(f"{kind}-{count[kind]}", _path(asset), asset.media_type)
        item.properties = []
        if kind == "image" and not has_cover and html.escape(link(asset)) in cover_page:
            has_cover = True
            item.properties = ["cover-image"]
            book.add_metadata(None, "meta", "", {"name": "cover", "content": item.id})
        book.add_item(item)
    if count["font"]:
        book.add_prefix("ibooks", _IBOOKS)
        book.add_metadata(None, "meta", "true", {"property": "ibooks:specified-fonts"})


def _describe(book: epub.EpubBook, meta: Metadata) -> None:
    """Add the Dublin Core metadata to the book (EPUB 3.3, section 5.5.3), in a fixed order."""
    for number, person in enumerate(meta.authors, 1):
        book.add_author(person.name, role="aut", uid=f"creator-{number}")
    for statement in opf.statements(meta):
        space, _, name = statement.element.rpartition(":")
        book.add_metadata(space.upper() or None, name, statement.text, statement.attributes)


def _describe_access(
    book: epub.EpubBook, accessible: Accessibility, certifier: Certifier | None
) -> None:
    """Add the accessibility metadata to the book (EPUB Accessibility 1.1, section 2.2).

    Conformance is claimed only with a certifier and when nothing rules it out (3.5).
    """
    texts = {
        "accessMode": accessible.modes,
        "accessModeSufficient": accessible.sufficient,
        "accessibilityFeature": accessible.features,
        "accessibilityHazard": accessible.hazards,
        "accessibilitySummary": (accessible.summary,),
    }
    for name, values in texts.items():
        for value in values:
            book.add_metadata(None, "meta", value, {"property": f"schema:{name}"})
    if certifier and not accessible.against:
        _certify(book, certifier)


def _certify(book: epub.EpubBook, certifier: Certifier) -> None:
    """Add the claim of conformance and its certifier to the book (EPUB Accessibility 1.1, 4.3)."""
    conforms = {"property": "dcterms:conformsTo", "id": "conformance"}
    book.add_metadata(None, "meta", accessibility.CONFORMANCE, conforms)
    claim = opf.refinement("conformance", "a11y:certifiedBy", certifier.name)
    book.add_metadata(None, "meta", claim.text, {**claim.attributes, "id": "certifier"})
    if certifier.credential:
        claim = opf.refinement("certifier", "a11y:certifierCredential", certifier.credential)
        book.add_metadata(None, "meta", claim.text, claim.attributes)
    if certifier.report:
        link_to = {"rel": "a11y:certifierReport", "refines": "#certifier", "href": certifier.report}
        book.add_metadata(None, "link", None, link_to)


def _item(uid: str, name: str, page: str) -> epub.EpubItem:
    """Return a page as an item that EbookLib writes unchanged; it would rewrite an ``EpubHtml``."""
    item = epub.EpubItem(uid, name, "application/xhtml+xml", page.encode())
    item.properties = ["mathml"] if "<math" in page else []
    return item


def _contents(document: Document) -> object:
    """Return the contents for readers that use only the NCX: two levels, the most that Kindle supports."""
    article_link = epub.Link(ARTICLE, document.article.meta.title, "toc-article")
    sections = [
        epub.Link(f"{ARTICLE}#{heading.id}", heading.text, f"toc-{number}")
        for number, heading in enumerate(document.headings, 1)
        if _is_section(heading)
    ]
    return (article_link, sections) if sections else article_link


def _contents_of_issue(document: Document) -> list[object]:
    """Return the contents of an issue for readers that use only the NCX, as its navigation has them."""
    count = itertools.count(1)

    def listed(entry: ncx.Entry) -> object:
        """Return an entry as EbookLib takes it."""
        link_to = epub.Link(entry.href, entry.title, f"toc-{next(count)}")
        return (link_to, [listed(each) for each in entry.below]) if entry.below else link_to

    return [listed(entry) for entry in ncx.read_navigation(document.pages[NAV])]


def _is_section(heading: Heading) -> bool:
    """Whether a heading is listed in the NCX."""
    return heading.level == _CONTENTS_DEPTH - 1 and bool(heading.text and heading.id)


def _package_language(package: bytes, meta: Metadata) -> bytes:
    """Return the package file with its language and direction, which EbookLib cannot set."""
    root = etree.fromstring(package)
    root.set(_XML_LANG, meta.lang)
    root.set("dir", meta.direction)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _parsed(name: str, page: str) -> etree._Element:
    """Return a page as a tree; raises ``ThemeError`` when it is not well-formed XML."""
    try:
        return etree.fromstring(page.encode(), etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError as error:
        message = f"the EPUB page {name} is not well-formed: {error.msg}"
        hint = "Close every element in the EPUB template."
        raise ThemeError(message, hint=hint) from None
