"""The parser of CSS: the one door to its package."""

from tinycss2 import (
    parse_blocks_contents,
    parse_component_value_list,
    parse_rule_list,
    parse_stylesheet,
    serialize,
)
from tinycss2.color5 import parse_color

__all__ = [
    "parse_blocks_contents",
    "parse_color",
    "parse_component_value_list",
    "parse_rule_list",
    "parse_stylesheet",
    "serialize",
]
