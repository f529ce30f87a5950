"""The PDF edition: the article's page on paper, tagged, and conforming to the standards of its profile."""

from dataclasses import replace
from typing import Any

from triptych.core.errors import TriptychError
from triptych.core.findings import warn
from triptych.core.model import Article, Artifact, Asset, Document
from triptych.editions.pdf import weasyprint
from triptych.editions.pdf.conformance import CORRECTIONS, Work
from triptych.editions.pdf.formula_colour import colour_formulas
from triptych.editions.pdf.link_areas import merge_areas
from triptych.editions.pdf.profiles import PROFILES, Profile
from triptych.editions.pdf.structure.artifacts import mark_artifacts
from triptych.editions.pdf.structure.content import Content, find_content
from triptych.editions.pdf.structure.destinations import add_destinations
from triptych.editions.pdf.structure.emit import Emitter
from triptych.editions.pdf.structure.gather import Gatherer
from triptych.editions.pdf.structure.links import describe_links
from triptych.editions.pdf.structure.node import Structure
from triptych.editions.pdf.structure.rules import PDF2_RULES, RULES
from triptych.editions.pdf.weasyprint import Sheets
from triptych.sources.places import place_of_key

PAGE = "article"


def link(asset: Asset) -> str:
    """Return the address of an asset for the typesetter."""
    return f"{weasyprint.SCHEME}///{asset.name}"


def write(document: Document, profile: Profile | None = None, without: str = "") -> Artifact:
    """Return the PDF edition; raises ``ToolError`` when Pango is missing.

    ``profile`` is by default the article's own.
    ``without`` names a rule or correction to leave out, so that tests can see that it is needed.
    """
    profile = profile or PROFILES[document.article.manuscript.look.pdf_profile]
    try:
        return press(lay_out(document, profile, without), document.article, profile, without)
    except TriptychError:
        raise
    except Exception as error:
        plain = _without_custom_css(document)
        if plain is document:
            raise
        artifact = press(lay_out(plain, profile, without), document.article, profile, without)
        _report_custom_css(document.article, error)
        return artifact


def _without_custom_css(document: Document) -> Document:
    """Return a document without the publisher's own CSS; the document itself where it has none."""
    css, page = document.article.custom_css, document.pages[PAGE]
    if not css or css not in page:
        return document
    return replace(document, pages={**document.pages, PAGE: page.replace(css, "")})


def _report_custom_css(article: Article, error: Exception) -> None:
    """Report custom CSS at which the typesetter ends, as it does at some values of some properties."""
    place = place_of_key(article.manuscript, "custom_css")
    reason = f"{type(error).__name__}: {error}".split("\n")[0]
    message = f"custom CSS makes the typesetter fail ({reason})"
    hint = "The PDF is set without it. Remove its rules one by one to find the one."
    warn("custom-css", message, place, hint)


def lay_out(document: Document, profile: Profile, without: str = "") -> Sheets:
    """Return a document laid out on paper."""
    sheets = weasyprint.lay_out(document.pages[PAGE], document.resources, profile.variant)
    colour_formulas(sheets.rendering.pages)
    if without != merge_areas.__name__:
        merge_areas(sheets.rendering.pages, sheets.root)
    return sheets


def press(sheets: Sheets, article: Article, profile: Profile, without: str = "") -> Artifact:
    """Return the sheets as PDF; both archival profiles may be pressed from one layout."""
    pydyf = weasyprint.pydyf()

    def tag(pdf: Any, streams: list[Any]) -> None:
        structure = _structure(sheets, streams, profile, without)
        describe_links(structure, pydyf.String)
        is_whole = without != find_content.__name__
        content = find_content(pdf, streams) if is_whole else Content(list(enumerate(streams)))
        emitter = Emitter(pdf, pydyf, content, is_pdf2=profile.is_pdf2)
        emitter.emit(structure)
        if profile.is_pdf2 and without != add_destinations.__name__:
            add_destinations(pdf, pydyf, structure, emitter.references)
        mark_artifacts(structure, content, pydyf)

    def finish(pdf: Any) -> None:
        work = Work(pdf, pydyf, article, profile, weasyprint.producer())
        for correct in CORRECTIONS:
            if correct.__name__ != without:
                correct(work)

    data = weasyprint.write(sheets, profile.variant, tag, finish)
    return Artifact("pdf", f"{article.meta.slug}.pdf", data, len(sheets.rendering.pages))


def _structure(sheets: Sheets, streams: list[Any], profile: Profile, without: str) -> Structure:
    """Return the structure of the sheets, corrected by the rules."""
    gatherer = Gatherer(sheets.root, weasyprint.boxes())
    for number, (page, stream) in enumerate(zip(sheets.rendering.pages, streams, strict=True)):
        gatherer.add_page(number, page, stream._tags)  # noqa: SLF001  what boxes are marked has no public name
    for rule in (*RULES, *(PDF2_RULES if profile.is_pdf2 else ())):
        if rule.__name__ != without:
            rule(gatherer.structure)
    return gatherer.structure
