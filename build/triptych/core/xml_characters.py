"""The characters that no XML document may contain, and so no edition (XML 1.0, section 2.2)."""

import re

FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""A control character, a lone surrogate or a non-character."""


def without_forbidden(text: str) -> str:
    """Return a text without the characters that no XML document may contain."""
    return FORBIDDEN.sub("", text)
