"""Words that a page divides: whether one was, and where it ends."""

import re
import unicodedata

GAP = "\n"
"""What is in the place of a break or a picture in a text."""

_UNSPACED = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u1b00-\u1b7f\ua980-\ua9df]"
)
"""Letters of scripts that part words with no spaces: Thai, Lao, Tibetan, Burmese, Khmer, Tai, Balinese."""

_WIDE = ("W", "F")
"""The widths of letters between which any line may end (Unicode, UAX 11 and 14)."""

_SOFT_HYPHEN = "\u00ad"
_APOSTROPHES = "'’"


def is_divided(before: str, after: str) -> bool:
    """Whether a page that begins between these two divides a word.

    It divides none where a script has no spaces, or after a hyphen, a slash or a place to break.
    """
    left, right = before.rstrip(_SOFT_HYPHEN)[-1:], after.lstrip(_SOFT_HYPHEN)[:1]
    return (
        _is_letter(left) and _is_letter(right) and not (_stands_alone(left) or _stands_alone(right))
    )


def end_of_word(text: str) -> str:
    """Return the beginning of a text to the end of its first word, with the marks that follow it."""
    end = 0
    while end < len(text) and _goes_on(text, end):
        end += 1
    while end < len(text) and unicodedata.category(text[end]) in ("Pe", "Pf", "Po"):
        end += 1
    return text[:end]


def _goes_on(text: str, at: int) -> bool:
    """Whether a word has this character."""
    character = text[at]
    if character in _APOSTROPHES:
        return _is_letter(text[at + 1 : at + 2])
    return character == _SOFT_HYPHEN or (_is_letter(character) and not _stands_alone(character))


def _is_letter(character: str) -> bool:
    """Whether a character is a letter, a mark on one, or a digit."""
    return bool(character) and unicodedata.category(character)[0] in "LMN"


def _stands_alone(character: str) -> bool:
    """Whether a line may end at either side of a letter."""
    return unicodedata.east_asian_width(character) in _WIDE or bool(_UNSPACED.match(character))
