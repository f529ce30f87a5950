"""Values and parts that an element of HTML may not have where it is, though others may."""

from lxml import etree
from lxml.html import HtmlElement

_HEADS = ("th", "dt")
_NOT_IN_HEADS = frozenset(
    ["article", "aside", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "nav", "section"]
)


def repair_values(body: HtmlElement) -> None:
    """Remove, in place, values that are wrong where they are, and make headings in headers plain blocks."""
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
