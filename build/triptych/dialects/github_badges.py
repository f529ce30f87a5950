"""Badges: pictures on the network that show a state, of which a printed text has the words."""

import re
from html import unescape

from triptych.dialects import blocks, scanner, wikilinks
from triptych.dialects.page import Page, report_foreign

_BADGE = re.compile(
    r"https?://(?:[\w.-]*\.)?(?:shields\.io|badgen\.net|badge\.fury\.io|forthebadge\.com|travis-ci\.(?:org|com)"
    r"|codecov\.io|coveralls\.io|circleci\.com|appveyor\.com|codeclimate\.com|snyk\.io|gitter\.im|pepy\.tech"
    r"|poser\.pugx\.org|deps\.rs|hits\.sh|hits\.dwyl\.com|komarev\.com|david-dm\.org|isitmaintained\.com"
    r"|deepscan\.io|bestpractices\.coreinfrastructure\.org|bestpractices\.dev|visitor-badge\.\w+)/"
    r"|https?://\S*(?:[/_-]badges?[/.?]|/badges?$|badge\.svg|status\.svg|[?&]badge\b|badge-\w+\.svg|/workflows/\S+\.svg)",
    re.IGNORECASE,
)
_ALT = r"!\[(?P<alt>(?:[^\[\]\n]|\[[^\[\]\n]*\])*)\]"
_ADDRESS = r"[^()\s]+(?:\([^()\s]*\)[^()\s]*)*"
_PICTURE = re.compile(
    rf"(?P<open>\[[ \t\n]?)?{_ALT}"
    rf"(?:\((?P<src>{_ADDRESS})(?:[ \t]+[^()\n]*)?\)|\[(?P<label>[^\[\]\n]*)\])"
    rf"(?(open)[ \t\n]?\](?:\((?P<href>{_ADDRESS}|)(?:[ \t]+[^()\n]*)?\)|\[(?P<to>[^\[\]\n]*)\]))"
)
_IMG = re.compile(r"<img\b(?P<rest>[^<>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"\b(src|alt)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))", re.IGNORECASE
)
_DEFINITION = re.compile(r"^[ ]{0,3}\[([^\[\]\n]+)\]:[ \t]*<?([^\s<>]+)>?", re.MULTILINE)
_HINT = "Its words are set: the picture shows a state that changes."


def rewrite(text: str, page: Page) -> str:
    """Return a text with the words of its badges in their place, and reports them once."""
    if not ("](" in text or "][" in text or "<img" in text.lower()):
        return text
    defined: dict[str, str] = {}
    for found in scanner.find(text, _DEFINITION):
        defined.setdefault(_label(found[1]), found[2])
    badges: list[str] = []

    def in_markdown(found: scanner.Found) -> str | None:
        label = found["label"] or found["alt"]
        source = found["src"] or defined.get(_label(label), "")
        if not _BADGE.match(source):
            return None
        badges.append(found[0])
        target = found["href"] or defined.get(_label(found["to"] or label), "")
        words = wikilinks.escaped(found["alt"].strip())
        if not (found["open"] and target):
            return words
        return blocks.link(words, target) if words else ""

    def in_html(found: scanner.Found) -> str | None:
        values = {
            m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(found["rest"])
        }
        if not _BADGE.match(unescape(values.get("src", ""))):
            return None
        badges.append(found[0])
        return values.get("alt", "")

    text = scanner.substitute(text, _PICTURE, in_markdown)
    text = scanner.substitute(text, _IMG, in_html)
    report_foreign(page, "badge", badges, _HINT)
    return text


def _label(words: str) -> str:
    """Return the label of a reference as it is compared: without case, with single spaces."""
    return " ".join(words.split()).casefold()
