"""The width that an author asks for in pixels, which the typesetter does not take from an attribute."""

from lxml.html import HtmlElement

from triptych.core.model import Article

_OWN_WIDTH = ("pf-row", "pf-lead", "pf-embed")
"""Classes of blocks whose pictures have the width of the block."""


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
