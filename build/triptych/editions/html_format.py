"""The row of the HTML edition in the table of formats."""

from triptych.editions.code_breaks import set_code_breaks
from triptych.editions.dress import PAGE_SHEETS, Dress, Format
from triptych.editions.html.endnotes import endnotes
from triptych.editions.html.scrolling import scroll_formulas, scroll_tables
from triptych.editions.html.write import PAGE, html_link, write_html
from triptych.editions.siblings import link_pages
from triptych.pictures.renditions import PictureRules

_TYPES = frozenset(["image/jpeg", "image/png", "image/gif", "image/webp", "image/avif"])

FORMAT = Format(
    Dress(
        "html",
        {PAGE: "article.html.j2"},
        PAGE_SHEETS,
        html_link,
        PictureRules(_TYPES, column=820, density=2, moves=True),
        "subset",
        make_up=(link_pages, set_code_breaks, scroll_tables, scroll_formulas, endnotes),
    ),
    write_html,
)
"""The edition for browsers."""
