"""Letters of Chinese and Japanese, which no spaces separate (CSS Text 3, section 4.1.3)."""

import re

LETTERS = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3041-\u30ff\u3105-\u312f\u31a0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff21-\uff3a\uff41-\uff5a\uff10-\uff19\uff66-\uff9d"
    "\U00020000-\U0003ffff"
)
"""Letters of full width, as a class of a regular expression."""

MARKS = "\u3001-\u3003\u3008-\u3020\u3030\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
"""Punctuation of full width, as a class of a regular expression."""

LETTER = re.compile(f"[{LETTERS}{MARKS}]")
MARK = re.compile(f"[{MARKS}]")


def is_joined(left: str, right: str) -> bool:
    """Whether no space belongs between two characters: both are wide, or one is wide punctuation.

    Korean, whose words spaces separate, is not among the letters.
    """
    are_wide = bool(LETTER.match(left) and LETTER.match(right))
    return are_wide or bool(MARK.match(left) and right) or bool(left and MARK.match(right))
