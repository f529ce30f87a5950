"""HTML inside a drawing becomes the drawing's own text, at its place and in its lines."""

import re
from dataclasses import dataclass, replace

from lxml import etree

from triptych.pictures.svg_labels import SIZE, Label, Run, length, read_label, trimmed
from triptych.pictures.svg_styles import TooManyRulesError, style_of

LABELS = 5_000
"""The most labels in HTML that a drawing may have."""

_SVG = "{http://www.w3.org/2000/svg}"
_BASELINE = 0.7
"""How far the baseline is below the middle of a line, twice, in the size of its letters."""

_TOLERANCE = 1.08
"""How much wider than its box a line may be guessed to be before it is broken."""

_NARROW, _WIDE = "fijlrtI.,:;'|!()[]{}- ", "mwMWABCDEFGHKNOQRUVXYZ@%&"
_KEPT = ("transform", "opacity", "clip-path", "mask", "id", "class")


@dataclass(frozen=True, slots=True)
class _Box:
    """Where a label is, in user units, and how it is aligned: -1 start, 0 middle, 1 end."""

    x: float
    y: float
    width: float
    height: float
    across: int = -1
    down: int = -1


def write_labels(root: etree._Element, size: tuple[float, float]) -> set[str]:
    """Replace each ``foreignObject`` by text, and each ``switch`` by what it shows, in place.

    Styles are worked out already; ``size`` is the drawing's, for shares in per cent. Return the names
    of HTML elements that no text can show. Raises ``TooManyRulesError`` beyond ``LABELS``.
    """
    lost: set[str] = set()
    for switch in list(root.iter(f"{_SVG}switch")):
        _choose(switch)
    labels = list(root.iter(f"{_SVG}foreignObject"))
    if len(labels) > LABELS:
        raise TooManyRulesError(f"has more than {LABELS} HTML labels")
    for element in labels:
        parent = element.getparent()
        if parent is None or next(element.iterancestors(f"{_SVG}foreignObject"), None) is not None:
            continue
        label = read_label(element)
        lost |= label.lost
        text = _text(element, label, size)
        text.tail = element.tail
        parent.replace(element, text)
    return lost


def _choose(switch: etree._Element) -> None:
    """Leave of a ``switch`` the part that is shown (SVG 2, section 5.9)."""
    parts = [e for e in switch.iterchildren(etree.Element) if str(e.tag).startswith(_SVG)]
    chosen = next((part for part in parts if not part.get("requiredExtensions")), None)
    if chosen is not None and chosen.tag == f"{_SVG}foreignObject":
        texts = (p for p in parts if p.tag == f"{_SVG}text" and _letters(p) == _letters(chosen))
        chosen = next(texts, chosen)  # its own place is better than one worked out
    for part in list(switch):
        if part is not chosen:
            switch.remove(part)
    if chosen is not None:
        for key in ("requiredFeatures", "systemLanguage"):
            chosen.attrib.pop(key, "")
    switch.tag = f"{_SVG}g"


def _letters(element: etree._Element) -> str:
    """Return the letters of an element without any space."""
    return "".join("".join(map(str, element.itertext())).split())


def _text(element: etree._Element, label: Label, size: tuple[float, float]) -> etree._Element:
    """Return a label as SVG text."""
    box = _box(element, label, size)
    lines = [part for line in label.lines for part in _wrapped(line, box.width, label)]
    step = label.step
    spare = box.height - step * len(lines)
    across = box.x + box.width * (box.across + 1) / 2
    top = box.y + (spare / 2 if box.down == 0 or spare < 0 else spare * (box.down + 1) / 2)
    text = etree.Element(f"{_SVG}text")
    text.set("text-anchor", ("start", "middle", "end")[box.across + 1])
    text.set("style", f"font-size:{label.size:g}px;stroke:none")
    for key in _KEPT:
        if value := element.get(key):
            text.set(key, str(value))
    for number, line in enumerate(lines):
        down = top + step * number + (step + label.size * _BASELINE) / 2
        _write_line(text, line, f"{across:.6g}", f"{down:.6g}")
    return text


def _write_line(text: etree._Element, line: list[Run], x: str, y: str) -> None:
    """Add a line to a text, each run with its look."""
    outer = etree.SubElement(text, f"{_SVG}tspan", x=x, y=y)
    for run in line:
        inner = outer if len(line) == 1 else etree.SubElement(outer, f"{_SVG}tspan")
        inner.text = run.text
        inner.set("style", ";".join(f"{name}:{value}" for name, value in run.look))


def _box(element: etree._Element, label: Label, size: tuple[float, float]) -> _Box:
    """Return where a label is, by its ``foreignObject`` and by the outermost HTML in it."""
    style = style_of(element)
    said = [str(element.get(n) or style.get(n, "")) for n in ("x", "y", "width", "height")]
    x, y, width, height = (length(v, SIZE, size[n % 2]) for n, v in enumerate(said))
    style = style_of(label.first) if label.first is not None else {}
    across, down = _side(label.align, -1), 0 if label.is_middle else -1
    if style.get("display", "").endswith("flex"):
        x += length(style.get("margin-left", ""), SIZE, 0)
        y += length(style.get("padding-top", ""), SIZE, 0)
        width = length(style.get("width", ""), SIZE, width) or width
        height = length(style.get("height", ""), SIZE, height) or height
        down = _side(style.get("align-items", ""), -1)
        across = _side(style.get("justify-content", ""), across)
    return _Box(x, y, width, height, across, down)


def _side(value: str, default: int) -> int:
    """Return an alignment as -1, 0 or 1."""
    words = set(value.split())
    if words & {"center", "-webkit-center"}:
        return 0
    if words & {"right", "end", "flex-end"}:
        return 1
    return -1 if words & {"left", "start", "flex-start"} else default


def _wrapped(line: list[Run], width: float, label: Label) -> list[list[Run]]:
    """Return a line broken where it is wider than its box, by the widths that letters mostly have."""
    room = width * _TOLERANCE / label.size
    if label.is_bound or room < 2 or _width(line) <= room:
        return [line]
    lines: list[list[Run]] = [[]]
    used = 0.0
    for run in line:
        for word in re.findall(r"\S+\s*|\s+", run.text):
            if lines[-1] and used + _width([Run(word.rstrip())]) > room:
                lines.append([])
                used = 0.0
            used += _width([Run(word)])
            if lines[-1] and lines[-1][-1].look == run.look:
                lines[-1][-1] = replace(run, text=lines[-1][-1].text + word)
            else:
                lines[-1].append(replace(run, text=word))
    return [parts for parts in map(trimmed, lines) if parts]


def _width(line: list[Run]) -> float:
    """Return about how wide a line is, in the size of its letters."""
    return sum(_letter_width(letter) for run in line for letter in run.text)


def _letter_width(letter: str) -> float:
    """Return about how wide a letter is, in its size."""
    if letter in _NARROW:
        return 0.31
    if letter in _WIDE:
        return 0.72
    return 1.0 if letter >= "\u2e80" else 0.54
