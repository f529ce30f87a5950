"""Repair the MathML that an author writes, so that MathML 3, MathML Core and EPUBCheck accept it.

A formula that pandoc makes passes through unchanged. No letter is lost: an element that cannot stay
becomes an ``mrow`` of its parts (MathML 3, chapter 3).
"""

import re

from lxml import etree
from lxml.html import HtmlElement

from triptych.markdown import sanitise

_ARITY = {
    "mfrac": 2,
    "mover": 2,
    "mroot": 2,
    "msub": 2,
    "msubsup": 3,
    "msup": 2,
    "munder": 2,
    "munderover": 3,
}
"""How many parts an element has, where their number is fixed."""

_TOKENS = frozenset(["annotation", "mi", "mn", "mo", "ms", "mtext"])
"""Elements that have text and no parts."""

_SWITCHES = (
    """accent accentunder displaystyle fence largeop movablelimits separator stretchy symmetric"""
)
_SWITCH = re.compile("true|false")
_LENGTH = re.compile(
    r"[+-]?(\d+\.?\d*|\.\d+)(e[mx]|in|cm|mm|p[xtc]|%)?|(negative)?((very){0,2}thi(n|ck)|medium)mathspace"
)
_SIDES = re.compile(r"(left|center|right)( (left|center|right))*")
_HEIGHTS = re.compile(r"(top|bottom|center|baseline|axis)( (top|bottom|center|baseline|axis))*")
_SHAPES: dict[str, re.Pattern[str]] = {
    **dict.fromkeys(_SWITCHES.split(), _SWITCH),
    **dict.fromkeys(["depth", "height", "lspace", "rspace", "voffset"], _LENGTH),
    "columnalign": _SIDES,
    "columnspan": re.compile(r"[1-9]\d*"),
    "display": re.compile("block|inline"),
    "form": re.compile("prefix|infix|postfix"),
    "rowalign": _HEIGHTS,
    "rowspan": re.compile(r"[1-9]\d*"),
    "scriptlevel": re.compile(r"[+-]?\d+"),
}
"""What the values of attributes look like; one with another value is removed."""

_PADDED = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)\s*(%?\s*(width|height|depth)?|e[mx]|in|cm|mm|p[xtc])")
_FENCED = ("open", "close", "separators")


def repair_math(math: HtmlElement) -> None:
    """Repair a formula; one that contains other elements, or bare text, is replaced with its words."""
    everything = list(math.iter(etree.Element))
    loose = [math.text, *(child.tail for child in math)]
    if any(e.tag not in sanitise.MATH for e in everything) or any(t and t.strip() for t in loose):
        for inner in everything:
            inner.drop_tag()
    else:
        repair_parts(math)
        math.set("xmlns", "http://www.w3.org/1998/Math/MathML")


def repair_parts(math: etree._Element) -> None:
    """Repair, in place, the elements of a formula whose parts or attributes may not be as they are."""
    for element in list(math.iter(etree.Element)):
        _check_values(element)
        if element.tag in _TOKENS:
            while len(element):
                _unwrap(element[0])
        elif element.tag != "math":
            _wrap_texts(element)
    for name, rule in _RULES.items():
        for element in list(math.iter(name)):
            rule(element)
    for element in list(math.iter(*_ARITY)):
        if len(element) != _ARITY[str(element.tag)]:
            _make_row(element)


def _check_values(element: etree._Element) -> None:
    """Remove the attributes of an element that have a wrong value."""
    for name, value in list(element.attrib.items()):
        shape = _SHAPES.get(str(name))
        if element.tag == "mspace" and name == "width":
            shape = _LENGTH
        elif element.tag == "mpadded":
            shape = _PADDED
        is_list = element.tag != "mtd" or " " not in str(value).strip()
        if shape and not (shape.fullmatch(str(value).strip()) and is_list):
            del element.attrib[name]


def _wrap_texts(element: etree._Element) -> None:
    """Wrap text between the parts of an element in ``mtext``."""
    if element.text and element.text.strip():
        element.insert(0, _text(element.text))
        element.text = None
    for part in list(element):
        if part.tail and part.tail.strip():
            tail, part.tail = part.tail, None
            part.addnext(_text(tail))


def _text(words: str, name: str = "mtext") -> etree._Element:
    """Return a token with words."""
    token = etree.Element(name)
    token.text = words.strip()
    return token


