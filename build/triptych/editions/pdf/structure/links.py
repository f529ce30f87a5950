"""Links are ``Link`` with the annotation that is clicked, which names its target (PDF/UA-1, 7.18.5)."""

from triptych.editions.pdf.structure.node import Annotated, Node, Structure


def enclose_annotations(structure: Structure) -> None:
    """Move each annotation into the ``Link`` around it, and leave no ``Link`` without one (7.18.5-1)."""
    for node in list(structure.root.walk()):
        for kid in [kid for kid in node.kids if isinstance(kid, Annotated)]:
            link = _around(node)
            if link is node:
                continue
            if link is None:
                node.role = "Link"
            else:
                node.kids.remove(kid)
                link.kids.append(kid)
    for node in list(structure.root.walk()):
        if node.role == "Link" and not any(isinstance(kid, Annotated) for kid in node.kids):
            node.role = "Span"


def describe_links(structure: Structure, string: type) -> None:
    """Describe the link of each annotation in words instead of by its address (7.18.5-2)."""
    for node in structure.root.walk():
        words = node.get("aria-label") or node.get("title") or node.text() or _alternates(node)
        for kid in node.kids:
            if isinstance(kid, Annotated) and words:
                kid.annotation["Contents"] = string(words)


def wrap_references(structure: Structure) -> None:
    """Wrap references to notes and entries of contents in ``Reference`` (ISO 32000-1, table 338)."""
    for node in list(structure.root.walk()):
        is_entry = node.parent is not None and node.parent.role == "TOCI"
        if node.role == "Link" and (node.get("role") == "doc-noteref" or is_entry):
            parent = node.parent
            if parent is None:
                continue
            at = parent.kids.index(node)
            del parent.kids[at]
            parent.wrap("Reference", [node], at)


def _around(node: Node) -> Node | None:
    """Return the nearest link at or around a node."""
    outer: Node | None = node
    while outer is not None and outer.role != "Link":
        outer = outer.parent
    return outer


def _alternates(node: Node) -> str:
    """Return the descriptions of the pictures in a link."""
    return " ".join(n.entries["Alt"] for n in node.walk() if "Alt" in n.entries)
