"""What is set later than it stands in the text is read where it stands."""

from xml.etree.ElementTree import XML

import pytest

from triptych.editions.pdf.structure.node import Mark, Node, Structure
from triptych.editions.pdf.structure.reading_order import restore_order

TEXTS = {
    "behind one paragraph": ("<div><p/><t class='pf-wide'/><q/></div>", "pqt", "ptq"),
    "two tables": (
        "<div><p/><t class='pf-wide'/><q/><u class='a landscape'/></div>",
        "pqtu",
        "ptqu",
    ),
    "before all": ("<div><t class='pf-wide'/><p/></div>", "pt", "tp"),
    "in its place": ("<div><p/><t class='pf-wide'/><q/></div>", "ptq", "ptq"),
    "an upright table": ("<div><p/><t class='pf-short pf-table'/><q/></div>", "pqt", "ptq"),
    "a figure": ("<div><p/><figure/><q/><r/></div>", ("p", "q", "figure", "r"), "pfigureqr"),
    "no picture": ("<div><p/><t class='keep'/><q/></div>", "pqt", "pqt"),
    "a note between": ("<div><p/><t class='pf-wide'/><q/></div>", "p.qt", "pt.q"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_tables_keep_their_place(name: str) -> None:
    """It follows what precedes it in the text, on whatever page it is set."""
    source, given, expected = TEXTS[name]
    div = XML(source)
    parts = {child.tag: Node("P", child.tag, child) for child in div}
    root = Node("Div", "div", div)
    root.adopt([Mark(0, 0, ".") if tag == "." else parts[tag] for tag in given])
    restore_order(Structure(root, "en"))
    read = [kid.tag if isinstance(kid, Node) else "." for kid in root.kids]
    assert "".join(read) == expected
