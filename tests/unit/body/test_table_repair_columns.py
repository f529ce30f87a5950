"""The columns that a table declares are those that its rows have (HTML Living Standard, section 4.9.12)."""

import pytest
from lxml import etree, html

from triptych.body.table_repair import fit_columns, order_parts

ROW = "<tr><td>a</td><td>b</td><td>c</td></tr>"
DECLARED = {
    "a span beside columns, after the head": (
        f'<thead>{ROW}</thead><colgroup span="2"><col></colgroup><tbody>{ROW}</tbody>',
        '<colgroup><col/></colgroup><colgroup span="2"/>',
    ),
    "as many as there are": (
        f'<colgroup><col span="2"><col class="x"></colgroup>{ROW}',
        '<colgroup><col span="2"/><col class="x"/></colgroup>',
    ),
    "one too few": (
        f"<colgroup><col><col></colgroup>{ROW}",
        "<colgroup><col/><col/></colgroup><colgroup/>",
    ),
    "too many columns": (
        f'<colgroup><col><col span="7"><col></colgroup><colgroup><col></colgroup>{ROW}',
        '<colgroup><col/><col span="2"/></colgroup>',
    ),
    "too many groups": (
        f'<colgroup span="2"></colgroup><colgroup span="5"></colgroup><colgroup></colgroup>{ROW}',
        '<colgroup span="2"/><colgroup/>',
    ),
    "spans that are none": (
        f'<colgroup span="0"></colgroup><colgroup><col span="x"><col span="-1"></colgroup>{ROW}',
        "<colgroup/><colgroup><col/><col/></colgroup>",
    ),
    "after a row": (f"{ROW}<col><col><col>", "<colgroup><col/><col/><col/></colgroup>"),
    "none": (ROW, ""),
}


@pytest.mark.parametrize("name", DECLARED)
def test_columns_are_declared_once_each_before_the_rows(name: str) -> None:
    """What is too much is taken off from the end, what is missing added there; the cells stay."""
    typed, expected = DECLARED[name]
    table = html.fragment_fromstring(f"<table>{typed}</table>")
    order_parts(table)
    fit_columns(table, 3)
    groups = table.findall("colgroup")
    assert "".join(etree.tostring(group, encoding="unicode") for group in groups) == expected
    assert [child.tag for child in table][: len(groups)] == ["colgroup"] * len(groups)
    assert "".join(table.itertext()).startswith("abc")
