"""Values and parts that an element of HTML may not have where it is, though others may."""

import re
from datetime import date, time

from lxml import etree
from lxml.html import HtmlElement

_HEADS = ("th", "dt")
_NOT_IN_HEADS = frozenset(
    ["article", "aside", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "nav", "section"]
)
_MOMENT = re.compile(
    r"(?P<day>\d{4}(-\d\d(-\d\d)?)?)([T ](?P<hour>\d\d:\d\d(:\d\d)?)(Z|[+-](?P<zone>\d\d:\d\d))?)?"
)


def repair_values(body: HtmlElement) -> None:
    """Remove, in place, values that are wrong where they are, and make headings in headers plain blocks."""
    for item in body.iter("li"):
        if item.getparent().tag != "ol":
            item.attrib.pop("value", None)
    for element in body.iter("del", "ins", "time"):
        if "datetime" in element.attrib and not is_moment(str(element.get("datetime"))):
            del element.attrib["datetime"]
    for head in body.iter(*_HEADS):
        for inner in list(head.iterdescendants(*_NOT_IN_HEADS)):
            inner.tag = "div"
    for rows in body.iter("table", "tbody", "tfoot", "thead"):
        _clip_rows(rows)


def is_moment(text: str) -> bool:
    """Whether a text is a year, a month, a day or a moment that there is (HTML, section 2.3.5)."""
    found = _MOMENT.fullmatch(text.strip())
    if not found:
        return False
    day = found["day"]
    try:
        date.fromisoformat(day + "-01" * ((10 - len(day)) // 3))
        for name in ("hour", "zone"):
            time.fromisoformat(found[name] or "00:00")
    except ValueError:
        return False
    return True


def _clip_rows(group: etree._Element) -> None:
    """Shorten each cell that spans more rows than its group of rows has left."""
    rows = group.findall("tr")
    for number, row in enumerate(rows):
        left = len(rows) - number
        for cell in row:
            span = str(cell.get("rowspan", ""))
            if span.isdigit() and int(span) > left:
                cell.set("rowspan", str(left))
