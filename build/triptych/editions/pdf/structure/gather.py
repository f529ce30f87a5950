"""From the boxes of laid-out pages to a structure tree in which each HTML element is one node.

An element that runs over pages, columns or lines has many boxes; they become one node with content on
many pages, as ISO 32000-1, 14.7.4 has it, so that a paragraph stays one paragraph.
"""

from types import ModuleType
from typing import Any
from xml.etree.ElementTree import Element

from triptych.editions.pdf.structure.node import Annotated, Mark, Node, Structure

_SCALE = 0.75
"""Points in a CSS pixel."""

_WHOLE = ("html", "body")
_REPEATED = ("thead", "tfoot")
_TOP = ("@top-left-corner", "@top-left", "@top-center", "@top-right", "@top-right-corner")


class Gatherer:
    """Walks pages in order, and records the node of each element."""

    def __init__(self, root: Element, boxes: ModuleType) -> None:
        self._boxes = boxes
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._nodes: dict[tuple[Element, str], Node] = {}
        self._begun: dict[Node, int] = {}
        self._height = 0.0
        self.structure = Structure(Node("Document", "html", root), root.get("lang", ""))

    def add_page(self, number: int, page: Any, tags: dict[Any, dict[str, Any]]) -> None:
        """Add the page with index ``number``; ``tags`` has the marked content of each box."""
        boxes = self._boxes
        self._height = page.height
        for box in page._page_box.children:  # noqa: SLF001  the box tree has no public name
            if isinstance(box, boxes.MarginBox):
                kind = "Header" if box.at_keyword in _TOP else "Footer"
                self._decorate(box, number, tags, f"Pagination/{kind}")
            else:
                self._walk(box, self.structure.root, number, tags)
        left = [Mark(number, tag["mcid"]) for tag in tags.values()]
        self.structure.decorate(left)
        tags.clear()

    def _walk(self, box: Any, parent: Node, page: int, tags: dict[Any, dict[str, Any]]) -> None:
        """Add a box and what is in it."""
        box = getattr(box, "_box", box)
        boxes = self._boxes
        if isinstance(box, boxes.TextBox):
            self._add_mark(box, parent, page, tags)
            return
        if box.bookmark_label and box.style["bookmark_level"] != "none":
            self.structure.bookmarks.append(box.element)
        node = self._node(box, parent)
        if box.is_leader:
            self._decorate(box, page, tags, "Layout")
            return
        if box.element_tag in _REPEATED and self._begun.setdefault(node, page) != page:
            self._decorate(box, page, tags, "Pagination")
            return
        if box.link_annotation:
            node.kids.append(Annotated(page, box.link_annotation))
        if isinstance(box, boxes.ReplacedBox):
            self._add_mark(box, node, page, tags)
            return
        for child in box.children:
            self._walk(child, node, page, tags)

    def _node(self, box: Any, parent: Node) -> Node:
        """Return the node of a box's element, new where it has none; ``parent`` where it has no element."""
        element, tag = box.element, box.element_tag
        if element is None or tag in _WHOLE:
            return parent
        key = (element, tag)
        if key not in self._nodes:
            new = self._nodes[key] = Node("", str(tag), element)
            if "list-item" in box.style["display"]:
                new.list_style = str(box.style["list_style_type"])
            home, after = self._home(element, parent) if tag == element.tag else (parent, None)
            home.adopt([new], None if after is None else home.kids.index(after) + 1)
        return self._nodes[key]

    def _home(self, element: Element, parent: Node) -> tuple[Node, Node | None]:
        """Return the node that an element belongs in, and the node to follow.

        That is ``parent``, except for one that was taken out of the flow, as a note to the foot of the
        page: it goes back behind what it follows in the text.
        """
        outer: Element | None = element
        while outer is not None:
            inner, outer = outer, self._parents.get(outer)
            home = self._nodes.get((outer, outer.tag)) if outer is not None else None
            if home is parent or outer is None or outer.tag in _WHOLE:
                break
            if home is not None:
                return home, self._before(inner, outer)
        return parent, None

    def _before(self, element: Element, outer: Element) -> Node | None:
        """Return the node of the nearest element before ``element`` in ``outer``."""
        siblings = list(outer)
        earlier = reversed(siblings[: siblings.index(element)])
        return next((n for e in earlier if (n := self._nodes.get((e, e.tag)))), None)

    def _add_mark(self, box: Any, node: Node, page: int, tags: dict[Any, dict[str, Any]]) -> None:
        """Add the marked content of a box that has words or a picture."""
        tag = tags.pop(box, None)
        if tag is None:
            return
        node.kids.append(Mark(page, tag["mcid"], getattr(box, "text", "")))
        if isinstance(box, self._boxes.ReplacedBox):
            node.attributes["Layout"] = {"BBox": self._bounds(box)}

    def _decorate(self, box: Any, page: int, tags: dict[Any, dict[str, Any]], kind: str) -> None:
        """Mark all content of a box as an artifact."""
        inner = [box, *(getattr(each, "_box", each) for each in box.descendants())]
        numbers = [tags.pop(each)["mcid"] for each in inner if each in tags]
        self.structure.decorate([Mark(page, number) for number in numbers], kind)

    def _bounds(self, box: Any) -> list[float]:
        """Return the corners of a box, in points from the lower left of its page."""
        left, top = box.content_box_x(), self._height - box.content_box_y()
        corners = (left, top - box.height, left + box.width, top)
        return [round(side * _SCALE, 3) for side in corners]
