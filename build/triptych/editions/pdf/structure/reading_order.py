"""What is set on a later page than its place in the text is read at its place (ISO 32000-1, 14.8.2.3)."""

from triptych.editions.pdf.structure.node import Node, Structure

_MOVED = ("pf-wide", "landscape")
"""The classes of what a page may be turned for, behind the text that follows it."""


def restore_order(structure: Structure) -> None:
    """Put each turned table behind what precedes it in the text."""
    root = structure.root.element
    places = {} if root is None else {element: n for n, element in enumerate(root.iter())}
    for parent in list(structure.root.walk()):
        for node in parent.nodes():
            if node.element is None or not any(map(node.has_class, _MOVED)):
                continue
            place = places[node.element]
            parent.kids.remove(node)
            earlier = [
                at
                for at, kid in enumerate(parent.kids, 1)
                if isinstance(kid, Node) and kid.element is not None and places[kid.element] < place
            ]
            parent.kids.insert(max(earlier, default=0), node)
