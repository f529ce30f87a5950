"""Tables: their headers say which cells they head, and none is wider than its page."""

from itertools import groupby

from lxml import etree
from lxml.html import HtmlElement

from triptych.body.numbers import NUMBER, hand_on
from triptych.body.places import BodyPlaces
from triptych.body.table_fit import fit, need, wish
from triptych.body.table_grid import Cell, gaps, place_cells, width_of
from triptych.body.table_repair import fit_columns
from triptych.core.findings import warn
from triptych.core.model import Article
from triptych.sources.occurrences import TABLE

MOST = 40
"""A table of more columns is set row by row as running text: no page could hold it."""

SHORT = 12
"""A table of at most this many rows, its header included, stays on one page."""


def set_tables(body: HtmlElement, article: Article) -> None:
    """Wrap each table in a box, as wide as it must be; tables in tables are left unchanged."""
    places = BodyPlaces(article)
    for table in body.iter("table"):
        fit_columns(table, width_of(grid(table)))
    tables = [t for t in body.iter("table") if next(t.iterancestors("table"), None) is None]
    for number, table in enumerate(tables, 1):
        _name_row_headers(table)
        _fill_rows(table)
        cells = grid(table)
        columns = width_of(cells)
        if columns > MOST:
            _report_too_wide(table, columns, places)
            set_as_text(table)
            continue
        places.skip(table, TABLE, _first_words(table))
        _scope(cells)
        if any(c.element.tag == "th" and (c.rows > 1 or c.columns > 1) for c in cells):
            _name_headers(cells, f"pf-th-{article.meta.slug}-{number}")
        _box(table, _classes(table, cells, article))


def grid(table: HtmlElement) -> list[Cell[HtmlElement]]:
    """Return the cells of a table with their places."""
    by_section = groupby(_rows(table), key=lambda row: row.getparent())
    return place_cells([[row.xpath("./th | ./td") for row in rows] for _, rows in by_section])


def _rows(table: HtmlElement) -> list[HtmlElement]:
    """Return the rows of a table, without those of tables in it."""
    return list(table.xpath("./tr | ./*/tr"))


def _fill_rows(table: HtmlElement) -> None:
    """Add the empty cells that rows lack at their end, so that all are as wide as the widest."""
    cells, rows = grid(table), _rows(table)
    if width_of(cells) > MOST:
        return
    for row, _ in gaps(cells, len(rows)):
        etree.SubElement(rows[row], "td")


def _name_row_headers(table: HtmlElement) -> None:
    """Turn the first cell of each row of a table of class ``row-headers`` into a header."""
    if "row-headers" not in str(table.get("class", "")).split():
        return
    for cell in grid(table):
        if cell.column == 0 and next(cell.element.iterancestors("thead"), None) is None:
            cell.element.tag = "th"


def _scope(cells: list[Cell[HtmlElement]]) -> None:
    """Set the scope of each header; an empty one heads nothing, and becomes a plain cell."""
    for cell in cells:
        element = cell.element
        if element.tag != "th":
            continue
        if not len(element) and not (element.text or "").strip():
            element.tag = "td"
            continue
        is_above = next(element.iterancestors("thead"), None) is not None
        many = cell.columns > 1 if is_above else cell.rows > 1
        if not element.get("scope"):
            element.set("scope", ("col" if is_above else "row") + ("group" if many else ""))


def _name_headers(cells: list[Cell[HtmlElement]], prefix: str) -> None:
    """Name the headers of each cell where their scope alone is ambiguous (HTML, ``headers``)."""
    heads = [cell for cell in cells if cell.element.tag == "th"]
    for number, head in enumerate(heads, 1):
        head.element.set("id", str(head.element.get("id", f"{prefix}-{number}")))
    for cell in cells:
        above = [
            head.element.get("id")
            for head in heads
            if head is not cell and _heads(head, cell) and head.element.get("id")
        ]
        if above and not cell.element.get("headers"):
            cell.element.set("headers", " ".join(map(str, above)))


def _heads(head: Cell[HtmlElement], cell: Cell[HtmlElement]) -> bool:
    """Whether a header is above a cell's columns, or before it in its rows."""
    if str(head.element.get("scope", "")).startswith("col"):
        is_above = head.row < cell.row
        return (
            is_above
            and head.column < cell.column + cell.columns
            and cell.column < head.column + head.columns
        )
    is_before = head.column < cell.column
    return is_before and head.row < cell.row + cell.rows and cell.row < head.row + head.rows


