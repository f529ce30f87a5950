"""Text in another language, abbreviations, and raised letters are marked as such."""

from triptych.editions.pdf.structure.node import Node, Structure


def mark_languages(structure: Structure) -> None:
    """Add ``Lang`` to each element in another language than the one around it (PDF/UA-1, 7.2)."""
    _mark(structure.root, structure.lang)


def _mark(node: Node, around: str) -> None:
    """Mark a node and those below it; ``around`` is the language of the element around it."""
    own = node.get("lang") if "::" not in node.tag else ""
    lang = own or around
    if lang != around:
        node.entries["Lang"] = lang
    for kid in node.nodes():
        _mark(kid, lang)


def expand_abbreviations(structure: Structure) -> None:
    """Add the expansion of ``<abbr title>`` (ISO 32000-1, 14.9.5)."""
    for node in structure.root.walk():
        if node.tag == "abbr" and node.get("title").strip():
            node.entries["E"] = " ".join(node.get("title").split())


def mark_raised_letters(structure: Structure) -> None:
    """Mark raised and lowered letters (ISO 32000-2, table 380): x² is not x2."""
    for node in structure.root.walk():
        if node.tag in _POSITIONS and node.role == "Span":
            node.attributes["Layout"] = {"TextPosition": _POSITIONS[node.tag]}


_POSITIONS = {"sub": "/Sub", "sup": "/Sup"}
