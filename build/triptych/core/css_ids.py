"""Selectors that name an element by its id, made to match every element that plays its part.

A page of several articles may have each id once (HTML, section 3.2.6). There every article's title has
``data-pf="pf-title"``, and ``#pf-title`` becomes ``:is(#pf-title, [data-pf="pf-title"])``, which weighs
the same (Selectors 4, section 17).
"""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any

from triptych.core import css_parser
from triptych.core.shelf import made_once

PART = "data-pf"
"""The attribute that says which part of its article an element is."""

_NESTED = frozenset(["media", "layer", "supports", "container", "scope", "starting-style"])
"""At-rules that hold style rules."""

_CACHED = 256


def widen_ids(css: str) -> str:
    """Return a style sheet whose selectors by id also match the same part of every article."""
    return _read(css)[0]


def selected_ids(css: str) -> frozenset[str]:
    """Return the ids that the selectors of a style sheet name."""
    return _read(css)[1]


def widened(sheets: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return style sheets widened, and the ids that their selectors name, sorted.

    They are parsed only where no shelf has them: an edit in one article of an issue leaves them unchanged.
    """
    key = f"css ids {sha256(chr(0).join(sheets).encode()).hexdigest()}"
    return made_once(key, (), lambda: _all_widened(sheets))


def _all_widened(sheets: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what ``widened`` returns."""
    found = frozenset[str]().union(*map(selected_ids, sheets))
    return tuple(map(widen_ids, sheets)), tuple(sorted(found))


@lru_cache(maxsize=_CACHED)
def _read(css: str) -> tuple[str, frozenset[str]]:
    """Return a style sheet widened, and the ids that its selectors name: it is parsed once for both."""
    found: set[str] = set()
    return "".join(_widened(css_parser.parse_component_value_list(css), found)), frozenset(found)


def _widened(nodes: list[Any], found: set[str]) -> list[str]:
    """Return rules as CSS, widened; what their selectors name is added to ``found``."""
    made: list[str] = []
    for rule in css_parser.parse_rule_list(nodes):
        if rule.type == "qualified-rule":
            made += _prelude(rule.prelude, found)
            made.append(f"{{{css_parser.serialize(rule.content)}}}")
        elif rule.type == "at-rule" and rule.content and rule.lower_at_keyword in _NESTED:
            made.append(f"@{rule.at_keyword}{css_parser.serialize(rule.prelude)}{{")
            made += [*_widened(rule.content, found), "}"]
        else:
            made.append(str(css_parser.serialize([rule])))
    return made


def _prelude(nodes: list[Any], found: set[str]) -> list[str]:
    """Return a selector as CSS, each id in it widened."""
    made: list[str] = []
    for node in nodes:
        if node.type == "hash":
            name = str(css_parser.serialize([node]))
            made.append(f':is({name}, [{PART}="{node.value}"])')
            found.add(str(node.value))
        elif node.type == "function":
            made += [f"{node.name}(", *_prelude(node.arguments, found), ")"]
        else:
            made.append(str(css_parser.serialize([node])))
    return made
