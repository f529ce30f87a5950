"""Values and parts that an element of HTML may not have where it is, though others may."""

from lxml import etree
from lxml.html import HtmlElement

_HEADS = ("th", "dt")
_NOT_IN_HEADS = frozenset(
    ["article", "aside", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "nav", "section"]
)
_NAMELESS = frozenset(
    (
        *("abbr", "b", "bdi", "bdo", "caption", "cite", "code", "data", "del", "dfn", "div", "em"),
        *("figcaption", "i", "ins", "kbd", "mark", "p", "q", "rp", "rt", "ruby", "s", "samp"),
        *("small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"),
    )
)
"""Elements that may have no name without a role (ARIA in HTML, “naming is prohibited”)."""

_NAMES = ("aria-label", "aria-labelledby", "aria-roledescription", "aria-braillelabel")
_POINTERS = ("aria-labelledby", "aria-describedby", "aria-details", "aria-owns", "aria-flowto")
_STATES = frozenset(
    f"aria-{name}"
    for name in (
        *("selected", "expanded", "checked", "pressed", "controls", "haspopup", "activedescendant"),
        *("autocomplete", "disabled", "invalid", "modal", "multiline", "multiselectable"),
        *("orientation", "placeholder", "posinset", "readonly", "required", "setsize", "sort"),
        *("valuemax", "valuemin", "valuenow", "valuetext", "live", "atomic", "busy", "relevant"),
    )
)
"""What only the parts of a page that react have."""


def _repair_accessibility(body: HtmlElement) -> None:
    """Remove what a page says to assistive technology of parts that no edition has."""
    known = {str(element.get("id")) for element in body.iter() if element.get("id")}
    for element in body.iterdescendants(etree.Element):
        given = [str(name) for name in element.attrib if str(name).startswith("aria-")]
        for name in given:
            has_target = name not in _POINTERS or known.issuperset(element.get(name, "").split())
            is_named = name in _NAMES and element.tag in _NAMELESS and not element.get("role")
            is_reached = name == "aria-hidden" and element.tag == "a" and bool(element.get("href"))
            if name in _STATES or is_named or is_reached or not has_target:
                del element.attrib[name]


def repair_values(body: HtmlElement) -> None:
    """Remove, in place, values that are wrong where they are, and make headings in headers plain blocks."""
    _repair_accessibility(body)
    for item in body.iter("li"):
        if item.getparent().tag != "ol":
            item.attrib.pop("value", None)
    for link in body.iter("a"):
        if "href" not in link.attrib:
            link.attrib.pop("hreflang", None)
            link.attrib.pop("rel", None)
    for head in body.iter(*_HEADS):
        for inner in list(head.iterdescendants(*_NOT_IN_HEADS)):
            inner.tag = "div"
    for rows in body.iter("table", "tbody", "tfoot", "thead"):
        _clip_rows(rows)


def _clip_rows(group: etree._Element) -> None:
    """Shorten each cell that spans more rows than its group of rows has left."""
    rows = group.findall("tr")
    for number, row in enumerate(rows):
        left = len(rows) - number
        for cell in row:
            span = str(cell.get("rowspan", ""))
            if span.isdigit() and int(span) > left:
                cell.set("rowspan", str(left))
