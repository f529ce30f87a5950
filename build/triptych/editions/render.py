"""From galley and theme to a dressed document, through the theme's Jinja templates."""

import re
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2 import __version__ as jinja_version
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from lxml.html import HtmlElement, fragment_fromstring, tostring
from markupsafe import Markup, escape

from triptych.core import installation_cache
from triptych.core.digits import write_digits
from triptych.core.errors import Place, ThemeError
from triptych.core.model import Article, Asset, Document, Galley, Look, Metadata
from triptych.core.version import GENERATOR
from triptych.editions.dates import long_date
from triptych.editions.html import linked_data
from triptych.fonts import drawings
from triptych.fonts.faces import choose_faces
from triptych.pictures import renditions
from triptych.pictures.renditions import Picturing
from triptych.settings.fields import nearest
from triptych.theme.find import built_in_folder
from triptych.theme.load import Theme

Link = Callable[[Asset], str]

MakeUp = Callable[[HtmlElement, Article], None]
"""Sets one thing of the body, in place, as an edition wants it, and reports what the author should know."""


@dataclass(frozen=True, slots=True)
class Dress:
    """What an edition asks of a theme.

    ``edition`` is its name, as templates know it; ``pages`` names each page's template (a page that
    comes out empty is left out), ``sheets`` the style sheets by medium; ``link`` gives the address
    at which the edition holds an asset, and ``pictures`` says what it takes of them. Fonts go along
    whole, cut to the letters used, or not at all. ``make_up`` are the rules, in order, for what
    this edition sets otherwise than another, such as its notes.
    """

    edition: str
    pages: Mapping[str, str]
    sheets: tuple[tuple[str, str], ...]
    link: Link
    pictures: Picturing
    fonts: Literal["whole", "subset", "none"]
    is_xml: bool = False
    make_up: tuple[MakeUp, ...] = ()


def render(galley: Galley, theme: Theme, dress: Dress) -> Document:
    """Dress a galley; raises ``ThemeError`` with the template's file and line when it is wrong."""
    root = fragment_fromstring(galley.body, create_parent="div")
    margin = theme.tokens.get("margin-side", "")
    article = renditions.suit(galley.article, root, dress.pictures, margin)
    if dress.fonts == "whole":
        zooms = renditions.zooms(article, root, dress.pictures, margin)
        article = drawings.draw_for_paper(article, theme, zooms)
    else:
        article = drawings.letter_for_screen(article, theme, is_reported=dress.fonts != "none")
    body = _body(root, article, dress)
    face_css, fonts = Markup(""), dict[str, Asset]()
    if dress.fonts != "none":
        days = [article.meta.date, article.meta.updated]
        said = [long_date(day, article.meta.lang) for day in days if day]
        said += drawings.words_of(article) if dress.fonts == "whole" else []
        case = choose_faces(article, body, theme, said)
        theme, files = case.theme, case.files(whole=dress.fonts == "whole")
        if dress.fonts == "whole":
            article = drawings.letter_for_paper(article, theme)
            fonts = {asset.name: asset for _, asset in files}
        face_css = Markup(case.css([(face, dress.link(asset)) for face, asset in files]))
    pictures = [article.lead, article.header, *article.assets.values()]
    resources = {asset.name: asset for asset in pictures if asset} | fonts
    values = {
        "edition": dress.edition,
        "generator": GENERATOR,
        "meta": article.meta,
        "look": article.manuscript.look,
        "lead": article.lead,
        "header": article.header,
        "body": Markup(body),
        "headings": galley.headings,
        "theme": theme,
        "labels": article.labels,
        "fonts_css": face_css,
        "linked_data": Markup(linked_data.describe(article.meta)),
        "sheets": [(medium, Markup(_sheet(theme, n, dress))) for medium, n in dress.sheets],
        "custom_css": Markup(article.custom_css),
        "link": dress.link,
    }
    environment = _environment(theme.folders)
    filled = {n: _fill(environment, t, values, theme) for n, t in dress.pages.items()}
    pages = {name: page.lstrip() for name, page in filled.items() if page.strip()}
    return Document(article, pages, galley.headings, resources)


@cache
def _environment(folders: tuple[Path, ...]) -> ImmutableSandboxedEnvironment:
    """Return a theme's templates, sandboxed, with every value escaped and every name asked for.

    They are compiled once a process, and again when their files change; those that come along once an
    installation. A template is found in the
    nearest folder that has it, or as ``THEME/template`` in that theme alone, to be extended.
    """
    inherited = {folder.name: FileSystemLoader(folder) for folder in reversed(folders)}
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(folders), PrefixLoader(inherited)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=_Compiled(),
    )

    environment.filters["long_date"] = long_date
    environment.filters["digits"] = write_digits
    environment.filters["bound"] = _bound
    environment.filters["css_string"] = _css_string
    environment.filters["outline"] = _outline
    return environment


