"""Tables tell each cell's headers, and have as many columns in each row (PDF/UA-1, 7.2 and 7.5)."""

from dataclasses import dataclass, field

from triptych.editions.pdf.structure.node import Mark, Node, Structure

_SECTIONS = ("THead", "TBody", "TFoot")
_WIDEST = 1000


@dataclass(eq=False, slots=True)
class Cell:
    """A cell in its grid: where it begins, how far it spans, and which header it is, if any."""

    node: Node
    row: int
    column: int
    height: int
    width: int
    scope: str = ""
    name: str = ""


@dataclass(slots=True)
class Grid:
    """The cells of a table by place; ``rows`` are its rows in order."""

    rows: list[Node]
    cells: list[Cell] = field(default_factory=list)
    places: dict[tuple[int, int], Cell] = field(default_factory=dict)

    def width(self) -> int:
        """Give how many columns the widest row has."""
        return 1 + max((column for _, column in self.places), default=-1)


def order_tables(structure: Structure) -> None:
    """Put right every table: its parts in order, its rows filled, its headers named."""
    tables = [node for node in structure.root.walk() if node.role == "Table"]
    for number, table in enumerate(tables, 1):
        _order_parts(table, structure)
        grid = _grid(table)
        _fill_rows(grid)
        _say_spans(grid)
        _name_headers(grid, f"t{number}")
        _refer_to_headers(grid)


def _order_parts(table: Node, structure: Structure) -> None:
    """Let a table hold its caption first, then rows in sections; and rows cells alone (7.2-3 to 7.2-10)."""
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


def _grid(table: Node) -> Grid:
    """Lay out the cells as HTML does (HTML Living Standard, 4.9.12.1); a span ends with its section."""
    grid = Grid([])
    for section in table.nodes():
        first = len(grid.rows)
        rows = [node for node in section.nodes() if node.role == "TR"]
        grid.rows += rows
        for at, row in enumerate(rows, first):
            column = 0
            for node in row.nodes():
                while (at, column) in grid.places:
                    column += 1
                room = first + len(rows) - at
                height = min(_span(node, "rowspan", room), room)
                cell = Cell(node, at, column, height, _span(node, "colspan", 1))
                cell.scope = _scope(node, section) if node.role == "TH" else ""
                _place(grid, cell)
    return grid


def _place(grid: Grid, cell: Cell) -> None:
    """Put a cell where it stands; it ends before a place that is taken already."""
    free = range(cell.column, cell.column + cell.width)
    cell.width = next(
        (n for n, column in enumerate(free) if (cell.row, column) in grid.places), cell.width
    )
    for row in range(cell.row, cell.row + cell.height):
        for column in range(cell.column, cell.column + cell.width):
            grid.places[row, column] = cell
    grid.cells.append(cell)


def _span(node: Node, name: str, whole: int) -> int:
    """Give how many rows or columns a cell spans; nought means all that are left (HTML 4.9.11)."""
    text = node.get(name)
    number = int(text) if text.isascii() and text.isdigit() else 1
    return min(number or whole, _WIDEST)


def _scope(node: Node, section: Node) -> str:
    """Give what a header cell heads, by its own word, else by where it stands."""
    told = {"row": "Row", "rowgroup": "Row", "col": "Column", "colgroup": "Column"}
    if scope := told.get(node.get("scope").lower()):
        return scope
    row = node.parent
    is_first = row is not None and row.nodes()[0] is node
    are_all = row is not None and all(cell.role == "TH" for cell in row.nodes())
    if section.role == "THead" or are_all:
        return "Column"
    return "Row" if is_first else "Column"


def _fill_rows(grid: Grid) -> None:
    """Give each row the empty cells that it lacks (PDF/UA-1, 7.2-42 and 7.2-43)."""
    for at, row in enumerate(grid.rows):
        for column in range(grid.width()):
            if (at, column) in grid.places:
                continue
            empty = row.wrap("TD", [], len(row.kids))
            cell = Cell(empty, at, column, 1, 1)
            grid.places[at, column] = cell
            grid.cells.append(cell)


def _say_spans(grid: Grid) -> None:
    """Tell how far cells reach that span more than one row or column."""
    for cell in grid.cells:
        spans = {"RowSpan": cell.height, "ColSpan": cell.width}
        told = {name: number for name, number in spans.items() if number > 1}
        if told:
            cell.node.attributes.setdefault("Table", {}).update(told)


def _name_headers(grid: Grid, prefix: str) -> None:
    """Give each header cell its scope, and a name by which other cells can refer to it."""
    for number, cell in enumerate((c for c in grid.cells if c.scope), 1):
        cell.name = f"{prefix}-h{number}"
        cell.node.entries["ID"] = cell.name
        cell.node.attributes.setdefault("Table", {})["Scope"] = f"/{cell.scope}"


def _refer_to_headers(grid: Grid) -> None:
    """Tell each cell's headers by name, from the outermost in (7.5-1: so spans cannot blur them)."""
    for cell in grid.cells:
        names = [header.name for header in _headers(cell, grid)]
        if names:
            cell.node.attributes.setdefault("Table", {})["Headers"] = names


def _headers(cell: Cell, grid: Grid) -> list[Cell]:
    """Give the headers of a cell: those above it in its columns, then those beside it in its rows."""
    columns = range(cell.column, cell.column + cell.width)
    rows = range(cell.row, cell.row + cell.height)
    above = [grid.places.get((row, column)) for row in range(cell.row) for column in columns]
    beside = [grid.places.get((row, column)) for column in range(cell.column) for row in rows]
    found = [c for c in above if c and c.scope == "Column"]
    found += [c for c in beside if c and c.scope == "Row"]
    return [each for each in dict.fromkeys(found) if each is not cell]
