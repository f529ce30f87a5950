"""Links to other articles of the publication: to their editions of the same kind, or to their addresses.

The body names the folder of the other's editions in ``data-pf-article``, and its place in ``href``; of a
member of an issue that has no editions of its own, ``data-pf-issue`` is the folder of the issue's.
"""

from posixpath import relpath

from lxml.html import HtmlElement

from triptych.body.phrases import remove_address
from triptych.core.errors import Place
from triptych.core.findings import note
from triptych.core.member_names import ARTICLE, ISSUE, RELATIVE, member_name, scoped, slug_in_issue
from triptych.core.model import Article


def link_pages(body: HtmlElement, article: Article) -> None:
    """Make each link to another article lead to its HTML."""
    for link, folder, fragment in _links(body, article):
        link.set(
            "href", _web(article, folder, fragment) or _beside(article, folder, "html") + fragment
        )


def link_papers(body: HtmlElement, article: Article) -> None:
    """Make each link to another article lead to its PDF (ISO 32000-2, 12.6.4.8: relative addresses)."""
    for link, folder, fragment in _links(body, article):
        address = _web(article, folder, fragment)
        link.set("href", address or f"{RELATIVE}{_beside(article, folder, 'pdf')}{fragment}")


def link_books(body: HtmlElement, article: Article) -> None:
    """Make each link to another article lead to its address.

    A book may name no file outside itself (EPUB 3.3, section 3.6); where the publication has no
    address, the link is its words.
    """
    lost = 0
    for link, folder, fragment in _links(body, article):
        if url := article.meta.publication_url:
            link.set("href", f"{url.rstrip('/')}/{folder}/{fragment}")
            continue
        lost += 1
        remove_address(link)
    if lost:
        words = "link to another article is" if lost == 1 else "links to other articles are"
        hint = "Set `url`, the publication's address: a book cannot link to files beside it."
        place = Place(article.manuscript.place)
        note("article-link", f"{lost} {words} without an address in the EPUB", place, hint)


def _links(body: HtmlElement, article: Article) -> list[tuple[HtmlElement, str, str]]:
    """Return the links to other articles, unmarked, each with the other's folder and ``#place`` or "".

    One to a member of an issue that has no editions of its own leads to it in the issue's.
    """
    found, is_foreign = [], bool(article.manuscript.site.mark)
    for link in body.iter("a"):
        if folder := str(link.attrib.pop(ARTICLE, "")):
            fragment = str(link.get("href", "")).partition("#")[2]
            if issue := str(link.attrib.pop(ISSUE, "")):
                name = member_name(slug_in_issue(folder, is_foreign=is_foreign))
                folder, fragment = issue, scoped(name, fragment) if fragment else name
            found.append((link, folder, f"#{fragment}" if fragment else ""))
    return found


def _web(article: Article, folder: str, fragment: str) -> str:
    """Return the address of another article on the web, where links are to lead there; else ""."""
    url = article.meta.publication_url
    if article.manuscript.link_targets != "web" or not url:
        return ""
    return f"{url.rstrip('/')}/{folder}/{fragment}"


def _beside(article: Article, folder: str, suffix: str) -> str:
    """Return the path of another article's edition, from this one's."""
    slug = folder.rpartition("/")[2]
    return relpath(f"{folder}/{slug}.{suffix}", article.manuscript.out_folder or ".")
