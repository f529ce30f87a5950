"""Make a tree of harmless elements one that the HTML standard and EPUBCheck accept.

The parser has nested what an author left open; what remains is elements where none may stand, such
as a block within a word, and attributes that lack what they need (HTML Living Standard, section 4).
"""

import re
from collections.abc import Callable

from lxml import etree
from lxml.html import HtmlElement

from triptych.body.formula_repair import repair_math
from triptych.body.html_values import repair_values
from triptych.body.link_notes import free_notes
from triptych.body.phrases import PHRASES
from triptych.body.single_ids import single_ids
from triptych.body.table_repair import order_parts
from triptych.body.table_strays import free_strays
from triptych.markdown.moments import is_moment

_TRANSPARENT = frozenset(["a", "del", "ins"])
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_WORDS_ONLY = _HEADINGS | {"pre", "rp", "rt", "summary"}
_TABLES = frozenset(["caption", "col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"])
_AS_STYLE = {
    "b": "font-weight: bold",
    "cite": "font-style: italic",
    "dfn": "font-style: italic",
    "em": "font-style: italic",
    "i": "font-style: italic",
    "s": "text-decoration: line-through",
    "strong": "font-weight: bold",
    "u": "text-decoration: underline",
    "var": "font-style: italic",
}
_ROLES_OF_BOXES = frozenset(["group", "none", "note", "presentation", "region"])
DEPTH = 100
"""The deepest nesting of elements that stays; XML parsers accept 256, pages use 20."""


def repair_html(body: HtmlElement) -> None:
    """Repair, in place, every element of ``body`` that is where it may not be."""
    _flatten(body)
    free_notes(body)
    free_strays(body)
    repair_values(body)
    for name, rule in _RULES.items():
        for element in list(body.iter(name)):
            rule(element)
    _open_blocks(body)
    single_ids(body)


def _flatten(body: HtmlElement) -> None:
    """Remove every element that is nested deeper than readers and parsers accept; its words stay."""
    depth: dict[etree._Element | None, int] = {body: 0}
    deep = []
    for element in body.iterdescendants(etree.Element):
        depth[element] = depth[element.getparent()] + 1
        if depth[element] > DEPTH:
            deep.append(element)
    for element in reversed(deep):
        element.drop_tag()


def _open_blocks(body: HtmlElement) -> None:
    """Take blocks out of headings and the like, then make every phrase that contains one a block."""
    formulas = {part for formula in body.iter("math") for part in formula.iter()}
    for element in list(body.iter(*_WORDS_ONLY)):
        for inner in list(element.iterdescendants(etree.Element)):
            is_sound = element.tag == "summary" and inner.tag in _HEADINGS
            if inner.tag not in PHRASES and inner not in formulas and not is_sound:
                _unwrap(inner)
    holders: set[etree._Element] = set()
    for element in reversed(list(body.iterdescendants(etree.Element))):
        if element in formulas:
            continue
        is_holder = any(child in holders for child in element)
        if is_holder and (element.tag == "p" or element.tag in PHRASES - _TRANSPARENT):
            _rename(element, "div", _AS_STYLE.get(str(element.tag), ""))
        if is_holder or element.tag not in PHRASES:
            holders.add(element)


def _rename(element: HtmlElement, name: str, style: str = "") -> None:
    """Rename an element, and express what the old name meant as style."""
    element.tag = name
    for key in ("cite", "datetime", "value", "start", "reversed", "type", "open"):
        element.attrib.pop(key, None)
    if style:
        given = element.get("style")
        element.set("style", f"{style};{given}" if given else style)


def _unwrap(element: HtmlElement) -> None:
    """Replace an element by its words, separated from those around them."""
    element.text = f" {element.text or ''}"
    element.tail = f" {element.tail or ''}"
    element.drop_tag()


def _lists(element: HtmlElement) -> None:
    """Make every child of a list an item."""
    item: etree._Element | None = None
    if element.text and element.text.strip():
        item = etree.Element("li")
        item.text, element.text = element.text, None
        element.insert(0, item)
    for child in list(element):
        if child.tag == "li":
            item = child
        elif item is None:
            item = etree.Element("li")
            element.insert(element.index(child), item)
            item.append(child)
        else:
            item.append(child)
        if child.tag == "li" and child.tail and child.tail.strip():
            _add_text(child, child.tail)
            child.tail = None


def _add_text(element: etree._Element, text: str) -> None:
    """Append text to an element."""
    if len(element):
        element[-1].tail = f"{element[-1].tail or ''} {text}"
    else:
        element.text = f"{element.text or ''} {text}"


def _items(element: HtmlElement) -> None:
    """Put an item outside a list into a new one, with the items that follow it."""
    parent = element.getparent()
    if parent.tag in ("ul", "ol"):
        return
    box = etree.Element("ul")
    parent.insert(parent.index(element), box)
    following: etree._Element | None = element
    while following is not None and following.tag == "li":
        after = following.getnext() if not (following.tail or "").strip() else None
        tail, following.tail = following.tail, None
        box.append(following)
        box.tail = tail
        following = after


