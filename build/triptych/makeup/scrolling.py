"""On a screen a table's box can be reached and scrolled by keyboard, and says what it holds."""

from lxml.html import HtmlElement

from triptych.errors import Finding
from triptych.model import Article


def scroll_tables(body: HtmlElement, article: Article) -> list[Finding]:
    """Give each box a place in the tab order, a role and a name (WCAG 2.2, 2.1.1)."""
    for box in body.xpath(".//div[contains(concat(' ', @class, ' '), ' pf-table ')]"):
        texts = box.xpath("./table/caption//text()[not(ancestor::*[contains(@class, 'pf-note')])]")
        caption = " ".join("".join(texts).split())
        box.set("tabindex", "0")
        box.set("role", "region")
        box.set("aria-label", caption or article.labels["a_table"])
    return []
