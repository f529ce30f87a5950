"""The cover of the EPUB: title, authors and publication, in the theme's fonts and colours.

It is drawn for every article without one of its own, because e-readers show a library as its covers. The
lead picture is no cover: it would be in the book twice, and tells neither title nor author.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from triptych.core import contrast
from triptych.core.digits import write_digits
from triptych.core.model import Article, Asset
from triptych.editions.dates import long_date
from triptych.editions.epub import colours, lettering
from triptych.editions.epub.lettering import Column, Typeface
from triptych.fonts.fallback import Text, choose_fallback
from triptych.pictures import raster
from triptych.pictures.posters import Band, Letters, Rgb
from triptych.theme.load import Theme

WIDTH, HEIGHT = 800, 1200
"""The size in pixels: two to three, which libraries show without cropping."""

_MARGIN, _SPLIT, _STRIPE = 77, 744, 10
"""The margin on all sides, the end of the upper ground, and the height of the stripe below it."""

_TITLES = (106, 96, 86, 78, 70, 64, 58, 51, 46, 41, 36, 32, 29)
_SUBTITLES, _AUTHORS, _SMALL = (35, 32, 29, 26), (38, 34, 29, 26), (26, 22, 19)
_LONG_NAME = 24
_PAINTS = {
    "ground": "banner",
    "ink": "banner-ink",
    "accent": "accent",
    "paper": "wash",
    "paper-ink": "ink",
    "paper-quiet": "quiet",
}
"""The tokens of a cover, ``cover-…``, and which stand in for those that a theme does not have."""

_TIGHT, _LOOSE, _CAPITAL = 1.12, 1.32, 0.73
"""The leading of a title, that of smaller words, and the height of capitals, in sizes."""


def draw(article: Article, theme: Theme) -> Asset:
    """Return the cover of an article: the author's own, or one that is drawn, as PNG."""
    if article.cover:
        return article.cover
    meta, imprint = article.meta, _imprint(article)
    authors = _names([person.name for person in meta.authors], article.labels["and"])
    printed = [meta.title, meta.subtitle, meta.kicker.upper(), authors, *imprint, "…"]
    text = "".join(printed)
    fallback, letters = choose_fallback(theme, Text(text, "", meta.lang)), frozenset(text)
    bold, plain = (lettering.typeface(fallback, "display", w, letters) for w in (700, 400))
    weight = theme.tokens.get("cover-weight", "")
    heavy = lettering.typeface(
        fallback, "title", int(weight) if weight.isdecimal() else 700, letters
    )
    is_centred = theme.tokens.get("cover-align") == "center"
    column = Column(_MARGIN, WIDTH - 2 * _MARGIN, meta.direction == "rtl", is_centred)
    kicker = _block(meta.kicker.upper(), bold, _SMALL, 2)
    subtitle = _block(meta.subtitle, plain, _SUBTITLES, 3)
    title = _block(meta.title, heavy, _TITLES, 4)
    by = _block(authors, bold, _AUTHORS, 3)
    ends = [_block(line, plain, _SMALL, 1) for line in imprint]
    above = _SPLIT - 67 - (subtitle.height + 51 if meta.subtitle else 0)
    foot = HEIGHT - _MARGIN - sum(end.height + 10 for end in ends)
    words = [*kicker.down(column, _MARGIN), *title.up(column, above)]
    words += [*subtitle.up(column, _SPLIT - 67), *by.down(column, _SPLIT + _STRIPE + 61)]
    below = foot
    for end in ends:
        words += end.down(column, below)
        below += end.height + 10
    data = raster.poster(WIDTH, _bands(theme, foot - 24), tuple(words))
    return Asset(_name(article), "image/png", data, WIDTH, HEIGHT)


def _name(article: Article) -> str:
    """Return a file name for the cover that no picture of the article has."""
    pictures = (article.lead, article.header, *article.assets.values())
    taken = {picture.name for picture in pictures if picture}
    name = "pf-cover.png"
    while name in taken:
        name = f"pf-{name}"
    return name


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines of one size in one typeface."""

    lines: tuple[str, ...]
    face: Typeface
    size: int
    leading: float

    @property
    def height(self) -> float:
        """From the top of the first line's capitals to the last baseline, in pixels."""
        return self.size * (_CAPITAL + self.leading * (len(self.lines) - 1)) if self.lines else 0

    def down(self, column: Column, top: float) -> Iterator[Letters]:
        """Yield the words below a height."""
        for number, line in enumerate(self.lines):
            baseline = top + self.size * (_CAPITAL + self.leading * number)
            yield from column.place(line, self.face, self.size, baseline)

    def up(self, column: Column, bottom: float) -> Iterator[Letters]:
        """Yield the words above a height, which is the last baseline."""
        yield from self.down(column, bottom - self.height)


def _block(text: str, face: Typeface, sizes: tuple[int, ...], most: int) -> _Block:
    """Return a text as lines, as large as fits the column in ``most`` of them."""
    leading = _TIGHT if sizes is _TITLES else _LOOSE
    size, lines = lettering.fit(text, face, sizes, WIDTH - 2 * _MARGIN, most)
    return _Block(tuple(lines), face, size, leading)


def _names(names: list[str], last: str) -> str:
    """Return names as a series in a language whose word for “and” is ``last``; none is divided."""
    names = [name if len(name) > _LONG_NAME else name.replace(" ", "\u00a0") for name in names]
    return f" {last} ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def _imprint(article: Article) -> list[str]:
    """Return the lines at the foot of a cover: publication or series with its number, and the date."""
    meta, labels = article.meta, article.labels
    issue = meta.issue.name if meta.issue else ""
    series = [meta.series.title, meta.series.number] if meta.series else []
    lines = [
        " ".join(filter(None, [meta.publication or meta.publisher, issue])),
        " ".join(filter(None, series)),
        write_digits(long_date(meta.date, meta.lang), labels["digits"]) if meta.date else "",
    ]
    return [line for line in lines if line]


def _bands(theme: Theme, foot: float) -> tuple[Band, ...]:
    """Return the strips of a cover: kicker, title, stripe, authors, and from ``foot`` on the imprint."""
    tokens = theme.tokens
    paints = {
        name: _paint(tokens.get(f"cover-{name}", ""), tokens[otherwise])
        for name, otherwise in _PAINTS.items()
    }
    ground, paper, accent = paints["ground"], paints["paper"], paints["accent"]
    lit = _paint(theme.dark.get("accent", ""), tokens["accent"])
    bright = next(
        (p for p in (accent, lit) if _contrast(p, ground) >= contrast.LEAST), paints["ink"]
    )
    return (
        Band(_MARGIN + 104, ground, bright),
        Band(_SPLIT, ground, paints["ink"]),
        Band(_SPLIT + _STRIPE, accent, accent),
        Band(round(foot), paper, paints["paper-ink"]),
        Band(HEIGHT, paper, paints["paper-quiet"]),
    )


def _paint(value: str, otherwise: str) -> Rgb:
    """Return a colour of a theme as red, green and blue, or another where it is none."""
    red, green, blue = colours.channels(value) or colours.channels(otherwise) or (0.2, 0.2, 0.2)
    return round(red * 255), round(green * 255), round(blue * 255)


def _contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast of two colours."""
    return contrast.ratio([c / 255 for c in one], [c / 255 for c in other])
