"""Issues: articles joined in one page, or in one book, behind a title page and their contents."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from html import escape as escape_attribute

from lxml.html import HtmlElement, document_fromstring, tostring
from markupsafe import Markup

from triptych.body.compose import close_breaks
from triptych.body.numbers import NUMBER
from triptych.core.css_ids import PART, widened
from triptych.core.html_parser import html_parser
from triptych.core.member_names import ARTICLE, ISSUE, scoped
from triptych.core.model import Article, Asset, Document, Galley, Heading
from triptych.editions import render
from triptych.editions.dress import Dress
from triptych.editions.epub.splitting import split_pages
from triptych.editions.html import linked_data
from triptych.editions.make_up import Fonts, MadeUp, choose_fonts, lettered, make_up, needs_of
from triptych.editions.member_css import page_css, report_pages, with_sheet
from triptych.editions.pieces import Member, MemberValue, Piece, Ways, member_id, member_values
from triptych.editions.scopes import scope_ids, scope_numbers
from triptych.editions.template_values import freeze_all
from triptych.editions.templates import fill_template
from triptych.theme.load import Theme
from triptych.theme.paper import on_paper

TOP = "pf-title"
_SHEETS = {
    "html": (("all", "issue.css"),),
    "epub": (("all", "epub-issue.css"),),
    "pdf": (("all", "issue.css"), ("print", "pdf-issue.css")),
}
"""The style sheets that an issue has beside those of an article, by edition."""

_STYLE = re.compile(r"(<style[^>]*>)(.*?)(</style>)", re.DOTALL)


def render_issue(galley: Galley, theme: Theme, dress: Dress) -> Document:
    """Return an issue dressed for an edition; raises ``ThemeError`` for a fault in a template."""
    theme = on_paper(theme, galley.article.manuscript.look)
    last = [name.endswith("extra.css") for _, name in dress.sheets].index(True)
    sheets = (*dress.sheets[:last], *_SHEETS[dress.edition], *dress.sheets[last:])
    dress = replace(dress, make_up=(_link_members(galley, dress), *dress.make_up), sheets=sheets)
    front = make_up(galley, theme, dress)
    folders = [(g.article.manuscript.out_folder, member_id(g.article)) for g in galley.members]
    home, is_freed = galley.article.manuscript.out_folder, _is_freed(galley, dress)
    ways = Ways(theme, dress, repr((home, folders, is_freed)))
    state = ways.state()
    members = [Member(_with_own_names(each), ways, state) for each in galley.members]
    needs = [needs_of(front, dress), *(each.needs for each in members)]
    fonts = choose_fonts(front.article, needs, theme, dress)
    front = lettered(front, fonts, dress)
    if dress.is_xml:
        return _book(front, members, fonts, dress)
    return _page(front, members, fonts, dress)


def _with_own_names(galley: Galley) -> Galley:
    """Return a member whose pictures have names that no other member's have."""
    folder = member_id(galley.article)

    def own(asset: Asset | None) -> Asset | None:
        return asset and replace(asset, name=f"{folder}/{asset.name}")

    article = galley.article
    named = {url: replace(a, name=f"{folder}/{a.name}") for url, a in article.assets.items()}
    article = replace(article, lead=own(article.lead), header=None, header_dark=None, assets=named)
    return replace(galley, article=article)


def _link_members(issue: Galley, dress: Dress) -> Callable[[HtmlElement, Article], None]:
    """Return the rule that makes links between the articles of an issue lead within it."""
    folders = {g.article.manuscript.out_folder: member_id(g.article) for g in issue.members}
    home, is_freed = issue.article.manuscript.out_folder, _is_freed(issue, dress)

    def link(root: HtmlElement, article: Article) -> None:
        """Make the links to the issue and to its other articles lead within it."""
        if article.manuscript.out_folder == home and is_freed:
            scope_ids(root, member_id(article), ())
        for element in root.iter("a"):
            folder = str(element.get(ARTICLE, ""))
            if folder != home and folder not in folders:
                continue
            del element.attrib[ARTICLE]
            element.attrib.pop(ISSUE, None)
            place = str(element.get("href", "")).partition("#")[2]
            if folder == home:
                place = scoped(member_id(issue.article), place) if place and is_freed else place
                element.set("href", f"{'article.xhtml' if dress.is_xml else ''}#{place or TOP}")
            elif dress.is_xml:
                element.set("href", f"{folders[folder]}.xhtml{f'#{place}' if place else ''}")
            else:
                name = folders[folder]
                element.set("href", f"#{scoped(name, place) if place else name}")

    return link


