"""An article with plain settings, for unit tests of what works on one."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

from triptych.core.model import Article, Look, Manuscript, Metadata, Tree

LABELS = {
    "figure": "Figure {number}",
    "table": "Table {number}",
    "listing": "Listing {number}",
    "caption_mark": ":",
    "digits": "0123456789",
}
LOOK = Look(
    theme="printfriendly",
    paper="a4",
    pdf_profile="archive",
    text_size=100,
    images_size="full-size",
    image_density=300,
    image_quality=85,
    custom_css="",
    header_image="",
    logo_dark="",
    tagline="",
    banner="dark",
    embed_fonts=True,
    fingerprint=False,
    show_source=False,
    print_urls=False,
    toc=False,
    number_sections=False,
    dropcap=False,
)


def article(text: str = "", *blocks: Tree, **metadata: Any) -> Article:
    """Return an article ``a.md`` whose text begins on line 4, with these blocks and metadata."""
    meta = Metadata("T", "a", "en", "ltr", dt.datetime(2025, 3, 1, tzinfo=dt.UTC), **metadata)
    manuscript = Manuscript(Path("a.md"), "a.md", Path(), text, 4, meta, LOOK)
    return Article(manuscript, meta, blocks, labels=LABELS)


def numbered(made: Article) -> Article:
    """Return an article whose headings are numbered."""
    look = replace(LOOK, number_sections=True)
    return replace(made, manuscript=replace(made.manuscript, look=look))
