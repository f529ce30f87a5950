"""The hyphenation patterns of a language: which are chosen, and how they are read, once an installation.

Pyphen merges the two levels of its German patterns. The first is a list of compounds, the second divides
their parts; merged, a compound that stands inside another word divides that too (``Überg-ang``, from
``Berg-an…``). It also parses thousands of patterns in each process, which takes as long as a page.
"""

import pickle
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO

from triptych.core import installation_cache
from triptych.editions.pdf.hyphens import patterns_for
from triptych.editions.pdf.patches.guard import Patch

_NEXT = "\nNEXTLEVEL\n"
_VOWELS = frozenset("aeiouyäöü")
_ENDINGS = ("", "s", "es", "en", "e", "n", "er", "ern", "em", "ens")
"""What may follow a listed compound in German."""

_SHORTEST = 2
"""The fewest letters of a piece (COMPOUNDLEFTHYPHENMIN in the file)."""


class _Lines:
    """The lines of one level, with what Pyphen asks of a path."""

    def __init__(self, text: str) -> None:
        self._text = text

    def open(self, mode: str) -> BinaryIO:
        """Return a file whose first line is the encoding."""
        del mode
        return BytesIO(b"utf-8\n")

    def read_text(self, encoding: str) -> str:
        """Return the lines after a first one, which Pyphen skips."""
        return f"{encoding}\n{self._text}"


def _patch(weasyprint: ModuleType) -> None:
    """Replace ``HyphDict``, Pyphen's patterns of one language, and ``language_fallback``, their choice."""
    pyphen = weasyprint.text.line_break.pyphen
    original = pyphen.HyphDict

    class CachedPatterns(original):  # type: ignore[misc, valid-type]  # known once imported
        """The patterns in a language's file, cached."""

        compounds: dict[str, tuple[int, ...]] | None = None

        def __init__(self, path: Path) -> None:
            stat = path.stat()
            key = (pyphen.VERSION, path.name, stat.st_size, stat.st_mtime_ns, _STAMP)
            data = installation_cache.cached("hyphens", key, lambda: _read(original, path))
            values: dict[str, Any] = pickle.loads(data)  # noqa: S301  written by this installation
            self.__dict__.update(values)

        def positions(self, word: str) -> list[Any]:
            """Return where a word may be divided; one with listed compounds, part by part."""
            if self.compounds is None:
                found: list[Any] = super().positions(word)
                return found
            word = word.lower()
            joints = _joints(word, self.compounds)
            points = list(joints)
            for begin, end in pairwise([0, *joints, len(word)]):
                part = word[begin:end]
                points += [begin + at for at in _whole_pieces(part, super().positions(part))]
            return [pyphen.DataInt(point) for point in sorted(points)]

    vars(pyphen)["HyphDict"] = CachedPatterns
    vars(pyphen)["language_fallback"] = patterns_for


_STAMP = 2
"""Raised when what is cached of a file changes."""


def _read(original: Any, path: Path) -> bytes:
    """Return the patterns of a file, pickled; a list of compounds is a table of its own."""
    encoding = path.open("rb").readline().decode().strip()
    if not path.name.startswith("hyph_de"):
        return pickle.dumps(vars(original(path)))
    compounds, patterns = path.read_text(encoding).split(_NEXT)
    words = vars(original(_Lines(compounds)))["patterns"].items()
    table = {word.strip("."): _odd(word, *where) for word, where in words}
    return pickle.dumps({**vars(original(_Lines(patterns))), "compounds": table})


def _odd(word: str, start: int, values: tuple[int, ...]) -> tuple[int, ...]:
    """Return where a listed word is divided."""
    start -= word.startswith(".")
    return tuple(start + at for at, value in enumerate(values) if value % 2)


def _joints(word: str, compounds: dict[str, tuple[int, ...]]) -> list[int]:
    """Return where the parts of a listed compound meet; the first of two places that exclude each other."""
    stems = (word[: len(word) - len(end)] for end in _ENDINGS if word.endswith(end))
    listed = next((compounds[stem] for stem in stems if stem in compounds), ())
    joints: list[int] = []
    for point in listed:
        begin = joints[-1] if joints else 0
        if point - begin >= _SHORTEST and point <= len(word) - _SHORTEST:
            joints.append(point)
    return joints


def _whole_pieces(part: str, points: list[int]) -> list[int]:
    """Return the points that leave a vowel and two letters in every piece.

    Of two around a piece that has no vowel, the later stays: it begins a syllable (``Billett-au``).
    """
    inside = [int(point) for point in points if 0 < point < len(part)]
    for is_whole in (_has_vowel, _is_long):
        kept: list[int] = []
        for point in inside:
            while kept and not is_whole(part[kept[-1] : point]):
                kept.pop()
            if is_whole(part[:point]) and is_whole(part[point:]):
                kept.append(point)
        inside = kept
    return inside


def _has_vowel(piece: str) -> bool:
    """Whether a piece can be a syllable."""
    return not _VOWELS.isdisjoint(piece)


def _is_long(piece: str) -> bool:
    """Whether a piece has letters enough."""
    return len(piece) >= _SHORTEST


PATCH = Patch(
    name="hyphenation",
    upstream="Has Pyphen merge a list of German compounds with patterns, take British patterns for `en`, "
    "and parse a language's patterns once a process",
    reason="A hyphen stands between syllables; saves, once a process, the time that a page takes",
    test="editions/test_hyphens.py::test_german_words_are_divided_between_syllables",
    targets=(
        "pyphen:HyphDict.__init__",
        "pyphen:HyphDict.positions",
        "pyphen:language_fallback",
        "pyphen:Pyphen.__init__",
    ),
    apply=_patch,
)