def _is_freed(issue: Galley, dress: Dress) -> bool:
    """Whether the ids of a foreword get its own name in front, for one is that of a member."""
    taken = {member_id(each.article) for each in issue.members}
    return not dress.is_xml and not taken.isdisjoint(_IDS.findall(issue.body))


_IDS = re.compile(r'\sid="([^"]+)"')


def _page(front: MadeUp, members: list[Member], fonts: Fonts, dress: Dress) -> Document:
    """Return an issue as one page."""
    values = render.template_values(front, fonts, dress, None)
    listed = member_values(members, dress)
    described = linked_data.describe_issue(
        front.article.meta,
        [
            article.meta
            for article in (each.galley.article for each in members)
            if not (article.works and article.works.is_list)
        ],
    )
    values |= {"members": listed, "headings": (), "linked_data": Markup(described)}
    articles = [each.galley.article for each in members]
    ids = [value.id for value in listed]
    values["custom_css"] = Markup(page_css(front.article, list(zip(ids, articles, strict=True))))
    if dress.edition == "pdf":
        report_pages(articles)
    (name, template), *_ = dress.pages.items()
    page = fill_template(_ISSUE[template], freeze_all(values), fonts.theme).lstrip()
    sheets, named = widened([css for _, css, _ in _STYLE.findall(page)])
    rest = iter(sheets)
    page = _STYLE.sub(lambda found: f"{found[1]}{next(rest)}{found[3]}", page)
    pieces = []
    for member, value in zip(members, listed, strict=True):
        write = partial(_article, value=value, fonts=fonts, dress=dress, parts=frozenset(named))
        depends = (value.id, value.is_in_part, list(named))
        pieces.append(member.piece(fonts, write, depends))
    made = [_part(v, dress) + piece.text for piece, v in zip(pieces, listed, strict=True)]
    names = "pf-articles pf-recto" if front.article.manuscript.contents.recto else "pf-articles"
    joined = f'<div class="{names}">\n{"".join(made)}</div>\n'
    before, end, after = page.rpartition("</main>")
    if not end:
        before, end, after = page.rpartition("</body>")
    document = _document(front, pieces, listed, fonts)
    pages = {name: f"{before}{joined}{end}{after}"}
    roots = [uid for value in listed for uid in (value.part_id, value.id) if uid]
    return replace(document, pages=pages, sections=tuple(made), roots=tuple(roots))


_ISSUE = {
    "article.html.j2": "issue.html.j2",
    "epub/title.xhtml.j2": "epub/title.xhtml.j2",
    "epub/article.xhtml.j2": "epub/issue.xhtml.j2",
}
"""The templates of an issue, by those of an article."""


def _part(value: MemberValue, dress: Dress) -> str:
    """Return the heading of a part as HTML, where one begins."""
    if not value.part:
        return ""
    title, level = (
        Markup.escape(value.part),
        ' headingoffset="1"' if dress.edition == "html" else "",
    )
    number = f'{NUMBER}="{value.part_id}"'
    return f'<div class="pf-part" id="{value.part_id}"{level}><h1 {number}>{title}</h1></div>\n'


