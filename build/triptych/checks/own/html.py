"""Checks of an HTML page: what any page is judged by, that its links lead somewhere, that nothing runs."""

from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree, html

from triptych.checks.own import page as pages
from triptych.checks.own.findings import Facts, Findings, broken
from triptych.checks.own.page import Page
from triptych.checks.verdict import Verdict
from triptych.core.errors import Severity

_DATA = {"application/ld+json", "application/json"}
_TITLES = ("dcterms.title", "dc.title", "citation_title")
_AUTHORS = ("dcterms.creator", "dc.creator", "author")
_DATES = ("dcterms.created", "dcterms.issued", "dc.date", "dcterms.date", "date")
_IDENTIFIERS = ("dcterms.identifier", "dc.identifier")


def judge(data: bytes) -> Findings:
    """Judge an HTML page."""
    if not data.strip():
        return broken("html-broken", "the file is empty")
    parser = html.HTMLParser(encoding=_encoding(data), no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return broken("html-broken", f"this is no HTML: {error}")
    if root is None or b"<" not in data:
        return broken("html-broken", "this is no HTML: there is no tag in it")
    page = pages.page_of(root, "html")
    return Findings([*pages.judge(page), *_links(page), *_scripts(page)], _facts(page))


def _encoding(data: bytes) -> str | None:
    """Give UTF-8 where a page is that; else the parser looks for itself."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _links(page: Page) -> Iterator[Verdict]:
    """Hold that a link inside the page leads to something that is there."""
    there = pages.ids(page)
    for address, element in pages.links(page):
        name = unquote(address[1:])
        if address.startswith("#") and name not in ("", "top") and name not in there:
            message = f"the link “{address[:80]}” leads nowhere"
            yield page.fault("link", message, element, "Nothing on the page has that id.")


def _scripts(page: Page) -> Iterator[Verdict]:
    """Hold that nothing on the page runs."""
    for name, element in page.elements:
        is_script = name == "script" and (element.get("type") or "").lower() not in _DATA
        handlers = [str(key) for key in element.attrib if str(key).lower().startswith("on")]
        address = (element.get("href") or "").strip().lower()
        if is_script or handlers or address.startswith("javascript:"):
            what = handlers[0] if handlers else "script"
            message = f"<{name}> runs a program ({what})"
            hint = "An edition that is read in many years must not need one."
            yield page.fault("script", message, element, hint, Severity.WARNING)


def _facts(page: Page) -> Facts:
    """Give what the page says of itself."""
    told: dict[str, list[str]] = {}
    for name, element in page.elements:
        if (
            name == "meta"
            and element.get("name")
            and (text := (element.get("content") or "").strip())
        ):
            told.setdefault(str(element.get("name")).lower(), []).append(text)
    titles = ["".join(map(str, e.itertext())) for name, e in page.elements if name == "title"]

    def first(names: tuple[str, ...]) -> list[str]:
        return next((told[name] for name in names if name in told), [])

    return Facts(
        title=" ".join((first(_TITLES) or titles or [""])[0].split()),
        authors=tuple(first(_AUTHORS)),
        lang=page.elements[0][1].get("lang") or "",
        date=(first(_DATES) or [""])[0][:10],
        identifier=(first(_IDENTIFIERS) or [""])[0],
    )
