"""Which structure element stands for an HTML element, also for one that left no element of its own."""

from xml.etree.ElementTree import Element

from triptych.editions.pdf.structure.node import Node, Structure


class Targets:
    """Finds structure elements; made when the tree is as it will be written."""

    def __init__(self, structure: Structure) -> None:
        whole = structure.root.element
        self._root = structure.root
        self._nodes: dict[Element, Node] = {}
        for node in structure.root.walk():
            if node.element is not None and "::" not in node.tag:
                self._nodes.setdefault(node.element, node)
        elements = [] if whole is None else list(whole.iter())
        self._parents = {child: parent for parent in elements for child in parent}
        self._by_id: dict[str, Element] = {}
        for element in elements:
            if name := element.get("id"):
                self._by_id.setdefault(name, element)

    def of(self, element: Element) -> Node:
        """Give an element's node, else that of the first in it, else that of the nearest around it."""
        inner = (self._nodes[each] for each in element.iter() if each in self._nodes)
        if (found := next(inner, None)) is not None:
            return found
        outer = self._parents.get(element)
        while outer is not None and outer not in self._nodes:
            outer = self._parents.get(outer)
        return self._root if outer is None else self._nodes[outer]

    def named(self, name: str) -> Node | None:
        """Give the node of the element with an ``id``; None when there is none such."""
        element = self._by_id.get(name)
        return None if element is None else self.of(element)

    def led_to(self, link: Node) -> Node | None:
        """Give the node that a link of the document leads to; None for one that leads out of it."""
        address = link.get("href")
        return self.named(address[1:]) if address.startswith("#") else None
