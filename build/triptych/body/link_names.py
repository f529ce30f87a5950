"""Every link has a name that can be read aloud (WCAG 2.2, 2.4.4)."""

from urllib.parse import unquote

from lxml.html import HtmlElement

from triptych.body.phrases import remove_address
from triptych.core.findings import warn
from triptych.core.model import Article
from triptych.sources.occurrences import LINK, Occurrences

_DRAWN = ("math", "svg")


def name_links(body: HtmlElement, article: Article) -> None:
    """Describe a picture that is all there is of a link by its address; remove a link around nothing.

    One that leads to a place in its own article, as themes of sites set beside a heading to copy its
    address from, is removed without a report.
    """
    for link in list(body.iter("a")):
        address = link.get("href")
        if address is None or _has_name(link):
            continue
        if (image := next(link.iter("img"), None)) is not None:
            _describe(image, unquote(address).partition("://")[2].strip("/") or address)
            continue
        if not address.startswith("#"):
            place = Occurrences(article.manuscript).next(LINK, address, unquote(address))
            hint = "It is left out. Write where it leads."
            warn("empty-link", f"the link to “{unquote(address)}” has no text", place, hint)
        remove_address(link)


def _describe(image: HtmlElement, name: str) -> None:
    """Set the description of a picture that is all there is of a link (WCAG technique H30)."""
    image.set("alt", name)
    image.attrib.pop("role", None)
    names = [each for each in image.get("class", "").split() if each != "pf-decorative"]
    image.set("class", " ".join(names))
    if not names:
        del image.attrib["class"]


def _has_name(link: HtmlElement) -> bool:
    """Whether a link has words, a described picture, a drawing or a label of its own."""
    if link.text_content().strip() or (link.get("aria-label") or "").strip():
        return True
    described = any((image.get("alt") or "").strip() for image in link.iter("img"))
    return described or next(link.iter(*_DRAWN), None) is not None
