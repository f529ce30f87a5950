"""Where each of several equal things is in the source, which the parsed tree does not record.

Things are looked up in the order of the text, by what they are and by their words: the second heading
“Results” of the tree is the second such heading of the source. Code and comments hold none, and notes
are counted apart, for the tree has a note where it is referred to, and the source where it is defined.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from triptych.core.errors import Place
from triptych.core.model import Manuscript
from triptych.sources.lines import place_at


def _plain(words: str) -> str:
    """Return words as they are."""
    return words


def _letters(words: str) -> str:
    """Return the letters and digits of words, without attributes, addresses and tags among them."""
    return "".join(c for c in _MARKUP.sub("", words).casefold() if c.isalnum())


def _unquoted(words: str) -> str:
    """Return an attribute as ``name=value``."""
    name, _, value = words.partition("=")
    value = value.strip()
    return f"{name.strip()}={value[1:-1] if value[:1] in _QUOTES else value}"


_QUOTES = ('"', "'")


def _one_line(words: str) -> str:
    """Return words with one space for each space."""
    return " ".join(words.split())


_MARKUP = re.compile(r"\{[^{}]*\}|(?<=\])\([^()]*\)|(?<=\])\[[^\[\]]*\]|</?[A-Za-z][^<>]*>")


@dataclass(frozen=True, slots=True)
class Kind:
    """How things of a kind look in the source; one group of ``pattern`` holds their words."""

    pattern: re.Pattern[str]
    words: Callable[[str], str] = _plain


HEADING = Kind(
    re.compile(
        r"^[ \t>]*(?:(?:[-+*]|\d+[.)])[ \t]+)*#{1,6}[ \t](.+)$"
        r"|^(.+)\n[ \t>]*(?:=+|-+)[ \t]*$"
        r"|<h[1-6]\b[^<>]*>(.*?)</h[1-6]",
        re.MULTILINE | re.IGNORECASE,
    ),
    _letters,
)
PICTURE = Kind(
    re.compile(
        r"!\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(\s*<?([^\s()<>]+)"
        r"|<img\b[^<>]*?\ssrc\s*=\s*[\"']?([^\"'\s<>]+)",
        re.IGNORECASE,
    )
)
LINK = Kind(
    re.compile(
        r"\]\(\s*<?([^\s()<>]*)|\shref\s*=\s*[\"']?([^\"'\s<>]+)|^ {0,3}\[[^\[\]^]+\]:\s*<?([^\s<>]+)",
        re.MULTILINE | re.IGNORECASE,
    )
)
ATTRIBUTE = Kind(
    re.compile(r"(?<![\w-])([\w:-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'{}<>]+))"), _unquoted
)
LANGUAGE = Kind(re.compile(r"\blang\s*=\s*[\"']?([^\"'\s{}<>]+)", re.IGNORECASE))
DIRECTION = Kind(re.compile(r"\bdir\s*=\s*[\"']?([^\"'\s{}<>]+)", re.IGNORECASE))
FORMULA = Kind(re.compile(r"(?<!\\)\$\$?((?:\\.|[^$\\])+)\$"), _one_line)
REFERENCE = Kind(re.compile(r"@(?:\{([^{}\s]+)\}|(\w(?:[\w:.#$%&+?<>~/-]*\w)?))"))
LABEL = Kind(re.compile(r"\{[^{}\n]*?#([^\s{}]+)|\\label\s*\{([^{}\s]+)\}"))
TABLE = Kind(
    re.compile(
        r"^[ \t>]*\|?[ \t]*([^|\n]*)\|.*\n[ \t>]*\|?[ \t]*:?-+:?[ \t]*\|"
        r"|<table\b[^<>]*>(?:\s*<(?!/?t[dh])[^<>]*>)*\s*<t[dh][^<>]*>(.*?)</t[dh]",
        re.MULTILINE | re.IGNORECASE,
    ),
    _letters,
)


class Occurrences:
    """The lines of things that are asked for in the order of the text."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._manuscript = manuscript
        self._counts: Counter[tuple[Kind | None, str, bool]] = Counter()
        self._parts: tuple[str, str] | None = None
        self._found: dict[tuple[Kind, int], dict[str, list[int]]] = {}

    def skip(self, kind: Kind | None, words: str, *, in_note: bool = False) -> None:
        """Count a thing whose line nobody needs."""
        self._counts[kind, kind.words(words) if kind else words, in_note] += 1

    def next(self, kind: Kind | None, *words: str, in_note: bool = False) -> Place:
        """Return the line of the next thing with the first of ``words``.

        A thing of no kind is a piece of text. Where there is no such thing, it is looked for by the
        other words, and then by each as a piece of text; without any it has the place of the article.
        """
        self.skip(kind, words[0], in_note=in_note)
        key = kind.words(words[0]) if kind else words[0]
        number = self._counts[kind, key, in_note] - 1
        for at in self._ways(kind, words, number, in_note=in_note):
            if at >= 0:
                return place_at(self._manuscript, at)
        return Place(self._manuscript.place)

    def _ways(
        self, kind: Kind | None, words: tuple[str, ...], number: int, *, in_note: bool
    ) -> Iterator[int]:
        """Yield where a thing may be, the most exact first; -1 is nowhere."""
        for part in (in_note, not in_note):
            if kind:
                found = self._index(kind, part)
                yield from (_nth(found.get(kind.words(each), []), number) for each in words)
        for part in (in_note, not in_note):
            yield from (_nth_of_text(self._part(part), each, number) for each in words)
        yield from (self._manuscript.text.find(each) for each in words if each)

    def _index(self, kind: Kind, part: int) -> dict[str, list[int]]:
        """Return where the things of a kind are, by their words."""
        if (kind, part) not in self._found:
            found: dict[str, list[int]] = {}
            for match in kind.pattern.finditer(self._part(part)):
                group = match.lastindex or 0
                words = kind.words(self._manuscript.text[slice(*match.span(group))])
                found.setdefault(words, []).append(match.start(group))
            self._found[kind, part] = found
        return self._found[kind, part]

    def _part(self, part: int) -> str:
        """Return the text without its notes (0), or its notes (1), with spaces instead of the rest."""
        if self._parts is None:
            self._parts = _parted(self._manuscript.text)
        return self._parts[part]


