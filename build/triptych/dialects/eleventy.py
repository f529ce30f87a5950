"""Eleventy: Markdown with Liquid or Nunjucks, values from data files, shortcodes of each site's own."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from triptych.core.site import Site
from triptych.dialects import (
    blocks,
    config,
    data_files,
    eleventy_permalinks,
    html_blocks,
    kramdown,
    permalinks,
    scanner,
)
from triptych.dialects.front import day
from triptych.dialects.liquid import Template
from triptych.dialects.liquid_lexer import Piece
from triptych.dialects.page import PLAIN, Dialect, Page, read_text
from triptych.dialects.paired import Tag

_META = ("metadata", "site", "meta", "siteconfig", "config", "global")
_DATED = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})-?(.*)")
_NO_TAGS = frozenset(("post", "posts", "all", "nav", "page", "pages", "blog", "articles"))


def _describe(root: Path, mark: str) -> Site:
    """Return what the configuration and the data of the site say literally; neither is run."""
    script = config.read_script(root / mark, root) if mark else ""
    top = _literal(script, "input") or _call(script, "setInputDirectory")
    top = top.strip("./").rstrip("/")
    data = _literal(script, "data") or _call(script, "setDataDirectory") or "_data"
    includes = _literal(script, "includes") or _call(script, "setIncludesDirectory") or "_includes"
    copied = re.findall(r"addPassthroughCopy\(\s*\{?\s*['\"`]([^'\"`*]+)", script)
    copied = [each.strip("./").rstrip("/") for each in copied]
    meta = _metadata(root, f"{top}/{data}".strip("/"))
    ignored = config.read_script(root / ".eleventyignore", root).split("\n")
    output = (_literal(script, "output") or "_site").strip("./")
    return Site(
        title=_text(meta, "title", "name", "sitename", "siteName"),
        lang=config.language(_text(meta, "language", "lang", "locale").replace("_", "-")),
        author=config.text_at(meta, "author", "name") or config.text_at(meta, "author"),
        url=config.address(_text(meta, "url", "siteUrl", "baseUrl", "domain")),
        base=_literal(script, "pathPrefix").strip("/"),
        content=(top,),
        statics=tuple(
            dict.fromkeys(each for each in (top, *copied, "public", "static", "src") if each)
        ),
        skipped=(
            *(line.strip().strip("/") for line in ignored if line.strip() and line[0] not in "#!"),
            *(each for each in (output, includes, data) if each),
        ),
        values={
            "permalinks": eleventy_permalinks.of_folders(root, top),
            "data": f"{top}/{data}".strip("/"),
            "includes": f"{top}/{includes}".strip("/"),
            "engine": _engine(script),
            "emoji": "yes" if "emoji" in script else "",
            "meta": meta,
        },
    )


def _engine(script: str) -> str:
    """Return the language of templates in Markdown; "" when there is none."""
    found = re.search(r"markdownTemplateEngine\s*:\s*(?:['\"`](\w+)['\"`]|(false))", script)
    return "" if found and found[2] else found[1] if found else "liquid"


def _literal(script: str, key: str) -> str:
    """Return the text that a script gives a key literally."""
    return config.script_value(script, key)


def _call(script: str, name: str) -> str:
    """Return the text that a script hands to a function literally."""
    found = re.search(rf"\b{name}\(\s*['\"`]([^'\"`$]+)['\"`]", script)
    return found[1] if found else ""


def _metadata(root: Path, folder: str) -> Mapping[str, Any]:
    """Return what the first file of data about the site says; of a script what is literal in it."""
    for name in _META:
        for suffix in (".json", ".yaml", ".yml", ".toml"):
            path = root / folder / f"{name}{suffix}"
            if path.is_file() and (table := config.read(path, root)):
                return table
        for suffix in (".js", ".cjs", ".mjs"):
            path = root / folder / f"{name}{suffix}"
            if path.is_file():
                return _script_table(config.read_script(path, root))
    return {}


def _script_table(script: str) -> dict[str, Any]:
    """Return the keys of a script that have a literal text, of any depth as one table."""
    found: dict[str, Any] = {}
    pattern = r"(?<![\w.])['\"]?([A-Za-z_]\w*)['\"]?\s*:\s*(['\"`])((?:(?!\2)[^\\\n$])*)\2"
    for match in re.finditer(pattern, script):
        found.setdefault(match[1], match[3])
    return found


def _text(table: Mapping[str, Any], *keys: str) -> str:
    """Return the first text that a table has under several keys."""
    return next((text for key in keys if (text := config.text_at(table, key))), "")


def _adapt(data: dict[str, Any], page: Page) -> None:
    """Add what the data files of the folders say, and the date in the file's name."""
    for table in _folder_data(page):
        for key, value in table.items():
            if key not in ("permalink", "layout", "eleventyComputed", "tags"):
                data.setdefault(key, value)
    title = data.get("title")
    if isinstance(title, str) and "{{" in title:
        data["title"] = Template(_scope(page, title), lambda _: None).render(title)
    if not data.get("title"):
        data.pop("title", None)
        known = config.table_at(data, "eleventyNavigation") or config.table_at(
            data, "eleventynavigation"
        )
        has_title = re.search(r"^#[ \t]", page.source, re.MULTILINE)
        for key in (
            () if has_title else (config.text_at(known, "title"), config.text_at(known, "key"))
        ):
            if key:
                data.setdefault("title", key)
    if dated := _DATED.match(page.path.stem):
        data.setdefault("date", "-".join(dated.groups()[:3]))
    tags = data.get("tags")
    words = [tags] if isinstance(tags, str) else tags if isinstance(tags, list) else []
    data["tags"] = [word for word in words if str(word).lower() not in _NO_TAGS]
    if str(data.get("permalink", "")).lower() == "false":
        data["draft"] = True


