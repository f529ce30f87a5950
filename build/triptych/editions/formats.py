"""The table of formats: how a galley is dressed for each edition, and how the document is written."""

import pickle
from collections.abc import Callable
from dataclasses import dataclass

from lxml.html import HtmlElement

from triptych.core import clock, findings
from triptych.core.model import Article, Artifact, Document, Galley, Manuscript, Override
from triptych.editions import render
from triptych.editions.epub import cover, ebooklib
from triptych.editions.epub.asides import asides
from triptych.editions.epub.details import open_details
from triptych.editions.html.endnotes import endnotes
from triptych.editions.html.scrolling import scroll_formulas, scroll_tables
from triptych.editions.html.write import PAGE, html_link, write_html
from triptych.editions.pdf import edition as pdf
from triptych.editions.pdf.addresses import set_addresses
from triptych.editions.pdf.columns import group_columns
from triptych.editions.pdf.footnotes import footnotes
from triptych.editions.pdf.hyphens import set_ragged
from triptych.editions.pdf.initials import set_initials
from triptych.editions.pdf.keycaps import set_keycaps
from triptych.editions.pdf.list_counters import number_lists
from triptych.editions.pdf.outlines import outline_formulas
from triptych.editions.pdf.picture_widths import set_widths
from triptych.editions.pdf.ruby import bracket_readings
from triptych.editions.render import Dress
from triptych.editions.siblings import link_books, link_pages, link_papers
from triptych.pictures.renditions import PictureRules
from triptych.settings import resolve
from triptych.settings.front_matter import FrontMatter
from triptych.settings.publication import Settings
from triptych.theme.load import Theme, load_theme
from triptych.theme.paper import dress_look

_SCREEN_TYPES = frozenset(["image/jpeg", "image/png", "image/gif", "image/webp", "image/avif"])
_BOOK_TYPES = frozenset(["image/jpeg", "image/png"])
_PAPER = (
    ("all", "page.css"),
    ("all", "code.css"),
    ("all", "tables.css"),
    ("all", "blocks.css"),
    ("all", "pictures.css"),
    ("screen", "screen.css"),
    ("print", "print.css"),
    ("all", "languages.css"),
    ("all", "extra.css"),
)


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of edition: how a galley is dressed for it, and how the document is written."""

    dress: Dress
    write: Callable[[Document], Artifact]


def _notes_on_paper(root: HtmlElement, article: Article) -> None:
    """Set notes at the feet of pages, or behind a text in columns, which have no feet here."""
    if article.manuscript.look.columns < 2:
        footnotes(root, article)
        return
    endnotes(root, article)
    for entry in root.iterfind(".//li[@class='pf-note']"):
        del entry.attrib["class"]  # an item of a list is no note of a page (ISO 32000-1, 14.8.4.3)


FORMATS: dict[str, Format] = {
    "html": Format(
        Dress(
            "html",
            {PAGE: "article.html.j2"},
            _PAPER,
            html_link,
            PictureRules(_SCREEN_TYPES, column=820, density=2, moves=True),
            "subset",
            make_up=(link_pages, scroll_tables, scroll_formulas, endnotes),
        ),
        write_html,
    ),
    "epub": Format(
        Dress(
            "epub",
            {
                ebooklib.COVER: "epub/cover.xhtml.j2",
                ebooklib.TITLE: "epub/title.xhtml.j2",
                ebooklib.ARTICLE: "epub/article.xhtml.j2",
                ebooklib.NAV: "epub/nav.xhtml.j2",
                "styles/article.css": "epub/article.css.j2",
            },
            (
                ("all", "epub.css"),
                ("all", "epub-blocks.css"),
                ("all", "epub-pictures.css"),
                ("fonts", "epub-fonts.css"),
                ("all", "epub-languages.css"),
                ("all", "epub-extra.css"),
            ),
            ebooklib.link,
            PictureRules(_BOOK_TYPES, column=800, density=2, opaque=True),
            "book",
            is_xml=True,
            make_up=(link_books, asides, open_details, scroll_tables, scroll_formulas),
            cover=cover.draw,
        ),
        ebooklib.write,
    ),
    "pdf": Format(
        Dress(
            "pdf",
            {pdf.PAGE: "article.html.j2"},
            (*_PAPER, ("print", "pdf.css")),
            pdf.link,
            PictureRules(_BOOK_TYPES),
            "whole",
            make_up=(
                link_papers,
                _notes_on_paper,
                outline_formulas,
                open_details,
                set_initials,
                set_widths,
                number_lists,
                bracket_readings,
                set_addresses,
                set_keycaps,
                set_ragged,
                group_columns,
            ),
        ),
        pdf.write,
    ),
}
"""Every format by name, in the order in which editions are listed."""


def dress_edition(name: str, proof: Galley, theme: Theme) -> Document:
    """Dress a galley for one edition; raises ``ThemeError``."""
    with clock.step(f"dress {name}"):
        return render.render(proof, theme, FORMATS[name].dress)


def write_edition(name: str, document: Document) -> Artifact:
    """Write a document as one edition; raises ``TriptychError``."""
    with clock.step(f"write {name}"):
        return FORMATS[name].write(document)


def practice() -> bytes:
    """Return a pickled document in the built-in theme, with which a typesetter warms up."""
    front, settings = FrontMatter(title="Practice"), Settings()
    meta = resolve.metadata(front, settings, Override(), "practice", _PRACTICE)
    look = resolve.look(front, settings, Override(), 0)
    dressed_by = load_theme(look.theme, None)
    look = dress_look(look, dressed_by)
    root = dressed_by.folders[0]
    manuscript = Manuscript(root / "practice.md", "practice.md", root, "Practice", 1, meta, look)
    article = Article(manuscript, meta, (), labels=dressed_by.labels(meta.lang))
    with findings.collecting():  # and dropping those of a page that is never saved
        return pickle.dumps(dress_edition("pdf", Galley(article, _PRACTICE, ()), dressed_by))


_PRACTICE = (
    "<p>Everything that a first page loads is <em>loaded</em> by <strong>this</strong> one, "
    "which has lines enough for hyphenation to be asked about.</p>"
    "<h2>A heading</h2><pre><code>and code</code></pre>"
)
