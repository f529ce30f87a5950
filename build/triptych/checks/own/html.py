"""Checks of an HTML page: those of any page, its links inside the page, and its scripts."""

from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree, html

from triptych.checks.own import page as pages
from triptych.checks.own.judgement import WARNING, Facts, Judgement, unreadable
from triptych.checks.own.page import Page
from triptych.core.errors import Finding

_DATA = {"application/ld+json", "application/json"}
_TITLES = ("dcterms.title", "dc.title", "citation_title")
_AUTHORS = ("dcterms.creator", "dc.creator", "author")
_DATES = ("dcterms.created", "dcterms.issued", "dc.date", "dcterms.date", "date")
_IDENTIFIERS = ("dcterms.identifier", "dc.identifier")


def judge(data: bytes) -> Judgement:
    """Judge an HTML page."""
    if not data.strip():
        return unreadable("html-broken", "the file is empty")
    parser = html.HTMLParser(encoding=_encoding(data), no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return unreadable("html-broken", f"not HTML: {error}")
    if root is None or b"<" not in data:
        return unreadable("html-broken", "not HTML: it has no tag")
    page = pages.page_of(root, "html")
    return Judgement([*pages.judge(page), *_links(page), *_scripts(page)], _facts(page))


def _encoding(data: bytes) -> str | None:
    """Return utf-8 if a page is valid UTF-8; else None, and the parser detects the encoding."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _links(page: Page) -> Iterator[Finding]:
    """Check that a link inside the page leads to an id of the page."""
    ids = pages.ids(page)
    for address, element in pages.links(page):
        name = unquote(address[1:])
        if address.startswith("#") and name not in ("", "top") and name not in ids:
            message = f"the link “{address[:80]}” leads nowhere"
            yield page.fault("link", message, element, "No element of the page has that id.")


def _scripts(page: Page) -> Iterator[Finding]:
    """Check that the page runs no script."""
    for name, element in page.elements:
        is_script = name == "script" and (element.get("type") or "").lower() not in _DATA
        handlers = [str(key) for key in element.attrib if str(key).lower().startswith("on")]
        address = (element.get("href") or "").strip().lower()
        if is_script or handlers or address.startswith("javascript:"):
            attribute = handlers[0] if handlers else "href"
            message = (
                "the page has a <script>" if is_script else f"<{name} {attribute}> runs a script"
            )
            hint = "Remove it: an edition must be readable for many years without scripts."
            yield page.fault("script", message, element, hint, WARNING)


def _facts(page: Page) -> Facts:
    """Return what the page says about itself."""
    metadata: dict[str, list[str]] = {}
    for name, element in page.elements:
        if (
            name == "meta"
            and element.get("name")
            and (text := (element.get("content") or "").strip())
        ):
            metadata.setdefault(str(element.get("name")).lower(), []).append(text)
    titles = ["".join(map(str, e.itertext())) for name, e in page.elements if name == "title"]

    def first(names: tuple[str, ...]) -> list[str]:
        return next((metadata[name] for name in names if name in metadata), [])

    return Facts(
        title=" ".join((first(_TITLES) or titles or [""])[0].split()),
        authors=tuple(first(_AUTHORS)),
        lang=page.elements[0][1].get("lang") or "",
        date=(first(_DATES) or [""])[0][:10],
        identifier=(first(_IDENTIFIERS) or [""])[0],
    )
