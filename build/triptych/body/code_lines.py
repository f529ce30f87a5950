"""Code line by line: each line is an element, so that it can be indented, numbered and kept with others."""

import re

from lxml import etree
from lxml.html import HtmlElement

LONG = 40
"""The columns from which a line may have to be wrapped, so that it gets a mark where it is."""

SHORT = 12
"""The most lines of a block that is not divided between pages."""

WORD = 24
"""The most letters of a word of code in the text; a longer one may be broken anywhere."""

ANYWHERE = "pf-long-word"
"""The class of code that has such a word."""

_TAB = 4
_PANDOC_LINE = re.compile(r"-\d+$")


def set_code(body: HtmlElement) -> None:
    """Put each line of code into an element and remove its anchors; the text stays the same."""
    for code in list(body.xpath(".//pre/code")):
        block = code.getparent()
        if len(block) != 1 or (block.text or "").strip():
            continue
        lines = _highlighted(code) if "sourceCode" in _classes(code) else _plain(code)
        for line in lines:
            is_long = len("".join(line.itertext()).expandtabs(_TAB)) > LONG
            line.set("class", "pf-line pf-long" if is_long else "pf-line")
        _number(block, code)
        if len(lines) <= SHORT:
            block.set("class", " ".join([*_classes(block), "pf-short"]))
        block.set("dir", "ltr")
    for listing in body.xpath(".//figure[contains(@class, 'pf-listing')]"):
        listing[:] = [*listing.xpath("./figcaption"), *listing.xpath("./*[not(self::figcaption)]")]
    for code in body.xpath(".//code[not(ancestor::pre)]"):
        if any(len(word) > WORD for word in code.text_content().split()):
            code.set("class", " ".join([*_classes(code), ANYWHERE]))


def _highlighted(code: HtmlElement) -> list[HtmlElement]:
    """Return the lines that pandoc has marked, each with its line end and without its anchor."""
    for anchor in code.xpath("./span/a[not(node())]"):
        anchor.drop_tag()
    lines = [line for line in code if _PANDOC_LINE.search(str(line.get("id", "")))]
    for line in lines:
        del line.attrib["id"]
        end, line.tail = line.tail or "", None
        if len(line):
            line[-1].tail = (line[-1].tail or "") + end
        else:
            line.text = (line.text or "") + end
    return lines


def _plain(code: HtmlElement) -> list[HtmlElement]:
    """Split text without elements into lines; code that contains elements is left unchanged."""
    if len(code):
        return []
    texts = (code.text or "").splitlines(keepends=True)
    code.text = None
    lines = [etree.SubElement(code, "span") for _ in texts]
    for line, text in zip(lines, texts, strict=True):
        line.text = text
    return lines


def _number(block: HtmlElement, code: HtmlElement) -> None:
    """Set the counter from which the style sheet numbers the lines."""
    if "numberLines" not in _classes(block):
        return
    holder = block.getparent()
    start = str(holder.get("data-startfrom", block.get("data-startfrom", "1")))
    first = int(start) if re.fullmatch(r"\d{1,6}", start) else 1
    code.set("style", f"counter-reset: pf-line {first - 1}")


def _classes(element: HtmlElement) -> list[str]:
    """Return the element's classes."""
    return str(element.get("class", "")).split()
