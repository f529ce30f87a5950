"""The only module that uses the HTML sanitiser: what an author's HTML may hold, and nothing active."""

import re
from urllib.parse import quote, urlsplit

import nh3

from triptych.core.xml_characters import without_forbidden

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
    "th": {"abbr", "colspan", "headers", "rowspan", "scope"},
    "time": {"datetime"},
    **{tag: set(_MATH_ATTRIBUTES.split()) for tag in MATH},
    "maction": {"selection"},
    "mfenced": {"close", "open", "separators"},
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

_SCHEMES = {"http", "https", "mailto", "tel"}
_SHAPES = {
    "colspan": r"[1-9]\d{0,2}",
    "rowspan": r"[1-9]\d{0,2}",
    "span": r"[1-9]\d{0,2}",
    "start": r"-?\d{1,6}",
    "width": r"\d{1,5}",
    "height": r"\d{1,5}",
    "scope": r"row|col|rowgroup|colgroup",
    "dir": r"ltr|rtl|auto",
    "id": r"[^\s\x00-\x20]+",
    "lang": r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*",
    "hreflang": r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*",
    "datetime": r"[\d:.TZ+ -]{4,35}",
}
"""What a value must look like; one that does not is left out with its attribute."""

_EXTRA = re.compile(r"(aria|data)-[a-z][a-z0-9_.-]*")
_VALUE_AT = {"li": r"-?\d{1,6}", "ol": r"[1aAiI]"}


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
        filter_style_properties=_STYLES,
        link_rel=None,
    )
    return without_forbidden(safe)


def _keep(tag: str, name: str, value: str) -> str | None:
    """Return an attribute's value when it is one that the attribute can have."""
    if name in ("href", "cite"):
        address = _address(value)
        return address if name == "href" or (address or "").startswith("https:") else None
    if name.startswith(("aria-", "data-")):
        return value if _EXTRA.fullmatch(name) else None
    shape = _SHAPES.get(name)
    if name in ("value", "type"):
        shape = _VALUE_AT.get(tag)
    is_plain = shape is None or tag in MATH or re.fullmatch(shape, value.strip())
    return value if is_plain else None


def _address(value: str) -> str | None:
    """Return an address as a valid URL (WHATWG URL), None when it cannot be one."""
    plain = "".join(value.split("\n")).strip()
    try:
        parts = urlsplit(plain)
        if parts.scheme in ("http", "https") and not parts.hostname:
            return None
        parts.port  # noqa: B018  reading it validates it
    except ValueError:
        return None
    return quote(plain, safe="/?#[]@!$&'()*+,;=:%~-._")
