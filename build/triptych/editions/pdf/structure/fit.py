"""Elements of PDF 2.0 in the wrong place get the nearest type that may be there (ISO/TS 32005, table 5)."""

from triptych.editions.pdf.structure.node import Node, Structure

_TRANSPARENT = {"Div", "NonStruct"}
_CELLS = {"TD", "TH"}
_BARRED = {
    "Aside": ("Sect", {"Aside", "BlockQuote", *_CELLS}),
    "BlockQuote": ("Sect", _CELLS),
    "P": ("Div", {"Link"}),
}
"""By an element's type: the type that it gets instead, and the elements in which it does."""


def replace_misplaced(structure: Structure) -> None:
    """Change the type of an aside, a quotation or a paragraph that may not be where it is."""
    for node in structure.root.walk():
        role, barred = _BARRED.get(node.role, ("", set()))
        if _around(node) in barred:
            node.role = role


def _around(node: Node) -> str:
    """Return the type of the nearest element around a node that is more than a box."""
    outer = node.parent
    while outer is not None and outer.role in _TRANSPARENT:
        outer = outer.parent
    return "" if outer is None else outer.role
