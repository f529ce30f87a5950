"""A style sheet of one article, made to apply to it alone in a page of several.

``h2`` becomes ``:where([id="harbour"]) h2``, which weighs the same (Selectors 4, section 17). What names
the page as a whole, such as ``body``, means the article there.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from triptych.core import css_parser

_NESTED = frozenset(["media", "layer", "supports", "container"])
"""At-rules that hold style rules."""

_ROOT = re.compile(
    r"(?:(?:html|body|main|:root|#pf-body|#printfriendly|#pf-print-area)(?![\w-])"
    r"(?:\.direction-\w+)?)+",
    re.IGNORECASE,
)
"""The beginning of a selector for what surrounds an article that is alone in its page."""

_COMBINATORS = " >+~"


@lru_cache(maxsize=256)
def scope_sheet(css: str, name: str) -> str:
    """Return a style sheet that applies to the article with the id ``name`` alone, without pages."""
    home = f':where([id="{name}"])'
    return "".join(_scoped(css_parser.parse_component_value_list(css), home))


def names_pages(css: str) -> bool:
    """Whether a style sheet has rules for pages, which are the issue's."""
    rules = css_parser.parse_rule_list(css_parser.parse_component_value_list(css))
    return any(_names_pages(rule) for rule in rules)


def _names_pages(rule: Any) -> bool:
    """Whether a rule is one for pages, or has one."""
    if rule.type != "at-rule":
        return False
    is_nested = rule.content and rule.lower_at_keyword in _NESTED
    inner = css_parser.parse_rule_list(rule.content) if is_nested else []
    return bool(rule.lower_at_keyword == "page" or any(map(_names_pages, inner)))


def _scoped(nodes: list[Any], home: str) -> Iterator[str]:
    """Yield rules as CSS that apply within ``home``."""
    for rule in css_parser.parse_rule_list(nodes):
        if rule.type == "qualified-rule":
            selectors = ", ".join(_selector(each, home) for each in _listed(rule.prelude))
            yield f"{selectors} {{{css_parser.serialize(rule.content)}}}\n"
        elif rule.type == "at-rule" and rule.content and rule.lower_at_keyword in _NESTED:
            yield f"@{rule.at_keyword}{css_parser.serialize(rule.prelude)}{{\n"
            yield from _scoped(rule.content, home)
            yield "}\n"
        elif not (rule.type == "at-rule" and rule.lower_at_keyword == "page"):
            yield str(css_parser.serialize([rule]))


def _listed(nodes: list[Any]) -> list[list[Any]]:
    """Return the selectors of a list (Selectors 4, section 4.1)."""
    found: list[list[Any]] = [[]]
    for node in nodes:
        if node.type == "literal" and node.value == ",":
            found.append([])
        else:
            found[-1].append(node)
    return found


def _selector(nodes: list[Any], home: str) -> str:
    """Return one selector that matches within ``home``, or ``home`` itself."""
    text = str(css_parser.serialize(nodes)).strip()
    was_root = False
    while found := _ROOT.match(text):
        rest = text[found.end() :]
        if rest[:1] not in {"", *_COMBINATORS, "\n", "\t"}:
            return f"{home}{rest}"
        text, was_root = rest.lstrip(f"{_COMBINATORS}\n\t"), True
    return home if was_root and not text else f"{home} {text}"
