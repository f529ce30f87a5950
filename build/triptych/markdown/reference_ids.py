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
    """Give the kind of thing that a label stands for, or "" when it is no label."""
    prefix, colon, name = label.partition(":")
    return _KINDS.get(prefix.lower(), "") if colon and name else ""


def id_of(label: str) -> str:
    """Give a label as an id that XML takes, which knows no colon in one (Namespaces in XML 1.0)."""
    return label.replace(":", "-")


def tied(text: str) -> str:
    """Give ``text`` with spaces that no line breaks at."""
    return text.replace(" ", _NBSP)
