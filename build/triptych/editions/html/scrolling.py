"""Boxes that scroll sideways: reachable by keyboard, and named."""

from lxml.html import HtmlElement

from triptych.core.model import Article


def scroll_tables(body: HtmlElement, article: Article) -> None:
    """Make the boxes of tables scroll by keyboard, each named by its table's caption."""
    for box in _boxes(body, "pf-table"):
        texts = box.xpath("./table/caption//text()[not(ancestor::*[contains(@class, 'pf-note')])]")
        caption = " ".join("".join(texts).split())
        _reach(box, caption or article.labels["a_table"])


def scroll_formulas(body: HtmlElement, article: Article) -> None:
    """Make the boxes of formulas scroll by keyboard."""
    for box in _boxes(body, "pf-equation"):
        _reach(box, article.labels["a_formula"])


def _boxes(body: HtmlElement, name: str) -> list[HtmlElement]:
    """Return the elements that have a class."""
    found: list[HtmlElement] = body.xpath(
        ".//*[contains(concat(' ', @class, ' '), $name)]", name=f" {name} "
    )
    return found


def _reach(box: HtmlElement, name: str) -> None:
    """Put a box in the tab order, with a role and a name (WCAG 2.2, 2.1.1).

    The role is a group: as regions, tables without captions would be landmarks with the same name.
    """
    box.set("tabindex", "0")
    box.set("role", "group")
    box.set("aria-label", name)
