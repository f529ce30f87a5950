"""Tables in the PDF's structure: parts in order, rows filled, each cell with the names of its headers."""

from itertools import count
from xml.etree.ElementTree import Element, fromstring

import pytest

from triptych.editions.pdf.structure.node import Mark, Node, Structure
from triptych.editions.pdf.structure.tables import order_tables

ROLES = {
    "table": "Table",
    "caption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
}


def _ordered(text: str) -> tuple[str, list[str]]:
    """Return the tables of HTML once they are ordered, and the texts that became decoration."""
    structure = Structure(Node("Document", "body", None), "en")
    numbers = count()
    document = fromstring(f"<x>{text}</x>")  # noqa: S314  a text of this file
    structure.root.adopt([_node(element, numbers) for element in document])
    order_tables(structure)
    for node in structure.root.walk():
        assert all(kid.parent is node for kid in node.nodes())
    assert set(structure.artifacts.values()) <= {""}
    return " ".join(map(_shown, structure.root.nodes())), [
        mark.text for mark in structure.artifacts
    ]


def _node(element: Element, numbers: "count[int]") -> Node:
    """Return the node of an element, with its text as marks."""
    node = Node(ROLES.get(element.tag, "Div"), element.tag, element)
    if element.text:
        node.adopt([Mark(0, next(numbers), element.text)])
    for child in element:
        node.adopt([_node(child, numbers)])
        if child.tail:
            node.adopt([Mark(0, next(numbers), child.tail)])
    return node


def _shown(node: Node) -> str:
    """Return a node as text: ``TH#t1-h1/Column<t1-h2>2x1(words)``, all but its role where it has it."""
    table = node.attributes.get("Table", {})
    shown = node.role
    shown += f"#{node.entries['ID']}" if "ID" in node.entries else ""
    shown += table.get("Scope", "")
    shown += f"<{','.join(table['Headers'])}>" if "Headers" in table else ""
    spans = (table.get("RowSpan", 1), table.get("ColSpan", 1))
    shown += "" if spans == (1, 1) else f"{spans[0]}x{spans[1]}"
    assert table.keys() <= {"Scope", "Headers", "RowSpan", "ColSpan"}
    assert 1 not in (table.get("RowSpan"), table.get("ColSpan"))
    kids = [
        kid.text if isinstance(kid, Mark) else _shown(kid)
        for kid in node.kids
        if isinstance(kid, Mark | Node)
    ]
    return f"{shown}({' '.join(kids)})" if kids else shown


PARTS = {
    "a caption at the end goes first": (
        "<table><tbody><tr><td>a</td></tr></tbody><caption>c</caption></table>",
        "Table(Caption(c) TBody(TR(TD(a))))",
    ),
    "two captions are one": (
        "<table><caption>c</caption><tbody><tr><td>a</td></tr></tbody><caption>d</caption></table>",
        "Table(Caption(c d) TBody(TR(TD(a))))",
    ),
    "rows in no section get one at the end": (
        "<table><tr><td>a</td></tr><tfoot><tr><td>b</td></tr></tfoot><tr><td>c</td></tr></table>",
        "Table(TFoot(TR(TD(b))) TBody(TR(TD(a)) TR(TD(c))))",
    ),
    "sections keep their order": (
        "<table><thead><tr><td>a</td></tr></thead><tfoot><tr><td>c</td></tr></tfoot></table>",
        "Table(THead(TR(TD(a))) TFoot(TR(TD(c))))",
    ),
    "no rows": ("<table><caption>c</caption></table>", "Table(Caption(c))"),
}


@pytest.mark.parametrize("name", PARTS)
def test_the_parts_of_a_table_are_in_order(name: str) -> None:
    """A caption first, then sections, in them rows, in them cells (PDF/UA-1, 7.2-3 to 7.2-10)."""
    text, expected = PARTS[name]
    assert _ordered(text) == (expected, [])


def test_content_between_the_parts_is_decoration() -> None:
    """Marks in a table and in a row are no content; those in cells and captions are."""
    text = "<table>u<caption>c</caption>v<tbody><tr>w<td>a</td>x</tr></tbody>y<tr>z<td>b</td></tr></table>"
    expected = "Table(Caption(c) TBody(TR(TD(a))) TBody(TR(TD(b))))"
    assert _ordered(text) == (expected, ["u", "v", "y", "w", "x", "z"])


