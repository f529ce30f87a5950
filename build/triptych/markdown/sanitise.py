"""The only module that uses the HTML sanitiser: what an author's HTML may hold, and nothing active."""

import nh3

from triptych.core.xml_characters import without_forbidden
from triptych.markdown.attribute_values import value_of
from triptych.markdown.style_values import PROPERTIES

_TEXT = """a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup data dd del
details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li mark
nav ol p picture pre q rp rt ruby s samp section small span strong sub summary sup table tbody td tfoot th
thead time tr u ul var wbr"""
_MATH = """math semantics annotation maction menclose merror mfenced mfrac mi mmultiscripts mn mo
mover mpadded mphantom mprescripts mroot mrow ms mlabeledtr mspace msqrt mstyle msub msubsup msup
mtable mtd mtext mtr munder munderover none"""
_MATH_ATTRIBUTES = """accent accentunder columnalign columnspacing columnspan depth display displaystyle
encoding fence form height linethickness lspace mathsize mathvariant maxsize minsize movablelimits notation
rowalign rowspacing rowspan rspace scriptlevel separator stretchy symmetric voffset width xmlns"""

MATH = frozenset(_MATH.split())
"""The elements of a formula."""

TAGS = frozenset([*_TEXT.split(), *MATH])
"""The elements that reach an edition (HTML Living Standard; MathML Core)."""

_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"class", "dir", "id", "lang", "role", "style", "title"},
    "a": {"href", "hreflang", "rel"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "data": {"value"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "img": {"alt", "height", "src", "width"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "q": {"cite"},
    "td": {"colspan", "headers", "rowspan"},
    "th": {"colspan", "headers", "rowspan", "scope"},
    "time": {"datetime"},
    **{tag: set(_MATH_ATTRIBUTES.split()) for tag in MATH},
    "maction": {"selection"},
    "mfenced": {"close", "open", "separators"},
}

_SCHEMES = {"http", "https", "mailto", "tel"}


def clean(html: str) -> str:
    """Return ``html`` as well-nested HTML with only harmless elements, attributes and addresses.

    A character that XML forbids is left out, as where ``&#1;`` stands for it.
    """
    safe = nh3.clean(
        html,
        tags=set(TAGS),
        clean_content_tags={"script", "style"},
        attributes=_ATTRIBUTES,
        attribute_filter=_keep,
        generic_attribute_prefixes={"aria-", "data-"},
        url_schemes=_SCHEMES,
        filter_style_properties=set(PROPERTIES),
        link_rel=None,
    )
    return without_forbidden(safe)


def _keep(tag: str, name: str, value: str) -> str | None:
    """Return an attribute's value when it is one that the attribute can have."""
    if tag in MATH and not name.startswith(("aria-", "data-")):
        return value
    return value_of(tag, name, value)
