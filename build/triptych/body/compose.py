"""From the article's tree to its body in clean HTML, the same for every edition."""

import re
from html import escape

from lxml import etree
from lxml.html import HtmlElement, tostring

from triptych.body import links
from triptych.body.code_lines import set_code
from triptych.body.column_spans import span_columns
from triptych.body.formula_sources import resolve_formulas
from triptych.body.heading_gaps import close_gaps
from triptych.body.html_repair import repair_html
from triptych.body.link_names import name_links
from triptych.body.list_room import widen_lists
from triptych.body.literal_fences import report_literal_fences
from triptych.body.literal_markup import report_literal_markup
from triptych.body.numbers import number_elements
from triptych.body.places import BodyPlaces
from triptych.body.site_colours import tone_colours
from triptych.body.tables import set_tables
from triptych.body.task_boxes import set_task_lists
from triptych.body.urls import soften_urls
from triptych.core.findings import warn
from triptych.core.html_parser import fragment
from triptych.core.model import Article, Galley, Heading
from triptych.markdown import code_languages, footnotes, nesting, pandoc, sanitise, tree
from triptych.pictures import assets
from triptych.sources.occurrences import PICTURE

_BREAK = re.compile(r'<wbr(?:[^">]|"[^"]*")*>')


def compose(article: Article) -> Galley:
    """Return an article's galley: its body as clean HTML and its headings; report what was left out."""
    digits = article.labels.get("digits", "")
    blocks = footnotes.extract(list(article.blocks), article.meta.slug, digits)
    blocks = code_languages.resolve_languages(blocks)
    safe = sanitise.clean(pandoc.to_html(blocks))
    body = fragment(close_breaks(safe))
    nesting.refuse_deep_html(body)
    code_languages.restore_classes(body)
    repair_html(body)
    close_gaps(body, article)
    tone_colours(body, article)
    _resolve_pictures(body, article)
    resolve_formulas(body, article)
    links.resolve_links(body, article)
    set_code(body)
    name_links(body, article)
    soften_urls(body)
    _name_figures(body)
    set_task_lists(body)
    widen_lists(body, article)
    set_tables(body, article)
    span_columns(body, article)
    report_literal_markup(body, article)
    report_literal_fences(body, article)
    number_elements(body)
    return Galley(article, inner(body), _headings(article, body))


def close_breaks(html: str) -> str:
    """Return HTML in which each ``wbr`` is closed, for libxml2 does not know that it holds nothing."""
    return _BREAK.sub(r"\g<0></wbr>", html)


def inner(body: HtmlElement) -> str:
    """Return the content of ``body`` as HTML."""
    parts = [str(tostring(child, encoding="unicode")) for child in body]
    return escape((body.text or "").lstrip(), quote=False) + "".join(parts)


def _headings(article: Article, body: HtmlElement) -> tuple[Heading, ...]:
    """Return the headings of the text in order, with the ids that they have in every edition.

    What an element that an author left open made another element of is none, nor is what a note holds.
    """
    text = tree.replace(list(article.blocks), lambda _: [], kinds=("Note",))
    found = (e["c"] for e in tree.elements_of(text, "Header"))
    ids = [str(e.get("id")) for e in body.iter() if e.get("id")]
    places = {uid: number for number, uid in enumerate(ids)}
    headings = (Heading(level, attr[0], tree.text_of(words)) for level, attr, words in found)
    known = [heading for heading in headings if heading.id in places]
    return tuple(sorted(known, key=lambda heading: places[heading.id]))


def _resolve_pictures(body: HtmlElement, article: Article) -> None:
    """Set the size of pictures, and replace those that are only in raw HTML with their words."""
    for span in body.xpath(".//span[@data-pf-address]"):
        address = span.attrib.pop("data-pf-address")
        if not any(True for _ in span.iterancestors("a")):
            kind = str(span.attrib.pop("class"))
            span.tag = "a"
            span.set("href", address)
            span.set("class", kind)
    places = BodyPlaces(article)
    for image in list(body.iter("img")):
        url = str(image.get("src", ""))
        asset = article.assets.get(url)
        if (
            asset
            and asset.width
            and not image.get("width")
            and "width" not in image.get("style", "")
        ):
            image.set("width", str(asset.width))
            image.set("height", str(asset.height))
        if image.get("alt") is None:
            image.set("alt", "")
        if not image.get("alt"):
            image.attrib.pop("role", None)  # an empty alt suffices, and HTML forbids both
        if asset is None:
            where = places.next(image, PICTURE, url)
            kind = (
                "is on the network and not downloaded" if assets.is_remote(url) else "is raw HTML"
            )
            hint = "Write it as Markdown: ![what it shows](file)."
            message = f"the picture “{url}” {kind}"
            warn("raw-picture", message, where, hint)
            words = etree.SubElement(image.getparent(), "span", {"class": "pf-missing"})
            words.text, words.tail = f"[{image.get('alt') or url}]", image.tail
            image.getparent().replace(image, words)


def _name_figures(body: HtmlElement) -> None:
    """Add to figures the class that the print-friendly page has for a picture with a caption."""
    for figure in body.iter("figure"):
        figure.set("class", " ".join(["pf-caption", *str(figure.get("class", "")).split()]))
        for caption in figure.xpath("./figcaption[@aria-hidden]"):
            del caption.attrib["aria-hidden"]
