"""The clues in style sheets: which rules colour and set text, titles, links, code and notes of a page.

A selector is judged by its last part; what belongs to a menu, a button or another part that no edition
has is ignored. Values of custom properties are filled in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from triptych.core import colours, css_parser
from triptych.core.colours import Channels
from triptych.theme import selectors, size_clues
from triptych.theme.clues import Clues

RULES = 20_000
"""The most rules that are looked at."""

_VAR = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,((?:[^()]|\([^()]*\))*))?\)")
_LONGEST, _DEEPEST = 500, 8
_PAPER = re.compile(r"(?:only\s+)?print(?:\s+and.*)?", re.IGNORECASE | re.DOTALL)
_NARROW = re.compile(r"max-(?:device-)?width|width\s*<", re.IGNORECASE)
_DARK = re.compile(r"prefers-color-scheme\s*:\s*dark", re.IGNORECASE)
_PROPERTIES: tuple[tuple[str, str], ...] = (
    (r"link", "link"),
    (r"primary|brand|accent|theme", "accent"),
    (r"banner|header-bg|hero-bg", "banner"),
    (r"muted|secondary-text|text-(?:secondary|muted|light)|quiet|subtle", "quiet"),
    (r"(?:body-|main-)?(?:bg|background|paper|surface|page)(?:-colou?r)?", "paper"),
    (r"border|rule|line|divider", "rule"),
    (r"(?:body-|main-)?(?:text|ink|fg|foreground|body|font)(?:-colou?r)?", "ink"),
    (r"wash|code-bg|bg-(?:alt|soft|secondary)", "wash"),
)
_NAMED = [
    (
        re.compile(
            rf"--(?:(?:bs|wp|md|pf|site|theme|global|c|colou?r)-+)*(?:{pattern})(?:-colou?r)?$",
            re.IGNORECASE,
        ),
        token,
    )
    for pattern, token in _PROPERTIES
]
_FAMILIES = (
    (re.compile(r"--.*(?:mono|code)", re.IGNORECASE), "code"),
    (re.compile(r"--.*(?:head|display|title)", re.IGNORECASE), "display"),
    (re.compile(r"--.*(?:body|text|base|serif|sans)", re.IGNORECASE), "text"),
)
_URL = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""", re.IGNORECASE)
_FONT = re.compile(r"^(?:[^,]*?\b[\d.]+(?:px|pt|r?em|%|vw)(?:\s*/\s*[\d.]+\w*)?\s+)(.+)$")
_REMOTE = re.compile(r"[a-z][a-z0-9+.-]*:|//|/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A style sheet's text, the folder that its addresses are relative to, and the one they must be in."""

    text: str
    folder: Path
    home: Path


@dataclass(slots=True)
class _Rules:
    """The rules of all sheets, flat, and the custom properties, light and dark."""

    rules: list[tuple[str, dict[str, str], bool]] = field(
        default_factory=list[tuple[str, dict[str, str], bool]]
    )
    light: dict[str, str] = field(default_factory=dict[str, str])
    dark: dict[str, str] = field(default_factory=dict[str, str])


def read_sheets(sheets: list[Sheet], clues: Clues) -> None:
    """Add what style sheets say of a look; font files are taken from its home alone."""
    found = _Rules()
    for sheet in sheets:
        try:
            _collect(css_parser.parse_stylesheet(sheet.text), found, sheet, clues)
        except RecursionError:
            clues.remarks.append("a style sheet is nested too deeply, and was not read")
    for name, value in {**found.light}.items():
        _property(name, _filled(value, found.light), clues, dark=False)
    for name, value in found.dark.items():
        _property(name, _filled(value, {**found.light, **found.dark}), clues, dark=True)
    for selector, values, dark in found.rules:
        table = {**found.light, **found.dark} if dark else found.light
        if kind := selectors.kind_of(selector):
            filled = {name: _filled(value, table) for name, value in values.items()}
            _rule(kind, filled, clues, dark=dark)


class _Media(NamedTuple):
    """What the media around a rule ask for: dark colours, a narrow screen."""

    dark: bool = False
    narrow: bool = False


_ANY = _Media()


def _collect(
    nodes: list[Any], found: _Rules, sheet: Sheet, clues: Clues, media: _Media = _ANY
) -> None:
    """Collect the rules of a sheet, those of its media too."""
    for node in nodes:
        if len(found.rules) >= RULES:
            return
        if node.type == "at-rule" and node.lower_at_keyword == "font-face":
            _font_face(node, sheet, clues)
        elif node.type == "at-rule" and node.content and node.lower_at_keyword in _OPEN:
            medium = css_parser.serialize(node.prelude)
            if not _PAPER.fullmatch(medium.strip()):
                own = map(bool, (_DARK.search(medium), _NARROW.search(medium)))
                both = _Media(*(a or b for a, b in zip(media, own, strict=True)))
                _collect(css_parser.parse_rule_list(node.content), found, sheet, clues, both)
        elif node.type == "qualified-rule":
            _collect_rule(node, found, media)


def _collect_rule(node: Any, found: _Rules, media: _Media) -> None:
    """Collect one rule, once for each scheme that its selectors are of; no sizes of narrow screens."""
    values = dict(_declarations(node.content))
    if media.narrow:
        values = {name: value for name, value in values.items() if name not in _SIZES}
    own = {name: value for name, value in values.items() if name.startswith("--")}
    for selector in css_parser.serialize(node.prelude).split(",")[:_SELECTORS]:
        scheme, plain = selectors.scheme_of(selector.strip())
        if scheme != selectors.OTHER:
            is_dark = media.dark or scheme == selectors.DARK
            (found.dark if is_dark else found.light).update(own)
            found.rules.append((plain, values, is_dark))


_SIZES = ("font-size", "line-height", "font")
_SELECTORS = 200
_OPEN = {"media", "supports", "layer", "container", "scope"}


def _declarations(content: list[Any]) -> Iterator[tuple[str, str]]:
    """Yield the properties of a block with their values."""
    for node in css_parser.parse_blocks_contents(content):
        if node.type == "declaration":
            yield (
                node.name if node.name.startswith("--") else node.lower_name,
                css_parser.serialize(node.value).strip()[:_LONGEST],
            )


def _filled(value: str, table: dict[str, str]) -> str:
    """Return a value with those of custom properties filled in."""
    for _ in range(_DEEPEST):
        if "var(" not in value or len(value) > _LONGEST:
            break
        value = _VAR.sub(lambda use: table.get(use[1], use[2] or ""), value)
    return value.strip()[:_LONGEST]


def _property(name: str, value: str, clues: Clues, *, dark: bool) -> None:
    """Add what a custom property of the page is, by its name."""
    channels = colours.read(value)
    if channels:
        found = next((name_of for pattern, name_of in _NAMED if pattern.match(name)), "")
        if found:
            clues.colour(found, 1, channels, dark=dark)
        if found == "accent" and not dark:
            clues.brand.append(channels)
    elif "," in value or "serif" in value:
        for pattern, role in _FAMILIES:
            if pattern.match(name):
                clues.stack(role, 1, families(value))
                return


def _rule(kind: tuple[str, int], values: dict[str, str], clues: Clues, *, dark: bool) -> None:
    """Add what one rule says about a kind of element, with the rank of its selector."""
    name, rank = kind
    ink = colours.read(values.get("color", ""))
    box = values.get("background-color") or values.get("background", "")
    ground = _first_colour(box)
    for token, channels in _tokens(name, ink, ground, _border(values)):
        clues.colour(token, rank + 1, channels, dark=dark)
    if name == "title" and box and not dark:
        bare = "rule" if "border-bottom" in values else "none"
        clues.bare_title = bare if box in _NO_BOX else ""
    level = size_clues.level_of(name, rank)
    if level is not None and not dark:
        clues.size(level, *size_clues.sizes_in(values))
    if name in _ROLES and not dark:
        stack = values.get("font-family", "") or _family_of(values.get("font", ""))
        clues.stack(_ROLES[name], rank + 1, families(stack))


_NO_BOX = ("none", "transparent", "inherit", "initial", "unset")

_ROLES = {"page": "text", "text": "text", "title": "display", "heading": "display", "code": "code"}


def _tokens(
    kind: str, ink: Channels | None, ground: Channels | None, border: Channels | None
) -> Iterator[tuple[str, Channels | None]]:
    """Yield the tokens that colours of one kind of element are."""
    inks = {"page": "ink", "text": "ink", "link": "link", "heading": "accent", "quiet": "quiet"}
    inks |= {"kicker": "accent"}
    grounds = {"page": "paper", "code": "wash", "quote": "wash"}
    if kind == "title":
        yield "banner", ground
        yield ("banner-ink" if ground else "accent"), ink
    elif kind in inks:
        yield inks[kind], ink
    if kind in grounds:
        yield grounds[kind], ground
    if kind == "line":
        yield "rule", border
    elif kind == "quote" and border and colours.saturation(border) >= _COLOURED:
        yield "accent", border


_COLOURED = 0.15
"""The least saturation of a line that is more than a line."""


def _border(values: dict[str, str]) -> Channels | None:
    """Return the colour of a line."""
    names = (
        "border-color",
        "border-left-color",
        "border-left",
        "border-top",
        "border-bottom",
        "border",
    )
    found = (_first_colour(values[name]) for name in names if name in values)
    return next((channels for channels in found if channels), None)


def _first_colour(value: str) -> Channels | None:
    """Return the first colour in a value of several parts."""
    for node in css_parser.parse_component_value_list(value):
        if node.type in ("ident", "hash", "function") and (
            found := colours.read(css_parser.serialize([node]))
        ):
            return found
    return None


_NO_FAMILY = re.compile(r"var\(|(?:inherit|initial|unset|revert(?:-layer)?)$", re.IGNORECASE)


def families(stack: str) -> list[str]:
    """Return the families of a CSS font stack in order, without quotes."""
    names = (name.strip().strip("\"'").strip() for name in stack.split(","))
    return [name for name in names if name and not _NO_FAMILY.match(name) and len(name) <= 60][:10]


def _family_of(font: str) -> str:
    """Return the families in the shorthand ``font``."""
    found = _FONT.match(font)
    return found[1] if found else ""


def _font_face(node: Any, sheet: Sheet, clues: Clues) -> None:
    """Add the font files beside a sheet; what is on the network is not fetched."""
    values = dict(_declarations(node.content or []))
    family = values.get("font-family", "").strip("\"' ")
    addresses = [
        unquote(url.split("?")[0].split("#")[0]) for url in _URL.findall(values.get("src", ""))
    ]
    for address in addresses:
        if _REMOTE.match(address):
            continue
        path = (sheet.folder / address).resolve()
        is_font = path.suffix.lower() in (".woff2", ".woff", ".ttf", ".otf")
        if is_font and path.is_file() and path.is_relative_to(sheet.home.resolve()):
            clues.files.setdefault(family.lower(), [])
            if path not in clues.files[family.lower()]:
                clues.files[family.lower()].append(path)
            return
    if family and addresses:
        remark = f"the font “{family}” is not beside the file"
        if remark not in clues.remarks:
            clues.remarks.append(remark)
