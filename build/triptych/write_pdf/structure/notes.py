"""Every note has a name of its own (PDF/UA-1, 7.9-1 and 7.9-2)."""

from triptych.write_pdf.structure.node import Structure


def name_notes(structure: Structure) -> None:
    """Give the notes names by number, in the order of the text."""
    notes = [node for node in structure.root.walk() if node.role == "Note"]
    for number, note in enumerate(notes, 1):
        note.entries["ID"] = f"note-{number}"