class _Compiled(BytecodeCache):
    """Keeps what Jinja makes of the templates that come along, not of anybody else's."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what is kept of its template's very text, if anything is."""
        if data := installation_cache.look_up(
            "template", (jinja_version, bucket.key, bucket.checksum)
        ):
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a bucket holds, where its template came along."""
        if bucket.code and Path(bucket.code.co_filename).is_relative_to(built_in_folder()):
            installation_cache.store(
                "template",
                (jinja_version, bucket.key, bucket.checksum),
                bucket.bytecode_to_string(),
            )


def _fill(
    environment: ImmutableSandboxedEnvironment, name: str, values: dict[str, Any], theme: Theme
) -> str:
    """Fill one template; a fault in it is told with its file and line."""
    try:
        page = environment.get_template(name).render(values)
    except (TemplateError, TypeError, ValueError, ArithmeticError, RecursionError) as error:
        raise _fault(error, name, theme, list(values)) from None
    if not page.strip() and name not in _MAY_BE_EMPTY:
        place = Place(str(theme.folders[0]))
        raise ThemeError(f"template {name} gives an empty page", place, "Write the page in it.")
    return page


_MAY_BE_EMPTY = {"epub/cover.xhtml.j2"}
"""Templates whose page is left out when nothing comes of it."""


def _fault(error: Exception, name: str, theme: Theme, known: list[str]) -> ThemeError:
    """Tell what is wrong with a template, with the file and line."""
    roots = tuple(str(folder) for folder in theme.folders)
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.startswith(roots)]
    own = next((f / name for f in theme.folders if (f / name).is_file()), theme.folders[0])
    place = Place(frames[-1].filename, frames[-1].lineno or 0) if frames else Place(str(own))
    hint = "The handbook, “Themes”, lists what a template knows."
    if isinstance(error, TemplateNotFound):
        return ThemeError(
            f"theme “{theme.name}” has no template {error.name}",
            place,
            "Make it, or mend its name.",
        )
    if isinstance(error, TemplateSyntaxError):
        place = Place(str(error.filename or own), error.lineno)
        return ThemeError(f"template does not parse: {error.message}", place, "Mend that line.")
    if isinstance(error, UnicodeDecodeError):
        return ThemeError("the template is not UTF-8", place, "Save the file as UTF-8.")
    if isinstance(error, RecursionError):
        return ThemeError("the template includes itself", place, "Take the include out.")
    if unknown := _UNKNOWN.search(str(error)):
        word = unknown[1] or unknown[2]
        meant = nearest(word, [*known, *Metadata.__slots__, *Look.__slots__])
        hint = f"Did you mean `{meant}`? {hint}" if meant else hint
        return ThemeError(f"`{word}` is undefined", place, hint)
    return ThemeError(f"template fails: {error}", place, hint)


_UNKNOWN = re.compile(r"has no attribute '(\w+)'|^'(\w+)' is undefined")


def _body(root: HtmlElement, article: Article, dress: Dress) -> str:
    """Return the body made up for the edition, its pictures at their addresses there, as HTML or XHTML."""
    for rule in dress.make_up:
        rule(root, article)
    for image in root.iter("img"):
        asset = article.assets.get(str(image.get("src")))
        if asset:
            image.set("src", dress.link(asset))
    method: Literal["xml", "html"] = "xml" if dress.is_xml else "html"
    if dress.is_xml:
        _make_xml(root)
    bare_text = [str(escape(root.text))] if root.text and root.text.strip() else []
    parts = [*bare_text, *(str(tostring(e, encoding="unicode", method=method)) for e in root)]
    return "\n".join(parts).replace("></wbr>", ">" if method == "html" else "/>")


def _make_xml(root: etree._Element) -> None:
    """Return elements the attributes that XHTML needs beside the HTML ones."""
    for element in root.iter():
        if lang := element.get("lang"):
            element.set("{http://www.w3.org/XML/1998/namespace}lang", lang)


def _sheet(theme: Theme, name: str, dress: Dress) -> str:
    """Return a style sheet; in XML editions, whose readers know no variables, with its tokens put in."""
    return theme.flat_style(name) if dress.is_xml else theme.style(name)


def _bound(title: str) -> str:
    """Return a title of more than a line with a short last word bound to the one before it."""
    words = title.split(" ")
    is_short = len(title) > _LINE and len(words[-1]) <= _SHORT_WORD
    return "\u00a0".join([" ".join(words[:-1]), words[-1]]) if is_short else title


_LINE, _SHORT_WORD = 36, 9


def _css_string(text: str) -> Markup:
    """Return ``text`` as a CSS string that ends neither itself nor its style element (CSS Syntax 3)."""
    safe = "".join(c if c.isalnum() or c in " .,-–—" else f"\\{ord(c):x} " for c in text)
    return Markup(f'"{safe}"')


def _outline(headings: tuple[Any, ...], deepest: int) -> list[dict[str, Any]]:
    """Return headings down to level ``deepest`` as a tree: ``{"heading": …, "inner": […]}``."""
    roots: list[dict[str, Any]] = []
    open_ones: list[dict[str, Any]] = []
    for heading in headings:
        if heading.level > deepest or not heading.text:
            continue
        entry: dict[str, Any] = {"heading": heading, "inner": []}
        while open_ones and open_ones[-1]["heading"].level >= heading.level:
            open_ones.pop()
        (open_ones[-1]["inner"] if open_ones else roots).append(entry)
        open_ones.append(entry)
    return roots
