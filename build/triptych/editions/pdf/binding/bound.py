"""The PDF of an issue made of parts: each member is set by itself, and its pages are put into a frame."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from types import SimpleNamespace
from typing import Any

from triptych.core.model import Artifact, Document
from triptych.core.page_starts import PageStart
from triptych.editions.pdf import block_boxes, weasyprint
from triptych.editions.pdf.binding.apart import require_apart, require_sides
from triptych.editions.pdf.binding.cut import Cut, cut, frame_page, part_pages
from triptych.editions.pdf.binding.destinations import lead_within, refer_to_parts
from triptych.editions.pdf.binding.frame import Frame, FrameTagger, Setting, set_frame
from triptych.editions.pdf.binding.insert import Binder
from triptych.editions.pdf.binding.objects import close, thaw
from triptych.editions.pdf.binding.part import Part, PartPage, UnboundError
from triptych.editions.pdf.binding.places import Places, add_unknown, write_names, write_outline
from triptych.editions.pdf.binding.shares import Orders, set_parts
from triptych.editions.pdf.conformance import CORRECTIONS, Work
from triptych.editions.pdf.page_labels import front_pages, page_label, page_ranges
from triptych.editions.pdf.profiles import Profile


def write_bound(document: Document, page: str, profile: Profile) -> Artifact:
    """Return the PDF of an issue, bound of its parts; raises ``UnboundError`` where it must be one."""
    around = cut(page, document.sections)
    require_apart(around.front[0])
    pages = part_pages(around, document.sections)
    parts = set_parts(Orders(pages, document.resources, profile))
    return bind(document, around, parts, profile)


def bind(document: Document, around: Cut, parts: Sequence[Part], profile: Profile) -> Artifact:
    """Return the PDF of an issue, made of its parts; raises ``UnboundError`` where they do not fit."""
    page = frame_page(around, document.sections, [part.pages for part in parts])
    flat = [each for part in parts for each in part.pages]
    if profile.is_pdf2:  # whose links lead to elements of the frame's structure
        setting = Setting(page, document.resources, profile, len(flat))
        frame = setting.frame
    else:
        setting, frame = None, set_frame(page, document.resources, profile, len(flat))
    _require_fit(frame, flat, around)
    binding = _Binding(document, parts, profile, frame)
    if setting is None:
        pdf = thaw(frame.objects, weasyprint.pydyf())
        binding.finish(pdf, frame.document, None)
        data = close(pdf, weasyprint.version_of(profile.variant))
    else:
        tagger, root = setting.tagger, setting.document

        def finish(pdf: Any) -> None:
            """Complete the file while it is written."""
            binding.finish(pdf, root(), tagger)

        data = weasyprint.write(setting.sheets, profile.variant, tagger, finish)
    _note_blocks(frame, parts)
    meta, look = document.article.meta, document.article.manuscript.look
    starts = binding.starts() if look.page_list else ()
    ranges = page_ranges(binding.as_pages(), document.roots)
    return Artifact("pdf", f"{meta.slug}.pdf", data, len(frame.pages), starts, ranges)


def _require_fit(frame: Frame, flat: Sequence[PartPage], around: Cut) -> None:
    """Raise ``UnboundError`` where the pages of parts are not those that the frame has for them."""
    pages = [frame.pages[index] for index in frame.places]
    if [page.frame for page in pages] != [each.frame for each in flat]:
        raise UnboundError
    require_sides(around.front[0], [page.side for page in pages], [each.side for each in flat])


class _Binding:
    """Parts that are put into a frame."""

    def __init__(
        self, document: Document, parts: Sequence[Part], profile: Profile, frame: Frame
    ) -> None:
        self._document, self._profile = document, profile
        self._frame = frame
        rest = iter(frame.places)
        self._parts = [(part, tuple(islice(rest, len(part.pages)))) for part in parts]
        self._pages = [
            Places(page.frame[1], dict(page.anchors), page.bookmarks) for page in frame.pages
        ]
        for part, places in self._parts:
            for at, page in zip(places, part.pages, strict=True):
                self._pages[at].anchors = dict(page.anchors)
                self._pages[at].bookmarks = page.bookmarks
        add_unknown(self._pages, parts)

    def finish(self, pdf: Any, document: int, tagger: FrameTagger | None) -> None:
        """Insert the parts into the frame's file, whose root is ``document``, and complete it."""
        pydyf = weasyprint.pydyf()
        binder = Binder(pdf, pydyf, b"%d 0 R" % document)
        for part, places in self._parts:
            binder.insert(part, places)
        binder.finish()
        write_names(pdf, pydyf, self._pages)
        write_outline(pdf, self._pages)
        if tagger:
            lead_within(pdf, pydyf, tagger, binder, tagger.away)
            refer_to_parts(pdf, pydyf, tagger, binder, tagger.entries)
        article, front = self._document.article, front_pages(self.as_pages())
        work = Work(pdf, pydyf, article, self._profile, weasyprint.producer(), front)
        for correct in CORRECTIONS:
            correct(work)

    def starts(self) -> tuple[PageStart, ...]:
        """Return where the pages of the frame, and then those of the parts, begin in the text."""
        front = front_pages(self.as_pages())
        made = list(self._frame.starts)
        for part, places in self._parts:
            labels = [page_label(index, front) for index in places]
            made += [replace(start, label=labels[int(start.label)]) for start in part.starts]
        return tuple(made)

    def as_pages(self) -> list[Any]:
        """Return the pages as the typesetter has them, as far as their labels go."""
        kinds = [SimpleNamespace(name=p.name, blank=p.is_blank) for p in self._frame.pages]
        return [
            SimpleNamespace(anchors=page.anchors, _page_box=SimpleNamespace(page_type=kind))
            for page, kind in zip(self._pages, kinds, strict=True)
        ]


def _note_blocks(frame: Frame, parts: Sequence[Part]) -> None:
    """Note where the numbered elements of the frame and the parts are."""
    for number, own in frame.blocks:
        block_boxes.note_piece(number, own)
    rest = list(frame.places)
    for part in parts:
        for number, (page, *piece) in part.blocks:
            left, top, width, height = piece
            block_boxes.note_piece(number, (rest[page], left, top, width, height))
        del rest[: len(part.pages)]
