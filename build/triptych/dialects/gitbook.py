"""GitBook: Markdown with hints, tabs, links to pages and other blocks between braces."""

import re
from pathlib import Path
from posixpath import join, normpath
from typing import Any
from urllib.parse import unquote

from triptych.core.site import Site
from triptych.dialects import blocks, config, inclusion, kramdown, scanner, shortcodes
from triptych.dialects.figure_tags import first
from triptych.dialects.front import plain_words
from triptych.dialects.liquid import Template
from triptych.dialects.liquid_lexer import Piece
from triptych.dialects.page import PLAIN, Dialect, Page, read_text, report_foreign
from triptych.dialects.paired import Tag

_CHAPTER = re.compile(
    r"^[ \t]*[-*+][ \t]+\[[^\[\]\n]*\]\((?:<([^<>\n]+)>|([^()\n\"]+?))(?:[ \t]+\"[^\"\n]*\")?\)",
    re.MULTILINE,
)
_MENTION = re.compile(r"\[[^\[\]\n]*\]\((?P<place>[^()\s]+)[ \t]+\"mention\"\)")
_PLUGIN = re.compile(r"\{%[ \t]*@(?P<name>[\w./-]+)(?P<rest>(?:(?!%\}).){0,20000}?)%\}", re.DOTALL)
_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)
_HINT = "Left out. Write what it shows, or link to it."
_CONTENT = frozenset(
    (
        *("stepper", "step", "columns", "column", "updates", "update", "if", "else", "tabs"),
        *("swagger-description", "api-method", "api-method-summary", "api-method-description"),
        *("api-method-spec", "api-method-request", "api-method-response", "api-method-parameter"),
    )
)
"""Blocks of which the text within is set."""


def _describe(root: Path, mark: str) -> Site:
    """Return what the configuration says: the folder of pages, and their order in ``SUMMARY.md``."""
    table = config.read(root / mark, root) if mark.endswith((".yaml", ".json")) else {}
    folder = config.text_at(table, "root") or mark.rpartition("/")[0]
    folder = normpath(folder.strip("/")).strip(".").strip("/") if folder else ""
    summary = config.text_at(table, "structure", "summary") or "SUMMARY.md"
    text = config.read_script(root / folder / summary, root)
    found = (
        unquote((match[1] or match[2]).strip()).partition("#")[0]
        for match in _CHAPTER.finditer(text)
    )
    order = dict.fromkeys(normpath(join(folder, each)) for each in found if each.endswith(".md"))
    return Site(
        title=config.text_at(table, "title"),
        lang=config.language(config.text_at(table, "language")),
        author=config.text_at(table, "author"),
        content=(folder,) if folder else (),
        statics=(folder,),
        order=tuple(each for each in order if not each.startswith("..")),
        skipped=("SUMMARY.md", summary, "_book", "GLOSSARY.md", "includes"),
        values={"folder": folder},
    )


def rewrite(text: str, page: Page) -> str:
    """Return a page whose blocks are Triptych's own Markdown."""
    if "{%" in text:
        text = _plugins(text, page)
        template = Template({}, lambda tag: _tag(tag, page))
        template.include = lambda name, _, piece: _include(template, page, name, piece)
        text = template.render(text)
        template.report(page)
    if '"mention")' in text:
        text = scanner.substitute(text, _MENTION, lambda found: _page_link(found["place"], page))
    return blocks.quote_callouts(kramdown.inline_formulas(text), are_alerts=True)


def _plugins(text: str, page: Page) -> str:
    """Return a text with the blocks of GitBook's plugins as diagrams or links."""
    unread: list[str] = []

    def made(found: scanner.Found) -> str:
        tag = Tag(found["name"], found["rest"], None, found[0], is_block=True)
        if found["name"].startswith("mermaid/"):
            return blocks.fenced(first(tag, "content").replace("\\n", "\n"), "mermaid")
        if address := first(tag, "url", "src"):
            return f"\n\n{blocks.link('', address)}\n\n"
        unread.append(found[0])
        return ""

    text = scanner.substitute(text, _PLUGIN, made)
    report_foreign(page, "block of a plugin", unread, _HINT)
    return text


