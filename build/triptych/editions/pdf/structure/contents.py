"""Printed contents are ``TOC`` with an item for each entry (ISO 32000-1, table 333)."""

from triptych.editions.pdf.structure.node import Node, Structure
from triptych.editions.pdf.structure.targets import Targets


def mark_contents(structure: Structure) -> None:
    """Mark the lists in ``<nav>`` as contents, before the rule for lists sees them.

    What an entry has beside its link, as the names of authors, is a paragraph (ISO/TS 32005, table 5).
    """
    for nav in [node for node in structure.root.walk() if node.tag == "nav"]:
        for node in nav.walk():
            if node.role == "L":
                node.role = "TOC"
            elif node.role == "LI":
                node.role = "TOCI"
                for beside in [kid for kid in node.nodes() if kid.role == "Span"]:
                    beside.role = "P"


def refer_entries(structure: Structure) -> None:
    """Refer from each entry to the heading that it leads to (PDF/UA-2, 8.2.5.8-1)."""
    targets = Targets(structure)
    for item in [node for node in structure.root.walk() if node.role == "TOCI"]:
        links = [n for n in item.walk() if n.role == "Link" and _item(n) is item]
        found = [target for link in links if (target := targets.led_to(link)) is not None]
        item.refs.extend(found)


def _item(node: Node) -> Node | None:
    """Return the entry that a node is in."""
    outer = node.parent
    while outer is not None and outer.role != "TOCI":
        outer = outer.parent
    return outer
