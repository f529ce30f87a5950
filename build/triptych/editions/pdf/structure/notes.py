"""Every note has a name of its own (PDF/UA-1, 7.9-1 and 7.9-2), and its number is its label."""

from triptych.editions.pdf.structure.node import Node, Structure
from triptych.editions.pdf.structure.targets import Targets


def name_notes(structure: Structure) -> None:
    """Name the notes by number, in the order of the text."""
    notes = [node for node in structure.root.walk() if node.role == "Note"]
    for number, note in enumerate(notes, 1):
        note.entries["ID"] = f"note-{number}"


def label_notes(structure: Structure) -> None:
    """Mark each note's number as its ``Lbl`` (table 338)."""
    for node in list(structure.root.walk()):
        if node.has_class("pf-note-number") and "::" not in node.tag and node.parent is not None:
            parent, at = node.parent, node.parent.kids.index(node)
            del parent.kids[at]
            parent.wrap("Lbl", [node], at)


def make_footnotes(structure: Structure) -> None:
    """Mark each note as a footnote of PDF 2.0, tied to the references to it (PDF/UA-2, 8.2.5.14)."""
    for note in [node for node in structure.root.walk() if node.role == "Note"]:
        note.role = "FENote"
        note.attributes["FENote"] = {"NoteType": "/Footnote"}
    targets = Targets(structure)
    for link in structure.root.walk():
        if link.role != "Link" or link.get("role") != "doc-noteref":
            continue
        if (led_to := _note(targets.led_to(link))) is not None:
            link.refs.append(led_to)
            led_to.refs.append(link)


def _note(node: Node | None) -> Node | None:
    """Return the note at or around a node."""
    while node is not None and node.role != "FENote":
        node = node.parent
    return node