def _tag(tag: Tag, page: Page) -> str | None:
    """Return the Markdown of a block; None for one that GitBook has not of its own."""
    name, inner = tag.name.lower(), (tag.inner or "").strip()
    address = first(tag, "url", "src", "page", "href") or next(iter(tag.words), "")
    if name in ("content-ref", "page-ref") and address:
        return f"\n\n{_page_link(address, page)}\n\n"
    if name == "code" and tag.inner is not None:
        return _code(tag)
    if name in ("file", "openapi", "swagger", "openapi-operation") and address:
        words = inner if inner and "\n" not in inner else first(tag, "caption", "summary")
        link = blocks.link(plain_words(words) or address.rpartition("/")[2], address)
        return f"\n\n{link}\n\n{inner if inner != words else ''}\n\n"
    if name == "embed" and address:
        made = shortcodes.make(Tag("youtube", f'"{address}"', None, tag.markup, is_block=True))
        is_film = re.search(r"youtu\.?be|vimeo\.com", address)
        link = blocks.link(inner or first(tag, "caption", "title"), address)
        return made if is_film and made else f"\n\n{link}\n\n"
    return f"\n\n{inner}\n\n" if name in _CONTENT and inner else None


def _code(tag: Tag) -> str:
    """Return a block of code with its title."""
    inner, title = (tag.inner or "").strip("\n"), first(tag, "title")
    found = scanner.fences(inner)
    if len(found) == 1 and title and re.fullmatch(r"[\w+#.-]*", found[0].info):
        code = "\n".join(found[0].inner(inner.split("\n")))
        return blocks.fenced(code, found[0].info, title)
    return f"\n\n{inner}\n\n" if found else blocks.fenced(inner, "", title)


def _page_link(address: str, page: Page) -> str:
    """Return a link to a page by its title; by its address where it is none of the site's."""
    plain = address.partition("#")[0]
    own = normpath(join(page.name.rpartition("/")[0], unquote(plain)))
    is_here = plain.endswith(".md") and (page.root / own).is_file() and not own.startswith("..")
    name = own if is_here else page.find_article(plain)
    text = (read_text(page, f"/{name}", "") or "")[:20_000] if name else ""
    given = re.search(r"\A---\n(?:.*\n)*?title:[ \t]*(.+)\n", text[:2_000])
    found = given or _HEADING.search(inclusion.without_front(text))
    words = plain_words(found[1].strip("\"'")) if found else ""
    if not words and not re.match(r"https?:", address):
        words = re.sub(
            r"[-_]+", " ", plain.rstrip("/").rpartition("/")[2].removesuffix(".md")
        ).capitalize()
    return blocks.link(re.sub(r"([\[\]])", r"\\\1", words), address)


def _include(template: Template, page: Page, name: str, piece: Piece) -> str | None:
    """Return the text of a file that pages share; None where there is none."""
    folder = str(page.site.values.get("folder", ""))
    own = normpath(join(page.name.rpartition("/")[0], name))
    places = (
        own,
        normpath(join(folder, name.lstrip("/"))),
        join(folder, ".gitbook/includes", name),
    )
    found = next((each for each in places if (page.root / each).is_file()), "")
    if not found or found.startswith("..") or found in template.stack:
        return None
    text = read_text(page, f"/{found}", piece.typed)
    return "" if text is None else template.render_within(found, inclusion.without_front(text), {})


def _adapt(data: dict[str, Any], page: Page) -> None:
    """Take the picture of a page by its place in the repository."""
    del page
    cover = data.get("image")
    if isinstance(cover, str) and "(" in cover:
        data["image"] = unquote(cover)


DIALECT = Dialect(
    name="gitbook",
    label="GitBook",
    describe=_describe,
    adapt=_adapt,
    rewrite=rewrite,
    extensions=lambda _: f"+emoji{PLAIN}",
)
