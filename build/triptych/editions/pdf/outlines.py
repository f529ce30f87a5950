"""Formulas are outlines on the baseline of their line, for the typesetter knows no MathML."""

from copy import deepcopy
from html import escape

from lxml import etree
from lxml.html import HtmlElement

from triptych.body.formula_sources import report_formula, report_wide, source_of, tex_of
from triptych.body.numbers import hand_on
from triptych.body.places import BodyPlaces
from triptych.body.table_fit import column
from triptych.core.model import Article
from triptych.editions.pdf import formula_outlines
from triptych.editions.pdf.formula_lines import set_within
from triptych.editions.pdf.formula_outlines import Drawing, UnsettableError
from triptych.sources.occurrences import FORMULA

_X_HEIGHT = 0.52
"""The x-height of the built-in theme's text, in its size."""

_INDENT, _NUMBER_GAP, _DIGIT, _LEAST = 1.6, 1.0, 0.65, 8.0
"""In sizes of the text: the indent of a list, the gap before a number, a digit, the least room."""


def outline_formulas(body: HtmlElement, article: Article) -> None:
    """Draw each formula in the size of the text around it, or show the source of one that cannot be."""
    for heading in body.xpath(
        ".//*[self::h2 or self::h3 or self::h4 or self::h5 or self::h6][.//math]"
    ):
        heading.set("data-label", _in_words(heading))
    places = BodyPlaces(article)
    for math in list(body.iter("math")):
        tail, math.tail = math.tail, None
        tex = tex_of(math)
        try:
            new = _set(math, places, tex, article)
        except UnsettableError as error:
            report_formula(math, places, tex, str(error))
            new = source_of(tex)
        new.tail = tail
        hand_on(math, new)
        math.getparent().replace(math, new)


def _set(math: HtmlElement, places: BodyPlaces, tex: str, article: Article) -> etree._Element:
    """Return a formula as a picture, or as its source where it is too wide; raises ``UnsettableError``."""
    mathml = etree.tostring(math, encoding="unicode")
    drawing = formula_outlines.draw(mathml)
    room = _room(math, article) if math.get("display") == "block" else drawing.width
    if drawing.width <= room:
        places.skip(math, FORMULA, tex)
        return _picture(drawing, tex)
    try:
        setting = set_within(mathml, room)
    except UnsettableError:
        report_wide(math, places, tex, "no break fits it, so its source is shown", is_lost=True)
        return source_of(tex)
    outcomes = [f"it is broken into {setting.lines} lines"] if setting.lines > 1 else []
    if setting.scale < 0.995:
        outcomes.append(f"it is set at {int(setting.scale * 100)} % of its size")
    report_wide(math, places, tex, " and ".join(outcomes) or "it is fitted", is_lost=False)
    return _picture(setting.drawing, tex)


def _room(math: HtmlElement, article: Article) -> float:
    """Return how wide a displayed formula may be, in x-heights of the text."""
    em = column(article.manuscript.look)
    for box in math.iterancestors("li", "blockquote", "dd"):
        if "pf-note" not in str(box.get("class", "")).split():
            em -= _INDENT
    for number in math.itersiblings("span"):
        em -= _NUMBER_GAP + _DIGIT * len("".join(number.itertext()))
    return max(em, _LEAST) / _X_HEIGHT


def _in_words(heading: HtmlElement) -> str:
    """Return the bookmark of a heading: formulas as their TeX, no numbers of notes."""
    bare = deepcopy(heading)
    for mark in bare.xpath(".//*[@class='pf-noteref']"):
        mark.drop_tree()
    for math in list(bare.iter("math")):
        words, math.tail = f"{tex_of(math)}{math.tail or ''}", None
        etree.strip_elements(math, "*")
        math.text = words
    return " ".join(str(bare.text_content()).split())


def _picture(drawing: Drawing, tex: str) -> etree._Element:
    """Return a drawing as SVG; its sizes are in ``ex``, so that its letters are as large as the text’s."""
    style = f"width: {drawing.width:.3f}ex; vertical-align: {-drawing.depth:.3f}ex"
    words = escape(tex)
    return etree.fromstring(
        f'<svg class="pf-math" role="math" aria-label="{words}" viewBox="{drawing.view_box}" '
        f'fill="currentColor" style="{style}"><title>{words}</title>{"".join(drawing.shapes)}'
        f"{_unseen(drawing, tex)}</svg>"
    )


def _unseen(drawing: Drawing, tex: str) -> str:
    """Return the TeX as text that can be found and copied, but is not painted.

    Letters beyond those of Latin, Greek and Cyrillic may be in no font of the text.
    """
    left, _, wide, _ = drawing.view_box.split()
    plain = "".join(c if ord(c) < 0x530 else "?" for c in tex)
    return (
        f'<text x="{left}" y="0" font-size="6" fill="none" textLength="{wide}" '
        f'lengthAdjust="spacingAndGlyphs">{escape(plain)}</text>'
    )
