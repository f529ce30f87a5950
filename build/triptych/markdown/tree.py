"""Walk, find and replace over pandoc's JSON tree; the tree itself is never changed.

An element is ``{"t": name, "c": content}``; an attribute triple is ``[id, classes, [[key, value]…]]``
(pandoc-types, Text.Pandoc.Definition).
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from triptych.core.model import Tree
from triptych.markdown.tree_lists import HOLDERS, LEAVES, SPACES, beside_words, kinds_in

Change = Callable[[Tree], "Tree | list[Tree] | None"]
"""Returns an element's replacement, a list to replace it with, or None to leave it."""

ChangeIn = Callable[[list[Any], str], list[Any]]
"""Returns a list's replacement in a language, or the list itself."""

RAW_HEADING = "pf-raw-heading"
"""The class of a heading that the source writes as HTML, until headings are put in order."""

_ATTR_AT = {
    "Code": 0,
    "CodeBlock": 0,
    "Div": 0,
    "Figure": 0,
    "Header": 1,
    "Image": 0,
    "Link": 0,
    "Span": 0,
    "Table": 0,
}

_TEXTS = {"Code", "CodeBlock", "Math"}
_WORDS = {"Str", "Space", "SoftBreak", "LineBreak", "Code", "CodeBlock", "Math"}


ATTRIBUTED = tuple(_ATTR_AT)
"""The kinds of elements that have an attribute triple."""

RAW = ("RawBlock", "RawInline")
"""The kinds of elements that are an author's own HTML, or something else that pandoc leaves unread."""


def elements(node: Any, *, words: bool = False) -> Iterator[Tree]:
    """Yield every element in ``node``, each before those inside it, in the order of the text.

    Words and the spaces between them, which are nearly all elements, are yielded only with ``words``.
    """
    left_out = frozenset() if words else LEAVES
    stack = [node]
    while stack:
        item = stack.pop()
        inside: Iterable[Any] = item
        if isinstance(item, dict):
            if "t" in item:
                if item["t"] in left_out:
                    continue
                yield item
                content = item.get("c")
                if type(content) is str or content is None:
                    continue
            inside = item.values()
        elif not words and type(item) is list:
            stack += [item[at] for at in reversed(beside_words(item))]
            continue
        stack += [each for each in inside if type(each) in HOLDERS][::-1]


def replace(node: Any, change: Change, *, words: bool = False, kinds: Iterable[str] = ()) -> Any:
    """Return ``node`` with every element replaced by ``change``, the innermost first.

    Words and the spaces between them are replaced only with ``words``. Of a change that concerns some
    ``kinds`` alone, lists without them are not walked. A part in which nothing changes is returned itself,
    not a copy.
    """
    if kinds:
        return _replace_kinds(node, change, frozenset(kinds))
    return _replaced(node, change, frozenset() if words else LEAVES)


def _replace_kinds(node: Any, change: Change, kinds: frozenset[str]) -> Any:
    """Return a list, or a dictionary, with the elements of some kinds in it replaced by ``change``."""
    if type(node) is dict:
        new = node
        for key, value in node.items():
            if type(value) in HOLDERS:
                changed = _replace_kinds(value, change, kinds)
                if changed is not value:
                    new = {**new, key: changed}
        instead = change(new) if new.get("t") in kinds else None
        return new if instead is None else instead
    if type(node) is not list or kinds.isdisjoint(kinds_in(node)):
        return node
    out: list[Any] | None = None
    end = 0
    for at in beside_words(node):
        item = node[at]
        new = _replace_kinds(item, change, kinds)
        if new is item:
            continue
        out = (out or []) + node[end:at]
        end = at + 1
        out += new if type(item) is dict and type(new) is list else [new]
    return node if out is None else out + node[end:]


def _replaced(node: Any, change: Change, left_out: frozenset[str]) -> Any:
    """Return a list, or a dictionary, with all in it replaced by ``change``."""
    if isinstance(node, list):
        return _replace_items(node, change, left_out)
    return _replace_values(node, change, left_out) if isinstance(node, dict) else node


def _replace_items(items: list[Any], change: Change, left_out: frozenset[str]) -> list[Any]:
    """Return a list with its items replaced by ``change``; a list instead of an element is spliced in."""
    if left_out:
        return _replace_places(items, change, left_out)
    out: list[Any] | None = None
    for at, item in enumerate(items):
        kind = type(item)
        new = item
        if kind is dict:
            new = _replace_values(item, change, left_out)
        elif kind is list:
            new = _replace_items(item, change, left_out)
        if new is item:
            if out is not None:
                out.append(item)
            continue
        if out is None:
            out = items[:at]
        if kind is dict and type(new) is list:
            out.extend(new)
        else:
            out.append(new)
    return items if out is None else out


def _replace_places(items: list[Any], change: Change, left_out: frozenset[str]) -> list[Any]:
    """Return a list as ``_replace_items`` does, without a look at words."""
    out: list[Any] | None = None
    end = 0
    for at in beside_words(items):
        item = items[at]
        is_element = type(item) is dict
        new = (_replace_values if is_element else _replaced)(item, change, left_out)
        if new is item:
            continue
        out = out or []
        out += items[end:at]
        end = at + 1
        if is_element and type(new) is list:
            out += new
        else:
            out.append(new)
    return items if out is None else out + items[end:]


