"""The letters of drawings come from the theme's families, as everywhere.

A reader's browser knows no font of the page inside a picture: there a drawing carries its letters itself.
On paper the typesetter has the document's fonts, and what it cannot draw is drawn as pixels.
"""

from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache

from triptych.core.errors import AssetError
from triptych.core.findings import note, warn
from triptych.core.model import Article, Asset, Face
from triptych.fonts import families, web_fonts
from triptych.fonts.faces import font_face, report_missing
from triptych.fonts.fallback import STAND_IN, Fallback, Text, choose_fallback
from triptych.pictures import resvg, svg_letters, svg_support
from triptych.sources.places import place_of
from triptych.theme.load import Theme

SVG = "image/svg+xml"
_BOLD = 600


def letter_for_screen(article: Article, theme: Theme, *, embeds: bool) -> Article:
    """Return an article whose drawings are set in the theme's families.

    They carry the letters that they need where the edition ``embeds`` fonts, and letters that no face
    has are reported there. Elsewhere the reader's own fonts stand behind the theme's.
    """

    def lettered(asset: Asset) -> Asset:
        words = svg_letters.words(asset.data)
        if not words:
            return asset
        fallback = _fallback(theme, words, article.meta.lang)
        css = ""
        if embeds:
            report_missing(article, fallback)
            said = frozenset(words), frozenset("".join(words.values())) | {" "}
            css = "".join(
                font_face(face, f"data:font/woff;base64,{b64encode(data).decode('ascii')}")
                for face, data in _small_faces(fallback, asset.data, said)
            )
        data = svg_letters.set_families(asset.data, _stacks(fallback.theme), css)
        return replace(asset, data=data)

    return _each(article, lettered)


def draw_for_paper(article: Article, theme: Theme, zooms: Mapping[str, float]) -> Article:
    """Return an article whose drawings are pixels where the typesetter cannot draw them.

    ``zooms`` are the pixels for each of a drawing's own, by its name.
    """

    def drawn(asset: Asset) -> Asset:
        place = place_of(article.manuscript, _named(article, asset))
        for what in svg_support.unsupported(asset.data):
            hint = "Look at the picture in the PDF, or export it as PNG."
            warn("drawing", f"the PDF cannot show of “{asset.name}”: {what}", place, hint)
        reason = svg_support.undrawable(asset.data)
        if not reason:
            return asset
        words = svg_letters.words(asset.data)
        fallback = _fallback(theme, words, article.meta.lang)
        report_missing(article, fallback)
        data = svg_letters.set_families(asset.data, _stacks(fallback.theme))
        area = max(1, asset.width * asset.height)
        zoom = min(zooms.get(asset.name, 1.0), (resvg.PIXELS / area) ** 0.5)
        try:
            png = _pixels(data, zoom, _whole_faces(fallback) if words else (), asset.name)
        except AssetError as error:
            warn(
                "drawing",
                f"the PDF shows “{asset.name}” in part: it {error.message}",
                place,
                error.hint,
            )
            return asset
        note("drawing", f"the PDF shows “{asset.name}” as pixels, because of {reason}", place)
        return replace(
            asset, data=svg_letters.with_pixels(asset.data, png, (asset.width, asset.height))
        )

    return _each(article, drawn)


def words_of(article: Article) -> list[str]:
    """Return what the drawings of an article say."""
    found: list[str] = []

    def read(asset: Asset) -> Asset:
        found.extend(svg_letters.words(asset.data).values())
        return asset

    _each(article, read)
    return found


def letter_for_paper(article: Article, theme: Theme) -> Article:
    """Return an article whose drawings ask for the families of the document."""

    def lettered(asset: Asset) -> Asset:
        if not svg_letters.words(asset.data):
            return asset
        return replace(asset, data=svg_letters.set_families(asset.data, _stacks(theme)))

    return _each(article, lettered)


def _each(article: Article, change: Callable[[Asset], Asset]) -> Article:
    """Return an article with each of its drawings changed, the same one once."""
    known: dict[str, Asset] = {}

    def changed(asset: Asset) -> Asset:
        if asset.media_type != SVG:
            return asset
        if asset.name not in known:
            known[asset.name] = change(asset)
        return known[asset.name]

    return replace(
        article,
        lead=article.lead and changed(article.lead),
        header=article.header and changed(article.header),
        header_dark=article.header_dark and changed(article.header_dark),
        assets={url: changed(asset) for url, asset in article.assets.items()},
    )


def _named(article: Article, asset: Asset) -> str:
    """Return how the text names a drawing."""
    return next((u for u, a in article.assets.items() if a.name == asset.name), asset.name)


def _fallback(theme: Theme, words: Mapping[str, str], lang: str) -> Fallback:
    """Return the faces for what a drawing says."""
    prose = "".join(text for role, text in words.items() if role != "code")
    return choose_fallback(theme, Text(prose, words.get("code", ""), lang))


def _stacks(theme: Theme) -> dict[str, str]:
    """Return a theme's families by role."""
    return {key.removeprefix("font-"): v for key, v in theme.tokens.items() if key[:5] == "font-"}


def _small_faces(
    fallback: Fallback, data: bytes, said: tuple[frozenset[str], frozenset[str]]
) -> list[tuple[Face, bytes]]:
    """Return the faces that a drawing asks for as WOFF, cut to its letters.

    ``said`` are the roles that its text has, and its letters.
    """
    roles, letters = said
    fonts = fallback.theme.settings["fonts"]
    own = {fonts.get(role, fonts["text"])["family"] for role in roles}
    asked = svg_letters.cuts(data)
    kept = {}
    for face in families.theme_faces(fallback.theme):
        cut = (face.weight >= _BOLD, face.style != "normal")
        if face.family in own and cut in asked:
            kept[face.name] = (face, web_fonts.web_font(face, letters))
    faces = [*kept.values()]
    return [*faces, *((face, web_fonts.woff(face.data)) for face in fallback.faces)]


def _whole_faces(fallback: Fallback) -> tuple[bytes, ...]:
    """Return every face of a drawing as TrueType or OpenType, one of crossed boxes at the end."""
    missing = frozenset(fallback.missing)
    faces = [*families.theme_faces(fallback.theme), *fallback.faces]
    faces += [families.stand_in(STAND_IN, missing)] if missing else []
    return tuple(face.data for face in faces)


@lru_cache(maxsize=16)
def _pixels(data: bytes, zoom: float, faces: tuple[bytes, ...], name: str) -> bytes:
    """Return a drawing as PNG."""
    return resvg.rasterise(data, zoom, faces, name)