def _folder_data(page: Page) -> Iterator[Mapping[str, Any]]:
    """Yield the data of the page's own file and of its folders, the nearest first."""
    folder, _, file = page.name.rpartition("/")
    stem = file.rpartition(".")[0]
    names = [f"{folder}/{stem}"]
    while folder:
        names.append(f"{folder}/{folder.rpartition('/')[2]}")
        folder = folder.rpartition("/")[0]
    for name in names:
        for suffix in (".json", ".11tydata.json"):
            path = f"{name}{suffix}".lstrip("/")
            if (page.root / path).is_file():
                found = data_files.parsed(read_text(page, f"/{path}", "") or "", ".json")
                if isinstance(found, Mapping):
                    yield found


def _rewrite(text: str, page: Page) -> str:
    """Return a text without templates, and with the marks of markdown-it's usual plugins read."""
    engine = str(page.front.get("templateEngineOverride", "")) or str(
        page.site.values.get("engine", "")
    )
    if engine not in ("", "md", "false"):
        text = scanner.substitute(text, _COMMENT, lambda _: "") if "#}" in text else text
        template = Template(_scope(page, text), _tag, is_open=True)
        template.include = lambda name, values, piece: _include(template, page, name, values, piece)
        text = template.render(html_blocks.unindent(text, is_deep=True))
        template.report(page)
    text = blocks.colon_blocks(html_blocks.unindent(text, is_deep=True), _container)
    text = scanner.substitute(text, _CONTENTS, lambda _: "")
    return blocks.quote_callouts(kramdown.braces_below(text))


_COMMENT = re.compile(r"\{#-?\s(?:(?!#\}|\{#)[\s\S]){0,10000}#\}")
_CONTENTS = re.compile(
    r"^[ \t]*(?:\[\[_?toc_?\]\]|\[toc\]|\$\{toc\}|\$<toc>)[ \t]*$", re.IGNORECASE | re.MULTILINE
)


def _container(kind: str, title: str, inner: str) -> str | None:
    """Return a container of markdown-it as a callout; None for one that is ours, or of no known kind."""
    if kind.lower() not in blocks.KINDS or title.startswith("{"):
        return None
    if kind.lower() == "details":
        return (
            f"\n\n<details>\n<summary>{title or 'Details'}</summary>\n\n{inner}\n\n</details>\n\n"
        )
    return blocks.callout(kind, title, inner)


