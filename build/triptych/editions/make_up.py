"""Galleys made up for one edition: its rules applied, its pictures fitted, and its fonts chosen."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from lxml import etree
from lxml.html import HtmlElement, tostring
from markupsafe import escape

from triptych.core import css_strings
from triptych.core.errors import Finding, Place, Severity
from triptych.core.findings import report
from triptych.core.html_parser import fragment
from triptych.core.model import Article, Asset, Face, Galley
from triptych.editions.dates import long_date
from triptych.editions.dress import Dress
from triptych.editions.epub import asides, cuts
from triptych.editions.epub.cuts import Emphasis
from triptych.fonts import drawings, web_fonts
from triptych.fonts.faces import (
    DocumentFaces,
    choose_faces,
    essence,
    letters_once,
    words_of_metadata,
)
from triptych.pictures import renditions
from triptych.theme.load import Theme


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A galley made up for an edition: its article with fitted pictures, its body as tree and text."""

    galley: Galley
    article: Article
    root: HtmlElement
    body: str


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts of a document: the theme whose stacks name them, their CSS, and their files by name."""

    theme: Theme
    css: str
    files: dict[str, Asset]


def make_up(galley: Galley, theme: Theme, dress: Dress) -> MadeUp:
    """Return a galley made up for an edition."""
    root = fragment(galley.body)
    margin = theme.tokens.get("margin-side", "")
    article = renditions.fit_pictures(galley.article, root, dress.pictures, margin)
    if dress.fonts == "whole":
        zooms = renditions.zooms(article, root, dress.pictures, margin)
        article = drawings.draw_for_paper(article, theme, zooms)
    else:
        embeds = _embeds(article, dress)
        article = drawings.letter_for_screen(article, theme, embeds=embeds)
    body = _body(root, article, dress)
    if dress.fonts == "book":
        galley = replace(galley, headings=(*galley.headings, *asides.listed(root)))
    return MadeUp(galley, article, root, body)


@dataclass(frozen=True, slots=True)
class Needs:
    """What a document's fonts must have for one of its parts.

    ``body`` is its markup, or what stands for it, ``printed`` what is printed beside; ``css`` are its
    own style sheets.
    """

    body: str
    printed: tuple[str, ...]
    css: str
    emphasis: Emphasis


def needs_of(made: MadeUp, dress: Dress) -> Needs:
    """Return what a part needs that is a document by itself, or the first of one."""
    printed = _printed(made, dress)
    return Needs(made.body, tuple(printed), made.article.custom_css, cuts.emphasis_in(made.root))


def needs_of_member(made: MadeUp, theme: Theme, dress: Dress) -> Needs:
    """Return what a further part of a document needs."""
    meta = made.article.meta
    printed = [*words_of_metadata(meta), *_printed(made, dress), made.galley.part]
    printed += [*theme.labels(meta.lang).values(), css_strings.printed(made.article.custom_css)]
    body = f'<div lang="{escape(meta.lang)}">{made.body}</div>'
    body = f"{essence(body)}{web_fonts.styles_in(body)}"
    return Needs(
        body,
        (letters_once("".join(printed)),),
        made.article.custom_css,
        cuts.emphasis_in(made.root),
    )


def choose_fonts(article: Article, needs: Sequence[Needs], theme: Theme, dress: Dress) -> Fonts:
    """Return the fonts of an article's document, which has parts with these needs."""
    if not _embeds(article, dress):
        return Fonts(theme, "", {})
    printed = [text for each in needs for text in each.printed]
    sheets = [theme.style(name) for _, name in dress.sheets]
    printed.append(css_strings.printed("\n".join([*sheets, article.custom_css])))
    faces = choose_faces(article, "".join(each.body for each in needs), theme, printed)
    theme = faces.theme
    files = faces.complete_files() if dress.fonts == "whole" else _web_files(faces, needs, dress)
    own = {} if dress.fonts == "subset" else {asset.name: asset for _, asset in files}
    return Fonts(theme, faces.css([(face, dress.link(asset)) for face, asset in files]), own)


