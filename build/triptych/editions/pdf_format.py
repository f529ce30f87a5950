"""The row of the PDF edition in the table of formats; the typesetter is loaded when a page is laid out."""

from lxml.html import HtmlElement

from triptych.core.model import Article, Artifact, Document
from triptych.editions.code_breaks import set_code_spaces
from triptych.editions.dress import PAGE_SHEETS, Dress, Format
from triptych.editions.epub.details import open_details
from triptych.editions.html.endnotes import endnotes
from triptych.editions.pdf.addresses import set_addresses
from triptych.editions.pdf.columns import group_columns
from triptych.editions.pdf.footnotes import footnotes
from triptych.editions.pdf.hyphens import set_ragged
from triptych.editions.pdf.initials import set_initials
from triptych.editions.pdf.introductions import keep_introductions
from triptych.editions.pdf.keycaps import set_keycaps
from triptych.editions.pdf.list_counters import number_lists
from triptych.editions.pdf.outlines import outline_formulas
from triptych.editions.pdf.page_names import PAGE, link
from triptych.editions.pdf.picture_widths import set_rows, set_widths
from triptych.editions.pdf.row_texts import set_rows_as_text
from triptych.editions.pdf.ruby import bracket_readings
from triptych.editions.siblings import link_papers
from triptych.pictures.renditions import PictureRules

_TYPES = frozenset(["image/jpeg", "image/png"])


def _notes_on_paper(root: HtmlElement, article: Article) -> None:
    """Set notes at the feet of pages, or behind a text in columns, which have no feet here."""
    if article.manuscript.look.columns < 2:
        footnotes(root, article)
        return
    endnotes(root, article)
    for entry in root.iterfind(".//li[@class='pf-note']"):
        del entry.attrib["class"]  # an item of a list is no note of a page (ISO 32000-1, 14.8.4.3)


def _write(document: Document) -> Artifact:
    """Return the PDF edition; raises ``TriptychError``."""
    from triptych.editions.pdf import edition  # noqa: PLC0415  a helper may have it instead

    return edition.write(document)


FORMAT = Format(
    Dress(
        "pdf",
        {PAGE: "article.html.j2"},
        (*PAGE_SHEETS, ("print", "pdf.css")),
        link,
        PictureRules(_TYPES),
        "whole",
        make_up=(
            link_papers,
            _notes_on_paper,
            set_rows_as_text,
            outline_formulas,
            open_details,
            keep_introductions,
            set_initials,
            set_widths,
            set_rows,
            number_lists,
            bracket_readings,
            set_addresses,
            set_code_spaces,
            set_keycaps,
            set_ragged,
            group_columns,
        ),
    ),
    _write,
)
"""The edition for printers and archives."""
