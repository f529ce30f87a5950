"""What stands in a table outside its cells, put before it as browsers do (HTML standard, 13.2.6.1)."""

from lxml import etree
from lxml.html import HtmlElement

_ROWS = frozenset(["caption", "col", "colgroup", "thead", "tbody", "tfoot", "tr"])
_CELLS = frozenset(["td", "th"])
_MAY_HAVE = {
    "table": _ROWS,
    "thead": frozenset(["tr"]),
    "tbody": frozenset(["tr"]),
    "tfoot": frozenset(["tr"]),
    "tr": _CELLS,
    "colgroup": frozenset(["col"]),
}
"""The elements that each part of a table may contain; a run of cells outside a row becomes one."""


def free_strays(body: HtmlElement) -> None:
    """Put words and elements outside the cells of each table before it, and cells outside rows into rows.

    An element around rows or cells is removed; what it contains stays.
    """
    for table in list(body.iter("table")):
        parts = [table]
        while parts:
            part = parts.pop()
            _free(part, table)
            parts += [child for child in part if child.tag in _MAY_HAVE and child.tag != "table"]


def _free(part: HtmlElement, table: HtmlElement) -> None:
    """Free the children of a table, a group of rows or of columns, or a row."""
    allowed = _MAY_HAVE[str(part.tag)]
    _free_words(part, "text", table)
    row: etree._Element | None = None
    child = part[0] if len(part) else None
    while child is not None:
        after = child.getnext()
        if child.tag in _CELLS and "tr" in allowed:
            if row is None:
                row = etree.Element("tr")
                child.addprevious(row)
            row.append(child)
        elif child.tag in allowed or not isinstance(child.tag, str):
            row = None
        elif next(child.iterdescendants(*_ROWS, *_CELLS), None) is not None:
            after = child[0] if len(child) else after
            _free_words(child, "text", table)
            child.drop_tag()
            child = after
            continue
        else:
            words, child.tail = child.tail, None
            table.addprevious(child)
            _put_before(words, table)
            child = after
            continue
        _free_words(child, "tail", table)
        child = after


def _free_words(element: etree._Element, where: str, table: HtmlElement) -> None:
    """Put the words in an element's ``text`` or ``tail``, if there are any, before a table."""
    words = getattr(element, where)
    if words and words.strip():
        setattr(element, where, None)
        _put_before(words, table)


def _put_before(words: str | None, table: HtmlElement) -> None:
    """Put words before a table, behind what is there."""
    if not words or not words.strip():
        return
    before = table.getprevious()
    if before is not None:
        before.tail = f"{before.tail or ''}{words}"
    else:
        parent = table.getparent()
        parent.text = f"{parent.text or ''}{words}"
