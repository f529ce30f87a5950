"""Printed contents are ``TOC`` with an item for each entry (ISO 32000-1, table 333)."""

from triptych.write_pdf.structure.node import Structure


def mark_contents(structure: Structure) -> None:
    """Make the lists inside ``<nav>`` contents, before they are taken for lists."""
    for nav in [node for node in structure.root.walk() if node.tag == "nav"]:
        for node in nav.walk():
            if node.role == "L":
                node.role = "TOC"
            elif node.role == "LI":
                node.role = "TOCI"
