"""Faces as browsers and e-readers get them: WOFF, subset to the letters and features of a document.

Letters are rounded up to blocks, so that most articles share a subset and only the first one makes it.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256

from triptych.core import installation_cache
from triptych.core.model import Face
from triptych.fonts.cutter import code_stamps, cutter

_LATIN = frozenset(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x100)])) | frozenset("–—‘’‚“”„…•")
"""What every subset has: the letters of Western Europe."""

_BLOCKS = tuple(
    frozenset(map(chr, range(start, end)))
    for start, end in ((0x100, 0x180), (0x386, 0x3CF), (0x400, 0x460), (0x2010, 0x2050))
)
"""What a subset has in full as soon as it has a part: more Latin, Greek, Cyrillic, punctuation."""

_WORDS = {
    "small-caps": ("smcp",),
    "all-small-caps": ("smcp", "c2sc"),
    "petite-caps": ("pcap", "smcp"),
    "all-petite-caps": ("pcap", "c2pc", "smcp", "c2sc"),
    "unicase": ("unic",),
    "titling-caps": ("titl",),
    "discretionary-ligatures": ("dlig",),
    "historical-ligatures": ("hlig",),
    "historical-forms": ("hist",),
    "ordinal": ("ordn",),
    "slashed-zero": ("zero",),
    "diagonal-fractions": ("frac",),
    "stacked-fractions": ("afrc",),
    "font-variant-position": ("subs", "sups"),
}
"""The features behind words of CSS (CSS Fonts 4, section 6)."""

_WORD = re.compile(rf"(?<![\w.#-])(?:{'|'.join(sorted(_WORDS, reverse=True))})(?![\w-])")
_SETTINGS = re.compile(r"(?:font-feature-settings|--[\w-]+)\s*:[^;}]*")
_TAG = re.compile(r"""["']([A-Za-z][A-Za-z0-9]{3})["']""")
_PLAIN = frozenset(["calt", "clig", "kern", "liga", "lnum", "onum", "pnum", "tnum"])
"""What every subset has: forms of figures, and what is on by default."""

_CLASSES = re.compile(r"\.small-caps, \.smallcaps \{[^}]*\}")
"""The rule for a class that few articles use, by which none asks for small capitals."""

_HAS_CLASS = re.compile(r"""\bclass=["'][^"']*\bsmall-?caps\b""")
_STYLED = re.compile(r"""\bstyle=(?:"[^"]*"|'[^']*')""")


def rounded(letters: frozenset[str]) -> frozenset[str]:
    """Return letters with all of each block that they touch."""
    touched = (block for block in _BLOCKS if not block.isdisjoint(letters - _LATIN))
    return letters.union(_LATIN, *touched)


def features(css: str, body: str) -> tuple[str, ...]:
    """Return the OpenType features beside the common ones that style sheets ask for, in order.

    ``body`` is the markup that they dress: its own styles count, and its classes.
    """
    own = "\n".join(_STYLED.findall(body)) if "style=" in body else ""
    is_set = "caps" in body and _HAS_CLASS.search(body)
    found = _asked(css if is_set else _CLASSES.sub("", css)) | _asked(own)
    return tuple(sorted(found - _PLAIN))


def styles_in(body: str) -> str:
    """Return a body without all that is the same for its features."""
    own = dict.fromkeys(_STYLED.findall(body))
    small = '<i class="smallcaps"></i>' if "caps" in body and _HAS_CLASS.search(body) else ""
    return "".join([*(f"<i {style}></i>" for style in own), small])


@lru_cache(maxsize=32)
def _asked(css: str) -> frozenset[str]:
    """Return the features that a style sheet names, by words or by tags."""
    found = {tag for word in _WORD.findall(css) for tag in _WORDS[word]}
    found.update(tag for part in _SETTINGS.findall(css) for tag in _TAG.findall(part))
    return frozenset(found)


@lru_cache(maxsize=256)
def web_font(face: Face, letters: frozenset[str], asked: tuple[str, ...] = ()) -> bytes:
    """Return a face as WOFF 1.0, subset to letters and features; cached by installation."""
    return _cached("web", face, letters, asked, lambda small: bytes(cutter().woff(small)))


@lru_cache(maxsize=64)
def small_font(face: Face, letters: frozenset[str]) -> bytes:
    """Return a face as TrueType or OpenType, subset to letters, for drawing; cached as ``web_font``."""
    return _cached("small", face, letters, (), lambda small: small)


def _cached(
    kind: str,
    face: Face,
    letters: frozenset[str],
    asked: tuple[str, ...],
    pack: Callable[[bytes], bytes],
) -> bytes:
    """Return a packed subset from the cache of the installation, where it is made only once."""
    stamps = code_stamps("uharfbuzz", "fontTools")
    key = [*stamps, sha256(face.data).hexdigest(), "".join(sorted(letters)), *asked]
    return installation_cache.cached(
        kind, key, lambda: pack(cutter().subset(face.data, letters, asked))
    )


@lru_cache(maxsize=128)
def woff(data: bytes) -> bytes:
    """Return a TrueType or OpenType font as WOFF 1.0."""
    small: bytes = cutter().woff(data)
    return small
