"""Checks of an EPUB: its container, package, contents, and every page with its links to the others."""

from collections import Counter
from collections.abc import Iterator

from triptych.checks.own import access, book
from triptych.checks.own import page as pages
from triptych.checks.own.book import BadBookError, Book
from triptych.checks.own.findings import WARNING, Facts, Findings, broken, fault
from triptych.checks.own.page import Page
from triptych.checks.verdict import Verdict
from triptych.core.errors import Severity

_DC = "{http://purl.org/dc/elements/1.1/}"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_MIMETYPE = b"application/epub+zip"
_XHTML = "application/xhtml+xml"
_UNLISTED = ("META-INF/", "mimetype")
_MOST_PAGES = 5_000


def judge(data: bytes) -> Findings:
    """Judge an EPUB."""
    try:
        opened = book.opened(data)
    except BadBookError as error:
        return broken(error.code, str(error), error.hint)
    verdicts = [*_mimetype(opened), *_metadata(opened), *_manifest(opened), *_spine(opened)]
    found, faults = _pages(opened)
    nav = next((p for p in found.values() if "nav" in opened.items[p.part].properties), None)
    verdicts += [*faults, *_contents(opened, nav)]
    there = {path: pages.ids(page) for path, page in found.items()}
    for page in found.values():
        verdicts += [*pages.judge(page), *_links(page, there, opened)]
    verdicts += access.judge(opened, list(found.values()))
    return Findings(verdicts, _facts(opened))


def _mimetype(opened: Book) -> Iterator[Verdict]:
    """Hold that the first file says what this is, uncompressed (EPUB 3.3, section 4.2.2)."""
    first = min(opened.archive.infolist(), key=lambda entry: entry.header_offset)
    is_plain = first.filename == "mimetype" and first.compress_type == 0
    if not is_plain or _mark(opened) != _MIMETYPE:
        hint = "Pack a file mimetype first and uncompressed; it holds application/epub+zip."
        yield fault("epub-mimetype", "it does not begin with the mark of an EPUB", hint)


def _mark(opened: Book) -> bytes:
    """Give what the file ``mimetype`` says; nothing when it cannot be read or says too much."""
    try:
        return opened.read("mimetype", 1024).strip()
    except BadBookError:
        return b""


def _metadata(opened: Book) -> Iterator[Verdict]:
    """Hold that the package has an identifier, a title and a language (EPUB 3.3, section 5.5.3)."""
    for name in ("identifier", "title", "language"):
        if not _said(opened, name):
            message = f"the package has no {name}"
            yield _at(opened, "epub-metadata", message, hint=f"Add <dc:{name}> to its metadata.")


def _manifest(opened: Book) -> Iterator[Verdict]:
    """Hold that the manifest lists exactly the files that there are (EPUB 3.3, section 5.6)."""
    names = {entry.filename for entry in opened.archive.infolist() if not entry.is_dir()}
    for item in opened.items.values():
        if item.path not in names and "://" not in item.path:
            message = f"the manifest lists {item.path}, which is not there"
            yield _at(opened, "epub-manifest", message, item.line)
    for name in sorted(names - set(opened.items)):
        if not name.startswith(_UNLISTED) and name != opened.name:
            yield Verdict("epub-manifest", WARNING, f"{name} is not in the manifest", opened.name)
    for name, count in Counter(item.id for item in opened.items.values()).items():
        if count > 1 or not name:
            yield _at(opened, "epub-manifest", f"{count} rows of the manifest have the id “{name}”")


def _spine(opened: Book) -> Iterator[Verdict]:
    """Hold that the spine names pages of the manifest (EPUB 3.3, section 5.7)."""
    known = {item.id for item in opened.items.values()}
    if not opened.spine:
        yield _at(opened, "epub-spine", "the spine is empty, so there is nothing to read")
    for name in opened.spine:
        if name not in known:
            yield _at(opened, "epub-spine", f"the spine names “{name}”, which is nowhere")


def _pages(opened: Book) -> tuple[dict[str, Page], list[Verdict]]:
    """Give every page that is XML, by path, and what is wrong with those that are not."""
    found: dict[str, Page] = {}
    faults = []
    for item in list(opened.items.values())[:_MOST_PAGES]:
        if item.media_type != _XHTML or item.path not in opened.archive.NameToInfo:
            continue
        try:
            root = book.parsed(opened.read(item.path), "epub-page", item.path)
            found[item.path] = pages.page_of(root, "epub", item.path)
        except BadBookError as error:
            faults.append(Verdict(error.code, Severity.ERROR, str(error), item.path))
    return found, faults


def _contents(opened: Book, nav: Page | None) -> Iterator[Verdict]:
    """Hold that a book of EPUB 3 has contents that lead somewhere (EPUB 3.3, section 7.3)."""
    if not opened.package.get("version", "").startswith("3"):
        return
    tocs = [e for name, e in nav.elements if name == "nav" and e.get(_TYPE) == "toc"] if nav else []
    if not tocs or tocs[0].find(".//{*}a") is None:
        hint = 'An item of the manifest has the property nav, and in it a <nav epub:type="toc">.'
        yield _at(opened, "epub-nav", "there are no contents", hint=hint)


def _links(page: Page, there: dict[str, set[str]], opened: Book) -> Iterator[Verdict]:
    """Hold that a link inside the book leads to a file of the manifest, and to an id that is in it."""
    for address, element in pages.links(page):
        path, name = book.target(address, page.part)
        if not path:
            continue
        if path not in opened.items:
            message = f"the link “{address[:80]}” leads to no file of the book"
            yield page.fault("link", message, element)
        elif name and path in there and name not in there[path]:
            message = f"the link “{address[:80]}” leads nowhere"
            yield page.fault("link", message, element, f"Nothing in {path} has that id.")


def _at(opened: Book, code: str, message: str, line: int = 0, hint: str = "") -> Verdict:
    """Give a verdict on the package document."""
    return Verdict(code, Severity.ERROR, message, opened.name, line, hint=hint)


def _said(opened: Book, name: str) -> list[str]:
    """Give what the metadata say by one of Dublin Core's words."""
    found = opened.package.iterfind(f"{{*}}metadata//{_DC}{name}")
    texts = (" ".join("".join(map(str, element.itertext())).split()) for element in found)
    return [text for text in texts if text]


def _facts(opened: Book) -> Facts:
    """Give what the book says of itself."""

    def first(name: str) -> str:
        return next(iter(_said(opened, name)), "")

    creators = tuple(_said(opened, "creator"))
    return Facts(
        first("title"), creators, first("language"), first("date")[:10], first("identifier")
    )
