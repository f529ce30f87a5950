"""The PDF edition: the article's page on paper, tagged, and conforming to the standards of its profile."""

import re
from contextlib import suppress
from dataclasses import replace
from typing import Any

from triptych.core import clock
from triptych.core.errors import TriptychError
from triptych.core.findings import warn
from triptych.core.model import Article, Artifact, Document
from triptych.core.page_starts import PageStart
from triptych.editions.pdf import block_boxes, drafts, weasyprint
from triptych.editions.pdf.conformance import CORRECTIONS, Work
from triptych.editions.pdf.page_labels import front_pages, page_ranges
from triptych.editions.pdf.page_names import PAGE
from triptych.editions.pdf.pressing import Tagger, lay_out_page
from triptych.editions.pdf.profiles import PROFILES, Profile
from triptych.editions.pdf.weasyprint import Sheets
from triptych.sources.places import place_of_key


def paper(document: Document, *, is_ordered: bool) -> Artifact:
    """Return the PDF edition; where it is not ordered, without bytes: only where its pages begin.

    Raises as ``write`` does.
    """
    if is_ordered:
        with clock.step("write pdf"):
            return write(document)
    with clock.step(clock.FIND_PAGES):
        return Artifact("pdf", "", b"", starts=find_starts(document))


def write(document: Document, profile: Profile | None = None, without: str = "") -> Artifact:
    """Return the PDF edition; raises ``ToolError`` when Pango is missing.

    ``profile`` is by default the article's own.
    ``without`` names a rule or correction to leave out, so that tests can see that it is needed.
    """
    profile = profile or PROFILES[document.article.manuscript.look.pdf_profile]
    try:
        return _written(document, profile, without)
    except TriptychError:
        raise
    except Exception as error:
        plain = _without_custom_css(document)
        if plain is document:
            raise
        artifact = _written(plain, profile, without)
        _report_custom_css(document.article, error)
        return artifact


def _written(document: Document, profile: Profile, without: str) -> Artifact:
    """Return the PDF edition: of an issue, bound of its parts where they can be set by themselves."""
    if document.sections and not without:
        from triptych.editions.pdf.binding.bound import write_bound  # noqa: PLC0415  issues alone
        from triptych.editions.pdf.binding.part import UnboundError  # noqa: PLC0415  the same

        with suppress(UnboundError):
            return write_bound(document, document.pages[PAGE], profile)
    sheets = lay_out(document, profile, without)
    drafts.offer(sheets)
    ranges = page_ranges(sheets.rendering.pages, document.roots)
    return replace(press(sheets, document.article, profile, without), members=ranges)


def find_starts(document: Document) -> tuple[PageStart, ...]:
    """Return where the pages of the PDF edition begin, without writing it; raises as ``write`` does.

    Custom CSS may make the typesetter fail where it draws, so that the PDF is set without it; and what is
    bound has its page numbers only then.
    """
    if document.article.custom_css or document.sections:
        return write(document).starts
    profile = PROFILES[document.article.manuscript.look.pdf_profile]
    return weasyprint.lay_out(document.pages[PAGE], document.resources, profile.variant).starts()


def _without_custom_css(document: Document) -> Document:
    """Return a document without the publisher's own CSS; the document itself where it has none."""
    page = document.pages[PAGE]
    plain = _CUSTOM_CSS.sub("", page)
    if plain == page and (css := document.article.custom_css):
        plain = page.replace(css, "")
    return document if plain == page else replace(document, pages={**document.pages, PAGE: plain})


_CUSTOM_CSS = re.compile(r'<style class="pf-user-css-settings">.*?</style>', re.DOTALL)
"""Where a page has custom CSS, unless its theme's template has it elsewhere."""


def _report_custom_css(article: Article, error: Exception) -> None:
    """Report custom CSS at which the typesetter ends, as it does at some values of some properties."""
    place = place_of_key(article.manuscript, "custom_css")
    reason = f"{type(error).__name__}: {error}".split("\n")[0]
    message = f"custom CSS makes the typesetter fail ({reason})"
    hint = "The PDF is set without it. Remove its rules one by one to find the one."
    warn("custom-css", message, place, hint)


def lay_out(document: Document, profile: Profile, without: str = "") -> Sheets:
    """Return a document laid out on paper, as a whole."""
    return lay_out_page(document.pages[PAGE], document.resources, profile, without)


def press(sheets: Sheets, article: Article, profile: Profile, without: str = "") -> Artifact:
    """Return the sheets as PDF; both archival profiles may be pressed from one layout."""
    pydyf = weasyprint.pydyf()

    def finish(pdf: Any) -> None:
        front = front_pages(sheets.rendering.pages)
        work = Work(pdf, pydyf, article, profile, weasyprint.producer(), front)
        for correct in CORRECTIONS:
            if correct.__name__ != without:
                correct(work)

    data = weasyprint.write(sheets, profile.variant, Tagger(sheets, profile, without), finish)
    name, count = f"{article.meta.slug}.pdf", len(sheets.rendering.pages)
    block_boxes.note(sheets)
    starts = sheets.starts() if article.manuscript.look.page_list else ()
    return Artifact("pdf", name, data, count, starts)
