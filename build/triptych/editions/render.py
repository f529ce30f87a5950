"""Documents: a galley dressed in a theme, through the theme's Jinja templates."""

from dataclasses import replace
from hashlib import sha256
from typing import Any

from markupsafe import Markup

from triptych.core.model import Article, Asset, Document, Galley, Manuscript
from triptych.core.version import GENERATOR
from triptych.editions.dress import Dress
from triptych.editions.epub import book_css, colours
from triptych.editions.html import linked_data
from triptych.editions.make_up import Fonts, MadeUp, choose_fonts, lettered, make_up, needs_of
from triptych.editions.template_values import freeze_all, link_of, picture_value, theme_value
from triptych.editions.templates import fill_template
from triptych.theme.load import Theme
from triptych.theme.paper import on_paper


def render(galley: Galley, theme: Theme, dress: Dress) -> Document:
    """Return a galley dressed for an edition; raises ``ThemeError`` for a fault in a template."""
    theme = on_paper(theme, galley.article.manuscript.look)
    made = make_up(galley, theme, dress)
    fonts = choose_fonts(made.article, [needs_of(made, dress)], theme, dress)
    made = lettered(made, fonts, dress)
    article = made.article
    cover = dress.cover(article, fonts.theme) if dress.cover else None
    values = freeze_all(template_values(made, fonts, dress, cover))
    filled = {n: fill_template(t, values, fonts.theme) for n, t in dress.pages.items()}
    pages = {name: page.lstrip() for name, page in filled.items() if page.strip()}
    return Document(
        article, pages, made.galley.headings, resources_of(article, cover) | fonts.files
    )


def resources_of(article: Article, cover: Asset | None) -> dict[str, Asset]:
    """Return the pictures of an article and its cover by name."""
    own = (article.lead, article.header, article.header_dark)
    pictures = [*own, *article.assets.values(), cover]
    return {asset.name: asset for asset in pictures if asset}


def template_values(
    made: MadeUp, fonts: Fonts, dress: Dress, cover: Asset | None
) -> dict[str, Any]:
    """Return all that templates see of an article, not yet frozen."""
    article, theme = made.article, fonts.theme
    worn = colours.hold(theme) if dress.is_xml else theme  # in a book, seen on any reader's page
    return {
        "edition": dress.edition,
        "generator": GENERATOR,
        "meta": article.meta,
        "look": replace(article.manuscript.look, page=None),
        "fingerprint": _fingerprint(article.manuscript),
        "lead": picture_value(article.lead),
        "header": picture_value(article.header),
        "header_dark": picture_value(article.header_dark),
        "cover": picture_value(cover),
        "body": Markup(made.body),
        "headings": made.galley.headings,
        "theme": theme_value(theme),
        "labels": article.labels,
        "fonts_css": Markup(fonts.css),
        "linked_data": Markup(linked_data.describe(article.meta)),
        "sheets": [(medium, Markup(_sheet(worn, n, dress))) for medium, n in dress.sheets],
        "custom_css": Markup(custom_css(article, theme, dress)),
        "link": link_of((article.lead, article.header, article.header_dark, cover), dress.link),
        "members": (),
        "is_member": False,
    }


def custom_css(article: Article, theme: Theme, dress: Dress) -> str:
    """Return the publisher's own CSS, for a book without what its readers cannot have."""
    has_own = dress.is_xml and article.custom_css
    return book_css.for_book(article, theme) if has_own else article.custom_css


def _fingerprint(manuscript: Manuscript) -> str:
    """Return the SHA-256 of an article's own file, in hexadecimal; "" where the settings want none."""
    own = next(iter(manuscript.files.values()), b"")
    return sha256(own).hexdigest() if manuscript.look.fingerprint and own else ""


def _sheet(theme: Theme, name: str, dress: Dress) -> str:
    """Return a style sheet; for XML editions, whose readers lack variables, with its tokens filled in."""
    return theme.flat_style(name) if dress.is_xml else theme.style(name)
