"""MkDocs and Material for MkDocs: Python-Markdown with its extensions."""

import html
import re
from datetime import date, datetime
from typing import Any

from triptych.dialects import (
    attribute_lists,
    blocks,
    config,
    emoji_names,
    fences,
    homepage,
    html_blocks,
    include_plugins,
    material,
    mkdocs_code,
    mkdocs_config,
    python_markdown,
    scanner,
    slash_blocks,
    snippets,
    word_callouts,
)
from triptych.dialects import page as pages
from triptych.dialects.fences import Fence
from triptych.dialects.page import NO_CAPTIONS, Dialect, Page
from triptych.settings import front_tables


def _adapt(data: dict[str, Any], page: Page) -> None:
    """Set what folders say of their pages, the dates of Material's blog, the title and the contents."""
    for key, value in _folder_values(page).items():
        data.setdefault(key, value)
    days = data.get("date")
    if isinstance(days, dict):
        data["date"] = days.get("created")
        if isinstance(days.get("updated"), date | datetime | str):
            data.setdefault("updated", days["updated"])
    homepage.prefer_heading(data, page.source)
    if "categories" in data:
        data.setdefault("tags", data["categories"])
    if isinstance(data.get("authors"), list):
        known = _authors(page)
        data["authors"] = [
            known.get(each, each) if isinstance(each, str) else each for each in data["authors"]
        ]
    if re.search(r"^\[TOC\][ \t]*$", page.source, re.MULTILINE):
        data.setdefault("toc", True)
    if not data.get("title") and not next(scanner.find(page.source, _HEADING), None):
        stem = (
            page.path.parent.name
            if page.path.stem.lower() in ("index", "readme")
            else page.path.stem
        )
        title = config.table_at(page.site.values, "titles").get(page.name, "")
        data["title"] = title or re.sub(r"[-_]+", " ", stem).strip().capitalize()


_HEADING = re.compile(r"^#[ \t]+\S|^[^\n]+\n=+[ \t]*$|<h1", re.MULTILINE)


def _folder_values(page: Page) -> dict[str, Any]:
    """Return the front matter that ``.meta.yml`` gives the pages of a folder, the inner ones first."""
    found: dict[str, Any] = {}
    folder = page.name.rpartition("/")[0]
    while folder:
        if (page.root / folder / ".meta.yml").is_file():
            found = {**_table(page, f"/{folder}/.meta.yml"), **found}
        folder = folder.rpartition("/")[0]
    return found


def _table(page: Page, name: str) -> dict[str, Any]:
    """Return a file in YAML as a table; empty when it is none."""
    try:
        return dict(front_tables.loose_yaml(pages.read_text(page, name, "") or "") or {})
    except (TypeError, ValueError, RecursionError):
        return {}


def _authors(page: Page) -> dict[str, Any]:
    """Return the authors of Material's blog by their keys."""
    folder = page.name.rpartition("/")[0]
    while folder:
        if (page.root / folder / ".authors.yml").is_file():
            return dict(config.table_at(_table(page, f"/{folder}/.authors.yml"), "authors"))
        folder = folder.rpartition("/")[0]
    return {}


_TAB = re.compile(r"(?P<indent>[ \t>]*)===[+!]*[ \t]+(?P<q>[\"'])(?P<title>.*)(?P=q)[ \t]*$")
_MARKDOWN = re.compile(
    r"(<[A-Za-z][\w-]*\b[^<>\n]*?)[ \t]+markdown(?:=(?:\"[^\"]*\"|'[^']*'|\w+))?(?=[\s/>])"
)
_TOC = re.compile(r"^[ \t]*\[TOC\](?:\{[^{}\n]*\})?[ \t]*$", re.MULTILINE)
_SHADE = re.compile(
    r"!\[[^\[\]\n]*\]\([^()\s]+#(?:only|gh)-(?P<mode>light|dark)(?:-mode-only)?"
    r"(?:[ \t]+\"[^\"\n]*\")?\)(?:\{[^{}\n]*\})?"
)