def _terms(element: HtmlElement) -> None:
    """Replace a definition list that is not terms followed by definitions with plain blocks."""
    order = "".join({"dt": "t", "dd": "d"}.get(str(child.tag), "x") for child in element)
    texts = [element.text, *(child.tail for child in element)]
    has_text = any(text and text.strip() for text in texts)
    if re.fullmatch(r"(t+d+)+", order) and not has_text:
        return
    _rename(element, "div")


def _term(element: HtmlElement) -> None:
    """Make a term outside a list a plain block."""
    if element.getparent().tag != "dl":
        _rename(element, "div")


def _captions(element: HtmlElement) -> None:
    """Make a caption that is not the first or last child of a figure, or a second one, a plain block."""
    parent = element.getparent()
    siblings = list(parent)
    others = [e for e in siblings if e.tag == "figcaption" and e is not element]
    is_edge = element in (siblings[0], siblings[-1])
    is_alone = not any(siblings.index(other) < siblings.index(element) for other in others)
    between = parent.text if element is siblings[0] else element.tail
    if parent.tag != "figure" or not is_edge or not is_alone or (between or "").strip():
        _rename(element, "div")


def _summaries(element: HtmlElement) -> None:
    """Make a summary that does not begin details a plain block."""
    parent = element.getparent()
    is_first = parent.tag == "details" and parent[0] is element
    if not is_first or (parent.text or "").strip():
        _rename(element, "div")


def _details(element: HtmlElement) -> None:
    """Make details without a summary a plain block, and open the others, for paper."""
    if not len(element) or element[0].tag != "summary" or (element.text or "").strip():
        _rename(element, "div")
    else:
        element.set("open", "")


def _rubies(element: HtmlElement) -> None:
    """Replace parts of a ruby outside a ruby with their words."""
    if element.getparent().tag != "ruby":
        _rename(element, "span")


def _ruby(element: HtmlElement) -> None:
    """Replace a ruby that does not end in a reading with its words."""
    last = element[-1] if len(element) else element
    is_read = last.tag in ("rt", "rp") and element.find("rt") is not None
    if not is_read or (last.tail or "").strip():
        _rename(element, "span")


def _picture(element: HtmlElement) -> None:
    """Replace a picture that contains more or less than one image with its words."""
    texts = [element.text, *(child.tail for child in element)]
    if [child.tag for child in element] != ["img"] or any(text and text.strip() for text in texts):
        _rename(element, "span")


def _needs(key: str, is_valid: Callable[[str], object]) -> Callable[[HtmlElement], None]:
    """Return the rule that replaces an element without a valid ``key`` with its words."""

    def rule(element: HtmlElement) -> None:
        if not is_valid(element.get(key, "")):
            element.attrib.pop(key, None)
            _rename(element, "span")

    return rule


def _nested(element: HtmlElement) -> None:
    """Unwrap a link inside a link or a summary, and a definition inside a definition.

    Details in a link become a plain block, since a link may contain nothing that can be clicked, and
    it has no role of a thing that cannot (ARIA in HTML, section 4).
    """
    if element.get("role") in _ROLES_OF_BOXES:
        del element.attrib["role"]
    outer = ("a", "summary") if element.tag == "a" else (element.tag,)
    if any(ancestor.tag in outer for ancestor in element.iterancestors()):
        element.drop_tag()
    elif element.tag == "a":
        for inner in list(element.iter("details")):
            _rename(inner, "div")


def _sections(element: HtmlElement) -> None:
    """Make a header, footer or address that contains or is inside another a plain block."""
    is_nested = any(ancestor.tag in _ENDS for ancestor in element.iterancestors())
    is_address = element.tag == "address"
    if is_nested or (is_address and any(e.tag in _NO_ADDRESS for e in element.iter())):
        _rename(element, "div")


def _asides(element: HtmlElement) -> None:
    """Make an aside without a name a note: as landmarks, several would be indistinguishable."""
    if not element.get("role") and not element.get("aria-label"):
        element.set("role", "note")


def _cells(element: HtmlElement) -> None:
    """Make a part of a table outside a table a plain block."""
    if not any(ancestor.tag == "table" for ancestor in element.iterancestors()):
        _rename(element, "div")


_ENDS = frozenset(["header", "footer", "address"])
_NO_ADDRESS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "article", "aside", "nav", "section"])

_RULES: dict[str, Callable[[HtmlElement], None]] = {
    "math": repair_math,
    "a": _nested,
    "header": _sections,
    "footer": _sections,
    "address": _sections,
    "aside": _asides,
    "bdo": _needs("dir", {"ltr", "rtl"}.__contains__),
    "data": _needs("value", bool),
    "time": _needs("datetime", is_moment),
    "dfn": _nested,
    "hgroup": lambda element: _rename(
        element, "div"
    ),  # what it may hold is too little to be worth it
    "picture": _picture,
    "summary": _summaries,
    "details": _details,
    "figcaption": _captions,
    "dl": _terms,
    "dt": _term,
    "dd": _term,
    "ul": _lists,
    "ol": _lists,
    "li": _items,
    "ruby": _ruby,
    "rt": _rubies,
    "rp": _rubies,
    **dict.fromkeys(sorted(_TABLES), _cells),
    "table": order_parts,
}
"""The repair of each element, by its name, in the order of application."""
