"""Pages laid out on paper, and the structure of those that are written."""

from collections.abc import Mapping
from typing import Any

from triptych.core.model import Asset
from triptych.editions.pdf import weasyprint
from triptych.editions.pdf.formula_colour import colour_formulas
from triptych.editions.pdf.link_areas import merge_areas
from triptych.editions.pdf.profiles import Profile
from triptych.editions.pdf.structure.artifacts import mark_artifacts
from triptych.editions.pdf.structure.content import Content, find_content
from triptych.editions.pdf.structure.destinations import add_destinations
from triptych.editions.pdf.structure.emit import Emitter
from triptych.editions.pdf.structure.gather import Gatherer
from triptych.editions.pdf.structure.links import describe_links
from triptych.editions.pdf.structure.node import Structure
from triptych.editions.pdf.structure.rules import PDF2_RULES, RULES
from triptych.editions.pdf.weasyprint import Sheets


def lay_out_page(
    page: str, resources: Mapping[str, Asset], profile: Profile, without: str = ""
) -> Sheets:
    """Return a page laid out on paper."""
    sheets = weasyprint.lay_out(page, resources, profile.variant)
    colour_formulas(sheets.rendering.pages)
    if without != merge_areas.__name__:
        merge_areas(sheets.rendering.pages, sheets.root)
    return sheets


class Tagger:
    """Writes the structure of sheets into the file that is being made of them.

    ``structure`` and ``emitter`` are those of the file once it was called. ``without`` names a rule to
    leave out.
    """

    def __init__(self, sheets: Sheets, profile: Profile, without: str = "") -> None:
        self.sheets = sheets
        self.profile = profile
        self.structure: Structure
        self.emitter: Emitter
        self._without = without

    def __call__(self, pdf: Any, streams: list[Any]) -> None:
        """Write the structure into a ``pydyf.PDF`` with the content streams of its pages."""
        pydyf = weasyprint.pydyf()
        self.structure = self.gather(streams)
        describe_links(self.structure, pydyf.String)
        is_whole = self._without != find_content.__name__
        content = find_content(pdf, streams) if is_whole else Content(list(enumerate(streams)))
        self.prepare()
        self.emitter = Emitter(pdf, pydyf, content, is_pdf2=self.profile.is_pdf2)
        self.emitter.emit(self.structure)
        self.lead(pdf)
        mark_artifacts(self.structure, content, pydyf)

    def prepare(self) -> None:
        """Change the structure before it is written."""

    def lead(self, pdf: Any) -> None:
        """Make links and bookmarks lead to elements, where the profile requires it."""
        if self.profile.is_pdf2 and self._without != add_destinations.__name__:
            add_destinations(pdf, weasyprint.pydyf(), self.structure, self.emitter.references)

    def gather(self, streams: list[Any]) -> Structure:
        """Return the structure of the sheets, corrected by the rules."""
        gatherer = Gatherer(self.sheets.root, weasyprint.boxes())
        for number, (page, stream) in enumerate(
            zip(self.sheets.rendering.pages, streams, strict=True)
        ):
            gatherer.add_page(number, page, stream._tags)  # noqa: SLF001  what boxes are marked has no public name
        for rule in (*RULES, *(PDF2_RULES if self.profile.is_pdf2 else ())):
            if rule.__name__ != self._without:
                rule(gatherer.structure)
        return gatherer.structure
