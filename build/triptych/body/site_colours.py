"""Colours that authors of another tool's site gave words: those that cannot be read are made so."""

from lxml.html import HtmlElement

from triptych.core import contrast, css, css_parser
from triptych.core.model import Article
from triptych.core.site import Site

_WHITE = (1.0, 1.0, 1.0)
_COLOURS = ("color", "background-color")
_LIGHT = 0.6
"""The least luminance of a background on which words and links of every theme can be read."""

Channels = tuple[float, float, float]


def tone_colours(body: HtmlElement, article: Article) -> None:
    """Darken words that are too light for paper, and remove backgrounds on which nothing can be read.

    In our own dialect colours are the author's own; a site was made for another page.
    """
    if article.manuscript.site.dialect == Site().dialect:
        return
    for element in list(body.iter()):
        style = element.get("style", "") if isinstance(element.tag, str) else ""
        if "color" in style:
            _tone(element, style)


def _tone(element: HtmlElement, style: str) -> None:
    """Replace the colours of one element."""
    declared = css.read_declarations(style, [])
    given = {each.name: _channels(each.value) for each in declared if each.name in _COLOURS}
    ink, ground = given.get("color"), given.get("background-color")
    has_links = next(element.iter("a"), None) is not None
    kept: dict[str, Channels] = {}
    if ink and ground and not has_links and contrast.ratio(ink, ground) >= contrast.LEAST:
        kept = {"color": ink, "background-color": ground}
    elif ink:
        kept = {"color": _darkened(ink)}
    elif ground and contrast.luminance(ground) >= _LIGHT:
        kept = {"background-color": ground}
    made = [f"{each.name}:{each.value}" for each in declared if each.name not in _COLOURS]
    made += [f"{name}:{_written(channels)}" for name, channels in kept.items()]
    if made:
        element.set("style", ";".join(made))
    else:
        del element.attrib["style"]


def _channels(value: str) -> Channels | None:
    """Return the channels of an opaque colour; None for what is none."""
    colour = css_parser.parse_color(value)
    if colour is None or isinstance(colour, str) or colour.alpha != 1:
        return None
    try:
        red, green, blue = (
            min(max(float(each or 0), 0.0), 1.0) for each in colour.to("srgb").coordinates
        )
    except (NotImplementedError, TypeError, ValueError):
        return None
    return red, green, blue


def _darkened(ink: Channels) -> Channels:
    """Return a colour that is dark enough on white paper."""
    factor = 1.0
    while factor > 0:
        made = (ink[0] * factor, ink[1] * factor, ink[2] * factor)
        if contrast.ratio(made, _WHITE) >= contrast.LEAST:
            return made
        factor -= 0.02
    return (0.0, 0.0, 0.0)


def _written(channels: Channels) -> str:
    """Return a colour as ``#rrggbb``."""
    return "#" + "".join(f"{int(255 * each):02x}" for each in channels)
