"""Links within a line as CommonMark reads them (sections 6.3 and 6.5), written for pandoc.

Pandoc takes an address with spaces, ``[a](not a link)``, and a title in brackets as part of it; and it
knows no address in angle brackets by a scheme that is not registered: ``<localhost:8080/a>`` is a tag.
"""

import re

from triptych.markdown import bare_addresses

_TOKEN = re.compile(
    r"\\."
    r"|(?P<code>(?<!`)(`+)(?!`).+?(?<!`)\2(?!`))"
    r"|\$\$.+?\$\$"
    r"|\$(?![\s$])(?:\\.|[^$\\])*?(?<!\s)\$(?!\d)"
    r"|(?P<auto><(?P<uri>(?P<scheme>[A-Za-z][A-Za-z0-9+.-]{1,31}):[^\s<>]*)>)"
    r"|</?[A-Za-z][^<>]*>"
    rf"|(?P<web>{bare_addresses.WEB})|(?P<mail>{bare_addresses.MAIL})"
    r"|(?P<open>[!^]?\[)|(?P<link>\]\()|\]",
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
_FILLED = re.compile(r"\{[{%]")
"""What another tool would fill in, in an address."""

_DEFINED = re.compile(r"(?<!\\)\[(?!\^)[^\[\]]*\]:\s*$")
"""What is before the address of a definition."""

_LABEL = 200
"""The most characters of a label that are looked at."""

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
    is_bare = not text.isascii() and ("://" in text or "@" in text)
    if "](" not in text and not ("<" in text and ":" in text) and not is_bare:
        return text
    return "".join(_written(text))


def _written(text: str) -> list[str]:
    """Return the parts of a paragraph as pandoc should have them."""
    parts: list[str] = []
    brackets: list[tuple[str, int]] = []
    outer = 0  # the brackets, from the first on, in which a link is: they are none (section 6.3)
    at = 0
    while found := _TOKEN.search(text, at):
        parts.append(text[at : found.start()])
        part, at = found[0], found.end()
        if found["open"]:
            brackets.append((part, len(parts)))
        elif part in ("]", "]("):
            opening, number = brackets.pop() if brackets else ("", 0)
            is_outer = opening == "[" and len(brackets) < outer
            outer = min(outer, len(brackets))
            if is_outer and (found["link"] or text[at : at + 1] == "["):
                parts[number], part = "\\[", f"\\{part}"
            elif found["link"]:
                part, at = _tail(text, at, is_link=opening == "[")
                if opening == "[" and part[:2] == "](":
                    outer = len(brackets)
        elif found["auto"]:
            part = _address(found, text)
        elif not brackets and (found["web"] or found["mail"]):
            part = _bare(found, text)
            at = found.start() + len(part.strip("<>"))
        parts.append(part)
    return [*parts, text[at:]]


def _bare(found: re.Match[str], text: str) -> str:
    """Return a bare address beside wide letters as one in angle brackets, else what is typed."""
    start = found.start()
    if _DEFINED.search(text[max(0, start - _LABEL) : start]):
        return found[0]
    before, after = text[max(0, start - 1) : start], text[found.end() : found.end() + 1]
    if found["mail"]:
        return f"<{found[0]}>" if bare_addresses.is_beside_letters(before, after) else found[0]
    length = bare_addresses.address_length(found[0], before)
    return f"<{found[0][:length]}>" if length else found[0]


def _tail(text: str, at: int, *, is_link: bool) -> tuple[str, int]:
    """Return a link or picture from its ``](`` on, behind which ``at`` is, and where the text goes on."""
    tail = _TAIL.match(text, at)
    if not tail:
        is_text = (
            is_link and (plain := _PLAIN_TAIL.match(text, at)) and not _FILLED.search(plain[0])
        )
        return ("]\\(" if is_text else "]("), at
    if is_link and tail["words"] is not None:
        words = tail["words"].replace('"', '\\"')
        return f']({tail["target"]} "{words}")', tail.end()
    return f"]({tail[0]}", tail.end()


def _address(found: re.Match[str], text: str) -> str:
    """Return an address in angle brackets as a link, where pandoc does not know its scheme."""
    scheme, uri = found["scheme"], found["uri"]
    if _KNOWN.fullmatch(scheme) or f"</{scheme}:" in text:
        return found[0]
    words = re.sub(r"([^\w\s])", r"\\\1", uri)
    return f"[{words}](<{uri}>)"
