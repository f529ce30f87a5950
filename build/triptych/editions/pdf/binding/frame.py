"""The frame of a bound PDF: all that is not in its parts, set once for the same kinds of pages.

It is the issue's own page, with an empty page in the place of each page of a part. So the page numbers of
its contents, running heads, folios and blank pages are the typesetter's own. What is on the pages of
parts does not affect it, so that most edits leave it unchanged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from triptych.core.model import Asset
from triptych.core.page_starts import PageStart
from triptych.core.shelf import made_once
from triptych.editions.pdf import block_boxes, weasyprint
from triptych.editions.pdf.binding.cut import PLACE
from triptych.editions.pdf.binding.objects import freeze
from triptych.editions.pdf.binding.part import Point, UnboundError
from triptych.editions.pdf.binding.setting import frame_of, take_away, type_of
from triptych.editions.pdf.pressing import Tagger, lay_out_page
from triptych.editions.pdf.profiles import Profile
from triptych.editions.pdf.weasyprint import Sheets

if TYPE_CHECKING:
    from triptych.editions.pdf.structure.node import Node


@dataclass(frozen=True, slots=True)
class FramePage:
    """A page of a frame: its kind, its size, and the ids and bookmarks that are its own."""

    name: str
    side: str
    is_blank: bool
    frame: tuple[float, ...]
    anchors: tuple[tuple[str, Point], ...]
    bookmarks: tuple[tuple[int, str, tuple[float, float], str], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame: its pages, and the index of the page for each page of a part.

    ``starts`` are where its own pages begin in the text, ``blocks`` where its numbered elements are.
    ``objects`` are the file's, ``document`` is the number of the structure's root.
    """

    pages: tuple[FramePage, ...]
    places: tuple[int, ...]
    starts: tuple[PageStart, ...]
    blocks: tuple[tuple[str, tuple[int, float, float, float, float]], ...]
    objects: bytes = b""
    document: int = 0


class Setting:
    """A frame laid out, and not yet written."""

    def __init__(
        self, page: str, resources: Mapping[str, Asset], profile: Profile, count: int
    ) -> None:
        self.sheets = lay_out_page(page, resources, profile)
        self.profile = profile
        pages = self.sheets.rendering.pages
        places = _places(pages, count)
        starts, blocks = self.sheets.starts(), block_boxes.pieces_of(self.sheets)
        _empty(pages, places)
        made = tuple(map(_described, pages))
        for each in pages:
            each.bookmarks = []
        self.frame = Frame(made, places, starts, blocks)
        self.tagger = FrameTagger(
            self.sheets, profile, frozenset(uid for at in places for uid, _ in made[at].anchors)
        )

    def document(self) -> int:
        """Return the number of the structure's root in the file, once that is written."""
        return int(self.tagger.emitter.references[self.tagger.structure.root].split()[0])

    def written(self) -> Frame:
        """Return the frame with the objects of its file."""
        found: list[bytes] = []

        def take(pdf: Any) -> None:
            """Take the objects, and leave the file empty."""
            found.append(freeze(pdf, weasyprint.pydyf()))
            del pdf.objects[3:]
            pdf.info.clear()

        weasyprint.write(self.sheets, self.profile.variant, self.tagger, take)
        return replace(self.frame, objects=found[0], document=self.document())


def set_frame(page: str, resources: Mapping[str, Asset], profile: Profile, count: int) -> Frame:
    """Return the frame that a page is, with ``count`` pages of parts, or what an earlier one was."""
    digests = sorted(
        f"{name} {sha256(asset.data).hexdigest()}" for name, asset in resources.items()
    )
    whole = "\0".join([repr(profile), page, *digests])
    key = f"frame {sha256(whole.encode()).hexdigest()}"
    return made_once(key, _KINDS, lambda: Setting(page, resources, profile, count).written())


_KINDS = (Frame, FramePage, PageStart)


def _places(pages: Sequence[Any], count: int) -> tuple[int, ...]:
    """Return the index of the frame's page for each page of the parts."""
    found: dict[int, int] = {}
    for index, page in enumerate(pages):
        for box in page._page_box.descendants():  # noqa: SLF001  the box tree has no public name
            element = box.element
            if element is not None and element.get(PLACE):
                found.setdefault(int(element.get(PLACE)), index)
    places = [found.get(number, -1) for number in range(count)]
    if sorted(set(places)) != places or -1 in places:
        raise UnboundError
    return tuple(places)


def _empty(pages: Sequence[Any], places: Sequence[int]) -> None:
    """Leave only their margins to the frame's empty pages."""
    margin = weasyprint.boxes().MarginBox
    for index in places:
        page = pages[index]
        box = page._page_box  # noqa: SLF001  the same
        box.children = [child for child in box.children if isinstance(child, margin)]
        box.background = box.canvas_background = None
        page.links, page.forms = [], {None: []}


def _described(page: Any) -> FramePage:
    """Return what is known of a page of the typesetter's."""
    kind = type_of(page)
    anchors = tuple((uid, tuple(place)) for uid, place in page.anchors.items())
    return FramePage(
        str(kind.name),
        str(kind.side),
        bool(kind.blank),
        frame_of(page),
        anchors,
        tuple(page.bookmarks),
    )


class FrameTagger(Tagger):
    """Writes the structure of a frame; what leads into the parts is written once they are there."""

    def __init__(self, sheets: Sheets, profile: Profile, elsewhere: frozenset[str]) -> None:
        super().__init__(sheets, profile)
        self._elsewhere = elsewhere
        self.away: list[tuple[Any, str]] = []
        self.entries: list[tuple[Node, str]] = []

    def prepare(self) -> None:
        """Take out what leads into the parts."""
        self.away = take_away(self.structure.root, self._elsewhere, self.profile)
        for node in self.structure.root.walk():
            if node.role == "TOCI":
                led = [link.get("href")[1:] for link in node.walk() if link.role == "Link"]
                if led and led[0] in self._elsewhere:
                    node.refs.clear()
                    self.entries.append((node, led[0]))

    def lead(self, pdf: Any) -> None:
        """Leave to ``lead_within`` what links and bookmarks lead to."""