def _scope(page: Page, text: str) -> dict[str, Any]:
    """Return what templates know: the front matter, the data of folders, and global data by its names."""
    own: dict[str, Any] = {}
    for table in _folder_data(page):
        own = {**table, **own}
    dated = _DATED.match(page.path.stem)
    slug = dated[4] if dated and dated[4] else page.path.stem
    slug = page.path.parent.name if slug == "index" else slug
    place = {
        "fileSlug": slug,
        "inputPath": f"./{page.name}",
        "filePathStem": page.name.rpartition(".")[0],
    }
    scope: dict[str, Any] = {
        **own,
        **page.front,
        "page": {**place, "date": day(page.front.get("date"))},
    }
    folder = str(page.site.values.get("data", "_data"))
    for name in dict.fromkeys(_DATA_NAME.findall(text)):
        if name not in scope:
            known = data_files.read(page, name, folder)
            if not known:
                known = _script_data(page, f"{folder}/{name}")
            if known:
                scope[name] = known
    return scope


_DATA_NAME = re.compile(r"\b[A-Za-z_][\w-]*(?=[.\[])|(?<= in )[A-Za-z_]\w*(?=[\s|%])")


def _script_data(page: Page, path: str) -> dict[str, Any]:
    """Return what a script of data says literally; empty where there is none."""
    for suffix in (".js", ".cjs", ".mjs"):
        if (page.root / f"{path}{suffix}").is_file():
            return _script_table(read_text(page, f"/{path}{suffix}", "") or "")
    return {}


def _tag(tag: Tag) -> str | None:
    """Return what becomes of the tags that Eleventy itself has."""
    if tag.name in ("renderTemplate", "renderContent", "asyncShortcode", "is-land", "call"):
        return tag.inner or ""
    return "" if tag.name in ("getBundle", "getBundleFileUrl", "renderFile", "cycle") else None


def _include(
    template: Template, page: Page, name: str, values: dict[str, str], piece: Piece
) -> str | None:
    """Return the text of a file of the folder of includes; None where there is none."""
    folder = str(page.site.values.get("includes", "_includes"))
    path = (
        f"{folder}/{name}" if not name.startswith(".") else f"{page.name.rpartition('/')[0]}/{name}"
    )
    endings = ("", ".liquid", ".njk", ".html", ".md")
    found = next((path + end for end in endings if (page.root / (path + end)).is_file()), "")
    if not found or name in template.stack:
        return "" if found else _captured(template, piece)
    text = read_text(page, f"/{found}" if not name.startswith(".") else name, piece.typed)
    if text is None:
        return ""
    text = re.sub(r"\A---\s*\n.*?\n---\s*\n", "", text, flags=re.DOTALL)
    made = template.render_within(name, text, values)
    return made if found.endswith(".md") else html_blocks.flat(made)


def _captured(template: Template, piece: Piece) -> str | None:
    """Return the code that was set for a file that is not there, which is reported; None for none."""
    names = [key for key in template.scope if key.lower().startswith("code")]
    text = next((text for key in names if isinstance(text := template.scope.pop(key), str)), "")
    if not text.strip():
        return None
    template.tell("include", piece.typed)
    return blocks.fenced(text)


def _addresses(name: str, head: Mapping[str, str], site: Site) -> Iterator[str]:
    """Yield the address that front matter gives a page by a template: ``/notes/{{ page.fileSlug }}/``."""
    pattern = head.get("permalink", "") or eleventy_permalinks.of_page(name, site)
    if "{{" not in pattern:
        return
    top = site.content[0] if site.content else ""
    parts = permalinks.parts(name.removeprefix(f"{top}/") if top else name, head)
    words = {"page.fileslug": parts["name"], "title": parts["title"], "slug": parts["slug"]}

    def part(match: re.Match[str]) -> str:
        return words.get(match[1].partition("|")[0].strip().lower(), ":unknown")

    yield permalinks.expand(re.sub(r"\{\{-?([^{}]*?)-?\}\}", part, pattern), parts)


DIALECT = Dialect(
    name="eleventy",
    label="Eleventy",
    describe=_describe,
    keys={
        "desc": "description",
        "imagealt": "",
        "thumb": "image",
        "hero": "image",
        "category": "tags",
    },
    adapt=_adapt,
    rewrite=_rewrite,
    extensions=lambda site: f"+emoji{PLAIN}" if site.values.get("emoji") else PLAIN,
    addresses=_addresses,
    suffixes=(".md", ".markdown"),
)
