"""The names of places, and the outline, of a file bound of parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType, SimpleNamespace
from typing import Any

from triptych.editions.pdf import weasyprint
from triptych.editions.pdf.binding.part import Part, Point

_POINT = 0.75
"""PDF points for a CSS pixel."""


@dataclass(slots=True)
class Places:
    """The ids and the entries of the outline on one page, with their places; its height in CSS pixels."""

    height: float
    anchors: dict[str, Point]
    bookmarks: Sequence[tuple[int, str, tuple[float, float], str]]


def add_unknown(pages: Sequence[Places], parts: Sequence[Part]) -> None:
    """Add the missing targets of links out of parts: the nearest place is that of the article."""
    known = {uid: place for page in pages for uid, place in page.anchors.items()}
    for part in parts:
        for _, name in part.away:
            if name not in known:
                home = name.partition("--")[0]
                known[name] = known.get(home, (0.0, 0.0, 0.0, 0.0))
                at = next((p for p in pages if home in p.anchors), pages[0])
                at.anchors[name] = known[name]


def write_names(pdf: Any, pydyf: ModuleType, pages: Sequence[Places]) -> None:
    """Write the names of places in a file, in place of those that it has (ISO 32000-1, 12.3.2.3)."""
    found: dict[str, Any] = {}
    for page, reference in zip(pages, pdf.page_references, strict=True):
        for name, (x, y, *_) in page.anchors.items():
            if name not in found:
                spot = [reference, "/XYZ", x * _POINT, (page.height - y) * _POINT, 0]
                found[name] = pydyf.Array(spot)
    names = pydyf.Array()
    for name in sorted(found):
        names += [pydyf.String(name), found[name]]
    if names:
        tree = pydyf.Dictionary({"Names": names})
        pdf.catalog.setdefault("Names", pydyf.Dictionary())["Dests"] = tree


def write_outline(pdf: Any, pages: Sequence[Places]) -> None:
    """Write the outline of a file (ISO 32000-1, 12.3.3)."""
    tree: list[Any] = []
    skipped, last, level = list[int](), [tree], 0
    matrix, nest, add = weasyprint.outline_tools()
    for number, page in enumerate(pages):
        turned = matrix(a=_POINT, d=-_POINT, f=page.height * _POINT)
        level = nest(page, skipped, last, level, number, turned)
    references = pdf.page_references  # which are looked up once
    add(
        SimpleNamespace(page_references=references, add_object=pdf.add_object, catalog=pdf.catalog),
        tree,
    )
