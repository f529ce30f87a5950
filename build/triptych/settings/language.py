"""Language tags as BCP 47 has them."""

import re

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3}(?:-[a-z]{3}){0,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|\d{3}))?"
    r"(?P<rest>(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?)",
    re.IGNORECASE,
)
"""A tag (RFC 5646, section 2.1), without the irregular ones that were registered before it."""


def language_tag(text: str) -> str:
    """Give a language tag in its usual form (RFC 5646, section 2.1.1), or "" when it is none."""
    found = _TAG.fullmatch(text.strip().replace("_", "-"))
    if not found:
        return ""
    script, region = found["script"] or "", found["region"] or ""
    parts = (found["language"].lower(), script.title(), region.upper(), found["rest"][1:].lower())
    return "-".join(part for part in parts if part)
