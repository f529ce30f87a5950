"""Lists hold items, and items a label and a body (ISO 32000-1, 14.8.4.3.3; PDF/UA-1, 7.6)."""

from triptych.editions.pdf.structure.node import Kid, Mark, Node, Structure

_NUMBERING = {
    "none": "None",
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
    "decimal": "Decimal",
    "decimal-leading-zero": "Decimal",
    "lower-alpha": "LowerAlpha",
    "lower-latin": "LowerAlpha",
    "lower-roman": "LowerRoman",
    "upper-alpha": "UpperAlpha",
    "upper-latin": "UpperAlpha",
    "upper-roman": "UpperRoman",
}


def order_lists(structure: Structure) -> None:
    """Divide each item into ``Lbl`` and ``LBody``, and leave only items in a list."""
    for node in list(structure.root.walk()):
        if node.role == "L":
            _pair_terms(node) if node.tag == "dl" else _only_items(node, structure)
            node.attributes["List"] = {"ListNumbering": f"/{_numbering(node)}"}
        elif node.role == "LI":
            _split(node)


def name_descriptions(structure: Structure) -> None:
    """Mark a list of terms as such, which PDF 1.7 has no word for (PDF/UA-2, 8.2.5.25-1)."""
    for node in structure.root.walk():
        if node.role == "L" and node.attributes["List"]["ListNumbering"] == "/None":
            labelled = any(kid.role == "Lbl" for item in node.nodes() for kid in item.nodes())
            kind = "Description" if node.tag == "dl" else "Unordered"
            node.attributes["List"]["ListNumbering"] = f"/{kind}" if labelled else "/None"


def _split(item: Node) -> None:
    """Move all of an item except its label into a body (7.2-20: paragraphs of a loose item have none)."""
    labels = [kid for kid in item.nodes() if kid.role == "Lbl"]
    rest = [kid for kid in item.kids if kid not in labels]
    item.kids = list(labels)
    if len(rest) == 1 and isinstance(rest[0], Node) and rest[0].role == "LBody":
        item.adopt(rest)
    elif rest:
        item.wrap("LBody", rest, len(item.kids))


def _only_items(node: Node, structure: Structure) -> None:
    """Wrap what is in a list and is no item in an item; spaces between items are decoration."""
    for kid in list(node.kids):
        if isinstance(kid, Node) and kid.role in ("LI", "L", "Caption"):
            continue
        at = node.kids.index(kid)
        del node.kids[at]
        if isinstance(kid, Mark) and not kid.text.strip():
            structure.decorate([kid])
        else:
            node.wrap("LI", [kid], at)


def _pair_terms(node: Node) -> None:
    """Pair each run of terms with the definitions that follow it, in one item."""
    for group in [kid for kid in node.nodes() if kid.role == "Div"]:
        group.dissolve()
    runs: list[tuple[list[Kid], list[Kid]]] = []
    for kid in node.kids:
        is_term = isinstance(kid, Node) and kid.role == "Lbl"
        if not runs or (is_term and runs[-1][1]):
            runs.append(([], []))
        runs[-1][0 if is_term else 1].append(kid)
    node.kids = []
    for terms, definitions in runs:
        item = node.wrap("LI", [], len(node.kids))
        for role, parts in (("Lbl", terms), ("LBody", definitions)):
            if len(parts) == 1 and isinstance(parts[0], Node):
                parts[0].role = role
                item.adopt(parts)
            elif parts:
                outer = item.wrap(role, parts, len(item.kids))
                for part in outer.nodes():
                    part.role = "Div" if role == "LBody" else "Span"


def _numbering(node: Node) -> str:
    """Return how a list's items are labelled."""
    style = next((item.list_style for item in node.nodes() if item.list_style), "none")
    return _NUMBERING.get(style, "Decimal" if node.tag == "ol" else "Disc")
