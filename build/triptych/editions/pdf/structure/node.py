"""The structure tree before it is written: one node for each element, however many pages it runs over."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from xml.etree.ElementTree import Element


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked sequence of content (ISO 32000-1, 14.6): its page's index and its own number there."""

    page: int
    mcid: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotation on a page, as the link over an element (14.7.4.3)."""

    page: int
    annotation: Any


Kid: TypeAlias = "Node | Mark | Annotated"


@dataclass(eq=False, slots=True)
class Node:
    """A structure element: ``role`` is its type, "" at first; rules change nodes in place.

    ``tag`` is the name of its HTML element, with ``::before`` and the like for what CSS made.
    ``entries`` are texts of its dictionary (``Alt``, ``Lang``, …), ``attributes`` its attribute
    objects by owner, ``refs`` the elements that it refers to (``Ref``, ISO 32000-2, 14.7.2).
    """

    role: str
    tag: str
    element: Element | None
    parent: "Node | None" = None
    kids: list[Kid] = field(default_factory=list)
    entries: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)
    list_style: str = ""
    refs: "list[Node]" = field(default_factory=list)

    def get(self, name: str) -> str:
        """Return an attribute of its HTML element, or ""."""
        return str(self.element.get(name) or "") if self.element is not None else ""

    def has_class(self, name: str) -> bool:
        """Whether its HTML element has a class."""
        return name in self.get("class").split()

    def nodes(self) -> "list[Node]":
        """Return the nodes among its kids."""
        return [kid for kid in self.kids if isinstance(kid, Node)]

    def walk(self) -> "Iterator[Node]":
        """Yield this node and all below it, each before those in it; kids may change meanwhile."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.nodes()))

    def marks(self) -> Iterator[Mark]:
        """Yield all marked content in it, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Mark):
                yield kid
            elif isinstance(kid, Node):
                yield from kid.marks()

    def text(self) -> str:
        """Return its text as one line."""
        return " ".join("".join(mark.text for mark in self.marks()).split())

    def adopt(self, kids: list[Kid], at: int | None = None) -> None:
        """Add ``kids`` at the end, or before the kid at ``at``."""
        for kid in kids:
            if isinstance(kid, Node):
                kid.parent = self
        place = len(self.kids) if at is None else at
        self.kids[place:place] = kids

    def wrap(self, role: str, kids: list[Kid], at: int) -> "Node":
        """Wrap ``kids``, which must no longer be among its own, in a new node at ``at``; return it."""
        new = Node(role, "", None)
        new.adopt(kids)
        self.adopt([new], at)
        return new

    def dissolve(self) -> None:
        """Replace it by its kids."""
        if self.parent is None:
            raise AssertionError("the root stays")
        at = self.parent.kids.index(self)
        del self.parent.kids[at]
        self.parent.adopt(self.kids, at)
        self.kids = []

    def detach(self) -> None:
        """Remove it from its parent."""
        if self.parent is not None:
            self.parent.kids.remove(self)
            self.parent = None


@dataclass(slots=True)
class Structure:
    """A document's structure: its tree, and the content that is only decoration, by kind of artifact.

    ``bookmarks`` are the elements that the outline leads to, in its order.
    """

    root: Node
    lang: str
    artifacts: dict[Mark, str] = field(default_factory=dict)
    bookmarks: list[Element] = field(default_factory=list)

    def decorate(self, marks: list[Mark], kind: str = "") -> None:
        """Declare content to be decoration, ``Layout`` or ``Pagination`` or of no kind (14.8.2.2)."""
        self.artifacts.update(dict.fromkeys(marks, kind))
