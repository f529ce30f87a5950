"""The table of editions: how a galley is dressed for each, and how the document is then written."""

import pickle
from collections.abc import Callable
from dataclasses import dataclass

from triptych import clock, render, theme, write_epub, write_html
from triptych.errors import Finding
from triptych.makeup.asides import asides
from triptych.makeup.details import open_details
from triptych.makeup.endnotes import endnotes
from triptych.makeup.footnotes import footnotes
from triptych.makeup.initials import set_initials
from triptych.makeup.numbering import number_lists
from triptych.makeup.outlines import outline_formulas
from triptych.makeup.scrolling import scroll_formulas, scroll_tables
from triptych.model import Article, Artifact, Document, Galley, Manuscript, Override
from triptych.render import Dress
from triptych.renditions import Picturing
from triptych.settings import resolve
from triptych.settings.front_matter import FrontMatter
from triptych.settings.publication import Settings
from triptych.theme import Theme
from triptych.write_pdf import edition as pdf

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


FORMATS: dict[str, Format] = {
    "html": Format(
        Dress(
            "html",
            {write_html.PAGE: "article.html.j2"},
            _PAPER,
            write_html.link,
            Picturing(_SCREEN_TYPES, column=820, density=2, moves=True),
            "subset",
            make_up=(scroll_tables, scroll_formulas, endnotes),
        ),
        write_html.write,
    ),
    "epub": Format(
        Dress(
            "epub",
            {
                write_epub.COVER: "epub/cover.xhtml.j2",
                write_epub.ARTICLE: "epub/article.xhtml.j2",
                write_epub.NAV: "epub/nav.xhtml.j2",
                "styles/article.css": "epub/article.css.j2",
            },
            (
                ("all", "epub.css"),
                ("all", "epub-blocks.css"),
                ("all", "epub-pictures.css"),
                ("all", "epub-languages.css"),
                ("all", "epub-extra.css"),
            ),
            write_epub.link,
            Picturing(_BOOK_TYPES, column=800, density=2, opaque=True),
            "none",
            is_xml=True,
            make_up=(asides, open_details, scroll_formulas),
        ),
        write_epub.write,
    ),
    "pdf": Format(
        Dress(
            "pdf",
            {pdf.PAGE: "article.html.j2"},
            (*_PAPER, ("print", "pdf.css")),
            pdf.link,
            Picturing(_BOOK_TYPES),
            "whole",
            make_up=(footnotes, outline_formulas, open_details, set_initials, number_lists),
        ),
        pdf.write,
    ),
}
"""Every format by name, in the order in which editions are listed."""


def dress(name: str, proof: Galley, theme: Theme) -> tuple[Document, list[Finding]]:
    """Dress a galley for one edition, with what concerns it alone; raises ``ThemeError``."""
    with clock.step(f"dress {name}"):
        return render.render(proof, theme, FORMATS[name].dress)


def write(name: str, document: Document) -> Artifact:
    """Write a document as one edition; raises ``TriptychError``."""
    with clock.step(f"write {name}"):
        return FORMATS[name].write(document)


def practice() -> bytes:
    """Give a document of the theme that comes along, pickled, for a typesetter to try its hand at."""
    front, settings = FrontMatter(title="Practice"), Settings()
    meta = resolve.metadata(front, settings, Override(), "practice", _PRACTICE)
    look = resolve.look(front, settings, Override(), 0)
    dressed_by = theme.load(look.theme, None)
    root = dressed_by.folders[0]
    manuscript = Manuscript(root / "practice.md", "practice.md", root, "Practice", 1, meta, look)
    article = Article(manuscript, meta, (), labels=dressed_by.labels(meta.lang))
    return pickle.dumps(dress("pdf", Galley(article, _PRACTICE, ()), dressed_by)[0])


_PRACTICE = (
    "<p>Everything that a first page loads is <em>loaded</em> by <strong>this</strong> one, "
    "which has lines enough for hyphenation to be asked about.</p>"
    "<h2>A heading</h2><pre><code>and code</code></pre>"
)
