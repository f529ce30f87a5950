"""Links within a line as CommonMark reads them (sections 6.3 and 6.5), written for pandoc.

Pandoc takes an address with spaces, ``[a](not a link)``, and a title in brackets as part of it; and it
knows no address in angle brackets by a scheme that is not registered: ``<localhost:8080/a>`` is a tag.
"""

import re
from collections.abc import Iterator

_TOKEN = re.compile(
    r"\\."
    r"|(?P<code>(?<!`)(`+)(?!`).+?(?<!`)\2(?!`))"
    r"|\$\$.+?\$\$"
    r"|\$(?![\s$])(?:\\.|[^$\\])*?(?<!\s)\$(?!\d)"
    r"|(?P<auto><(?P<uri>(?P<scheme>[A-Za-z][A-Za-z0-9+.-]{1,31}):[^\s<>]*)>)"
    r"|</?[A-Za-z][^<>]*>"
    r"|(?P<open>!?\[)|(?P<link>\]\()|\]",
    re.DOTALL,
)
_QUOTED = r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'"""
_TAIL = re.compile(
    r"\s*(?:(?P<target><(?:\\.|[^<>\n\\])*>|(?:\\.|[^\s<\\(]|\((?:\\.|[^\s()\\]|\([^\s()]*\))*\))"
    r"(?:\\.|[^\s()\\]|\((?:\\.|[^\s()\\]|\([^\s()]*\))*\))*)"
    rf"(?:\s+(?P<title>{_QUOTED}|\((?P<words>(?:\\.|[^()\\])*)\)))?)?\s*\)",
    re.DOTALL,
)
_PLAIN_TAIL = re.compile(r"[^()]*(?:\([^()]*\)[^()]*)*\)(?!\{)")
_KNOWN = re.compile(
    "about|bitcoin|cvs|data|dav|dns|doi|fax|feed|file|ftps?|geo|git|gopher|https?|im|imap|info|ircs?|isbn"
    "|javascript|jms|ldap|mailto|market|message|mid|mms|news|nfs|nntp|pmid|rsync|rtsp|s?ftp|sips?|sms|snmp"
    "|ssh|svn|tel|telnet|tftp|urn|view-source|webcal|ws|wss|xmpp",
    re.IGNORECASE,
)
"""The schemes of documents that pandoc knows; it makes a link of each."""


def write_links(text: str) -> str:
    """Return a paragraph with links that pandoc reads as CommonMark does.

    A picture keeps a name with spaces, which is all that it can mean.
    """
    if "](" not in text and not ("<" in text and ":" in text):
        return text
    return "".join(_written(text))


def _written(text: str) -> Iterator[str]:
    """Yield the parts of a paragraph as pandoc should have them."""
    brackets: list[str] = []
    at = 0
    while found := _TOKEN.search(text, at):
        yield text[at : found.start()]
        at = found.end()
        if found["open"]:
            brackets.append(found["open"])
        elif found[0] in ("]", "]("):
            opening = brackets.pop() if brackets else ""
            if found["link"] and opening == "[":
                tail, at = _tail(text, at)
                yield tail
                continue
        yield _address(found, text) if found["auto"] else found[0]
    yield text[at:]


def _tail(text: str, at: int) -> tuple[str, int]:
    """Return what ends a link from its ``](`` on, and where the text goes on; ``at`` is behind that."""
    tail = _TAIL.match(text, at)
    if tail and tail["words"] is not None:
        words = tail["words"].replace('"', '\\"')
        return f']({tail["target"]} "{words}")', tail.end()
    is_wrong = not tail and _PLAIN_TAIL.match(text, at)
    return ("]\\(" if is_wrong else "]("), at


def _address(found: re.Match[str], text: str) -> str:
    """Return an address in angle brackets as a link, where pandoc does not know its scheme."""
    scheme, uri = found["scheme"], found["uri"]
    if _KNOWN.fullmatch(scheme) or f"</{scheme}:" in text:
        return found[0]
    words = re.sub(r"([^\w\s])", r"\\\1", uri)
    return f"[{words}](<{uri}>)"
