"""The HTML inside a drawing (``foreignObject``), read line by line with the look of its letters.

Diagram tools write their labels as HTML, which no picture may hold and no typesetter draws.
"""

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from triptych.pictures.svg_styles import inherited, style_of

Look = dict[str, str]
"""Properties of SVG text by name."""

SIZE = 16.0
"""The size of letters, in pixels, where nothing says another."""

LINE = 1.2
"""The height of a line, in the size of its letters, where nothing says another."""

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt"),
        *("figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"),
        *("li", "main", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th"),
        *("thead", "tr", "ul"),
    )
)
_INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em"),
        *("font", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub"),
        *("sup", "time", "tt", "u", "var", "wbr", "html"),
    )
)
_SILENT = frozenset(("head", "meta", "script", "style", "template", "title"))
_BOLD = frozenset(("b", "h1", "h2", "h3", "h4", "strong", "th"))
_SLANTED = frozenset(("cite", "dfn", "em", "i", "var"))
_CODE = frozenset(("code", "kbd", "pre", "samp", "tt"))
_HANDED_ON = (
    *("font-family", "font-size", "font-style", "font-weight", "line-height", "text-align"),
    "white-space",
)
_LENGTH = re.compile(r"\s*(-?(?:\d+\.?\d*|\.\d+))\s*(px|pt|em|rem|%|)\s*")


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one look: SVG properties by name."""

    text: str
    look: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Label:
    """What the HTML of one ``foreignObject`` says, line by line, and how it is aligned.

    ``size`` is that of its letters and ``step`` from line to line, in pixels; ``first`` is its
    outermost block; ``lost`` names the elements in it that no text can show.
    """

    lines: list[list[Run]] = field(default_factory=lambda: [[]])
    first: etree._Element | None = None
    size: float = 0
    step: float = 0
    align: str = ""
    is_middle: bool = False
    is_bound: bool = False
    lost: set[str] = field(default_factory=set[str])


def read_label(element: etree._Element) -> Label:
    """Return what the HTML in a ``foreignObject`` says; styles are worked out already."""
    label = Label()
    look = {name: value for name in _HANDED_ON if (value := inherited(element, name))}
    colour = inherited(element, "color")
    look |= {"fill": colour} if _is_colour(colour) else {"fill": "black"}
    _read_inside(label, element, look)
    label.lines = [line for line in map(trimmed, label.lines) if line]
    label.size = label.size or length(look.get("font-size", ""), SIZE, SIZE) or SIZE
    label.step = label.step or label.size * LINE
    return label


def trimmed(line: list[Run]) -> list[Run]:
    """Return a line without the spaces at its ends; empty when it has nothing else."""
    runs = list(line)
    while runs and not runs[0].text.strip(" "):
        runs.pop(0)
    while runs and not runs[-1].text.strip(" "):
        runs.pop()
    if runs:
        runs[0] = replace(runs[0], text=runs[0].text.lstrip(" "))
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip(" "))
    return runs


def length(value: str, letters: float, whole: float) -> float:
    """Return a CSS length in pixels, ``%`` being of ``whole``; 0 for what is none."""
    found = _LENGTH.fullmatch(value or "")
    if found is None:
        return 0.0
    scale = {"": 1.0, "px": 1.0, "pt": 4 / 3, "em": letters, "rem": SIZE, "%": whole / 100}
    return float(found[1]) * scale[found[2]]


def _line_height(value: str, letters: float) -> float:
    """Return the pixels from line to line; ``letters`` is the size that shares are of."""
    if re.fullmatch(r"\d*\.?\d+", value):
        return float(value) * letters
    return length(value, letters, letters) or letters * LINE


def _read_inside(label: Label, element: etree._Element, look: Look) -> None:
    """Add what is in an element to a label."""
    _add(label, element.text, look)
    for child in element.iterchildren(etree.Element):
        _read(label, child, look)
        _add(label, child.tail, look)


def _read(label: Label, element: etree._Element, outer: Look) -> None:
    """Add what an element says to a label; ``outer`` is the look around it."""
    name = str(element.tag).rpartition("}")[2].lower()
    style = style_of(element)
    is_hidden = style.get("display") == "none" or style.get("visibility") == "hidden"
    if name in _SILENT or is_hidden:
        return
    look = {**outer, **_own_look(element, name, style)}
    is_block = name in _BLOCKS
    if is_block:
        label.first = element if label.first is None else label.first
        cell = style.get("vertical-align") == "middle" and style.get("display") == "table-cell"
        label.is_middle |= cell
    elif name not in _INLINE:
        label.lost.add(name)
    if is_block or name == "br":
        label.lines.append([])
    _read_inside(label, element, look)
    if is_block:
        label.lines.append([])


def _own_look(element: etree._Element, name: str, style: dict[str, str]) -> Look:
    """Return what an element says of its letters, by its name and by its style."""
    look = {"font-weight": "bold"} if name in _BOLD else {}
    look |= {"font-style": "italic"} if name in _SLANTED else {}
    look |= {"font-family": "monospace"} if name in _CODE else {}
    look |= {k: v for k in _HANDED_ON if (v := style.get(k, "")) and v != "inherit"}
    colour = style.get("color") or str(element.get("color", ""))
    look |= {"fill": colour} if _is_colour(colour) else {}
    align = "center" if str(element.tag).endswith("}center") else str(element.get("align", ""))
    return {"text-align": align, **look} if align else look


def _is_colour(value: str) -> bool:
    """Whether a value is a colour of its own."""
    return value.lower() not in ("", "currentcolor", "inherit", "initial", "unset")


def _add(label: Label, text: str | None, look: Look) -> None:
    """Add a piece of text to the last line of a label; what is said of the first holds for all."""
    words = re.sub(r"[\t\n\r ]+", " ", text or "")
    if not words:
        return
    if words.strip() and not label.size:
        label.size = length(look.get("font-size", ""), SIZE, SIZE) or SIZE
        label.align = look.get("text-align", "")
        label.step = _line_height(look.get("line-height", ""), label.size)
        label.is_bound = look.get("white-space", "") in ("nowrap", "pre")
    names = ("fill", "font-family", "font-style", "font-weight")
    label.lines[-1].append(Run(words, tuple((n, look[n]) for n in names if n in look)))
