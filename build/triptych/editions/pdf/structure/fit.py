"""What may not stand in what, in PDF 2.0, is the nearest type that may (ISO/TS 32005, table 5)."""

from triptych.editions.pdf.structure.node import Node, Structure

_TRANSPARENT = {"Div", "NonStruct"}
_CELLS = {"TD", "TH"}
_BARRED = {
    "Aside": ("Sect", {"Aside", "BlockQuote", *_CELLS}),
    "BlockQuote": ("Sect", _CELLS),
    "P": ("Div", {"Link"}),
}
"""By its type, what an element is made in which others."""


def replace_misplaced(structure: Structure) -> None:
    """Make another block of an aside, a quotation or a paragraph that stands where it may not."""
    for node in structure.root.walk():
        role, barred = _BARRED.get(node.role, ("", set()))
        if _around(node) in barred:
            node.role = role


def _around(node: Node) -> str:
    """Give the type of the nearest element around a node that is more than a box."""
    outer = node.parent
    while outer is not None and outer.role in _TRANSPARENT:
        outer = outer.parent
    return "" if outer is None else outer.role
