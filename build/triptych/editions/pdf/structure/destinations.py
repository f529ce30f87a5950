"""Links and bookmarks lead to an element of the structure, not only to a spot on a page."""

from collections.abc import Mapping
from types import ModuleType
from typing import Any

from triptych.editions.pdf.structure.node import Annotated, Node, Structure
from triptych.editions.pdf.structure.targets import Targets


def add_destinations(
    pdf: Any, pydyf: ModuleType, structure: Structure, references: Mapping[Node, bytes]
) -> None:
    """Add a structure destination to each link within the document and each bookmark (PDF/UA-2, 8.8-1).

    The spot on the page stays, for readers that know no other (ISO 32000-2, 12.6.4.2).
    """
    lead_links(pdf, pydyf, structure, references)
    targets = Targets(structure)
    elements = [references[targets.of(element)] for element in structure.bookmarks]
    lead_bookmarks(pdf, pydyf, elements)


def lead_links(
    pdf: Any, pydyf: ModuleType, structure: Structure, references: Mapping[Node, bytes]
) -> None:
    """Add a structure destination to each link within the document."""
    targets = Targets(structure)
    known = spots(pdf)
    for node in structure.root.walk():
        for kid in node.kids:
            if isinstance(kid, Annotated) and "Dest" in kid.annotation:
                name = kid.annotation.pop("Dest")
                target = targets.named(name.string) or structure.root
                spot = known.get(name.string, [])
                kid.annotation["A"] = lead(pydyf, name, references[target], spot)


def lead_bookmarks(pdf: Any, pydyf: ModuleType, elements: list[bytes]) -> None:
    """Add a structure destination to each bookmark, in order."""
    bookmarks = [item for item in pdf.objects if isinstance(item, dict) and "Title" in item]
    for item, element in zip(bookmarks, elements, strict=True):
        spot = item.pop("Dest")
        item["A"] = lead(pydyf, spot, element, spot)


def spots(pdf: Any) -> dict[str, list[Any]]:
    """Return the spot of each named destination."""
    names = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", [])
    return {name.string: spot for name, spot in zip(names[::2], names[1::2], strict=True)}


def lead(pydyf: ModuleType, spot: Any, element: bytes, place: list[Any]) -> Any:
    """Return an action that leads to an element; ``place`` is a spot as an explicit destination."""
    destination = pydyf.Array([element, *place[1:]])
    return pydyf.Dictionary({"S": "/GoTo", "D": spot, "SD": destination})