def rewrite(text: str, page: Page) -> str:
    """Return a text with admonitions, tabs and the rest of MkDocs's markup as Triptych's own."""
    text = include_plugins.expand(snippets.expand(text, page), page)
    text = material.macros(text, page)
    text = material.shortcodes(mkdocs_code.generated(text, page))
    text = scanner.substitute(text, _MARKDOWN, lambda found: found[1], indented=False)
    text = html_blocks.unindent(material.cards(text))
    text = slash_blocks.rewrite(text)
    text = blocks.indented_blocks(
        text, _TAB, lambda tab, inner: blocks.labelled(tab["title"], inner)
    )
    text = blocks.bang_callouts(text)
    if material.has_extension(page, "callouts"):
        text = word_callouts.rewrite(text)
    text = blocks.quote_callouts(text)
    text = fences.rewrite(text, _fence)
    text = scanner.substitute(text, _TOC, lambda _: "")
    text = scanner.substitute(text, _SHADE, _light)
    if material.has_extension(page, "arithmatex", "mdx_math", "katex"):
        text = python_markdown.formulas(scanner.replace_fences(text, _formula))
    if material.has_extension(page, "smartsymbols"):
        text = python_markdown.symbols(text)
    for step in (
        python_markdown.edits,
        python_markdown.inserted,
        python_markdown.keys,
        python_markdown.icons,
        emoji_names.rewrite,
    ):
        text = step(text)
    text = attribute_lists.rewrite(text)
    text = python_markdown.undefined_references(text, page, mkdocs_code.reference)
    return homepage.heading_first(text)


def _formula(fence: scanner.Fence, inner: list[str]) -> str | None:
    """Return a fence of ``math`` as a formula."""
    info = re.sub(r"[{}.\s]", "", fence.info)
    return "\n".join(["$$", *filter(str.strip, inner), "$$"]) if info == "math" else None


def _light(found: scanner.Found) -> str:
    """Return a picture for light screens without what says so; one for dark screens is out."""
    if found["mode"] == "dark":
        return ""
    return re.sub(r"#(?:only|gh)-light(?:-mode-only)?", "", found[0], count=1)


_COLOUR = re.compile(r"</?(?:font|span|b|u|i)(?=[\s>])[^<>]*>")
"""Tags by which a script shows the colours of a terminal, as Typer's documentation does."""

_NUMBER = re.compile(r"\(\d{1,3}\)!")
_LANGUAGE = re.compile(r"\{?[ \t]*\.?([A-Za-z][\w.+#-]*)(?![\w=])")


def _fence(fence: Fence) -> Fence:
    """Return code with pandoc's attributes, whose annotations are numbers in parentheses."""
    lines = [
        _NUMBER.sub(lambda match: match[0][:-1], line) if ")!" in line else line
        for line in fence.lines
    ]
    if fence.info == "console" and any("<font" in line or "<span style" in line for line in lines):
        lines = [html.unescape(_COLOUR.sub("", line)) for line in lines]
    known = fences.attributes(fence.info)
    if "linenums" not in known and "{" not in fence.info:
        return Fence(fence.info, lines)
    language = _LANGUAGE.match(fence.info)
    made = [f".{language[1]}"] if language else []
    if known.get("linenums", "").split():
        first = known["linenums"].split()[0]
        made += [".numberLines", f'startFrom="{first}"'] if first.isdecimal() else []
    if known.get("title"):
        made.append(f"title={blocks.quoted(known['title'])}")
    return Fence(f"{{{' '.join(made)}}}" if made else "", lines)


DIALECT = Dialect(
    name="mkdocs",
    label="MkDocs",
    describe=mkdocs_config.describe,
    keys={"subtitle": "subtitle"},
    adapt=_adapt,
    rewrite=rewrite,
    extensions=lambda _: f"+emoji{NO_CAPTIONS}",
    suffixes=(".md", ".markdown", ".mdown", ".mkd"),
)