ROWS = {
    "a short row is filled": (
        "<tr><td>a</td><td>b</td></tr><tr><td>c</td></tr>",
        "TR(TD(a) TD(b)) TR(TD(c) TD)",
    ),
    "an empty row is filled": ("<tr><td>a</td><td>b</td></tr><tr/>", "TR(TD(a) TD(b)) TR(TD TD)"),
    "a cell that spans columns": (
        '<tr><td colspan="2">a</td></tr><tr><td>b</td><td>c</td></tr>',
        "TR(TD1x2(a)) TR(TD(b) TD(c))",
    ),
    "a cell that spans rows": (
        '<tr><td rowspan="2">a</td><td>b</td></tr><tr><td>c</td></tr>',
        "TR(TD2x1(a) TD(b)) TR(TD(c))",
    ),
    "a cell that spans both": (
        '<tr><td rowspan="2" colspan="2">a</td></tr><tr><td>c</td></tr>',
        "TR(TD2x2(a) TD) TR(TD(c))",
    ),
    "a cell that would span more rows than there are": (
        '<tr><td rowspan="9">a</td></tr>',
        "TR(TD(a))",
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_each_row_has_as_many_columns(name: str) -> None:
    """Rows are filled with empty cells, and what a cell spans is written (7.2-42 and 7.2-43)."""
    text, expected = ROWS[name]
    assert _ordered(f"<table><tbody>{text}</tbody></table>") == (f"Table(TBody({expected}))", [])


def test_a_filled_cell_has_headers() -> None:
    """An empty cell that was added is read like another."""
    text = "<table><thead><tr><th>a</th><th>b</th></tr></thead><tr><td>c</td></tr></table>"
    expected = (
        "Table(THead(TR(TH#t1-h1/Column(a) TH#t1-h2/Column(b))) TBody(TR(TD<t1-h1>(c) TD<t1-h2>)))"
    )
    assert _ordered(text) == (expected, [])


SCOPES = {
    "": "Column",
    ' scope="row"': "Row",
    ' scope="ROWGROUP"': "Row",
    ' scope="col"': "Column",
    ' scope="colgroup"': "Column",
    ' scope="auto"': "Column",
}


@pytest.mark.parametrize("attribute", SCOPES)
def test_a_header_heads_what_it_says(attribute: str) -> None:
    """In the head of a table a cell without a scope of its own heads its column."""
    text = f"<table><thead><tr><th{attribute}>a</th><td>b</td></tr></thead></table>"
    scope = SCOPES[attribute]
    beside = "<t1-h1>" if scope == "Row" else ""
    assert _ordered(text)[0] == f"Table(THead(TR(TH#t1-h1/{scope}(a) TD{beside}(b))))"


PLACES = {
    "the first of its row": ("<tr><th>a</th><td>b</td></tr>", "TR(TH#t1-h1/Row(a) TD<t1-h1>(b))"),
    "another than the first": ("<tr><td>a</td><th>b</th></tr>", "TR(TD(a) TH#t1-h1/Column(b))"),
    "all of a row": (
        "<tr><th>a</th><th>b</th></tr>",
        "TR(TH#t1-h1/Column(a) TH#t1-h2/Column(b))",
    ),
    "two first ones of rows": (
        "<tr><th>a</th><td>b</td></tr><tr><th>c</th><td>d</td></tr>",
        "TR(TH#t1-h1/Row(a) TD<t1-h1>(b)) TR(TH#t1-h2/Row(c) TD<t1-h2>(d))",
    ),
}


@pytest.mark.parametrize("name", PLACES)
def test_a_header_without_a_scope_heads_by_its_place(name: str) -> None:
    """The first of a row heads the row, unless the row has headers alone."""
    text, expected = PLACES[name]
    assert _ordered(f"<table><tbody>{text}</tbody></table>")[0] == f"Table(TBody({expected}))"


def test_cells_name_their_headers_from_the_outermost_in() -> None:
    """Two rows of column headers, one over two columns, and a row header over two rows."""
    text = (
        '<table><thead><tr><td/><td/><th colspan="2">A</th></tr>'
        "<tr><td/><td/><th>B</th><th>C</th></tr></thead>"
        '<tbody><tr><th rowspan="2" scope="rowgroup">D</th><th scope="row">E</th><td>1</td><td>2</td></tr>'
        '<tr><th scope="row">F</th><td colspan="2">3</td></tr></tbody></table>'
    )
    expected = (
        "Table(THead(TR(TD TD TH#t1-h1/Column1x2(A))"
        " TR(TD TD TH#t1-h2/Column<t1-h1>(B) TH#t1-h3/Column<t1-h1>(C)))"
        " TBody(TR(TH#t1-h4/Row2x1(D) TH#t1-h5/Row<t1-h4>(E)"
        " TD<t1-h1,t1-h2,t1-h4,t1-h5>(1) TD<t1-h1,t1-h3,t1-h4,t1-h5>(2))"
        " TR(TH#t1-h6/Row<t1-h4>(F) TD<t1-h1,t1-h2,t1-h3,t1-h4,t1-h6>1x2(3))))"
    )
    assert _ordered(text) == (expected, [])


def test_a_cell_over_two_rows_has_the_headers_of_both() -> None:
    """Each header is named once."""
    text = (
        "<table><tbody><tr><th>a</th><td>1</td></tr>"
        '<tr><th>b</th><td rowspan="2">2</td></tr><tr><th scope="row">c</th></tr></tbody></table>'
    )
    expected = (
        "Table(TBody(TR(TH#t1-h1/Row(a) TD<t1-h1>(1))"
        " TR(TH#t1-h2/Row(b) TD<t1-h2,t1-h3>2x1(2)) TR(TH#t1-h3/Row(c))))"
    )
    assert _ordered(text) == (expected, [])


def test_every_table_has_names_of_its_own() -> None:
    """Tables are counted in the order of the document, also one within another."""
    inner = "<table><tbody><tr><th>b</th><td>c</td></tr></tbody></table>"
    text = (
        f"<table><tbody><tr><th>a</th><td>{inner}</td></tr></tbody></table>"
        "<div><table><tbody><tr><th>d</th><td>e</td></tr></tbody></table></div>"
    )
    assert _ordered(text)[0] == (
        "Table(TBody(TR(TH#t1-h1/Row(a) TD<t1-h1>(Table(TBody(TR(TH#t2-h1/Row(b) TD<t2-h1>(c))))))))"
        " Div(Table(TBody(TR(TH#t3-h1/Row(d) TD<t3-h1>(e)))))"
    )
