"""Pictures have a description or are decoration; a figure has its picture and its caption."""

from triptych.editions.pdf.structure.node import Annotated, Node, Structure

_TITLE = "{http://www.w3.org/2000/svg}title"


def describe_pictures(structure: Structure) -> None:
    """Add the description of each picture and formula; a picture without one is decoration.

    A ``Figure`` or ``Formula`` without ``Alt`` fails PDF/UA-1, 7.3-1 and 7.7-1; ``<img alt="">`` is a
    picture that its author calls decoration.
    """
    for node in list(structure.root.walk()):
        if node.role not in ("Figure", "Formula"):
            continue
        words = _description(node)
        if words:
            node.entries["Alt"] = words
        elif node.role == "Figure":
            structure.decorate(list(node.marks()), "Layout")
            if node.parent is not None:  # the link that it is a part of is clicked here, too
                node.parent.adopt([kid for kid in node.kids if isinstance(kid, Annotated)])
            node.detach()
        else:
            node.role = "Span"


def _description(node: Node) -> str:
    """Return the author's description of a picture."""
    if node.get("role") in ("presentation", "none"):
        return ""
    title = node.element.findtext(_TITLE) if node.element is not None else ""
    return " ".join((node.get("alt") or node.get("aria-label") or title or "").split())


def gather_figures(structure: Structure) -> None:
    """Turn ``<figure>`` with one picture into a ``Figure`` with its ``Caption`` (14.8.4.5)."""
    for figure in list(structure.root.walk()):
        pictures = [n for n in figure.walk() if n.role == "Figure" and n is not figure]
        if figure.tag != "figure" or len(pictures) != 1 or _holds_more(figure):
            continue
        picture = pictures[0]
        captions = [node for node in figure.walk() if node.role == "Caption"]
        figure.role = "Figure"
        figure.entries |= picture.entries
        figure.attributes |= picture.attributes
        figure.kids = []
        figure.adopt([*picture.kids, *captions])


def _holds_more(figure: Node) -> bool:
    """Whether a figure has text beside that of its caption, or its picture is a link."""
    captioned = {m for n in figure.walk() if n.role == "Caption" for m in n.marks()}
    has_words = any(mark.text.strip() for mark in figure.marks() if mark not in captioned)
    captions = [node for node in figure.walk() if node.role == "Caption"]
    links = [node for node in figure.walk() if node.role == "Link"]
    inside = {id(node) for caption in captions for node in caption.walk()}
    return has_words or any(id(link) not in inside for link in links)


def enclose_captions(structure: Structure) -> None:
    """Turn a group with a caption into an aside: a plain group may have none (PDF/UA-2, 8.2.5.27)."""
    for node in structure.root.walk():
        if node.role == "Div" and any(kid.role == "Caption" for kid in node.nodes()):
            node.role = "Aside"
