"""Colours of CSS, and what of a style sheet has no effect: bad syntax, wrong colours, lost fonts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from triptych.core import css_parser

_COLOURS = re.compile(r"(?:-webkit-)?(?:[a-z-]+-)?color|fill|stroke", re.IGNORECASE)
_WIDE = {"inherit", "initial", "none", "revert", "revert-layer", "unset", "auto", "context-fill"}
_SYSTEM = re.compile(r"[A-Za-z]+(?:Text|Color|Face|Field|Border)|Canvas|Mark|Highlight")
_RULES = {"media", "supports", "layer", "container", "scope"}
_UNSURE = re.compile(r"var\(|env\(|attr\(|color-mix\(|light-dark\(|url\(|from\s", re.IGNORECASE)
_PARSE_HINT = "It has no effect: correct it, or remove it."


@dataclass(frozen=True, slots=True)
class CssFault:
    """What in a style sheet has no effect, its line, and what to do."""

    line: int
    message: str
    hint: str


def plain_colour(value: str) -> str:
    """Return a colour as ``#rrggbb`` or ``rgba()`` of CSS 3; unchanged when it is not worked out."""
    try:
        colour = css_parser.parse_color(value)
        red, green, blue = colour.to("srgb").coordinates
    except (AttributeError, NotImplementedError, TypeError, ValueError):
        return value
    parts = [min(255, max(0, round(255 * part))) for part in (red, green, blue)]
    if colour.alpha == 1:
        return "#{:02x}{:02x}{:02x}".format(*parts)
    return f"rgba({parts[0]},{parts[1]},{parts[2]},{colour.alpha:g})"


def is_colour(value: str) -> bool:
    """Whether a value is a colour, or one that is known only when it is used."""
    plain = value.strip()
    if plain.lower() in _WIDE or _UNSURE.search(plain) or _SYSTEM.fullmatch(plain):
        return True
    return css_parser.parse_color(plain) is not None


@lru_cache(maxsize=64)
def faults(css: str) -> tuple[CssFault, ...]:
    """Return what has no effect in a style sheet, in the order of its lines."""
    return tuple(sorted(_faults(css_parser.parse_stylesheet(css)), key=lambda fault: fault.line))


def _faults(rules: list[Any]) -> Iterator[CssFault]:
    """Yield what has no effect in rules."""
    for node in rules:
        if node.type == "error":
            yield CssFault(node.source_line, f"CSS does not parse: {node.message}", _PARSE_HINT)
        elif node.type == "at-rule" and node.lower_at_keyword == "font-face":
            yield from _font_face(node)
        elif node.type == "at-rule" and node.lower_at_keyword == "import":
            hint = "Copy its rules into the theme's style sheet."
            yield CssFault(node.source_line, "`@import` loads a file, and no edition does", hint)
        elif node.type == "at-rule" and node.content and node.lower_at_keyword in _RULES:
            yield from _faults(css_parser.parse_rule_list(node.content))
        elif node.type == "qualified-rule":
            yield from _declarations(node.content)


def _declarations(content: list[Any]) -> Iterator[CssFault]:
    """Yield what has no effect in the block of a rule."""
    for node in css_parser.parse_blocks_contents(content):
        if node.type == "error":
            yield CssFault(node.source_line, f"CSS does not parse: {node.message}", _PARSE_HINT)
        elif node.type == "qualified-rule":
            yield from _declarations(node.content)
        elif node.type == "declaration" and _COLOURS.fullmatch(node.lower_name):
            value = css_parser.serialize(node.value).strip()
            if not is_colour(value) and len(value.split()) == 1:
                message = f"`{node.name}`: “{value}” is not a colour"
                yield CssFault(node.source_line, message, 'Write a CSS colour, such as "#9a3b1e".')


def _font_face(node: Any) -> Iterator[CssFault]:
    """Yield the fault of a font that no edition can load."""
    contents = css_parser.parse_blocks_contents(node.content or [])
    values = {
        d.lower_name: css_parser.serialize(d.value) for d in contents if d.type == "declaration"
    }
    source = values.get("src", "")
    if not re.search(r"url\(\s*[\"']?data:|local\(", source, re.IGNORECASE):
        family = values.get("font-family", "").strip().strip("\"'") or "without a name"
        hint = 'Name its file in theme.toml: [fonts.text], files = ["fonts/…"].'
        why = "loads a file, and no edition does" if source else "has no `src`"
        yield CssFault(node.source_line, f"`@font-face` “{family}” {why}", hint)
