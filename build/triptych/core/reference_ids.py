"""What labels mean: an id with one of five prefixes, as ``fig:coast``, that can be referred to."""

_KINDS = {
    "fig": "figure",
    "tbl": "table",
    "eq": "equation",
    "lst": "listing",
    "sec": "section",
}
"""What each prefix stands for, as the theme's labels call it."""

_NBSP = "\u00a0"


def kind_of(label: str) -> str:
    """Return the kind of thing that a label stands for, or "" when it is no label."""
    prefix, colon, name = label.partition(":")
    return _KINDS.get(prefix.lower(), "") if colon and name else ""


def id_of(label: str) -> str:
    """Return a label as a valid XML id, which contains no colon (Namespaces in XML 1.0)."""
    return label.replace(":", "-")


def tied(text: str) -> str:
    """Return ``text`` with no-break spaces."""
    return text.replace(" ", _NBSP)
