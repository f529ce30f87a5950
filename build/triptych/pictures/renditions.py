"""Renditions: each picture in a format that the edition supports, and no larger than it is displayed."""

import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml.html import HtmlElement

from triptych.core.css_length import declared_length, parse_length
from triptych.core.model import Article, Asset
from triptych.core.rendition import Rendition
from triptych.pictures.metadata import strip_metadata

_CSS_INCH = 96
_CACHED = 64


@dataclass(frozen=True, slots=True)
class PictureRules:
    """What an edition requires of pictures.

    ``types`` are the supported media types; ``column`` is the greatest width in CSS pixels, 0 for the text
    column of the paper; ``density`` is the number of pixels for a CSS pixel, 0 for the publication's own;
    with ``covers`` it has a cover.
    """

    types: frozenset[str]
    column: float = 0
    density: float = 0
    moves: bool = False
    opaque: bool = False
    covers: bool = False


def zooms(
    article: Article, body: HtmlElement, rules: PictureRules, margin: str
) -> dict[str, float]:
    """Return the pixels for a CSS pixel of each drawing at its greatest display width, by name."""
    look = article.manuscript.look
    column = rules.column or _column(look.paper, margin)
    density = rules.density or look.image_density / _CSS_INCH
    widths = _display_widths(body, column)
    drawings = [*article.assets.items(), ("", article.lead), ("", article.header)]
    return {
        asset.name: density * max(1.0, widths.get(url, column) / max(1, asset.width))
        for url, asset in drawings
        if asset
    }


def fit_pictures(article: Article, body: HtmlElement, rules: PictureRules, margin: str) -> Article:
    """Return the article with its pictures as an edition displays them in ``body``, with unique names.

    ``margin`` is the CSS length of the paper's side margins.
    """
    look = article.manuscript.look
    column = rules.column or _column(look.paper, margin)
    density = rules.density or look.image_density / _CSS_INCH
    widths = _display_widths(body, column)
    taken: dict[str, Asset] = {}

    def fitted(asset: Asset | None, width: float, *, is_dark: bool = False) -> Asset | None:
        if asset is None:
            return None
        wanted = Rendition(
            rules.types,
            max(1, round(width * density)),
            look.image_quality,
            moves=rules.moves,
            opaque=rules.opaque and not is_dark,  # what is for black pages has no white ground
        )
        made = _made(asset, wanted)
        name = _free(made, taken)
        made = made if made.name == name else replace(made, name=name)
        return taken.setdefault(_folded(name), made)

    lead, header = fitted(article.lead, column), fitted(article.header, column)
    dark = fitted(article.header_dark, column, is_dark=True)
    cover = fitted(article.cover, column) if rules.covers else None
    pairs = {u: fitted(a, widths.get(u, column)) for u, a in article.assets.items()}
    fitting = {url: asset for url, asset in pairs.items() if asset}
    return replace(article, lead=lead, header=header, header_dark=dark, cover=cover, assets=fitting)


@lru_cache(maxsize=_CACHED)
def _made(asset: Asset, wanted: Rendition) -> Asset:
    """Return a rendition of a picture: without its metadata when its pixels can stay, else re-encoded."""
    if asset.media_type == "image/svg+xml":
        return asset
    from triptych.pictures import raster  # noqa: PLC0415  a drawing needs no Pillow

    if raster.fits(asset, wanted):
        data = strip_metadata(asset.media_type, asset.data, moves=wanted.moves)
        return replace(asset, data=data)
    return raster.draw(asset, wanted)


def _free(asset: Asset, taken: dict[str, Asset]) -> str:
    """Return a name for the asset that no other picture of the edition has."""
    stem, dot, suffix = asset.name.rpartition(".")
    name, number = asset.name, 1
    while (other := taken.get(_folded(name))) and other.data != asset.data:
        number += 1
        name = f"{stem}-{number}{dot}{suffix}"
    return other.name if other else name


def _folded(name: str) -> str:
    """Return what two names must not share (EPUB 3.3, section 4.2.3): case and Unicode form are ignored."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


def _display_widths(body: HtmlElement, column: float) -> dict[str, float]:
    """Return the greatest display width of each picture in CSS pixels, by address."""
    widest: dict[str, float] = {}
    for image in body.iter("img"):
        url = str(image.get("src", ""))
        widest[url] = max(widest.get(url, 0), min(column, _image_width(image, column)))
    return widest


def _image_width(image: HtmlElement, column: float) -> float:
    """Return the width that a picture is given, in CSS pixels, or the column's."""
    if length := declared_length(image.get("style", ""), "width"):
        return length.amount * column / 100 if length.unit == "%" else length.to("px") or column
    given = str(image.get("width", ""))
    return float(given) if given.isdigit() and given != "0" else column


def _column(paper: str, margin: str) -> float:
    """Return the width of the text on paper, in CSS pixels."""
    width, side = (_pixels(paper.partition(" ")[0]), _pixels(margin))
    return width - 2 * side if width > 2 * side else width


def _pixels(length: str) -> float:
    """Return an absolute CSS length in pixels; 0 for anything else."""
    parsed = parse_length(length)
    return (parsed.to("px") or 0.0) if parsed else 0.0
