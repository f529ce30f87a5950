"""The row of the EPUB edition in the table of formats."""

from triptych.editions.code_breaks import set_code_breaks
from triptych.editions.dress import Dress, Format
from triptych.editions.epub import cover, ebooklib
from triptych.editions.epub.asides import asides
from triptych.editions.epub.details import open_details
from triptych.editions.epub.formula_ends import mark_resumed
from triptych.editions.html.scrolling import scroll_formulas, scroll_tables
from triptych.editions.siblings import link_books
from triptych.pictures.renditions import PictureRules

_TYPES = frozenset(["image/jpeg", "image/png"])

FORMAT = Format(
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
        PictureRules(_TYPES, column=800, density=2, opaque=True, covers=True),
        "book",
        is_xml=True,
        make_up=(
            link_books,
            asides,
            open_details,
            set_code_breaks,
            scroll_tables,
            scroll_formulas,
            mark_resumed,
        ),
        cover=cover.draw,
    ),
    ebooklib.write,
)
"""The edition for e-readers."""
