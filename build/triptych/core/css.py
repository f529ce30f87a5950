"""CSS as its parser reads it: rules without what loads, runs or expands beyond bounds.

One filter serves the publisher's own style sheets and the styles inside drawings.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from triptych.core import css_parser
from triptych.core.xml_characters import FORBIDDEN

EXPANSION = 10_000
"""The most tokens that a declaration may expand to when its custom properties are replaced."""

LOADS = "loads something from elsewhere"
EXPLODES = f"expands to more than {EXPANSION} tokens"

_LOADERS = {"-webkit-image-set", "cross-fade", "image", "image-set", "src", "url"}
"""Functions in which a plain string is an address (CSS Images 4, CSS Values 5)."""
_TYPES = r"image/(?:png|jpe?g|gif|webp|avif)|(?:application/(?:x-)?)?font[/-][\w.+-]+"
_DATA = re.compile(rf"data:(?:{_TYPES})[;,]", re.IGNORECASE)
"""Media types of ``data:`` URLs that hold nothing active."""

_TRANSPARENT = ("supports", "layer")  # at-rules whose rules are read as if they stood outside


@dataclass(frozen=True, slots=True)
class Fault:
    """What was taken out of a style sheet, why, and the line of the sheet at which it began."""

    message: str
    line: int


@dataclass(frozen=True, slots=True)
class Declaration:
    """A property and its value, as written."""

    name: str
    value: str
    is_important: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A style rule with the conditions of every ``@media`` around it."""

    selector: str
    declarations: tuple[Declaration, ...]
    media: tuple[str, ...] = ()


@dataclass(slots=True)
class Sheet:
    """A style sheet read apart: its rules in order, and the last frame of each animation by name."""

    rules: list[Rule] = field(default_factory=list[Rule])
    last_frames: dict[str, tuple[Declaration, ...]] = field(
        default_factory=dict[str, tuple[Declaration, ...]]
    )
    faults: list[Fault] = field(default_factory=list[Fault])
    has_fonts: bool = False


def filter_sheet(css: str) -> tuple[str, list[Fault]]:
    """Return a style sheet without what loads or explodes, with a fault for each part taken out."""
    faults: list[Fault] = []
    nodes = css_parser.parse_stylesheet(css, skip_comments=True)
    nodes = _pruned(nodes, _loads, LOADS, faults)
    sizes = _expanded_sizes(nodes)
    nodes = _pruned(nodes, lambda node: _explodes(node, sizes), EXPLODES, faults)
    return text_of(nodes), faults


def read_sheet(css: str) -> Sheet:
    """Return a style sheet of a drawing as rules, without what names anything outside the drawing."""
    sheet = Sheet()
    _read_into(
        sheet, css_parser.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), ()
    )
    return sheet


def read_declarations(css: str, faults: list[Fault]) -> list[Declaration]:
    """Return the declarations of a ``style`` attribute that name nothing outside the drawing."""
    return _declarations(css_parser.parse_blocks_contents(css, skip_comments=True), faults)


def is_own(value: str) -> bool:
    """Whether a value names nothing outside its own document: no address but ``#id``."""
    return not any(map(_names_outside, parse_values(value)))


def references(value: str) -> list[str]:
    """Return each ``id`` that a value names as ``url(#id)``."""
    if "(" not in value:
        return []
    nodes = _all_nodes(parse_values(value))
    return [a.strip()[1:] for node in nodes if (a := _address(node)).strip().startswith("#")]


def without_references(value: str) -> str:
    """Return a value without the parts that are addresses: the paint after ``url(#id)``."""
    return text_of([node for node in parse_values(value) if not _address(node)]).strip()


def parse_values(value: str) -> list[Any]:
    """Return a value as nodes."""
    return list(css_parser.parse_component_value_list(value))


def text_of(nodes: list[Any]) -> str:
    """Return nodes as CSS, without letters that XML forbids, which an escape can stand for."""
    return FORBIDDEN.sub("\ufffd", str(css_parser.serialize(nodes)))


def _read_into(sheet: Sheet, nodes: list[Any], media: tuple[str, ...]) -> None:
    """Add the rules among nodes to a sheet, those inside ``@media`` with its condition."""
    for node in nodes:
        if node.type == "qualified-rule":
            selector = text_of(node.prelude).strip()
            contents = css_parser.parse_blocks_contents(node.content, skip_comments=True)
            declarations = tuple(_declarations(contents, sheet.faults))
            sheet.rules.append(Rule(selector, declarations, media))
        elif node.type == "error":
            sheet.faults.append(Fault(f"does not parse: {node.message}", node.source_line))
        elif node.type == "at-rule":
            _read_at_rule(sheet, node, media)


def _read_at_rule(sheet: Sheet, node: Any, media: tuple[str, ...]) -> None:
    """Add what an at-rule holds to a sheet; those that say nothing of a drawing are ignored."""
    keyword, prelude = node.lower_at_keyword, text_of(node.prelude).strip()
    if keyword == "import":
        sheet.faults.append(Fault(LOADS, node.source_line))
    elif keyword == "font-face":
        sheet.has_fonts = True
    elif keyword.endswith("keyframes") and node.content is not None:
        frames = Sheet()
        _read_into(frames, css_parser.parse_rule_list(node.content, skip_whitespace=True), ())
        last = [r for r in frames.rules if {"to", "100%"} & set(re.split(r"[\s,]+", r.selector))]
        sheet.last_frames[prelude] = tuple(d for rule in last for d in rule.declarations)
    elif node.content is not None and keyword in ("media", *_TRANSPARENT):
        inner = css_parser.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
        _read_into(sheet, inner, (*media, prelude) if keyword == "media" else media)


