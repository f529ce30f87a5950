"""The PDF edition: the article's page on paper, tagged, and conforming to what its profile promises."""

from typing import Any

from triptych.model import Artifact, Asset, Document
from triptych.write_pdf import door
from triptych.write_pdf.annotations import settle_areas
from triptych.write_pdf.formulas import ink_formulas
from triptych.write_pdf.mends import MENDS, Work
from triptych.write_pdf.profile import ARCHIVE, Profile
from triptych.write_pdf.structure.artifacts import mark_artifacts
from triptych.write_pdf.structure.content import Content, find_content
from triptych.write_pdf.structure.emit import Emitter
from triptych.write_pdf.structure.gather import Gatherer
from triptych.write_pdf.structure.links import describe_links
from triptych.write_pdf.structure.rules import RULES

PAGE = "article"


def link(asset: Asset) -> str:
    """Give the address at which the typesetter is handed an asset."""
    return f"{door.SCHEME}///{asset.name}"


def write(document: Document, profile: Profile = ARCHIVE, without: str = "") -> Artifact:
    """Give the PDF edition; raises ``ToolError`` when Pango is missing.

    ``without`` names a rule or mend to leave out, so that tests can see what it is needed for.
    """
    meta = document.article.meta
    sheets = door.lay_out(document.pages[PAGE], document.resources, profile.variant)
    ink_formulas(sheets.rendering.pages)
    pydyf = door.pydyf()
    if without != settle_areas.__name__:
        settle_areas(sheets.rendering.pages, sheets.root)

    def tag(pdf: Any, streams: list[Any]) -> None:
        gatherer = Gatherer(sheets.root, door.boxes())
        for number, (page, stream) in enumerate(zip(sheets.rendering.pages, streams, strict=True)):
            gatherer.take(number, page, stream._tags)  # noqa: SLF001  what boxes are marked has no public name
        structure = gatherer.structure
        for rule in RULES:
            if rule.__name__ != without:
                rule(structure)
        describe_links(structure, pydyf.String)
        is_whole = without != find_content.__name__
        content = find_content(pdf, streams) if is_whole else Content(list(enumerate(streams)))
        Emitter(pdf, pydyf, content).emit(structure)
        mark_artifacts(structure, content, pydyf)

    def finish(pdf: Any) -> None:
        work = Work(pdf, pydyf, document.article, profile, door.producer())
        for mend in MENDS:
            if mend.__name__ != without:
                mend(work)

    data = door.write(sheets, profile.variant, tag, finish)
    return Artifact("pdf", f"{meta.slug}.pdf", data, len(sheets.rendering.pages))