def _replace_values(node: Tree, change: Change, left_out: frozenset[str]) -> Any:
    """Return an element with its values replaced by ``change``, and then itself."""
    new = node
    for key, value in node.items():
        if type(value) in HOLDERS:
            changed = _replaced(value, change, left_out)
            if changed is not value:
                new = {**new, key: changed}
    instead = change(new) if "t" in new else None
    return new if instead is None else instead


def has(node: Any, *kinds: str) -> bool:
    """Whether there is an element of one of ``kinds`` in ``node``."""
    found = elements(node, words=True) if LEAVES & set(kinds) else elements_of(node, *kinds)
    return any(element["t"] in kinds for element in found)


def elements_of(node: Any, *kinds: str) -> Iterator[Tree]:
    """Yield every element of these kinds, which are not words, as ``elements`` does."""
    wanted = frozenset(kinds)
    stack = [node]
    while stack:
        item = stack.pop()
        if type(item) is list:
            if not wanted.isdisjoint(kinds_in(item)):
                stack += [item[at] for at in reversed(beside_words(item))]
        elif type(item) is dict:
            if item.get("t") in wanted:
                yield item
            stack += [each for each in item.values() if type(each) in HOLDERS][::-1]
        elif type(item) is tuple:
            stack += item[::-1]


def replace_by_language(node: Any, change: ChangeIn, lang: str) -> Any:
    """Return ``node`` with every list replaced by ``change``, the innermost first, with its language.

    The nearest ``lang`` around a list is its language, ``lang`` where there is none. A part in which
    nothing changes is returned itself, not a copy.
    """
    if isinstance(node, list):
        out = node
        for at, item in enumerate(node):
            if _may_hold(item):
                new = replace_by_language(item, change, lang)
                if new is not item:
                    out = list(node) if out is node else out
                    out[at] = new
        return change(out, lang)
    if not isinstance(node, dict):
        return node
    here = lang_of(node) or lang
    changed = node
    for key, value in node.items():
        if _may_hold(value):
            new = replace_by_language(value, change, here)
            if new is not value:
                changed = {**changed, key: new}
    return changed


def _may_hold(item: Any) -> bool:
    """Whether there may be a list of elements in ``item``: words, code and formulas contain none."""
    return type(item) in HOLDERS and not (type(item) is dict and item.get("t") in _WORDS)


def lang_of(element: Tree) -> str:
    """Return the language given for an element, or ""."""
    pairs = attr(element)[2] if "t" in element and element.get("c") else []
    return next((value for key, value in pairs if key in ("lang", "xml:lang")), "")


def attr(element: Tree) -> list[Any]:
    """Return the element's attribute triple, or an empty one where its kind has none."""
    at = _ATTR_AT.get(element["t"])
    return ["", [], []] if at is None else element["c"][at]


def classes(element: Tree) -> list[str]:
    """Return the element's classes."""
    names: list[str] = attr(element)[1]
    return names


def with_attr(element: Tree, new: list[Any]) -> Tree:
    """Return the element with another attribute triple."""
    content = list(element["c"])
    content[_ATTR_AT[element["t"]]] = new
    return {**element, "c": content}


def text_of(node: Any) -> str:
    """Return the words of ``node`` as one line, notes left out."""
    return " ".join("".join(_texts(node)).split())


def _texts(node: Any) -> Iterator[str]:
    """Yield the texts in ``node`` in order, with a space for each kind of space."""
    if isinstance(node, list | tuple):
        for part in node:
            yield from _texts(part)
        return
    if not isinstance(node, dict) or node.get("t") in (None, "Note"):
        return  # what has no kind is part of a citation, whose words are beside it
    kind, content = node["t"], node.get("c")
    if kind in SPACES:
        yield " "
    elif kind == "Str":
        yield str(content)
    elif kind in _TEXTS:
        yield str(content[1] if content else "")
    elif kind == "Quoted" and content:
        marks = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
        yield marks[0]
        yield from _texts(content[1])
        yield marks[1]
    elif kind in _ATTR_AT and content:
        yield from _texts([part for n, part in enumerate(content) if n != _ATTR_AT[kind]])
    else:
        yield from _texts(content)


def string(text: str) -> list[Tree]:
    """Return ``text`` as inline elements."""
    words = text.split(" ")
    parts: list[Tree] = []
    for number, word in enumerate(words):
        parts.extend([{"t": "Space"}] if number else [])
        parts.extend([{"t": "Str", "c": word}] if word else [])
    return parts


def is_raw_html(element: Tree) -> bool:
    """Whether the element is a piece of an author's HTML."""
    return element["t"] in RAW and element["c"][0].startswith("html")


def raw_html(html: str) -> Tree:
    """Return ``html`` as a raw block."""
    return {"t": "RawBlock", "c": ["html", html]}
