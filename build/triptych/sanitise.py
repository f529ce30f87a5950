"""The only door to the HTML sanitiser: what an author's HTML may hold, and nothing active."""

import nh3

_TEXT = """a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup data dd del
details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li mark
nav ol p picture pre q rp rt ruby s samp section small span strong sub summary sup table tbody td tfoot th
thead time tr u ul var wbr"""
_MATH = """math semantics annotation maction menclose merror mfrac mi mmultiscripts mn mo mover mpadded
mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder
munderover none"""
_MATH_ATTRIBUTES = """accent accentunder columnalign columnspacing columnspan depth display displaystyle
encoding fence form height linethickness lspace mathsize mathvariant maxsize minsize movablelimits notation
rowalign rowspacing rowspan rspace scriptlevel separator stretchy symmetric voffset width xmlns"""

TAGS = frozenset([*_TEXT.split(), *_MATH.split()])
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
    "th": {"abbr", "colspan", "headers", "rowspan", "scope"},
    "time": {"datetime"},
    **{tag: set(_MATH_ATTRIBUTES.split()) for tag in _MATH.split()},
}

_STYLES = {
    "background-color",
    "color",
    "font-style",
    "font-weight",
    "height",
    "list-style-type",
    "text-align",
    "text-decoration",
    "text-indent",
    "vertical-align",
    "width",
}

_SCHEMES = {"http", "https", "mailto", "tel", "data"}
_DATA_PICTURES = tuple(f"data:image/{kind};" for kind in ("png", "jpeg", "gif", "webp"))


def clean(html: str) -> str:
    """Give ``html`` as well-nested HTML with only harmless elements, attributes and addresses."""
    return nh3.clean(
        html,
        tags=set(TAGS),
        clean_content_tags={"script", "style"},
        attributes=_ATTRIBUTES,
        attribute_filter=_keep,
        generic_attribute_prefixes={"aria-", "data-"},
        url_schemes=_SCHEMES,
        filter_style_properties=_STYLES,
        link_rel=None,
    )


def _keep(tag: str, name: str, value: str) -> str | None:
    """Let ``data:`` addresses stand only where they are pictures."""
    if not value.strip().lower().startswith("data:") or name not in ("href", "src", "cite"):
        return value
    is_picture = tag == "img" and name == "src" and value.strip().startswith(_DATA_PICTURES)
    return value if is_picture else None