def _declarations(nodes: list[Any], faults: list[Fault]) -> list[Declaration]:
    """Return the declarations among nodes that name nothing outside the drawing."""
    kept = []
    for node in nodes:
        if node.type == "declaration":
            if any(_names_outside(part) for part in node.value):
                faults.append(Fault(LOADS, node.source_line))
                continue
            name = node.name if node.name.startswith("--") else node.lower_name
            value = text_of(node.value).strip()
            kept.append(Declaration(name, value, bool(node.important)))
    return kept


def _names_outside(node: Any) -> bool:
    """Whether a value names what is not in the drawing, or is a program of old browsers."""
    if node.type == "function" and node.lower_name == "expression":
        return True
    address = _address(node).strip()
    if address and not address.startswith("#") and not _DATA.match(address):
        return True
    if node.type == "function" and node.lower_name in _LOADERS:
        return any(_is_address(part) for part in node.arguments)
    return any(_names_outside(part) for part in _inner(node))


def _address(node: Any) -> str:
    """Return the address that a node is, or ""."""
    if node.type == "url":
        return str(node.value)
    if node.type == "function" and node.lower_name == "url":
        return next((str(part.value) for part in node.arguments if part.type == "string"), "")
    return ""


def _is_address(part: Any) -> bool:
    """Whether an argument of a loading function names an address elsewhere, or may come to name one."""
    if part.type == "string":
        return not part.value.strip().startswith("#") and not _DATA.match(part.value.strip())
    return _loads(part) or (part.type == "function" and part.lower_name in ("var", "attr", "env"))


def _pruned(
    nodes: list[Any], is_bad: Callable[[Any], bool], reason: str, faults: list[Fault]
) -> list[Any]:
    """Return nodes without their bad parts: the smallest rule or declaration that holds each goes."""
    kept = []
    for node in nodes:
        if node.type == "error":
            faults.append(Fault(f"does not parse: {node.message}", node.source_line))
        elif not is_bad(node):
            kept.append(node)
        elif not _has_sound_head(node, is_bad):
            faults.append(Fault(reason, node.source_line))
        else:
            inner = css_parser.parse_blocks_contents(node.content)
            inner = [part for part in inner if part.type != "error"]
            node.content = _pruned(inner, is_bad, reason, faults)
            kept.append(node)
    return kept


def _has_sound_head(node: Any, is_bad: Callable[[Any], bool]) -> bool:
    """Whether a node is a rule that is bad only for something between its braces."""
    is_rule = node.type != "declaration" and node.content is not None and not _is_import(node)
    return is_rule and not any(map(is_bad, node.prelude))


def _is_import(node: Any) -> bool:
    """Whether a node is an import, with a block or without."""
    return getattr(node, "lower_at_keyword", "") == "import"


def _loads(node: Any) -> bool:
    """Whether anything in a node names an address that is not harmless data of its own."""
    if _is_import(node):
        return True
    if node.type == "url":
        return not _DATA.match(node.value.strip())
    if node.type == "function" and node.lower_name in _LOADERS:
        return any(_is_address(part) for part in node.arguments)
    if node.type == "function" and node.lower_name == "attr":
        return any(part.type == "ident" and part.lower_value == "url" for part in node.arguments)
    return any(_loads(part) for part in _inner(node))


def _inner(node: Any) -> list[Any]:
    """Return the nodes inside a node."""
    inner = [getattr(node, name, None) or [] for name in ("prelude", "content", "arguments")]
    inner += [node.value] if node.type == "declaration" else []
    return [part for parts in inner for part in parts]


def _all_nodes(nodes: list[Any]) -> Iterator[Any]:
    """Yield nodes and those inside them."""
    for node in nodes:
        yield node
        yield from _all_nodes(_inner(node))


def _expanded_sizes(nodes: list[Any]) -> dict[str, int]:
    """Return the tokens that each custom property expands to at most."""
    values: dict[str, list[list[Any]]] = {}
    for declaration in _custom_properties(nodes):
        values.setdefault(declaration.name, []).append(declaration.value)
    sizes: dict[str, int] = {}

    def size(name: str) -> int:
        if name not in sizes:
            sizes[name] = 0  # what refers to itself has no value (CSS Variables 1, section 2.3)
            sizes[name] = max((_size(value, size) for value in values.get(name, ())), default=0)
        return sizes[name]

    for name in values:
        size(name)
    return sizes


def _custom_properties(nodes: list[Any]) -> Iterator[Any]:
    """Yield every declaration of a custom property in a sheet, however deep."""
    for node in nodes:
        if node.type == "declaration" and node.name.startswith("--"):
            yield node
        elif node.type in ("qualified-rule", "at-rule") and node.content:
            yield from _custom_properties(css_parser.parse_blocks_contents(node.content))


def _size(value: list[Any], size: Callable[[str], int]) -> int:
    """Return the tokens that a value expands to, counted no further than just above the bound."""
    total = 0
    for node in _all_nodes(value):
        total += 1
        if node.type == "function" and node.lower_name == "var":
            names = (part.value for part in node.arguments if part.type == "ident")
            total += size(next(names, ""))
    return min(total, EXPANSION + 1)


def _explodes(node: Any, sizes: Mapping[str, int]) -> bool:
    """Whether a declaration in a node, or the node itself, expands beyond the bound."""
    if node.type == "declaration":
        return _size(node.value, lambda name: sizes.get(name, 0)) > EXPANSION
    if node.type in ("qualified-rule", "at-rule") and node.content:
        return any(
            _explodes(part, sizes) for part in css_parser.parse_blocks_contents(node.content)
        )
    return False
