"""One member of an issue set by itself, as a part."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from triptych.core.model import Asset
from triptych.editions.pdf import weasyprint
from triptych.editions.pdf.binding.apart import require_no_numbers
from triptych.editions.pdf.binding.harvest import Harvester
from triptych.editions.pdf.binding.part import Part, PartPage, UnboundError
from triptych.editions.pdf.block_boxes import pieces_of
from triptych.editions.pdf.conformance import forbid_smoothing
from triptych.editions.pdf.pressing import Tagger, lay_out_page
from triptych.editions.pdf.profiles import Profile
from triptych.editions.pdf.structure.node import Annotated, Node
from triptych.editions.pdf.weasyprint import Sheets


def set_part(
    page: str, ids: Sequence[str], resources: Mapping[str, Asset], profile: Profile
) -> Part:
    """Return the pages of one member of an issue, set by themselves.

    ``page`` is that of the member alone, ``ids`` are those of its elements: of a part's heading, where one
    begins, and of the article. Raises ``UnboundError`` where they depend on other members.
    """
    sheets = lay_out_page(page, resources, profile)
    sheets.rendering.pages = _own_pages(sheets.rendering.pages, ids[0])
    starts, blocks = sheets.starts_by_number(), pieces_of(sheets)
    require_no_numbers(sheets.rendering.pages, ids)
    pages = _described(sheets.rendering.pages, ids)
    tagger = _PartTagger(sheets, profile, ids[-1], pages)
    weasyprint.write(sheets, profile.variant, tagger, tagger.finish)
    return replace(tagger.part, starts=starts, blocks=blocks)


def _own_pages(pages: Sequence[Any], first: str) -> list[Any]:
    """Return the pages from that with an id on, without blank ones, which the frame has."""
    begin = next((at for at, page in enumerate(pages) if first in page.anchors), None)
    if begin is None:
        raise UnboundError
    return [page for page in pages[begin:] if not type_of(page).blank]


def _described(pages: Sequence[Any], ids: Sequence[str]) -> tuple[PartPage, ...]:
    """Return what a frame must know of pages, whose roots have ``ids``; their margins are emptied."""
    margin = weasyprint.boxes().MarginBox
    made, root = [], 0
    for page in pages:
        box = page._page_box  # noqa: SLF001  the box tree has no public name
        box.children = [each for each in box.children if not isinstance(each, margin)]
        root = max([root, *(number for number, uid in enumerate(ids) if uid in page.anchors)])
        strings = [pair for each in box.descendants() for pair in each.string_set or ()]
        made.append(
            PartPage(
                str(type_of(page).name),
                str(type_of(page).side),
                root,
                frame_of(page),
                tuple(strings),
                tuple((uid, tuple(place)) for uid, place in page.anchors.items()),
                tuple(page.bookmarks),
            )
        )
        page.bookmarks = []
    return tuple(made)


def type_of(page: Any) -> Any:
    """Return the kind of a page of the typesetter's."""
    return page._page_box.page_type  # noqa: SLF001  no public name


def frame_of(page: Any) -> tuple[float, ...]:
    """Return the size of a page, and the place and size of what is between its margins."""
    box = page._page_box  # noqa: SLF001  the same
    inner = (box.content_box_x(), box.content_box_y(), box.width, box.height)
    return (page.width, page.height, *inner)


class _PartTagger(Tagger):
    """Writes the structure of a part, and takes the part from the file."""

    def __init__(
        self, sheets: Sheets, profile: Profile, scope: str, pages: tuple[PartPage, ...]
    ) -> None:
        super().__init__(sheets, profile)
        ids = [uid for page in pages for uid, _ in page.anchors]
        self._scope = scope
        self._harvester = Harvester(self, pages, ids)
        self._away = _add_places(sheets.rendering.pages)
        self.part: Part

    def prepare(self) -> None:
        """Make the names of elements the part's own, and take out what leads to other parts."""
        self._harvester.marks = self.structure.bookmarks
        self.structure.bookmarks = []
        for node in self.structure.root.walk():
            if "ID" in node.entries:
                node.entries["ID"] = f"{self._scope}--{node.entries['ID']}"
            table = node.attributes.get("Table", {})
            if "Headers" in table:
                table["Headers"] = [f"{self._scope}--{name}" for name in table["Headers"]]
        self._harvester.away = take_away(self.structure.root, self._away, self.profile)

    def finish(self, pdf: Any) -> None:
        """Take the part from the file."""
        forbid_smoothing(pdf)
        self.part = self._harvester.harvest(pdf)


def _add_places(pages: Sequence[Any]) -> frozenset[str]:
    """Add a place for links out of a part, or the typesetter drops them; return their ids."""
    known = {uid for page in pages for uid in page.anchors}
    targets = [target for page in pages for kind, target, *_ in page.links if kind == "internal"]
    away = frozenset(targets) - known
    pages[0].anchors.update(dict.fromkeys(sorted(away), (0.0, 0.0, 0.0, 0.0)))
    return away


def take_away(root: Node, away: Iterable[str], profile: Profile) -> list[tuple[Any, str]]:
    """Return the annotations that lead to ids elsewhere; in PDF 2.0 they lead nowhere yet."""
    names, found = frozenset(away), []
    for node in root.walk():
        for kid in node.kids:
            if not isinstance(kid, Annotated) or "Dest" not in kid.annotation:
                continue
            name = str(kid.annotation["Dest"].string)
            if name in names:
                found.append((kid.annotation, name))
                if profile.is_pdf2:
                    del kid.annotation["Dest"]
    return found
