"""Lines of words for a drawn page: the fonts of each letter, the breaks, and where each word goes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, groupby
from unicodedata import bidirectional, category, east_asian_width

from triptych.fonts import families, web_fonts
from triptych.fonts.fallback import Fallback
from triptych.pictures import raster
from triptych.pictures.posters import Letters

_SCALE = 100
"""The size in pixels at which words are measured."""

_OPENING, _CLOSING = (
    frozenset("([{“‘«‹「『（［｛〈《【〔"),
    frozenset(")]}”’»›」』）］｝〉》】〕、。，．！？：；…ー々"),
)
_NEVER = " \u00a0\u200c\u200d"
_HANGUL = re.compile("[\uac00-\ud7a3\u1100-\u11ff]")
_SYLLABLES = frozenset("เแโใไເແໂໃໄ")
_QUOTED = re.compile('"([^"]+)"')
_SIMPLE, _EAST = "\u0530", "\u2e80"
_SPARE, _LONGEST = 3, 1000
_FEW_LINES, _FEW_PIECES = 4, 40
"""The most lines, and the most words in them, that are made even."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """The fonts for a role in the order in which they serve, each with the letters that it has."""

    fonts: tuple[tuple[frozenset[str], bytes], ...]

    def runs(self, text: str) -> list[tuple[bytes, str]]:
        """Return a line as parts in one font each, in the order of the text."""
        chosen: list[bytes] = []
        for character in text:
            is_free = character in _NEVER or category(character)[0] in "MC"
            served = chosen[-1] if chosen and is_free else self._font(character)
            chosen.append(served)
        pairs = zip(chosen, text, strict=True)
        return [(f, "".join(c for _, c in part)) for f, part in groupby(pairs, lambda p: p[0])]

    def width(self, text: str) -> float:
        """Return the width of a line at ``_SCALE``."""
        return sum(_breadth(part, font) for font, part in self.runs(text))

    def _font(self, character: str) -> bytes:
        """Return the first font that has a letter, or else the first."""
        return next((f for letters, f in self.fonts if character in letters), self.fonts[0][1])


@dataclass(frozen=True, slots=True)
class Column:
    """Where lines go: from ``left``, ``width`` pixels wide, to which side, or centred."""

    left: int
    width: int
    is_rtl: bool = False
    is_centred: bool = False

    def place(self, line: str, face: Typeface, size: int, baseline: float) -> Iterator[Letters]:
        """Yield the words of a line where they are drawn."""
        runs = face.runs(line)
        widths = [_breadth(part, font) * size / _SCALE for font, part in runs]
        room = self.width - sum(widths)
        at = self.left + (room / 2 if self.is_centred else room if self.is_rtl else 0)
        pairs = list(zip(runs, widths, strict=True))
        for (font, part), width in reversed(pairs) if self.is_rtl else pairs:
            yield Letters(part, font, size, (round(at), round(baseline)), _is_rtl(part))
            at += width


def typeface(fallback: Fallback, role: str, weight: int, words: frozenset[str]) -> Typeface:
    """Return the fonts of a theme's role, or else of its display, as near to a weight as there are.

    They are in the order of the role's stack, which begins with the family of the language; the theme's
    have little more than the letters of ``words``, because a large font takes longer to draw with.
    """
    tokens = fallback.theme.tokens
    stack = _QUOTED.findall(tokens.get(f"font-{role}", tokens["font-display"]))
    own = [f for f in families.theme_faces(fallback.theme) if f.style == "normal"]
    faces = sorted([*own, *fallback.faces], key=lambda face: abs(face.weight - weight))
    chosen = [next((f for f in faces if f.family == name), None) for name in stack]
    letters = web_fonts.rounded(words)
    fonts = [web_fonts.small_font(f, letters) if f in own else f.data for f in chosen if f]
    return Typeface(tuple((families.characters(font), font) for font in fonts))


def fit(
    text: str, face: Typeface, sizes: tuple[int, ...], width: int, most: int
) -> tuple[int, list[str]]:
    """Return the largest size at which a text fits into ``most`` lines, and those, of about one length.

    What fits at none is set at the smallest: long words are divided, and what is beyond ``_SPARE`` times
    as many lines is cut.
    """
    pieces = [(piece, face.width(piece)) for piece in _pieces(text[:_LONGEST])]
    longest = max((size for _, size in pieces), default=0)
    for size in sizes:
        measure = width * _SCALE / size
        lines = _balanced(pieces, measure) if longest <= measure else []
        if len(lines) <= most and (lines or not text):
            return size, lines
    measure = width * _SCALE / sizes[-1]
    parts = [part for piece, _ in pieces for part in _divided(piece, face, measure)]
    lines = _balanced([(part, face.width(part)) for part in parts], measure)
    if len(lines) > most * _SPARE or len(text) > _LONGEST:
        lines = [*lines[: most * _SPARE - 1], f"{lines[most * _SPARE - 1 :][0][:-1]}…"]
    return sizes[-1], lines


def _pieces(text: str) -> list[str]:
    """Return what no line divides, each with the space after it: words, and East Asian characters.

    Scripts of South-East Asia without spaces are divided only before a vowel that begins a syllable.
    """
    pieces: list[str] = []
    for character in text:
        before = pieces[-1][-1] if pieces else " "
        is_loose = _is_wide(character) or _is_wide(before) or character in _SYLLABLES
        is_bound = character == " " or character in _CLOSING or before in _OPENING
        if not pieces or (before == " " and character != " ") or (is_loose and not is_bound):
            pieces.append(character)
        else:
            pieces[-1] += character
    return pieces


def _is_wide(character: str) -> bool:
    """Whether lines may divide before and after a character: East Asian, but no Hangul."""
    return east_asian_width(character) in ("W", "F") and not _HANGUL.match(character)


def _divided(piece: str, face: Typeface, measure: float) -> Iterator[str]:
    """Yield a piece in parts within a measure, with hyphens where its letters have cases."""
    part = ""
    for character in piece:
        is_free = category(character)[0] not in "MC"
        if part and is_free and face.width(f"{part}{character}-".strip()) > measure:
            yield f"{part}-" if part[-1:].lower() != part[-1:].upper() else part
            part = ""
        part += character
    yield part


def _balanced(pieces: list[tuple[str, float]], measure: float) -> list[str]:
    """Return the fewest lines within a measure, of about one length where there are few."""
    lines = _broken(pieces, measure)
    if not 1 < len(lines) <= _FEW_LINES or len(pieces) > _FEW_PIECES:
        return lines
    ends = [0.0, *accumulate(size for _, size in pieces)]
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for _ in lines:
        longer: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, breaks) in best.items():
            for end in range(start + 1, len(pieces) + 1):
                room = measure - (ends[end] - ends[start])
                if room < 0:
                    break
                tried = (cost + room * room, (*breaks, end))
                longer[end] = min(tried, longer.get(end, tried))
        best = longer
    if len(pieces) not in best:
        return lines
    _, breaks = best[len(pieces)]
    starts = (0, *breaks[:-1])
    parts = [pieces[start:end] for start, end in zip(starts, breaks, strict=True)]
    return ["".join(piece for piece, _ in part).strip() for part in parts]


def _broken(pieces: list[tuple[str, float]], measure: float) -> list[str]:
    """Return lines of pieces with their widths, each as full as a measure allows."""
    lines: list[str] = []
    room = 0.0
    for piece, size in pieces:
        if lines and size <= room:
            lines[-1] += piece
            room -= size
        else:
            lines.append(piece)
            room = measure - size
    return [line.strip() for line in lines if line.strip()]


def _is_rtl(text: str) -> bool:
    """Whether words run from right to left, by their first letter with a direction (UAX #9, P2)."""
    strong = (bidirectional(character) for character in text)
    return next((kind in ("R", "AL") for kind in strong if kind in ("L", "R", "AL")), False)


def _breadth(text: str, font: bytes) -> float:
    """Return the width of words at ``_SCALE``: in simple scripts that of their letters, unkerned."""
    if any(_SIMPLE < character < _EAST for character in text):
        return raster.breadth(text, font, _SCALE, is_rtl=_is_rtl(text))
    return sum(_letter(character, font) for character in text)


@cache
def _letter(character: str, font: bytes) -> float:
    """Return the width of a letter at ``_SCALE``."""
    return raster.breadth(character, font, _SCALE)