def _classes(table: HtmlElement, cells: list[Cell[HtmlElement]], article: Article) -> str:
    """Return the classes of a table's box: its size, whether it is turned, tight, or stays on one page."""
    columns = width_of(cells)
    needs, wishes = [0] * columns, [0] * columns
    for cell in cells:
        if cell.columns == 1:
            text = cell.element.text_content()
            needs[cell.column] = max(needs[cell.column], need(text))
            wishes[cell.column] = max(wishes[cell.column], wish(text))
    may_turn = all(parent.tag == "div" for parent in table.iterancestors())
    if article.manuscript.look.columns > 1:
        may_turn = table.getparent().getparent() is None or _is_landscape(table)
    how = fit(needs, article.manuscript.look, may_turn=may_turn, wishes=wishes)
    names = [f"pf-fit-{how.size}"] if how.size else []
    names += ["pf-wide"] if how.is_wide else []
    names += ["pf-tight"] if how.is_tight else []
    names += ["pf-span"] if how.spans else []
    names += ["pf-short"] if all(cell.row + cell.rows <= SHORT for cell in cells) else []
    return " ".join(["pf-table", *names])


def _is_landscape(table: HtmlElement) -> bool:
    """Whether an author set a table on a page on its side, which spans the columns where there are some."""
    return "landscape" in str(table.getparent().get("class", "")).split()


def _box(table: HtmlElement, names: str) -> None:
    """Wrap a table in a box that can scroll sideways on a screen."""
    box = etree.Element("div", {"class": names})
    box.tail, table.tail = table.tail, None
    table.getparent().replace(table, box)
    box.append(table)


def _report_too_wide(table: HtmlElement, columns: int, places: BodyPlaces) -> None:
    """Report that a table is set as running text, and where it begins."""
    message = f"a table has {columns} columns, more than any page holds; it is set as text"
    hint = f"Split it into tables of at most {MOST} columns, or swap its rows and columns."
    place = places.next(table, TABLE, _first_words(table))
    warn("table-too-wide", message, place, hint)


def _first_words(table: HtmlElement) -> str:
    """Return the words of a table's first cell."""
    cells = table.xpath("(./tr | ./*/tr)[1]/*[1]")
    return " ".join(cells[0].text_content().split()) if cells else ""


def set_as_text(table: HtmlElement) -> None:
    """Set a table row by row as text, its cells separated by dots, in their order.

    Where its elements have numbers, what replaces them has those, and the dots count for nothing.
    """
    box = etree.Element("div", {"class": "pf-table-rows"})
    hand_on(table, box)
    for part in table.xpath("./caption | ./tr | ./*/tr"):
        name = "pf-table-row" if part.tag == "tr" else "pf-table-caption"
        row = etree.SubElement(box, "div", {"class": name})
        hand_on(part, row)
        cells = part.xpath("./th | ./td") if part.tag == "tr" else [part]
        if any(NUMBER in cell.attrib for cell in cells if cell is not part):
            _set_numbered(row, cells)
        else:
            _set_cells(row, cells)
    box.tail = table.tail
    table.getparent().replace(table, box)


def _set_cells(row: HtmlElement, cells: list[HtmlElement]) -> None:
    """Set the content of cells into a row."""
    last, texts = row, list[str]()
    for number, cell in enumerate(cells):
        texts += [" · " if number else "", cell.text or ""]
        for inner in list(cell):
            _add_text(last, row, texts)
            row.append(inner)
            last, texts = inner, [inner.tail or ""]
    _add_text(last, row, texts)


def _set_numbered(row: HtmlElement, cells: list[HtmlElement]) -> None:
    """Set cells with numbers into a row, each as an element with its own."""
    for number, cell in enumerate(cells):
        if number:
            etree.SubElement(row, "span", {NUMBER: ""}).text = " · "
        kept = {name: cell.get(name) for name in ("lang", "dir") if name in cell.attrib}
        made = etree.SubElement(row, "span", kept)
        hand_on(cell, made)
        made.text = cell.text
        made.extend(list(cell))


def _add_text(last: HtmlElement, row: HtmlElement, texts: list[str]) -> None:
    """Add texts after the last element of a row, or at its beginning while it has none."""
    if last is row:
        row.text = "".join(texts)
    else:
        last.tail = "".join(texts)
