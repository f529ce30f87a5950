"""Each edition has its own rendition of a picture: a format it takes, and no pixel more than it shows."""

from dataclasses import dataclass, replace
from functools import lru_cache

from lxml.html import HtmlElement

from triptych.core.css_length import declared_length, parse_length
from triptych.core.model import Article, Asset, Rendition
from triptych.pictures import raster
from triptych.pictures.metadata import strip

_CSS_INCH = 96
_KEPT = 64


@dataclass(frozen=True, slots=True)
class Picturing:
    """What an edition asks of pictures.

    ``column`` is the widest that it shows one, in CSS pixels, 0 being the text column of the paper;
    ``density`` the picture's pixels for each of them, 0 being as the publication sets it.
    """

    types: frozenset[str]
    column: float = 0
    density: float = 0
    moves: bool = False
    opaque: bool = False


def zooms(
    article: Article, body: HtmlElement, picturing: Picturing, margin: str
) -> dict[str, float]:
    """Return the pixels for each CSS pixel of a drawing where it is shown the widest, by its name."""
    look = article.manuscript.look
    column = picturing.column or _column(look.paper, margin)
    density = picturing.density or look.image_density / _CSS_INCH
    shown = _shown(body, column)
    drawings = [*article.assets.items(), ("", article.lead), ("", article.header)]
    return {
        asset.name: density * max(1.0, shown.get(url, column) / max(1, asset.width))
        for url, asset in drawings
        if asset
    }


def suit(article: Article, body: HtmlElement, picturing: Picturing, margin: str) -> Article:
    """Return the article with its pictures as an edition shows them in ``body``, each name standing once.

    ``margin`` is the paper's at either side, as CSS writes it.
    """
    look = article.manuscript.look
    column = picturing.column or _column(look.paper, margin)
    density = picturing.density or look.image_density / _CSS_INCH
    shown = _shown(body, column)
    taken: dict[str, Asset] = {}

    def suited(asset: Asset | None, width: float) -> Asset | None:
        if asset is None:
            return None
        wish = Rendition(
            picturing.types,
            max(1, round(width * density)),
            look.image_quality,
            moves=picturing.moves,
            opaque=picturing.opaque,
        )
        made = _made(asset, wish)
        name = _free(made, taken)
        taken[name] = made = made if made.name == name else replace(made, name=name)
        return made

    lead, header = suited(article.lead, column), suited(article.header, column)
    pairs = {u: suited(a, shown.get(u, column)) for u, a in article.assets.items()}
    return replace(article, lead=lead, header=header, assets={u: a for u, a in pairs.items() if a})


@lru_cache(maxsize=_KEPT)
def _made(asset: Asset, wish: Rendition) -> Asset:
    """Return a picture as wished for: only rid of its metadata where it can be, else drawn anew."""
    if asset.media_type not in raster.TYPES.values():
        return asset
    if raster.fits(asset, wish):
        data = strip(asset.media_type, asset.data, moves=wish.moves)
        return replace(asset, data=data)
    return raster.draw(asset, wish)


def _free(asset: Asset, taken: dict[str, Asset]) -> str:
    """Return a name for the asset that no other picture of the edition has."""
    stem, dot, suffix = asset.name.rpartition(".")
    name, number = asset.name, 1
    while name in taken and taken[name].data != asset.data:
        number += 1
        name = f"{stem}-{number}{dot}{suffix}"
    return name


def _shown(body: HtmlElement, column: float) -> dict[str, float]:
    """Return the widest at which each picture stands in the text, in CSS pixels, by its address."""
    widest: dict[str, float] = {}
    for image in body.iter("img"):
        url = str(image.get("src", ""))
        widest[url] = max(widest.get(url, 0), min(column, _image_width(image, column)))
    return widest


def _image_width(image: HtmlElement, column: float) -> float:
    """Return the width that a picture is asked to have, in CSS pixels, or the column's."""
    if length := declared_length(image.get("style", ""), "width"):
        return length.amount * column / 100 if length.unit == "%" else length.to("px") or column
    given = str(image.get("width", ""))
    return float(given) if given.isdigit() and given != "0" else column


def _column(paper: str, margin: str) -> float:
    """Return the width of the text on paper, in CSS pixels."""
    width, side = (_pixels(paper.partition(" ")[0]), _pixels(margin))
    return width - 2 * side if width > 2 * side else width


def _pixels(length: str) -> float:
    """Return a CSS length in pixels; 0 for what is none."""
    parsed = parse_length(length)
    return (parsed.to("px") or 0.0) if parsed else 0.0
