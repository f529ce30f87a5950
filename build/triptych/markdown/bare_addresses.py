"""Addresses that are typed as they are beside letters of scripts whose words no spaces separate.

Pandoc makes a link of a bare address behind a space or a mark alone, and ends it at the next space. In
Chinese and Japanese there is neither: ``見https://example.org/a。次``. In Korean a particle follows.
"""

import re
from collections import Counter

from triptych.markdown.east_asian import LETTERS, MARKS

_WIDE = f"{LETTERS}\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3130-\u318f\uac00-\ud7a3"
"""Letters that have no space beside an address: also of Thai, Lao, Burmese, Khmer and Korean."""

MAIL = r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"
WEB = r"(?<![A-Za-z0-9+.-])(?i:https?)://[^\s<>|\\`]+"

_BESIDE = re.compile(f"[{_WIDE}{MARKS}]")
_MARK = re.compile(f"[{MARKS}]")
_AFTER_WORD = re.compile(f"(?<=[A-Za-z0-9])[{_WIDE}]")
_PARTICLE = re.compile(r"https?://[^/]+/(?=[\u3041-\u309f])", re.IGNORECASE)
_PUNCTUATION = ".,;:!?'\"*_~"
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def address_length(typed: str, before: str) -> int:
    """Return how much of what is typed is a web address; 0 where pandoc ends it rightly itself.

    ``before`` is the character before it. A wide letter belongs to an address at the beginning of a part of
    it, ``/wiki/日本``, and not behind Latin letters, ``/a次``.
    """
    length = min((end for end in _ends(typed)), default=len(typed))
    is_beside = bool(_BESIDE.match(before))
    if not is_beside and length == len(typed):
        return 0
    return len(_closed(typed[:length]))


def is_beside_letters(before: str, after: str) -> bool:
    """Whether a wide letter or mark is on either side of an e-mail address."""
    return bool(_BESIDE.match(before) or _BESIDE.match(after))


def _ends(typed: str) -> list[int]:
    """Return where an address may end before the end of what is typed."""
    ends = [found.start() for found in (_MARK.search(typed),) if found]
    ends += [found.end() for found in (_PARTICLE.match(typed),) if found]
    for found in _AFTER_WORD.finditer(typed):
        part = re.split("[/?#&=]", typed[: found.start()])[-1]
        if part.isascii():
            return [*ends, found.start()]
    return ends


def _closed(typed: str) -> str:
    """Return an address without the punctuation and the brackets behind it that are no part of it."""
    counts = Counter(typed)
    end = len(typed)
    while end:
        last = typed[end - 1]
        opening = _BRACKETS.get(last, "")
        if last not in _PUNCTUATION and not (opening and counts[last] > counts[opening]):
            break
        counts[last] -= 1
        end -= 1
    return typed[:end]