def _unwrap(element: etree._Element) -> None:
    """Replace an element by its text and its parts."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    parts = list(element)
    tail = element.tail or ""
    _add_text(parent, at, element.text or "")
    parent.remove(element)
    for number, part in enumerate(parts):
        parent.insert(at + number, part)
    _add_text(parent, at + len(parts), tail)


def _add_text(parent: etree._Element, at: int, words: str) -> None:
    """Append words to what is before the part number ``at``."""
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + words
    else:
        parent.text = (parent.text or "") + words


def _make_row(element: etree._Element) -> None:
    """Make an element a row of its parts."""
    element.tag = "mrow"
    element.attrib.clear()


def _fence(element: etree._Element) -> None:
    """Make an ``mfenced`` the row that it stands for (MathML 3, section 3.3.8.2)."""
    opening, closing, separators = (element.get(name) for name in _FENCED)
    signs = "".join((separators if separators is not None else ",").split())
    parts = list(element)
    _make_row(element)
    for number, part in enumerate(parts[:-1]):
        if signs:
            sign = _text(signs[min(number, len(signs) - 1)], "mo")
            sign.set("separator", "true")
            part.addnext(sign)
    for form, mark in (("prefix", opening), ("postfix", closing)):
        text = ("(" if form == "prefix" else ")") if mark is None else mark.strip()
        if text:
            brace = _text(text, "mo")
            brace.set("form", form)
            brace.set("fence", "true")
            element.insert(0 if form == "prefix" else len(element), brace)


def _choose(element: etree._Element) -> None:
    """Replace an ``maction`` by the part that it shows first (MathML 3, section 3.7.1)."""
    wanted = str(element.get("selection", "1"))
    at = int(wanted) - 1 if re.fullmatch("[1-9]", wanted) and int(wanted) <= len(element) else 0
    for number, part in enumerate(list(element)):
        if number != at:
            element.remove(part)
    _make_row(element)


def _table(element: etree._Element) -> None:
    """Make every part of a table a row."""
    for part in list(element):
        if part.tag == "mlabeledtr":
            part.tag = "mtr"
        elif part.tag != "mtr":
            _wrap(part, "mtr")


def _table_row(element: etree._Element) -> None:
    """Make every part of a table's row a cell, and a row outside a table a row of its parts."""
    parent = element.getparent()
    if parent is None or parent.tag != "mtable":
        _make_row(element)
        return
    for part in list(element):
        if part.tag != "mtd":
            _wrap(part, "mtd")


def _cell(element: etree._Element) -> None:
    """Make a cell outside a table's row a row of its parts."""
    parent = element.getparent()
    if parent is None or parent.tag != "mtr":
        _make_row(element)


def _wrap(element: etree._Element, name: str) -> None:
    """Wrap an element in a new one."""
    box = etree.Element(name)
    element.addprevious(box)
    box.append(element)


def _scripts(element: etree._Element) -> None:
    """Add to every script of an ``mmultiscripts`` its partner (MathML 3, section 3.4.7)."""
    marks = [part for part in element if part.tag == "mprescripts"]
    for mark in marks[1:]:
        element.remove(mark)
    if not len(element) or element[0].tag in ("mprescripts", "none"):
        element.insert(0, etree.Element("mrow"))
    at = element.index(marks[0]) if marks else len(element)
    if (len(element) - at) % 2 == 0 and marks:
        element.append(etree.Element("none"))
    if at % 2 == 0:
        element.insert(at, etree.Element("none"))


def _lone_script(element: etree._Element) -> None:
    """Remove a mark of ``mmultiscripts`` that is outside one, and what is in any of them."""
    parent = element.getparent()
    for part in list(element):
        element.remove(part)
    if parent is not None and parent.tag != "mmultiscripts":
        parent.remove(element)


def _meanings(element: etree._Element) -> None:
    """Move the notes of a formula behind its one presentation (MathML 3, section 5.1)."""
    shown = [part for part in element if part.tag != "annotation"]
    if not shown:
        for part in element:
            part.tag = "mtext"
            part.attrib.clear()
        _make_row(element)
    elif len(shown) > 1 or element[0] is not shown[0]:
        row = etree.Element("mrow")
        element.insert(0, row)
        row.extend(shown)


def _lone_note(element: etree._Element) -> None:
    """Make a note outside ``semantics`` text, for nothing else says what it says."""
    parent = element.getparent()
    if parent is not None and parent.tag != "semantics":
        element.tag = "mtext"
        element.attrib.clear()


_RULES = {
    "mfenced": _fence,
    "maction": _choose,
    "none": _lone_script,
    "mprescripts": _lone_script,
    "mmultiscripts": _scripts,
    "mtable": _table,
    "mtr": _table_row,
    "mlabeledtr": _table_row,
    "mtd": _cell,
    "semantics": _meanings,
    "annotation": _lone_note,
}
"""The repair of each element, by its name, in the order of application."""
