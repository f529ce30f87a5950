"""VitePress: containers, files set in, and components and values of Vue."""

import re
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import urlsplit

from triptych.core.site import Site
from triptych.dialects import (
    blocks,
    component_rules,
    components,
    config,
    fences,
    homepage,
    html_blocks,
    jsx,
    locales,
    mdx,
    scanner,
    vue_pages,
)
from triptych.dialects.components import Reading
from triptych.dialects.fences import Fence
from triptych.dialects.page import PLAIN, Dialect, Page

_CONFIGS = tuple(
    f"{name}.{suffix}"
    for name in ("config", "config/index", "config/shared")
    for suffix in ("js", "ts", "mts", "mjs")
)
_EXCLUDED = re.compile(r"srcExclude\s*:\s*\[([^\[\]]*)\]")
_STRINGS = re.compile(r"['\"`]([^'\"`\n]+)['\"`]")


def _describe(root: Path, mark: str) -> Site:
    """Return what ``.vitepress/config.js`` says literally: title, address, and the folder of pages."""
    folder = dirname(mark)
    scripts = [config.read_script(root / mark / name, root) for name in _CONFIGS] if mark else []
    script = "\n".join(each for each in scripts if each)
    source = normpath(join(folder, config.script_value(script, "srcDir"))).strip("./")
    source = source or _only_folder(root)
    base = config.script_value(script, "base")
    url = config.address(config.script_value(script, "hostname"))
    excluded = _EXCLUDED.search(script)
    found = _STRINGS.finditer(excluded[1]) if excluded else ()
    patterns = [_pattern(match[1], source) for match in found]
    own = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md") if not folder and not source else ()
    return Site(
        title=config.script_value(script, "title"),
        lang=config.language(config.script_value(script, "lang")),
        url=url,
        base=base or urlsplit(url).path,
        content=(source,) if source and (root / source).is_dir() else (),
        statics=(join(source, "public"), *([join(mark, "public")] if mark else [])),
        skipped=(*own, *patterns),
        values={"source": source, "locales": locales.named(script)},
    )


def _pattern(pattern: str, source: str) -> str:
    """Return a pattern of pages that are left out, as one from the root or of a name."""
    return pattern.removeprefix("**/") if pattern.startswith("**/") else join(source, pattern)


def _only_folder(root: Path) -> str:
    """Return the folder of pages of a site whose root has no page and whose configuration names none."""
    if any(path.stem.lower() != "readme" for path in root.glob("*.md")):
        return ""
    return next((name for name in ("src", "docs") if any((root / name).glob("**/*.md"))), "")


def _adapt(data: dict[str, Any], page: Page) -> None:
    """Set what a home page says in its front matter, and contents where the text asks for them."""
    homepage.adapt(data)
    homepage.prefer_heading(data, page.source)
    lang = locales.of_page(page.name, page.site.values.get("locales"))
    if lang:
        data.setdefault("lang", lang)
    if re.search(r"^\[\[toc\]\][ \t]*$", page.source, re.MULTILINE | re.IGNORECASE):
        data.setdefault("toc", True)


_TOC = re.compile(r"^[ \t]*\[\[toc\]\][ \t]*$", re.MULTILINE | re.IGNORECASE)


def rewrite(text: str, page: Page) -> str:
    """Return a text with containers, components and the rest of VitePress's markup as Triptych's own."""
    reading = Reading(page)
    for key in page.front:
        value = config.text_at(page.front, key)
        reading.module.values[f"$frontmatter.{key}"] = value
        reading.module.values[f"frontmatter.{key}"] = value
        reading.module.values[f"$page.{key}"] = value
    if "@[code" in text:
        text = scanner.substitute(text, _CODE_FILE, lambda found: f"<<< {found['place']}")
    text = vue_pages.with_files(text, page, str(page.site.values.get("source", "")))
    text = vue_pages.without_scripts(text, reading)
    text = fences.rewrite(text, lambda fence: Fence(fence.info, mdx.unmarked(fence.lines)))
    text = blocks.colon_blocks(text, _literal)
    text = vue_pages.values(text, reading)
    text = jsx.plain_tags(text, reading.module.evaluate, is_component=components.is_component)
    text = components.expand(text, reading, component_rules.RULES)
    text = blocks.colon_blocks(text, _container)
    text = scanner.substitute(text, _TOC, lambda _: "")
    reading.report()
    text = blocks.quote_callouts(html_blocks.unindent(text))
    home = homepage.text(page.front) if page.front.get("layout") == "home" else ""
    return f"{home}\n\n{text}" if home else text


def _literal(kind: str, _: str, inner: str) -> str | None:
    """Return a container in which braces are text."""
    return vue_pages.literal(inner) if kind == "v-pre" else None


def _container(kind: str, rest: str, inner: str) -> str | None:
    """Return a container: a callout, details, or code of which each part has its name."""
    title = re.sub(r"\s*\{[^{}]*\}\s*$", "", rest).strip()
    if kind == "tabs" and _TAB.search(inner):
        return _tabs(inner)
    if kind in ("raw", "v-pre", "code-group", "tabs", "steps", "demo"):
        return f"\n\n{inner.strip(chr(10))}\n\n"
    if kind == "details":
        return (
            f"\n\n<details>\n<summary>{title or 'Details'}</summary>\n\n{inner}\n\n</details>\n\n"
        )
    return blocks.callout(kind, title.strip("[]") if title.startswith("[") else title, inner)


_CODE_FILE = re.compile(
    r"^@\[code(?:\{[^{}\n]*\})?[^\[\]\n]*\]\((?P<place>[^()\s]+)\)[ \t]*$", re.MULTILINE
)
_TAB = re.compile(r"^==[ \t]+(?P<label>\S[^\n]*?)[ \t]*$", re.MULTILINE)


def _tabs(inner: str) -> str:
    """Return tabs below their labels, ``== npm``, one after the other."""
    found = list(scanner.find(inner, _TAB))
    ends = [each.start for each in found[1:]] + [len(inner)]
    parts = [inner[: found[0].start] if found else inner]
    for each, end in zip(found, ends, strict=True):
        parts.append(blocks.labelled(each["label"], inner[each.match.end() : end]))
    return f"\n\n{''.join(parts)}\n\n"


DIALECT = Dialect(
    name="vitepress",
    label="VitePress",
    describe=_describe,
    keys={"lastupdated": "updated"},
    adapt=_adapt,
    rewrite=rewrite,
    extensions=lambda _: f"+emoji{PLAIN}",
    suffixes=(".md",),
)
