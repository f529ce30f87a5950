"""Wiki links: ``[[note#heading|words]]`` as links to the articles that they name."""

import re
from urllib.parse import quote, unquote

from triptych.dialects import blocks, scanner
from triptych.dialects.page import Page

WIKI = re.compile(r"(?<!\\)(?P<embed>!?)\[\[(?P<inner>[^\[\]\n]+?)\]\]")
"""A wiki link, or with ``embed`` what is set in the text."""

LINK = re.compile(
    r"(?<![\\!])\[(?P<words>(?:[^\[\]\\]|\\.|!?\[[^\[\]]*\](?:\([^()\s]*\))?)*)\]"
    r"\((?P<address><[^<>\n]*>|[^()\s<>]*(?:\([^()\s]*\)[^()\s]*)*)(?P<title>[ \t]+\"[^\"\n]*\")?[ \t]*\)",
    re.DOTALL,
)
"""A link in Markdown, whose words may be a picture."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_MARKUP = re.compile(r"([\\`*_\[\]<>$^~#|])")


def parts(inner: str) -> list[str]:
    """Return what is between the bars of a wiki link, whose bars have a backslash in tables."""
    return [part.strip() for part in re.split(r"\\?\|", inner)]


def escaped(words: str) -> str:
    """Return words in which nothing is markup."""
    return _MARKUP.sub(r"\\\1", words)


def address(page: Page, target: str) -> str:
    """Return the address of a note and a place in it, from the root after ``/``; "" for no article.

    ``target`` is ``note``, ``note#heading``, ``note#heading#below`` or ``note#^block``; without a
    note it is a place in the page itself.
    """
    name, _, place = target.partition("#")
    article = page.find_article(name.strip()) if name.strip() else page.name
    if not article:
        return ""
    fragment = quote(place.strip(), safe="^")
    return f"/{quote(article)}#{fragment}" if fragment else f"/{quote(article)}"


def link(page: Page, inner: str) -> str:
    """Return a wiki link as a link; to an article that is not there, as one that is reported."""
    target, *rest = parts(inner)
    words = " ".join(part for part in rest if part) or escaped(shown(target))
    found = address(page, target)
    if not found:
        name = target.partition("#")[0].strip()
        file = page.find_file(name)
        found = f"/{quote(file)}" if file else target
    return blocks.link(words, found)


def shown(target: str) -> str:
    """Return the words for a target without any: ``note > heading``, without the id of a block."""
    name, *places = (part.strip() for part in target.split("#"))
    words = [part for part in (name, *places) if part and not part.startswith("^")]
    return " > ".join(words) or target.strip("#^ ")


def rewrite(text: str, page: Page) -> str:
    """Return a text with wiki links and links to notes as links from the root."""
    if "[[" in text:
        text = scanner.substitute(text, WIKI, lambda found: link(page, found["inner"]))
    return scanner.substitute(text, LINK, lambda found: _from_root(page, found))


def _from_root(page: Page, found: scanner.Found) -> str | None:
    """Return a link to a note, which is found by its name from anywhere, with its path from the root."""
    typed = found["address"]
    plain = typed.strip("<>")
    if not plain or plain.startswith("/") or _SCHEME.match(plain):
        return None
    name, mark, place = plain.partition("#")
    if name and not re.search(r"(?:\.md|/|^[^.]+)$", name, re.IGNORECASE):
        return None
    known = address(page, f"{unquote(name)}{mark}{unquote(place)}")
    return f"[{found['words']}]({known}{found['title']})" if known else None
