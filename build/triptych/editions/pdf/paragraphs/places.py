"""Where the lines of a paragraph may end: between words, and inside words where hyphenation allows it."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from string import ascii_lowercase
from typing import Any, NamedTuple

from triptych.editions.pdf.paragraphs.flatten import ATOM, Flat, Run
from triptych.editions.pdf.paragraphs.library import Library
from triptych.editions.pdf.paragraphs.material import Kind, Material, Place
from triptych.editions.pdf.paragraphs.shape import shape

HYPHENS = "-\u2010"
_SOFT_HYPHEN = "\u00ad"
_DASH = "\u2014"
_ATOM_CLASS = "\u2e80"
"""A character that breaks as a picture does (CSS Text 3, 5.1)."""

_LINE_BREAK, _LETTER_BREAK, _WORD_START, _WORD_END = 1, 1 << 2, 1 << 5, 1 << 6
"""Bits of a character's attributes (``PangoLogAttr``)."""

_NOUNS = ("de", "lb")
"""Languages where a capital begins every noun, not only a name."""


class Division(NamedTuple):
    """A place in a word where it is divided.

    The first part ends at the character ``end`` and then has ``tail``, the hyphen and letters that change;
    the second begins at ``next``. ``width`` is that of the tail in CSS pixels.
    """

    next: int
    end: int
    tail: str
    width: float = 0.0


class Places:
    """The places of a flattened paragraph, found when they are first asked for."""

    def __init__(self, library: Library, context: Any, flat: Flat, lang: str | None) -> None:
        self._library = library
        self._context = context
        self._flat = flat
        text = flat.text.replace(ATOM, _ATOM_CLASS)
        attributes = library.line_break.get_log_attrs(text, lang)
        view = memoryview(library.ffi.buffer(attributes)).cast("B").cast("I")
        self._attributes: Sequence[int] = view.tolist()
        self.divisions: dict[int, Division] = {}
        self._every: list[Place] | None = None
        self.undivided = list(self._breaks())

    def inside(self, material: Material, span: tuple[int, int], width: float) -> list[Place]:
        """Return the places of a span, and those between the letters of words wider than ``width``.

        Such a word is divided where its style has ``overflow-wrap`` (CSS Text 3, 5.5), with a hyphen
        where words of its text have one.
        """
        begin, end = span
        known = within(self.every(), begin, end)
        found = list(known)
        for first, last in pairwise([begin, *(place.next for place in known), end]):
            if material.edges[last] - material.edges[first] > width:
                found += filter(None, map(self._loose, range(first + 1, last)))
        return sorted(found, key=lambda place: (place.next, place.end))

    def _loose(self, at: int) -> Place | None:
        """Return the place before a letter at which a word may be divided when it is too wide."""
        number = bisect_left(self._flat.runs, at, key=lambda run: run.begin) - 1
        run = self._flat.runs[number]
        if (
            number < 0
            or at >= run.end
            or at in self._flat.joined
            or " " in self._flat.text[at - 1 : at + 1]
        ):
            return None
        style = run.box.style
        if style["overflow_wrap"] == "normal" or not self._attributes[at] & _LETTER_BREAK:
            return None
        if unicodedata.bidirectional(self._flat.text[at]) == "AL":
            return None  # joined letters have another width at the end of a line
        if style["hyphens"] != "auto":
            return Place(at, at)
        division = Division(at, at, style["hyphenate_character"])
        width = self._tail(run, division)
        self.divisions[at] = division._replace(width=width)
        return Place(at, at, Kind.DIVISION, width)

    def every(self) -> list[Place]:
        """Return all places in the order of the text."""
        if self._every is None:
            divided = list(self._divided())
            known = {place.next for place in divided}
            others = [place for place in self.undivided if place.next not in known]
            self._every = sorted((*others, *divided), key=lambda place: (place.next, place.end))
        return self._every

    def of_word(self, at: int) -> frozenset[int]:
        """Return where lines would begin inside the word that a character is in."""
        text = self._flat.text
        begin = text.rfind(" ", 0, at) + 1
        end = text.find(" ", at)
        inside = within(self.every(), begin, end if end >= 0 else len(text))
        return frozenset(place.next for place in inside if place.kind)

    def _breaks(self) -> Iterator[Place]:
        """Yield the places between words, as Unicode has them (UAX 14); none is before a joined dash."""
        text, joined = self._flat.text, self._flat.joined
        for at in range(1, len(text)):
            if not self._attributes[at] & _LINE_BREAK or at in joined or text[at] == " ":
                continue
            before = text[at - 1]
            if before in (_SOFT_HYPHEN, "\n") or (text[at] == _DASH and before != " "):
                continue
            end = at
            while end and text[end - 1] == " ":
                end -= 1
            is_hyphen = end == at and before in HYPHENS and at > 1 and not text[at - 2].isspace()
            yield Place(at, end, Kind.OWN_HYPHEN if is_hyphen else Kind.PLAIN)

    def _divided(self) -> Iterator[Place]:
        """Yield the places in words, and record what is set there."""
        for run in self._flat.runs:
            style = run.box.style
            if style["hyphens"] == "none" or style["white_space"] == "nowrap":
                continue
            soft = self._soft(run)
            found = soft + (self._automatic(run) if style["hyphens"] == "auto" else [])
            for division, kind in found:
                if division.next in self._flat.joined:
                    continue
                width = self._tail(run, division)
                self.divisions[division.next] = division._replace(width=width)
                yield Place(division.next, division.end, kind, width)

    def _soft(self, run: Run) -> list[tuple[Division, Kind]]:
        """Return the places of a run where the author allows a division."""
        hyphen = run.box.style["hyphenate_character"]
        return [
            (Division(run.begin + at + 1, run.begin + at + 1, hyphen), Kind.DIVISION)
            for at, letter in enumerate(run.box.text)
            if letter == _SOFT_HYPHEN and at + 1 < len(run.box.text)
        ]

    def _automatic(self, run: Run) -> list[tuple[Division, Kind]]:
        """Return the places of a run where its language allows a division."""
        style = run.box.style
        lang = style["lang"] and self._library.line_break.pyphen.language_fallback(style["lang"])
        if not lang:
            return []
        total, left, right = style["hyphenate_limit_chars"]
        known = self._dictionary(lang, (left, right, total))
        hyphen, has_names = style["hyphenate_character"], not lang.startswith(_NOUNS)
        found = []
        for begin, end in self._words(run):
            word = self._flat.text[begin:end]
            if end - begin < total or _SOFT_HYPHEN in word:
                continue
            if word not in known:
                known[word] = tuple(_parts(known[""], word))
            kind = Kind.NAME if has_names and word[0].isupper() else Kind.DIVISION
            for following, stop, letters in known[word]:
                division = Division(begin + following, begin + stop, letters + hyphen)
                found.append((division, kind))
        return found

    def _dictionary(self, lang: str, limits: tuple[int, int, int]) -> dict[str, Any]:
        """Return the words of a language that were divided before, and as ``""`` its patterns."""
        dictionaries = self._context.dictionaries
        left, right, total = limits
        patterns = dictionaries.get((lang, left, right, total))
        if patterns is None:
            pyphen = self._library.line_break.pyphen
            patterns = pyphen.Pyphen(lang=lang, left=left, right=right)
            dictionaries[lang, left, right, total] = patterns
        words: dict[str, Any] = dictionaries.setdefault(("words", lang, *limits), {"": patterns})
        return words

    def _words(self, run: Run) -> Iterator[tuple[int, int]]:
        """Yield the beginning and the end of each word that is in a run completely."""
        attributes = self._attributes
        begin = -1
        for at in range(run.begin, run.end + 1):
            if attributes[at] & (_WORD_START | _WORD_END):
                if attributes[at] & _WORD_END and begin >= 0:
                    yield begin, at
                begin = at if attributes[at] & _WORD_START else -1

    def _tail(self, run: Run, division: Division) -> float:
        """Return the width of what a division adds after the letter before it, in CSS pixels."""
        letter = self._flat.text[division.end - 1]
        style = run.box.style
        cache = style.cache.setdefault("tails", {})
        names = ("font_family", "font_size", "font_weight", "font_style", "letter_spacing")
        known = cache.setdefault((division.tail, *(style[name] for name in names)), {})
        if letter not in known:
            # One shaping measures all letters that words are divided after, in nearly every language.
            letters = letter if known else f"{ascii_lowercase}{letter}"
            pairs = [f"{each} {each}{division.tail}" for each in letters]
            edges = shape(self._library, " ".join(pairs), style).edges
            length, begin = len(pairs[0]), 0
            for each in letters:
                alone = edges[begin + 1] - edges[begin]
                known[each] = edges[begin + length] - edges[begin + 2] - alone
                begin += length + 1
        return float(known[letter])


