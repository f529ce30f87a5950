"""Tags of themes: galleries, files that a page shows, the words of heroes, readings of characters."""

import html
import re
from collections.abc import Callable

from triptych.dialects import blocks, paired
from triptych.dialects.figure_tags import first, is_picture
from triptych.dialects.paired import Tag

LEFT_OUT = frozenset(("chart", "echarts", "mapbox", "map", "chartjs", "plotly", "music", "script"))
"""Tags whose text is data that is drawn, and no words for readers."""


def gallery(tag: Tag) -> str:
    """Return pictures one after the other: those within, and those that a value or the words name."""
    named = re.split(r"[,;\s]+", first(tag, "images", "srcs", "pictures", "files").strip("{}[]"))
    found = [address.strip("\"'") for address in (*named, *tag.words)]
    shown = "".join(blocks.picture(each) for each in found if is_picture(each) and "*" not in each)
    return f"\n\n{paired.dedent(tag.inner or '')}\n\n{shown}" if tag.inner or shown else ""


def file_link(tag: Tag) -> str:
    """Return a link to what a page shows in a frame: a document, another page."""
    address = first(tag, "src", "url", "file", "path", "href", "link", "key")
    address = address or next(iter(tag.words), "")
    if not address or not re.search(r"[./]", address):
        return tag.inner or ""
    words = first(tag, "title", "name", "caption", "text") or (tag.inner or "").strip()
    last = re.sub(r"[?#].*", "", address.rstrip("/")).rpartition("/")[2]
    words = " ".join(words.split()) or last or address
    return f"\n\n{blocks.link(words, address)}\n\n" if tag.is_block else blocks.link(words, address)


def page_link(tag: Tag) -> str:
    """Return a link to a page that is shown as a card, by the words of its address."""
    address = first(tag, "link", "href", "url", "page", "path")
    last = re.sub(r"\.\w+$", "", address.strip("/").rpartition("/")[2])
    words = first(tag, "title", "text") or re.sub(r"[-_]+", " ", last).capitalize()
    return f"\n\n{blocks.link(words, address)}\n\n" if address and words else ""


def aligned(tag: Tag) -> str:
    """Return the words that are aligned: those within, or the last."""
    words = tag.words[-1] if len(tag.words) > 1 else ""
    words = tag.inner if tag.inner is not None else words
    return f"\n\n{paired.dedent(words)}\n\n" if tag.is_block else words


def ruby(tag: Tag) -> str:
    """Return characters with their reading."""
    base = (tag.inner or "").strip() or " ".join(tag.words[:1]) or first(tag, "text", "base")
    reading = first(tag, "rt", "reading", "ruby") or " ".join(tag.words[-1:])
    if not base or not reading or base == reading:
        return base
    return f"<ruby>{html.escape(base)}<rt>{html.escape(reading)}</rt></ruby>"


def emoji(tag: Tag) -> str:
    """Return an emoji, or the name of one between colons."""
    word = " ".join(tag.words[:1]) or (tag.inner or "").strip()
    return f":{word.strip(':')}:" if re.fullmatch(r":?[a-z0-9_+-]+:?", word) else word


RULES: dict[str, Callable[[Tag], str]] = {
    **dict.fromkeys(
        ("gallery", "carousel", "slider", "swiper", "slideshow", "image-gallery"), gallery
    ),
    **dict.fromkeys(("pdf", "pdf-embed", "embed-pdf", "pdfviewer", "iframe", "embed"), file_link),
    **dict.fromkeys(
        ("jupyter", "swaggerui", "openapi", "swagger", "redoc", "staticref"), file_link
    ),
    **dict.fromkeys(("attachment", "download-file"), file_link),
    "article": page_link,
    "align": aligned,
    "ruby": ruby,
    "emoji": emoji,
}
"""The rule of each name."""
