"""Widths that the typesetter does not find by itself: of pictures in pixels, and of those in a row."""

from lxml.html import HtmlElement

from triptych.core.model import Article

_OWN_WIDTH = ("pf-row", "pf-lead", "pf-embed")
"""Classes of blocks whose pictures have the width of the block."""

_GAP = 1.2
"""What is between two pictures of a row, in sizes of the text, as in ``pictures.css``."""


def set_rows(body: HtmlElement, article: Article) -> None:
    """Set the width of each picture of a row, its share of that of the row.

    The typesetter measures how high a row is before it knows how wide its pictures are, so that pictures
    that are wide leave a hole below the row (CSS Flexible Box 1, 9.4, step 7).
    """
    del article
    for row in body.iter("div"):
        if "pf-row" in str(row.get("class", "")).split():
            pictures = [child for child in row if isinstance(child.tag, str)]
            gaps = _GAP * (len(pictures) - 1)
            for picture in pictures:
                style = f"width:calc((100% - {gaps:.4g}em) / {len(pictures)})"
                kept = str(picture.get("style", ""))
                picture.set("style", ";".join(filter(None, [kept, style])))


def set_widths(body: HtmlElement, article: Article) -> None:
    """Set the width of each picture whose ``width`` is not that of its file, as CSS (CSS Images 3, 5.2)."""
    for image in body.iter("img"):
        width, style = str(image.get("width", "")), str(image.get("style", ""))
        if not width.isdecimal() or "width" in style or _is_within_width(image):
            continue
        asset = article.assets.get(str(image.get("src", "")))
        is_own = bool(image.get("height")) and (not asset or asset.width == int(width))
        if not is_own:
            image.set("style", ";".join(filter(None, [f"width:{width}px", style])))


def _is_within_width(image: HtmlElement) -> bool:
    """Whether a picture has the width of a block that it is in."""
    return any(
        "width" in str(block.get("style", ""))
        or not set(_OWN_WIDTH).isdisjoint(str(block.get("class", "")).split())
        for block in image.iterancestors("figure", "div")
    )