def _parts(patterns: Any, word: str) -> Iterator[tuple[int, int, str]]:
    """Yield where the second part of a word begins and the first ends, and the letters that it adds.

    Hyphenation may change letters: ``könnyű`` is ``köny-nyű``.
    """
    for first, second in reversed(list(patterns.iterate(word))):
        if word.endswith(second):
            same = next(
                (n for n, (a, b) in enumerate(zip(first, word, strict=False)) if a != b),
                min(len(first), len(word)),
            )
            end = min(same, len(word) - len(second))
            yield len(word) - len(second), end, first[end:]


def material_of(flat: Flat, em: float, is_latin: Any) -> Material:
    """Return a flattened paragraph as those who choose its lines take it.

    ``is_latin`` is a compiled pattern of texts whose spaces all come from one face.
    """
    text = flat.text
    widths = [flat.edges[at + 1] - flat.edges[at] for at, c in enumerate(text) if c == " "]
    natural = sorted(widths)[len(widths) // 2] if widths else em / 4
    spaces = list(accumulate((c in " \u00a0" for c in text), initial=0))
    rigid = [c == ATOM for c in text]
    for run in flat.runs:
        if not is_latin.fullmatch(run.box.text):
            rigid[run.begin : run.end] = [True] * (run.end - run.begin)
    return Material(
        text, flat.edges, spaces, list(accumulate(rigid, initial=0)), natural or em / 4, em
    )


def within(places: Sequence[Place], begin: int, end: int) -> Sequence[Place]:
    """Return the places between two characters."""
    first = bisect_left(places, begin + 1, key=lambda place: place.next)
    last = bisect_left(places, end, key=lambda place: place.next)
    return places[first:last]
