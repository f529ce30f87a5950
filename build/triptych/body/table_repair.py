"""The parts of a table in the order and number that HTML allows (HTML Living Standard, section 4.9.1).

A caption, groups of columns, one head, bodies, one foot: browsers draw them in this order whatever the
source has, and EPUBCheck refuses any other.
"""

from lxml import etree
from lxml.html import HtmlElement

_PARTS = ("caption", "colgroup", "thead", "tbody", "tfoot")


def order_parts(table: HtmlElement) -> None:
    """Put the parts of a table in order; a further head or foot is a body, and captions are one."""
    _group(table, "col", "colgroup")
    for group in table.findall("colgroup"):
        if len(group):
            group.attrib.pop("span", None)  # browsers count its columns
    if any(child.tag in ("thead", "tbody", "tfoot") for child in table):
        _group(table, "tr", "tbody")
    _join_captions(table)
    for name in ("thead", "tfoot"):
        for further in table.findall(name)[1:]:
            further.tag = "tbody"
    children = list(table)
    if any(child.tag not in (*_PARTS, "tr") for child in children):
        return
    rank = {name: number for number, name in enumerate((*_PARTS[:4], "tr", "tfoot"))}
    for child in sorted(children, key=lambda child: rank[str(child.tag)]):
        table.append(child)


def fit_columns(table: HtmlElement, width: int) -> None:
    """Make the columns that a table declares as many as the ``width`` of its rows (section 4.9.12)."""
    missing = width
    for group in table.findall("colgroup"):
        columns = list(group) or [group]
        for column in columns:
            span = min(_span_of(column), missing)
            missing -= span
            column.attrib.pop("span", None)
            if span > 1:
                column.set("span", str(span))
            elif not span:
                column.getparent().remove(column)
        if columns != [group] and not len(group):
            table.remove(group)
    last = table.findall("colgroup")[-1:]
    if last and missing:
        further = etree.Element("colgroup", {"span": str(missing)} if missing > 1 else {})
        last[0].addnext(further)


def _span_of(column: etree._Element) -> int:
    """Return how many columns one element declares."""
    text = str(column.get("span") or "1")
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 5 and int(text) else 1


def _group(table: HtmlElement, name: str, group: str) -> None:
    """Put each run of children of a name into a new group."""
    box: etree._Element | None = None
    for child in list(table):
        if child.tag != name:
            box = None
            continue
        if box is None:
            box = etree.Element(group)
            table.insert(table.index(child), box)
        box.append(child)


def _join_captions(table: HtmlElement) -> None:
    """Put the words of further captions into the first, and make tables in it plain blocks."""
    captions = table.findall("caption")
    for further in captions[1:]:
        block = etree.SubElement(captions[0], "div")
        block.text = further.text
        block.extend(list(further))
        table.remove(further)
    for caption in captions[:1]:
        for inner in list(caption.iterdescendants("table", *_PARTS, "col", "tr", "th", "td")):
            keys = ("colspan", "rowspan", "headers", "scope", "abbr", "span")
            inner.tag = "div"
            for key in keys:
                inner.attrib.pop(key, None)
