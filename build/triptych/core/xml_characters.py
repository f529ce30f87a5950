"""The characters that no XML document may contain, and so no edition (XML 1.0, section 2.2)."""

import re

FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""A control character, a lone surrogate or a non-character."""

_SURROGATE = re.compile(r"[\ud800-\udfff]")


def without_forbidden(text: str) -> str:
    """Return a text without the characters that no XML document may contain."""
    return FORBIDDEN.sub("", text)


def with_whole_letters(text: str) -> str:
    """Return a text whose letters of two surrogates are one; a lone surrogate becomes U+FFFD.

    JSON writes letters beyond U+FFFF so, and YAML reads each half as a letter.
    """
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