def _nth(found: list[int], number: int) -> int:
    """Return the occurrence of that number, from 0, or the last; -1 where there is none."""
    return found[min(number, len(found) - 1)] if found else -1


def _nth_of_text(text: str, words: str, number: int) -> int:
    """Return where a piece of text occurs for that time, from 0, or the last; -1 for never."""
    at = text.find(words) if words else -1
    while number and at >= 0:
        after = text.find(words, at + len(words))
        if after < 0:
            break
        at, number = after, number - 1
    return at


_FENCED = re.compile(
    r"^(?P<indent>[ \t>]*)(?P<fence>`{3,}|~{3,})[^\n]*\n(?P<code>.*?)(?:^[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)",
    re.MULTILINE | re.DOTALL,
)
_UNREAD = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n).)*?(?<!`)\1(?!`)|<!--.*?-->", re.DOTALL)
_NOTE = re.compile(
    r"^[ \t>]*\[\^[^\]\s]+\]:[^\n]*(?:\n[ \t]*\S[^\n]*)*"
    r"(?:\n(?:[ \t]*\n)+(?: {4}|\t)[^\n]*(?:\n[ \t]*\S[^\n]*)*)*",
    re.MULTILINE,
)
_INK = re.compile(r"[^\n]")


def text_without_code(text: str) -> str:
    """Return a text with spaces instead of its code and comments, each line at its place."""
    read = _FENCED.sub(
        lambda m: m[0].replace(m["code"], _blank(m["code"])) if m["code"] else m[0], text
    )
    return _UNREAD.sub(lambda m: _blank(m[0]), read)


def _parted(text: str) -> tuple[str, str]:
    """Return a text without its notes, and its notes; spaces are in the place of all else, and of code."""
    read = text_without_code(text)
    spans = [match.span() for match in _NOTE.finditer(read)]
    inside = [span for span in _inline_notes(read) if not any(a <= span[0] < b for a, b in spans)]
    body, notes, at = [], [], 0
    for start, end in sorted([*spans, *inside]):
        body += [read[at:start], _blank(read[start:end])]
        notes += [_blank(read[at:start]), read[start:end]]
        at = end
    return "".join([*body, read[at:]]), "".join([*notes, _blank(read[at:])])


def _blank(text: str) -> str:
    """Return a text as spaces, its lines kept."""
    return _INK.sub(" ", text)


def _inline_notes(text: str) -> list[tuple[int, int]]:
    """Return where the notes that are written in place, ``^[…]``, begin and end."""
    spans: list[tuple[int, int]] = []
    at = text.find("^[")
    while at >= 0:
        depth, end = 0, at + 1
        while end < len(text):
            depth += {"[": 1, "]": -1}.get(text[end], 0)
            end += 1
            if depth == 0 or text.startswith("\n\n", end):
                break
        spans.append((at, end))
        at = text.find("^[", end)
    return spans
