"""The id that pandoc derives from the words of a heading (User's Guide, "Extension: auto_identifiers")."""

import re


def derived_id(words: str) -> str:
    """Return the id for the words of a heading; ``section`` where nothing of them remains."""
    plain = re.sub(r"[^\w\s.-]", "", words.lower())
    joined = "-".join(plain.split())
    return re.sub(r"^[\W\d_]+", "", joined) or "section"
