"""Hugo: Goldmark with shortcodes, page bundles, sections whose values cascade, several languages."""

import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from typing import Any

from triptych.core.errors import TriptychError
from triptych.core.site import Site
from triptych.dialects import (
    blocks,
    config,
    fences,
    html_blocks,
    hugo_bundles,
    hugo_config,
    kramdown,
    permalinks,
    scanner,
)
from triptych.dialects.hugo_shortcodes import Shortcodes
from triptych.dialects.page import PLAIN, Dialect, Page, read_text
from triptych.settings import front_matter, front_tables, toml

_UNCASCADED = (
    "title",
    "slug",
    "url",
    "aliases",
    "cascade",
    "date",
    "description",
    "weight",
    "layout",
)


def _adapt(data: dict[str, Any], page: Page) -> None:
    """Add what sections and the configuration say of the page, and whether it has a page of its own."""
    for table in (config.table_at(data, "params"), *_cascades(page)):
        for key, value in table.items():
            name = str(key).lower()
            if name not in _UNCASCADED or (name == "description" and table is data.get("params")):
                data.setdefault(name, value)
    title = data.pop("title", "") or data.get("linktitle") or data.get("linkTitle")
    if title:
        data["title"] = title
    build = data.get("build") or data.get("_build")
    render = str(build.get("render", "")).lower() if isinstance(build, Mapping) else ""
    if render in ("never", "false") or str(data.get("headless", "")).lower() == "true":
        data["draft"] = True
    if language := _language(page):
        data.setdefault("lang", language)
    hugo_bundles.adapt(data, page)


def _language(page: Page) -> str:
    """Return the language of a page by its name, ``two.de.md``, or its folder; "" for the site's own."""
    languages = config.table_at(page.site.values, "languages")
    parts = page.path.name.lower().split(".")
    if len(parts[2:]) and parts[-2] in languages:
        return _tag_of(languages, parts[-2])
    for language, values in languages.items():
        folder = config.text_at(values, "contentdir").strip("/")
        if (
            folder
            and page.name.startswith(f"{folder}/")
            and language != page.site.values.get("main")
        ):
            return _tag_of(languages, language)
    return ""


def _tag_of(languages: Mapping[str, Any], language: str) -> str:
    """Return the language tag of one of the site's languages."""
    own = config.table_at(languages, language)
    return config.text_at(own, "languagecode") or config.text_at(own, "locale") or language


def _cascades(page: Page) -> Iterator[Mapping[str, Any]]:
    """Yield what the sections above a page hand down to it, the nearest first, then the site's."""
    content = next((f for f in page.site.content if page.name.startswith(f"{f}/")), "")
    folders = page.name.removeprefix(f"{content}/").split("/")[:-1]
    for depth in range(len(folders), -1, -1):
        path = "/".join([content, *folders[:depth], "_index.md"]).lstrip("/")
        if path != page.name and (page.root / path).is_file():
            yield from _handed(_front(page, path).get("cascade"), page)
    yield from _handed(page.site.values.get("cascade"), page)


def _handed(cascade: Any, page: Page) -> Iterator[Mapping[str, Any]]:
    """Yield the tables of a cascade that concern a page: by ``target.path``, where one is given."""
    for each in cascade if isinstance(cascade, list) else [cascade]:
        if not isinstance(each, Mapping):
            continue
        target = each.get("target") or each.get("_target")
        wanted = config.text_at(target, "path") if isinstance(target, Mapping) else ""
        content = next((f for f in page.site.content if page.name.startswith(f"{f}/")), "")
        own = f"/{page.name.removeprefix(f'{content}/')}"
        if (
            not wanted
            or fnmatch(own, wanted)
            or fnmatch(own.rpartition(".")[0], wanted.rstrip("/"))
        ):
            yield each
            yield config.table_at(each, "params")


def _front(page: Page, path: str) -> Mapping[str, Any]:
    """Return the front matter of another file; empty when it has none, or none that parses."""
    text = read_text(page, f"/{path}", "") or ""
    if "cascade" not in text:
        return {}
    try:
        parts = front_matter.split(text, path)
        if parts.fence == "+++":
            return toml.parse(parts.front.encode())
        if parts.fence == "{":
            return front_tables.read_json(f"{{{parts.front}}}", path)[0]
        return front_tables.loose_yaml(parts.front)
    except (toml.BadTomlError, TriptychError, ValueError, RecursionError):
        return {}  # which is reported where that file is read


