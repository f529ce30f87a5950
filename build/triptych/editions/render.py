"""Documents: a galley dressed in a theme, through the theme's Jinja templates."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal

from lxml import etree
from lxml.html import HtmlElement, fragment_fromstring, tostring
from markupsafe import Markup, escape

from triptych.core.errors import Finding, Place, Severity
from triptych.core.findings import report
from triptych.core.model import Article, Asset, Document, Galley, Manuscript
from triptych.core.version import GENERATOR
from triptych.editions.dates import long_date
from triptych.editions.epub import book_css, colours, cuts
from triptych.editions.html import linked_data
from triptych.editions.template_values import freeze_all, link_of, picture_value, theme_value
from triptych.editions.templates import fill_template
from triptych.fonts import drawings
from triptych.fonts.faces import choose_faces
from triptych.pictures import renditions
from triptych.pictures.renditions import PictureRules
from triptych.theme.load import Theme
from triptych.theme.paper import on_paper

Link = Callable[[Asset], str]

MakeUp = Callable[[HtmlElement, Article], None]
"""A rule that changes the body of an edition in place, and reports findings."""


@dataclass(frozen=True, slots=True)
class Dress:
    """What an edition requires of a theme.

    ``edition`` is its name in templates; ``pages`` maps each page to its template (an empty page is left
    out); ``sheets`` are the style sheets with their media; ``link`` returns the address of an asset in the
    edition. Fonts are embedded complete, subset, or subset as files of a book where the settings embed
    them. ``make_up`` are the rules, in order, for what differs between editions, such as notes; ``cover``
    draws a cover.
    """

    edition: str
    pages: Mapping[str, str]
    sheets: tuple[tuple[str, str], ...]
    link: Link
    pictures: PictureRules
    fonts: Literal["whole", "subset", "book"]
    is_xml: bool = False
    make_up: tuple[MakeUp, ...] = ()
    cover: Callable[[Article, Theme], Asset] | None = None


def render(galley: Galley, theme: Theme, dress: Dress) -> Document:
    """Return a galley dressed for an edition; raises ``ThemeError`` for a fault in a template."""
    root = fragment_fromstring(galley.body, create_parent="div")
    theme = on_paper(theme, galley.article.manuscript.look)
    margin = theme.tokens.get("margin-side", "")
    article = renditions.fit_pictures(galley.article, root, dress.pictures, margin)
    if dress.fonts == "whole":
        zooms = renditions.zooms(article, root, dress.pictures, margin)
        article = drawings.draw_for_paper(article, theme, zooms)
    else:
        article = drawings.letter_for_screen(article, theme, embeds=_embeds(article, dress))
    body = _body(root, article, dress)
    face_css, fonts = Markup(""), dict[str, Asset]()
    if _embeds(article, dress):
        faces = choose_faces(article, body, theme, _printed(article, dress))
        theme, files = faces.theme, faces.files(whole=dress.fonts == "whole")
        if dress.fonts == "book":
            sheets = [theme.style(name) for _, name in dress.sheets]
            files = list(cuts.needed(files, root, theme, "".join(sheets)))
        if dress.fonts == "whole":
            article = drawings.letter_for_paper(article, theme)
        if dress.fonts != "subset":
            fonts = {asset.name: asset for _, asset in files}
        face_css = Markup(faces.css([(face, dress.link(asset)) for face, asset in files]))
    cover = dress.cover(article, theme) if dress.cover else None
    pictures = [article.lead, article.header, *article.assets.values(), cover]
    resources = {asset.name: asset for asset in pictures if asset} | fonts
    values = {
        "edition": dress.edition,
        "generator": GENERATOR,
        "meta": article.meta,
        "look": replace(article.manuscript.look, page=None),
        "fingerprint": _fingerprint(article.manuscript),
        "lead": picture_value(article.lead),
        "header": picture_value(article.header),
        "header_dark": picture_value(article.header_dark),
        "cover": picture_value(cover),
        "body": Markup(body),
        "headings": galley.headings,
        "theme": theme_value(theme),
        "labels": article.labels,
        "fonts_css": face_css,
        "linked_data": Markup(linked_data.describe(article.meta)),
        "sheets": [(medium, Markup(_sheet(theme, n, dress))) for medium, n in dress.sheets],
        "custom_css": Markup(_custom_css(article, theme, dress)),
        "link": link_of((article.lead, article.header, article.header_dark, cover), dress.link),
    }
    values = freeze_all(values)
    filled = {n: fill_template(t, values, theme) for n, t in dress.pages.items()}
    pages = {name: page.lstrip() for name, page in filled.items() if page.strip()}
    return Document(article, pages, galley.headings, resources)


def _custom_css(article: Article, theme: Theme, dress: Dress) -> str:
    """Return the publisher's own CSS, for a book without what its readers cannot have."""
    has_own = dress.is_xml and article.custom_css
    return book_css.for_book(article, theme) if has_own else article.custom_css


def _embeds(article: Article, dress: Dress) -> bool:
    """Whether an edition carries fonts."""
    return dress.fonts != "book" or article.manuscript.look.embed_fonts


def _printed(article: Article, dress: Dress) -> list[str]:
    """Return what an edition prints beside its text and metadata: dates, and on paper the drawings."""
    days = [article.meta.date, article.meta.updated]
    texts = [long_date(day, article.meta.lang) for day in days if day]
    return texts + (drawings.words_of(article) if dress.fonts == "whole" else [])


def _fingerprint(manuscript: Manuscript) -> str:
    """Return the SHA-256 of an article's own file, in hexadecimal; "" where the settings want none."""
    own = next(iter(manuscript.files.values()), b"")
    return sha256(own).hexdigest() if manuscript.look.fingerprint and own else ""


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


def _sheet(theme: Theme, name: str, dress: Dress) -> str:
    """Return a style sheet; for XML editions, whose readers lack variables, with its tokens filled in.

    Its colours there are those that any reader's page shows.
    """
    return colours.hold(theme).flat_style(name) if dress.is_xml else theme.style(name)
