"""Links lead somewhere in every edition: to a place in the text, or to a complete address."""

import re
from urllib.parse import quote, unquote, urljoin, urlsplit

from lxml.html import HtmlElement

from triptych.body.phrases import remove_address
from triptych.core.findings import note, warn
from triptych.core.member_names import ARTICLE, ISSUE
from triptych.core.model import Article, Manuscript
from triptych.core.web_address import is_host, quote_address
from triptych.sources import article_index, site_files
from triptych.sources.occurrences import LINK, Occurrences

_SCHEMES = {"http", "https", "mailto", "tel"}
_TOP = "pf-title"


def resolve_links(body: HtmlElement, article: Article) -> None:
    """Resolve each link to an address that works in every edition; one without any becomes its words.

    A link within the text may name an id as code forges derive it from a heading. A relative address is
    taken from the article's ``source``.
    """
    known = {str(e.get("id")) for e in body.iter() if e.get("id")}
    derived = {**_of_title(article), **_derived(body)}
    dead: set[str] = set()
    for link in list(body.iter("a")):
        href = link.get("href")
        if href is None:
            continue
        address = href.strip()
        if article.works and link.get(ARTICLE):
            continue  # to the list of works that the issue has for all
        if not address.startswith("#") and _to_article(link, address, article.manuscript):
            continue
        is_within = address.startswith("#")
        resolved = (
            _within(address[1:], known, derived)
            if is_within
            else _outside(address, article.meta.source)
        )
        if resolved:
            link.set("href", resolved)
        elif is_within or not _on_site(link, address, article.manuscript):
            remove_address(link)
            if address not in dead:
                dead.add(address)
                _report_dead(address, article)


def _to_article(link: HtmlElement, address: str, manuscript: Manuscript) -> bool:
    """Make a link to another article of the publication one to its editions; whether it is one."""
    target = article_index.resolve(manuscript.root, manuscript.path, address)
    if not target:
        return False
    if target.folder == manuscript.out_folder:
        link.set("href", f"#{target.fragment or _TOP}")
        return True
    link.set("href", f"#{quote(target.fragment)}")
    link.set(ARTICLE, target.folder)
    if target.issue:
        link.set(ISSUE, target.issue)
    return True


def _on_site(link: HtmlElement, address: str, manuscript: Manuscript) -> bool:
    """Make a link to a page of the site that is no article here lead to the web; whether it does."""
    url = site_files.web_address(manuscript, address)
    web = _outside(url, "") if url else ""
    if not web:
        return False
    link.set("href", web)
    if site_files.is_article_file(address):
        message = f"the link “{address}” leads to no article here, so it leads to the web"
        meant = article_index.nearest(manuscript.root, address.partition("#")[0])
        hint = f"Did you mean `/{meant}`?" if meant else "Check the path, or add the article."
        note("article-missing", message, Occurrences(manuscript).next(LINK, address), hint)
    return True


def _within(fragment: str, known: set[str], derived: dict[str, str]) -> str:
    """Return the address of a place in the text; "" when there is none."""
    name = unquote(fragment)
    if name in known:
        return f"#{name}"
    if found := derived.get(name) or derived.get(f"{_BY_LETTERS}{_letters(name)}"):
        return f"#{found}"
    return f"#{_TOP}" if name in ("", "top") else ""


def _derived(body: HtmlElement) -> dict[str, str]:
    """Return the ids of headings by the names that code forges derive from their words.

    They are also known by their letters and digits alone, on which all tools agree.
    """
    ids: dict[str, str] = {}
    by_letters: dict[str, str] = {}
    for heading in body.iter("h2", "h3", "h4", "h5", "h6"):
        typed = _SPACES.sub(" ", heading.text_content().strip().lower())
        if letters := _letters(typed):
            by_letters.setdefault(f"{_BY_LETTERS}{letters}", str(heading.get("id") or ""))
        words = re.sub(r"[^\w\- ]", "", typed).replace(" ", "-")
        name, count = words, 0
        while name in ids:
            count += 1
            name = f"{words}-{count}"
        ids[name] = str(heading.get("id") or "")
    return {name: mark for name, mark in {**by_letters, **ids}.items() if mark}


def _of_title(article: Article) -> dict[str, str]:
    """Return what calls the title: the id of the heading that it was, and its letters and digits."""
    letters = _letters(article.meta.title)
    names = [article.title_id, f"{_BY_LETTERS}{letters}" if letters else ""]
    return {name: _TOP for name in names if name}


_SPACES = re.compile("[\u00a0\u202f]")
"""The spaces that were set where an author typed another."""

_BY_LETTERS = "letters of "


def _letters(words: str) -> str:
    """Return the letters and digits of words."""
    return "".join(c for c in words.casefold() if c.isalnum())


def _outside(address: str, source: str) -> str:
    """Return a complete address (RFC 3986), percent-encoded where it must be; "" when there is none.

    One that has a host and no scheme (section 4.2) is taken for one of HTTPS.
    """
    address = f"https:{address}" if address.startswith("//") and not source else address
    try:
        whole = urljoin(source, address) if source else address
        parts = urlsplit(whole)
        if parts.scheme.lower() not in _SCHEMES or (parts.netloc and parts.port == 0):
            return ""
    except ValueError:
        return ""
    has_host = is_host(parts.hostname) or parts.scheme.lower() not in ("http", "https")
    return quote_address(whole) if has_host else ""


def _report_dead(address: str, article: Article) -> None:
    """Report a link that leads nowhere."""
    place = Occurrences(article.manuscript).next(LINK, address, unquote(address))
    if address.startswith("#"):
        message = f"the link “{address}” leads to no id of this article"
        hint = "Give the heading or block this id: {#…}."
        warn("unresolved-link", message, place, hint)
        return
    if not address:
        warn(
            "relative-link", "a link has no address", place, "Its words stay. Write where it leads."
        )
        return
    message = f"the link “{address}” leads nowhere outside the article's folder"
    hint = "Write the full address, or add the article's own as `source:`."
    if article.manuscript.site.mark:
        message = f"the link “{unquote(address)}” leads to no article of this site"
        hint = "Its words stay. Check the name, or add the page."
    if meant := article_index.nearest(article.manuscript.root, address.partition("#")[0]):
        message = f"the link “{unquote(address)}” leads to no article"
        hint = f"Did you mean `/{meant}`?"
    warn("relative-link", message, place, hint)
