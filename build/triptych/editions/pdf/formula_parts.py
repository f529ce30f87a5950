"""The parts of a formula between which a line may break, in MathML without namespaces."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from triptych.editions.pdf.formula_outlines import presentation

_RELATIONS = frozenset("=<>∈∉∋∝⊢⊨⩽⩾≔")
_RANGES = (("\u2190", "\u21ff"), ("\u223c", "\u228b"), ("\u27f0", "\u27ff"))
"""Arrows, and relations among the mathematical operators."""

_SIGNS = frozenset("+-−±∓∪∩∧∨⊕⊖")
_FACTORS = frozenset("×⋅·∗/⊗∘")
_SCRIPTS = frozenset(("msub", "msup", "msubsup", "mover", "munder", "munderover"))
_QUAD = 1.0
"""The space, in em, that separates two formulas on a line."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part, and how gladly a line breaks before it: 1 best, 4 least; 0 never."""

    element: etree._Element
    level: int


def parts_of(mathml: str, *, is_last_resort: bool) -> list[list[Part]]:
    """Return the rows of a formula, each in parts.

    As a last resort, aligned rows are separate, fractions have a slash, and texts break at spaces.
    """
    root = presentation(mathml)
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname
    etree.cleanup_namespaces(root)
    items = list(_flat(root))
    if is_last_resort and [item.tag for item in items] == ["mtable"]:
        rows = [[item for cell in row for item in _flat(cell)] for row in items[0]]
    else:
        rows = [items]
    if is_last_resort:
        rows = [[part for item in row for part in _opened(item)] for row in rows]
    return [list(_levelled(row)) for row in rows if row]


def _flat(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield the children of an element, with those of rows in it instead of the rows.

    A script of a row in brackets becomes one of the closing bracket.
    """
    for child in parent:
        if child.tag == "mrow" and len(child) > 1:
            yield from _flat(child)
        elif child.tag in _SCRIPTS and child[0].tag == "mrow" and _is_closed(child[0]):
            script = deepcopy(child)
            *inner, last = _flat(script[0])
            script.replace(script[0], last)
            yield from inner
            yield script
        else:
            yield child


def _is_closed(row: etree._Element) -> bool:
    """Whether a row of several parts ends with a closing bracket."""
    return len(row) > 1 and bool(row[-1].get("form") == "postfix")


def _opened(item: etree._Element) -> Iterator[etree._Element]:
    """Yield a fraction as its parts with a slash, a text as its words, and another part unchanged."""
    if item.tag == "mfrac" and item.get("linethickness") is None:
        yield from _bracketed(item[0])
        yield _sign("/")
        yield from _bracketed(item[1])
    elif item.tag == "mtext" and len((item.text or "").split()) > 1:
        for word in (item.text or "").split():
            text = etree.Element(
                "mtext", {str(key): str(value) for key, value in item.attrib.items()}
            )
            text.text = word
            yield text
            yield etree.Element("mspace", {"width": "0.25em"})
    else:
        yield item


def _bracketed(side: etree._Element) -> Iterator[etree._Element]:
    """Yield the parts of a side of a fraction, in brackets where there is more than one."""
    if side.tag != "mrow" or len(side) < 2:
        yield side
        return
    yield _sign("(", "prefix")
    for item in _flat(side):
        yield from _opened(item)
    yield _sign(")", "postfix")


def _sign(char: str, form: str = "infix") -> etree._Element:
    """Return an operator that does not stretch."""
    sign = etree.Element("mo", {"stretchy": "false", "form": form})
    sign.text = char
    return sign


def _levelled(items: list[etree._Element]) -> Iterator[Part]:
    """Yield each item with the level of a break before it."""
    depth, before = 0, None
    for item in items:
        core = _core(item)
        form = core.get("form")
        if form == "postfix":
            depth = max(0, depth - 1)
        yield Part(deepcopy(item), 0 if before is None else _level(item, before, depth))
        if form == "prefix":
            depth += 1
        before = item


def _level(item: etree._Element, before: etree._Element, depth: int) -> int:
    """Return the level of a break between two items, so many brackets deep."""
    core, last = _core(item), _core(before)
    char, is_sign = (core.text or "").strip(), core.tag == "mo"
    if before.tag == "mspace" and not is_sign:
        return 1 if _em(before) >= _QUAD and not depth else 3
    if is_sign and core.get("form") in (None, "infix"):
        if _is_relation(char):
            return 3 if depth else 1
        if char in _SIGNS:
            return 3 if depth or last.tag == "mo" else 2
        return 3 if char in _FACTORS else 0
    if last.tag == "mo":
        return 3 if (last.text or "").strip() in (",", ";") else 0
    return 0 if (is_sign and core.get("form") == "postfix") or item.tag == "mspace" else 4


def _core(item: etree._Element) -> etree._Element:
    """Return the operator under scripts and accents, or the item itself (MathML Core, 3.2.4.1)."""
    inner = item
    while inner.tag in _SCRIPTS or (inner.tag == "mrow" and len(inner) == 1):
        inner = inner[0]
    return inner


def _is_relation(char: str) -> bool:
    """Whether an operator compares or leads from one side to the other."""
    is_in_range = len(char) == 1 and any(low <= char <= high for low, high in _RANGES)
    return char in _RELATIONS or is_in_range


def _em(space: etree._Element) -> float:
    """Return the width of a space in em; nothing where it has another unit."""
    width = space.get("width", "")
    return (
        float(width[:-2]) if width.endswith("em") and width[:-2].replace(".", "").isdigit() else 0
    )
