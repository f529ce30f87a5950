"""Tables name each cell's headers, and have as many columns in each row (PDF/UA-1, 7.2 and 7.5)."""

from triptych.body.table_grid import Cell, gaps, place_cells
from triptych.editions.pdf.structure.node import Mark, Node, Structure

_SECTIONS = ("THead", "TBody", "TFoot")


def order_tables(structure: Structure) -> None:
    """Order the parts of every table, fill its rows, and name its headers."""
    tables = [node for node in structure.root.walk() if node.role == "Table"]
    for number, table in enumerate(tables, 1):
        _order_parts(table, structure)
        sections = [[row for row in part.nodes() if row.role == "TR"] for part in table.nodes()]
        cells = place_cells([[row.nodes() for row in section] for section in sections])
        scopes = {cell: scope for cell in cells if (scope := _scope(cell.element))}
        cells += _fill_rows([row for section in sections for row in section], cells)
        _write_spans(cells)
        _name_headers(scopes, f"t{number}")
        _write_headers(cells, scopes)


def _order_parts(table: Node, structure: Structure) -> None:
    """Put a table's caption first, then rows in sections, and only cells in rows (7.2-3 to 7.2-10)."""
    captions = [node for node in table.nodes() if node.role == "Caption"]
    sections = [node for node in table.nodes() if node.role in _SECTIONS]
    loose = [kid for kid in table.kids if kid not in (*captions, *sections)]
    rows = [kid for kid in loose if isinstance(kid, Node) and kid.role == "TR"]
    structure.decorate([kid for kid in loose if isinstance(kid, Mark)])
    table.kids = [*captions[:1], *sections]
    for caption in captions[1:]:
        captions[0].adopt(caption.kids)
    if rows:
        table.wrap("TBody", list(rows), len(table.kids))
    parts = [node for node in table.nodes() if node.role in _SECTIONS]
    for row in [node for section in parts for node in section.nodes()]:
        structure.decorate([kid for kid in row.kids if isinstance(kid, Mark)])
        row.kids = [kid for kid in row.kids if not isinstance(kid, Mark)]


def _fill_rows(rows: list[Node], cells: list[Cell[Node]]) -> list[Cell[Node]]:
    """Add the empty cells that rows lack, and return them (PDF/UA-1, 7.2-42 and 7.2-43)."""
    missing = gaps(cells, len(rows))
    return [Cell(rows[r].wrap("TD", [], len(rows[r].kids)), r, c, 1, 1) for r, c in missing]


def _scope(cell: Node) -> str:
    """Return what a header cell heads, by its ``scope``, else by its place; "" for any other cell."""
    row = cell.parent
    if cell.role != "TH" or row is None or row.parent is None:
        return ""
    if scope := _SCOPES.get(cell.get("scope").lower()):
        return scope
    are_all = all(each.role == "TH" for each in row.nodes())
    is_first = row.nodes()[0] is cell
    return "Row" if is_first and not are_all and row.parent.role != "THead" else "Column"


_SCOPES = {"row": "Row", "rowgroup": "Row", "col": "Column", "colgroup": "Column"}


def _write_spans(cells: list[Cell[Node]]) -> None:
    """Write how many rows and columns a cell spans, where that is more than one."""
    for cell in cells:
        spans = {"RowSpan": cell.rows, "ColSpan": cell.columns}
        if wide := {name: number for name, number in spans.items() if number > 1}:
            cell.element.attributes.setdefault("Table", {}).update(wide)


def _name_headers(scopes: dict[Cell[Node], str], prefix: str) -> None:
    """Write the scope of each header cell, and an ``ID`` by which other cells can refer to it."""
    for number, (cell, scope) in enumerate(scopes.items(), 1):
        cell.element.entries["ID"] = f"{prefix}-h{number}"
        cell.element.attributes.setdefault("Table", {})["Scope"] = f"/{scope}"


def _write_headers(cells: list[Cell[Node]], scopes: dict[Cell[Node], str]) -> None:
    """Write the ``ID`` of each cell's headers, the outermost first (7.5-1: no span is ambiguous then).

    A cell's headers are those above it in its columns, then those before it in its rows.
    """
    by_place = {place: cell for cell in cells for place in cell.places()}
    for cell in cells:
        rows, columns = (sorted(set(numbers)) for numbers in zip(*cell.places(), strict=True))
        above = [by_place.get((row, column)) for row in range(cell.row) for column in columns]
        before = [by_place.get((row, column)) for column in range(cell.column) for row in rows]
        found = [each for each in above if each and scopes.get(each) == "Column"]
        found += [each for each in before if each and scopes.get(each) == "Row"]
        names = [each.element.entries["ID"] for each in dict.fromkeys(found) if each is not cell]
        if names:
            cell.element.attributes.setdefault("Table", {})["Headers"] = names
