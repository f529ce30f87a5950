"""Formulas are outlines on the baseline of their line, for the typesetter knows no MathML."""

from copy import deepcopy
from html import escape

from lxml import etree
from lxml.html import HtmlElement

from triptych.body.formula_sources import report_formula, source_of, tex_of
from triptych.body.places import BodyPlaces
from triptych.core.model import Article
from triptych.editions.pdf import formula_outlines
from triptych.editions.pdf.formula_outlines import Drawing, UnsettableError
from triptych.sources.occurrences import FORMULA


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
            drawing = formula_outlines.draw(etree.tostring(math, encoding="unicode"))
        except UnsettableError as error:
            report_formula(math, places, tex, str(error))
            new = source_of(tex)
        else:
            new = _picture(drawing, tex)
            places.skip(math, FORMULA, tex)
        new.tail = tail
        math.getparent().replace(math, new)


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
