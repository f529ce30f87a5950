"""Checks of an EPUB: container, package document, contents, and every page with its links."""

from collections import Counter
from collections.abc import Iterator

from triptych.checks.own import access, book, page_list
from triptych.checks.own import page as pages
from triptych.checks.own.book import BadBookError, Book
from triptych.checks.own.judgement import ERROR, WARNING, Facts, Judgement, fault, unreadable
from triptych.checks.own.page import Page
from triptych.core.errors import Finding, Place

_DC = "{http://purl.org/dc/elements/1.1/}"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_MIMETYPE = b"application/epub+zip"
_XHTML = "application/xhtml+xml"
_UNLISTED = ("META-INF/", "mimetype")
_MOST_PAGES = 5_000


def judge(data: bytes) -> Judgement:
    """Judge an EPUB."""
    try:
        opened = book.open_book(data)
    except BadBookError as error:
        return unreadable(error.code, str(error), error.hint)
    findings = [*_mimetype(opened), *_metadata(opened), *_manifest(opened), *_spine(opened)]
    found, faults = _pages(opened)
    nav = next((p for p in found.values() if "nav" in opened.items[p.part].properties), None)
    findings += [*faults, *_contents(opened, nav)]
    ids = {path: pages.ids(page) for path, page in found.items()}
    for page in found.values():
        findings += [*pages.judge(page), *_links(page, ids, opened)]
    findings += [*page_list.judge(opened, found), *access.judge(opened, list(found.values()))]
    return Judgement(findings, _facts(opened))


def _mimetype(opened: Book) -> Iterator[Finding]:
    """Check that the first file is the media type, uncompressed (EPUB 3.3, section 4.2.2)."""
    first = min(opened.archive.infolist(), key=lambda entry: entry.header_offset)
    is_plain = first.filename == "mimetype" and first.compress_type == 0
    if not is_plain or _media_type(opened) != _MIMETYPE:
        hint = "Pack a file `mimetype` with application/epub+zip first, uncompressed."
        yield fault("epub-mimetype", "it does not begin with the media type of an EPUB", hint)


def _media_type(opened: Book) -> bytes:
    """Return the content of the file ``mimetype``; b"" when it is unreadable or too long."""
    try:
        return opened.read("mimetype", 1024).strip()
    except BadBookError:
        return b""


def _metadata(opened: Book) -> Iterator[Finding]:
    """Check that the package has an identifier, a title and a language (EPUB 3.3, section 5.5.3)."""
    for name in ("identifier", "title", "language"):
        if not _dublin_core(opened, name):
            message = f"the package document has no {name}"
            yield _at(opened, "epub-metadata", message, hint=f"Add <dc:{name}> to its metadata.")


def _manifest(opened: Book) -> Iterator[Finding]:
    """Check that the manifest lists exactly the files of the book (EPUB 3.3, section 5.6)."""
    names = {entry.filename for entry in opened.archive.infolist() if not entry.is_dir()}
    for item in opened.items.values():
        if item.path not in names and "://" not in item.path:
            message = f"the manifest lists {item.path}, which is missing"
            yield _at(opened, "epub-manifest", message, item.line)
    for name in sorted(names - set(opened.items)):
        if not name.startswith(_UNLISTED) and name != opened.name:
            message = f"{name} is not in the manifest"
            yield Finding("epub-manifest", WARNING, message, Place(opened.name))
    for name, count in Counter(item.id for item in opened.items.values()).items():
        if count > 1 or not name:
            yield _at(opened, "epub-manifest", f"{count} rows of the manifest have the id “{name}”")


def _spine(opened: Book) -> Iterator[Finding]:
    """Check that the spine names items of the manifest (EPUB 3.3, section 5.7)."""
    known = {item.id for item in opened.items.values()}
    if not opened.spine:
        yield _at(opened, "epub-spine", "the spine is empty")
    for name in opened.spine:
        if name not in known:
            yield _at(
                opened, "epub-spine", f"the spine names “{name}”, which is not in the manifest"
            )


def _pages(opened: Book) -> tuple[dict[str, Page], list[Finding]]:
    """Return every well-formed page by path, and a finding for each of the others."""
    found: dict[str, Page] = {}
    faults = []
    for item in list(opened.items.values())[:_MOST_PAGES]:
        if item.media_type != _XHTML or item.path not in opened.archive.NameToInfo:
            continue
        try:
            root = book.parse_xml(opened.read(item.path), "epub-page", item.path)
            found[item.path] = pages.page_of(root, "epub", item.path)
        except BadBookError as error:
            faults.append(Finding(error.code, ERROR, str(error), Place(item.path)))
    return found, faults


def _contents(opened: Book, nav: Page | None) -> Iterator[Finding]:
    """Check that a book of EPUB 3 has a table of contents with links (EPUB 3.3, section 7.3)."""
    if not opened.package.get("version", "").startswith("3"):
        return
    tocs = [e for name, e in nav.elements if name == "nav" and e.get(_TYPE) == "toc"] if nav else []
    if not tocs or tocs[0].find(".//{*}a") is None:
        hint = 'Add a page with the property nav to the manifest, and in it <nav epub:type="toc">.'
        yield _at(opened, "epub-nav", "the book has no table of contents", hint=hint)


def _links(page: Page, ids: dict[str, set[str]], opened: Book) -> Iterator[Finding]:
    """Check that a link inside the book leads to a file of the manifest, and to an id in it."""
    for address, element in pages.links(page):
        path, name = book.resolve_target(address, page.part)
        if not path:
            continue
        if path not in opened.items:
            message = f"the link “{address[:80]}” leads to a file that is not in the book"
            yield page.fault("link", message, element)
        elif name and path in ids and name not in ids[path]:
            message = f"the link “{address[:80]}” leads nowhere"
            yield page.fault("link", message, element, f"No element of {path} has that id.")


def _at(opened: Book, code: str, message: str, line: int = 0, hint: str = "") -> Finding:
    """Return a finding on the package document."""
    return Finding(code, ERROR, message, Place(opened.name, line), hint)


def _dublin_core(opened: Book, name: str) -> list[str]:
    """Return the values of one Dublin Core element of the metadata."""
    found = opened.package.iterfind(f"{{*}}metadata//{_DC}{name}")
    texts = (" ".join("".join(map(str, element.itertext())).split()) for element in found)
    return [text for text in texts if text]


def _facts(opened: Book) -> Facts:
    """Return what the book says about itself."""

    def first(name: str) -> str:
        return next(iter(_dublin_core(opened, name)), "")

    creators = tuple(_dublin_core(opened, "creator"))
    return Facts(
        first("title"), creators, first("language"), first("date")[:10], first("identifier")
    )
