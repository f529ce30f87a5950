"""What is set on a later page than its place in the text is read at its place (ISO 32000-1, 14.8.2.3)."""

from xml.etree.ElementTree import Element

from triptych.editions.pdf.pages.spots import is_apart
from triptych.editions.pdf.structure.node import Kid, Node, Structure

_MOVED = ("pf-wide", "landscape")
"""The classes of what a page may be turned for, behind the text that follows it."""

_Places = dict[Element, int]


def restore_order(structure: Structure) -> None:
    """Put each table, picture or listing that was set later behind what precedes it in the text."""
    root = structure.root.element
    places: _Places = {} if root is None else {element: n for n, element in enumerate(root.iter())}
    for parent in list(structure.root.walk()):
        for node in parent.nodes():
            if node.element is not None and _may_move(node):
                _put_back(parent, node, places)


def _may_move(node: Node) -> bool:
    """Whether a node is of a kind that may be set later."""
    return any(map(node.has_class, _MOVED)) or is_apart(node.tag, node.get("class").split())


def _put_back(parent: Node, node: Node, places: _Places) -> None:
    """Put a node behind the last kid of its parent that precedes it in the text."""
    at = parent.kids.index(node)
    place = _place(node, places)
    later = [kid for kid in parent.kids[:at] if _place(kid, places) > place]
    if later:
        parent.kids.remove(node)
        earlier = [
            number for number, kid in enumerate(parent.kids, 1) if -1 < _place(kid, places) < place
        ]
        parent.kids.insert(max(earlier, default=0), node)


def _place(kid: Kid, places: _Places) -> int:
    """Return the place of a kid in the text; -1 where it has none."""
    return places[kid.element] if isinstance(kid, Node) and kid.element is not None else -1
