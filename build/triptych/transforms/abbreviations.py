"""``*[HTML]: Hypertext Markup Language`` adds its expansion to each HTML in the text.

pandoc skips such a line and keeps nothing of it (User's Guide, "abbreviations"), so it is read here.
"""

import re
from dataclasses import replace
from html import escape

from triptych.core.findings import note
from triptych.core.model import Article, Tree
from triptych.markdown import tree
from triptych.sources.lines import place_of_line

_LINE = re.compile(r"^\*\[([^\]\n]+)\]:[ \t]*(\S.*)$")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")


def expand_abbreviations(article: Article) -> Article:
    """Mark each abbreviation that the text defines; report one that does not occur in it."""
    found = _definitions(article)
    if not found:
        return article
    words = sorted(found, key=lambda word: (-len(word), word))
    pattern = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, words))})(?!\w)")
    used: set[str] = set()

    def mark(element: Tree) -> list[Tree] | None:
        if element["t"] != "Str" or not pattern.search(element["c"]):
            return None
        parts = pattern.split(element["c"])
        used.update(parts[1::2])
        out: list[Tree] = []
        for number, part in enumerate(parts):
            text = [{"t": "Str", "c": part}] if part else []
            out += _enclosed(text, found[part][0]) if number % 2 else text
        return out

    blocks = tuple(tree.replace(list(article.blocks), mark, words=True))
    for word, (_, line) in found.items():
        if word not in used:
            message = f"the abbreviation “{word}” does not occur in the text"
            place = place_of_line(article.manuscript, line)
            hint = "Remove its line, or spell it as in the text."
            note("abbreviation-unused", message, place, hint)
    return replace(article, blocks=blocks)


def _definitions(article: Article) -> dict[str, tuple[str, int]]:
    """Return the expansion of each abbreviation and the line that defines it, code left out."""
    found: dict[str, tuple[str, int]] = {}
    fence = ""
    for number, line in enumerate(article.manuscript.text.split("\n")):
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence):
            fence = ""
        elif not fence and (defined := _LINE.match(line)):
            found.setdefault(defined[1].strip(), (defined[2].strip(), number))
    return found


def _enclosed(text: list[Tree], expansion: str) -> list[Tree]:
    """Put inlines into an ``abbr`` element (HTML Living Standard, section 4.5.9)."""
    opening = f'<abbr title="{escape(expansion)}">'
    return [_raw(opening), *text, _raw("</abbr>")]


def _raw(html: str) -> Tree:
    """Return an inline of raw HTML."""
    return {"t": "RawInline", "c": ["html", html]}
