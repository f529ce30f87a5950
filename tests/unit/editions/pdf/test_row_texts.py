"""In large print a table that no page holds is text; in other themes it stays a table."""

from dataclasses import replace

import pytest
from lxml import html

from specimens import article
from triptych.body.numbers import NUMBER, number_elements
from triptych.core.page_design import Given, design_page
from triptych.editions.pdf.row_texts import set_rows_as_text

ROWS = "<tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr>"
TABLE = f'<div class="pf-table {{}}"><table id="t"><caption>c</caption>{ROWS}</table></div>'


@pytest.mark.parametrize(
    ("kind", "shrinks", "is_text"),
    [
        ("pf-wide pf-tight", False, True),
        ("pf-wide", False, False),
        ("pf-fit-2 pf-wide pf-tight", True, False),
    ],
)
def test_a_table_that_no_page_holds_is_text(kind: str, *, shrinks: bool, is_text: bool) -> None:
    """Its box is no longer one of a turned page, and has the name of the table."""
    body = html.fragment_fromstring(TABLE.format(kind), create_parent="div")
    made = article("")
    page = design_page("210mm 297mm", 12, Given(shrinks_tables=shrinks))
    look = replace(made.manuscript.look, page=page)
    number_elements(body)
    numbers = {each.get(NUMBER) for each in body.iter()}
    set_rows_as_text(body, replace(made, manuscript=replace(made.manuscript, look=look)))
    assert numbers <= {each.get(NUMBER) for each in body.iter()} <= {*numbers, ""}
    assert body.xpath("boolean(.//table)") is not is_text
    assert body[0].get("class") == ("pf-table" if is_text else f"pf-table {kind}")
    assert len(body.xpath(".//*[@id='t']")) == 1
    rows = [row.text_content() for row in body.xpath(".//*[@class='pf-table-row']")]
    assert rows == (["a · b", "1 · 2"] if is_text else [])


@pytest.mark.parametrize(("more", "is_upright"), [("", True), ("<p>More.</p>", False)])
def test_text_is_upright_where_only_its_table_was_turned(more: str, *, is_upright: bool) -> None:
    """An author turns a page for a wide table; what is beside it there stays turned."""
    turned = f'<div class="landscape">{TABLE.format("pf-tight")}{more}</div>'
    body = html.fragment_fromstring(turned, create_parent="div")
    made = article("")
    page = design_page("148mm 210mm", 12, Given(shrinks_tables=False))
    look = replace(made.manuscript.look, page=page)
    set_rows_as_text(body, replace(made, manuscript=replace(made.manuscript, look=look)))
    assert body.xpath(".//*[@class='pf-table-row']")
    assert (body[0].get("class") == "") is is_upright