def _addresses(name: str, head: Mapping[str, str], site: Site) -> Iterator[str]:
    """Yield the addresses of a page: by its section's pattern, and by its slug and its language."""
    content = next((f for f in site.content if name.startswith(f"{f}/")), "")
    own = name.removeprefix(f"{content}/")
    languages = config.table_at(site.values, "languages")
    language = next(
        (
            key
            for key, each in languages.items()
            if config.text_at(each, "contentdir").strip("/") == content
        ),
        "",
    )
    if (found := re.search(r"\.(\w+)(\.\w+)$", own)) and found[1].lower() in languages:
        language = found[1].lower()
        own = own[: found.start()] + found[2]
    parts = permalinks.parts(own, head)
    table = config.table_at(site.values, "permalinks")
    table = config.table_at(table, "page") or table
    pattern = config.text_at(table, parts["section"].lower())
    made = [permalinks.expand(pattern, parts)] if pattern else []
    if head.get("slug"):
        made.append("/".join(filter(None, [parts["sections"], head["slug"].strip("/")])))
    if language:
        plain = [*made, re.sub(r"(?:(?:^|/)_?index)?\.\w+$", "", own)]
        made += [f"{language}/{each}" for each in plain if each]
    yield from filter(None, made)


def rewrite(text: str, page: Page) -> str:
    """Return a text in which shortcodes and Goldmark's attributes are Triptych's own Markdown."""
    codes = Shortcodes(page)
    text = codes.rewrite(html_blocks.unindent(text))
    codes.report()
    text = fences.rewrite(text, _fence)
    text = kramdown.braces_below(text)
    text = blocks.quote_callouts(_extended(text))
    return kramdown.bracket_formulas(text, single=_has_passthrough(page.site))


_ICON = re.compile(r":\(fa[a-z-]*(?: fa-[\w-]+)+\):[ ]?")
_RUBY = re.compile(r"(?<!\\)\[([^\[\]\n]+)\]\^\(([^()\n]+)\)")


def _extended(text: str) -> str:
    """Return a text without the icons of LoveIt and its kin, and with readings as HTML has them."""
    if ":(fa" in text:
        text = scanner.substitute(text, _ICON, lambda _: "")
    if "]^(" in text:
        text = scanner.substitute(text, _RUBY, lambda m: f"<ruby>{m[1]}<rt>{m[2]}</rt></ruby>")
    return text


def _extensions(site: Site) -> str:
    """Return the extensions of pandoc that a site needs: names of emoji are read where it says so."""
    has_emoji = config.text_at(site.values, "enableemoji").lower() == "true"
    return f"+emoji{PLAIN}" if has_emoji else PLAIN


def _fence(fence: fences.Fence) -> fences.Fence | str:
    """Return a fence whose attributes pandoc knows: the language and the title."""
    info = fence.info
    if "{" not in info:
        return fence
    language, _, rest = info.partition("{")
    spaced = re.sub(r"(\"[^\"]*\")|,", lambda found: found[1] or " ", rest.rstrip("}"))
    known = fences.attributes(spaced)
    title = (
        known.get("filename") or known.get("title") or known.get("file") or known.get("name") or ""
    )
    language = language.strip() or next(iter(re.findall(r"^\s*\.([\w+-]+)", rest)), "")
    if not title:
        return fences.Fence(language, fence.lines)
    parts = [f".{language}"] if language else []
    return fences.Fence(f"{{{' '.join([*parts, f'title={blocks.quoted(title)}'])}}}", fence.lines)


def _has_passthrough(site: Site) -> bool:
    """Whether formulas are written between brackets with one backslash, as the configuration says."""
    place = ("markup", "goldmark", "extensions", "passthrough", "enable")
    return config.text_at(site.values, *place).lower() == "true"


DIALECT = Dialect(
    name="hugo",
    label="Hugo",
    describe=hugo_config.describe,
    keys={
        "categories": "tags",
        "images": "image",
        "featured": "image",
        "featuredimagepreview": "image",
        "expirydate": "",
        "showtoc": "toc",
    },
    adapt=_adapt,
    rewrite=rewrite,
    extensions=_extensions,
    addresses=_addresses,
    suffixes=(".md", ".markdown", ".mdown", ".mmark"),
)
