"""The structure element of an HTML element, even of one that has no element of its own."""

from xml.etree.ElementTree import Element

from triptych.editions.pdf.structure.node import Node, Structure


class Targets:
    """Finds structure elements; made when the tree is final."""

    def __init__(self, structure: Structure) -> None:
        page = structure.root.element
        self._root = structure.root
        self._nodes: dict[Element, Node] = {}
        for node in structure.root.walk():
            if node.element is not None and "::" not in node.tag:
                self._nodes.setdefault(node.element, node)
        elements = [] if page is None else list(page.iter())
        self._parents = {child: parent for parent in elements for child in parent}
        self._by_id: dict[str, Element] = {}
        for element in elements:
            if name := element.get("id"):
                self._by_id.setdefault(name, element)

    def of(self, element: Element) -> Node:
        """Return an element's node, else that of the first in it, else that of the nearest around it."""
        inner = (self._nodes[each] for each in element.iter() if each in self._nodes)
        if (found := next(inner, None)) is not None:
            return found
        outer = self._parents.get(element)
        while outer is not None and outer not in self._nodes:
            outer = self._parents.get(outer)
        return self._root if outer is None else self._nodes[outer]

    def named(self, name: str) -> Node | None:
        """Return the node of the element with an ``id``; None where there is no such element."""
        element = self._by_id.get(name)
        return None if element is None else self.of(element)

    def led_to(self, link: Node) -> Node | None:
        """Return the node that a link leads to; None where it leads out of the document."""
        address = link.get("href")
        return self.named(address[1:]) if address.startswith("#") else None
