"""What the lists of pandoc's tree contain; as a tree is never changed, each is looked through once."""

from typing import Any

HOLDERS = frozenset((dict, list, tuple))
"""The types that may contain elements: JSON has no subclass of them."""

SPACES = frozenset({"Space", "SoftBreak", "LineBreak"})
LEAVES = frozenset({"Str", *SPACES})
"""The kinds of words and of the spaces between them, which are nearly all that a tree has."""

_MOST = 20_000
_KNOWN: dict[int, tuple[list[Any], int, tuple[int, ...]]] = {}
"""Lists by their identity, with their length and the places of what is no word in them."""

_KINDS: dict[int, tuple[list[Any], int, frozenset[str]]] = {}
"""Lists by their identity, with their length and the kinds of the elements in them."""


def beside_words(items: list[Any]) -> tuple[int, ...]:
    """Return the places in a list of what is, or contains, more than words and the spaces between them.

    Words are nearly all that a tree has. As it is never changed, a list is looked through once.
    """
    known = _KNOWN.get(id(items))
    if known is None or known[0] is not items or known[1] != len(items):
        found = tuple(
            [
                at
                for at, item in enumerate(items)
                if (item.get("t") not in LEAVES if type(item) is dict else _is_more(item))
            ]
        )
        if len(_KNOWN) >= _MOST:
            _KNOWN.clear()
        known = _KNOWN[id(items)] = (items, len(items), found)
    return known[2]


def kinds_in(items: list[Any]) -> frozenset[str]:
    """Return the kinds of all elements in a list, without words and spaces; it is looked through once."""
    known = _KINDS.get(id(items))
    if known is None or known[0] is not items or known[1] != len(items):
        found: set[str] = set()
        for at in beside_words(items):
            _add_kinds(items[at], found)
        if len(_KINDS) >= _MOST:
            _KINDS.clear()
        known = _KINDS[id(items)] = (items, len(items), frozenset(found))
    return known[2]


def _add_kinds(item: Any, found: set[str]) -> None:
    """Add the kinds of an element, or of what a list contains, to those that are found."""
    if type(item) is list:
        found |= kinds_in(item)
    elif type(item) is dict:
        if "t" in item:
            found.add(item["t"])
        for value in item.values():
            if type(value) in HOLDERS:
                _add_kinds(value, found)


def forget() -> None:
    """Forget the lists of an article that is finished, so that its tree takes no memory."""
    _KNOWN.clear()
    _KINDS.clear()


def _is_more(item: Any) -> bool:
    """Whether an item of a list that is no element contains more than words."""
    kind = type(item)
    return bool(beside_words(item)) if kind is list else kind is tuple