def _article(
    made: MadeUp, value: MemberValue, fonts: Fonts, dress: Dress, parts: frozenset[str]
) -> str:
    """Return a member as an ``article``: what its template has in ``main``, with ids of its own."""
    values = render.template_values(made, fonts, dress, None)
    values |= {"sheets": (), "fonts_css": "", "custom_css": "", "is_member": True}
    (template, *_) = dress.pages.values()
    filled = close_breaks(fill_template(template, freeze_all(values), fonts.theme))
    page = document_fromstring(filled, parser=html_parser())
    (main, *_) = [*page.iter("main"), page.find("body")]
    meta = made.article.meta
    scope_ids(main, value.id, parts)
    uid = main.get(PART, "")
    main.tag = "article"
    main.attrib.clear()
    if uid:
        main.set(PART, uid)
    names = ["pf-article", *(["pf-in-part"] if value.is_in_part else [])]
    main.set("id", value.id)
    main.set("class", " ".join(names))
    main.set("lang", meta.lang)
    main.set("dir", meta.direction)
    main.set("aria-labelledby", scoped(value.id, TOP))
    if dress.edition == "html":  # the issue's title is above those of its articles (HTML, 4.3.11)
        for heading in main.iter("h1", "h2", "h3", "h4", "h5", "h6"):
            heading.set("headingoffset", "2" if value.is_in_part else "1")
    for region in main.iterfind(".//*[@role][@aria-labelledby]"):
        if region.get("role") in _LANDMARKS:
            region.set(
                "aria-labelledby", f"{region.get('aria-labelledby')} {scoped(value.id, TOP)}"
            )
    main.tail = "\n"
    return str(tostring(main, encoding="unicode", method="html")).replace("></wbr>", ">")


_LANDMARKS = frozenset(["doc-endnotes", "doc-bibliography", "doc-glossary", "navigation", "region"])
"""Roles that must have a name of their own in a page (WAI-ARIA 1.2, section 5.3.4)."""


def _document(
    front: MadeUp, pieces: list[Piece], listed: tuple[MemberValue, ...], fonts: Fonts
) -> Document:
    """Return an issue, without its pages, with all that they refer to and the sources of its members."""
    resources = render.resources_of(front.article, None)
    files = dict(front.article.files)
    headings = []
    for each, value in zip(pieces, listed, strict=True):
        article = each.galley.article
        resources |= {asset.name: asset for asset in each.resources}
        files |= article.files
        headings += [Heading(1, value.id, article.meta.title), *value.headings]
    article = replace(front.article, files=files)
    return Document(article, {}, tuple(headings), resources | fonts.files)


def _book(front: MadeUp, members: list[Member], fonts: Fonts, dress: Dress) -> Document:
    """Return an issue as the pages of a book, one for each member."""
    article, theme = front.article, fonts.theme
    cover = dress.cover(article, theme) if dress.cover else None
    listed = member_values(members, dress)
    values = freeze_all(
        render.template_values(front, fonts, dress, cover) | {"members": listed, "headings": ()}
    )
    pages = dict[str, str]()
    for name, template in dress.pages.items():
        page = fill_template(_ISSUE.get(template, template), values, theme)
        pages |= {name: page.lstrip()} if page.strip() else {}
    template = dress.pages["text/article.xhtml"]
    pieces = []

    def write(made: MadeUp) -> str:
        """Return the page of a member."""
        own = render.template_values(made, fonts, dress, None) | {"is_member": True}
        page = fill_template(template, freeze_all(own), theme).lstrip()
        return scope_numbers(page, member_id(made.article))

    for each, value in zip(members, listed, strict=True):
        if value.part:
            part = freeze_all(values | {"part": value})
            pages[f"text/{value.part_id}.xhtml"] = fill_template(
                "epub/part.xhtml.j2", part, theme
            ).lstrip()
        pieces.append(each.piece(fonts, write, (value.id,)))
        css = render.custom_css(each.galley.article, theme, dress)
        pages |= with_sheet(pieces[-1].text, css, value.id)
    document = _document(front, pieces, listed, fonts)
    resources = {**document.resources, **({cover.name: cover} if cover else {})}
    document = replace(document, pages=split_pages(pages), resources=resources)
    return _with_pictures_once(document, dress)


def _with_pictures_once(document: Document, dress: Dress) -> Document:
    """Return a book in which pictures of equal bytes are one file."""
    first: dict[tuple[str, bytes], Asset] = {}
    pages = dict(document.pages)
    for asset in document.resources.values():
        known = first.setdefault((asset.media_type, asset.data), asset)
        if known is not asset:
            old, new = (escape_attribute(dress.link(each)) for each in (asset, known))
            pages = {name: page.replace(f'"{old}"', f'"{new}"') for name, page in pages.items()}
    kept = {asset.name: asset for asset in first.values()}
    return replace(document, pages=pages, resources=kept)
