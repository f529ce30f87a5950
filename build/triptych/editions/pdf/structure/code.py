"""Each line of a listing is a ``Code`` of its own; the numbers in its margin are no part of the text."""

from triptych.editions.pdf.structure.node import Node, Structure


def split_listings(structure: Structure) -> None:
    """Mark each line of a block of code, so that they are not read as one long line."""
    for node in list(structure.root.walk()):
        if node.has_class("pf-line"):
            _set_role(node, structure)
    for node in structure.root.walk():
        if node.role == "Code" and any(kid.role == "Code" for kid in node.nodes()):
            node.role = "Span"


def _set_role(node: Node, structure: Structure) -> None:
    """Mark a line of code as ``Code``, and what CSS puts before it as decoration."""
    if "::" in node.tag:
        structure.decorate(list(node.marks()), "Layout")
        node.detach()
    else:
        node.role = "Code"