def _web_files(
    faces: DocumentFaces, needs: Sequence[Needs], dress: Dress
) -> list[tuple[Face, Asset]]:
    """Return the font files of a page, or those that a book needs, for its text and style sheets."""
    css, found = "".join(faces.theme.style(name) for _, name in dress.sheets), faces.web_faces()
    if dress.fonts == "book":
        wanted = [list(cuts.needed(found, each.emphasis, faces.theme, css)) for each in needs]
        found = [face for face in found if any(face in each for each in wanted)]
    css = "\n".join([css, *(each.css for each in needs)])
    return faces.web_files(found, web_fonts.features(css, "".join(each.body for each in needs)))


def lettered(made: MadeUp, fonts: Fonts, dress: Dress) -> MadeUp:
    """Return what was made up with its drawings set in the fonts of the document, where those are whole."""
    if dress.fonts != "whole":
        return made
    return replace(made, article=drawings.letter_for_paper(made.article, fonts.theme))


def _embeds(article: Article, dress: Dress) -> bool:
    """Whether an edition carries fonts."""
    return dress.fonts != "book" or article.manuscript.look.embed_fonts


def _printed(made: MadeUp, dress: Dress) -> list[str]:
    """Return what an edition prints beside its text and metadata: dates, quotes, on paper the drawings."""
    article = made.article
    days = [article.meta.date, article.meta.updated]
    texts = [long_date(day, article.meta.lang) for day in days if day]
    texts += _quotes(made)
    return texts + (drawings.words_of(article) if dress.fonts == "whole" else [])


_QUOTES = "“”‘’„‚«»‹›"
_CORNERS = "「」『』"
_HAS_CORNERS = re.compile(r"(?:ja|yue|zh)\b")
"""The languages that have corner brackets as quotation marks (CLDR, delimiters)."""


def _quotes(made: MadeUp) -> list[str]:
    """Return the marks that may be set around the ``q`` elements of a part (HTML, 15.3.6)."""
    if next(made.root.iter("q"), None) is None:
        return []
    languages = [
        made.article.meta.lang,
        *(str(e.get("lang")) for e in made.root.iter() if e.get("lang")),
    ]
    has_corners = any(map(_HAS_CORNERS.match, languages))
    return [_QUOTES, _CORNERS] if has_corners else [_QUOTES]


def _body(root: HtmlElement, article: Article, dress: Dress) -> str:
    """Return the body as HTML or XHTML, after the edition's rules, with its addresses of pictures."""
    for rule in dress.make_up:
        rule(root, article)
    for image in root.iter("img"):
        asset = article.assets.get(str(image.get("src")))
        if asset:
            image.set("src", dress.link(asset))
        elif not str(image.get("src")).startswith("data:"):
            _report_lost(image, article)
    method: Literal["xml", "html"] = "xml" if dress.is_xml else "html"
    if dress.is_xml:
        _make_xml(root)
    bare_text = [str(escape(root.text))] if root.text and root.text.strip() else []
    parts = [*bare_text, *(str(tostring(e, encoding="unicode", method=method)) for e in root)]
    return "\n".join(parts).replace("></wbr>", ">" if method == "html" else "/>")


def _report_lost(image: HtmlElement, article: Article) -> None:
    """Report a picture that the article has not, so that no edition lacks one in silence."""
    message = f"the picture “{image.get('src')}” is in no edition"
    hint = "Give its file a name of letters and digits without accents."
    place = Place(article.manuscript.place)
    report(Finding("picture", Severity.ERROR, message, place, hint))


def _make_xml(root: etree._Element) -> None:
    """Add ``xml:lang`` beside each ``lang``."""
    for element in root.iter():
        if lang := element.get("lang"):
            element.set("{http://www.w3.org/XML/1998/namespace}lang", lang)
