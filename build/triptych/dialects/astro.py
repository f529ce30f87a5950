"""Astro and Starlight: Markdown and MDX with asides, components, and pictures by aliases."""

import re
from pathlib import Path
from posixpath import normpath
from typing import Any
from urllib.parse import urlsplit

from triptych.core.site import Site
from triptych.dialects import blocks, config, homepage, locales, mdx, scanner
from triptych.dialects import page as pages
from triptych.dialects.components import Reading
from triptych.dialects.page import PLAIN, Dialect, Page
from triptych.dialects.paired import arguments

_BASE = re.compile(r"(?<![\w.])base\s*:\s*(['\"`])\.?/?([^'\"`$]+)\1")
_COLLECTIONS = (
    "src/content.config.ts",
    "src/content.config.js",
    "src/content/config.ts",
    "src/content/config.js",
)


def _describe(root: Path, mark: str) -> Site:
    """Return what ``astro.config.mjs`` says literally, and the folders that have Markdown."""
    script = config.read_script(root / mark, root) if mark else ""
    collections = "\n".join(config.read_script(root / name, root) for name in _COLLECTIONS)
    given = [normpath(match[2]) for match in _BASE.finditer(collections)]
    usual = [f"src/content/{path.name}" for path in sorted((root / "src/content").glob("*/"))]
    order = [name for name in usual if name.endswith("/docs")]
    folders = list(dict.fromkeys([*given, *order, *usual, "src/pages", "src/blog", "src/data"]))
    found = [name for name in folders if not name.startswith(".") and _has_text(root / name)]
    found = [name for name in found if not any(name.startswith(f"{each}/") for each in found)]
    url = config.address(config.script_value(script, "site"))
    base = config.script_value(script, "base")
    return Site(
        title=config.script_value(script, "title"),
        lang=config.language(config.script_value(script, "defaultLocale")),
        url=f"{url}{base.rstrip('/')}" if url else "",
        base=base or urlsplit(url).path,
        content=tuple(found),
        statics=("public", "src/assets", "src"),
        skipped=("components", "layouts", "dist", "i18n"),
        values={"locales": locales.named(script)},
    )


def _has_text(folder: Path) -> bool:
    """Whether a folder has Markdown anywhere in it."""
    return folder.is_dir() and any(next(folder.rglob(f"*{end}"), None) for end in (".md", ".mdx"))


def _adapt(data: dict[str, Any], page: Page) -> None:
    """Set what a hero says, and the language that the folder shows."""
    homepage.adapt(data)
    homepage.date_of_name(data, page.name)
    lang = locales.of_page(page.name, page.site.values.get("locales"))
    if lang:
        data.setdefault("lang", lang)


_ALIAS = re.compile(
    r"(?P<before>\]\(<?|(?:src|href)=\"|^[ \t]*\[[^\[\]\n]+\]:[ \t]*)(?:~/|@/|@(?=assets/))",
    re.MULTILINE,
)
_LEAF = re.compile(
    r"^[ \t]*::(?P<name>[a-z][\w-]*)(?:\[(?P<label>[^\[\]\n]*)\])?(?:\{(?P<rest>[^{}\n]*)\})?[ \t]*$",
    re.MULTILINE,
)


def rewrite(text: str, page: Page) -> str:
    """Return a text with asides, components and the rest of Astro's markup as Triptych's own."""
    reading = Reading(page)
    if page.path.suffix.lower() == ".mdx":
        for key in page.front:
            reading.module.values[f"frontmatter.{key}"] = config.text_at(page.front, key)
        text = mdx.rewrite(text, reading, {})
    else:
        text = mdx.plain(text)
    text = blocks.colon_blocks(text, _aside)
    text = _leaves(text, page)
    reading.report()
    text = scanner.substitute(text, _ALIAS, lambda found: f"{found['before']}/src/", indented=False)
    text = blocks.quote_callouts(text)
    home = homepage.text(page.front) if "hero" in page.front else ""
    return f"{home}\n\n{text}" if home else text


def _aside(kind: str, rest: str, inner: str) -> str | None:
    """Return an aside as a callout: ``:::note[Title]``; what has attributes alone is its content."""
    title = re.sub(r"\s*\{[^{}]*\}\s*$", "", rest).strip()
    title = title[1:-1] if title.startswith("[") and title.endswith("]") else title
    return blocks.callout(kind, title, inner)


def _leaves(text: str, page: Page) -> str:
    """Return a text with directives on a line of their own as links or as their words."""
    unread: list[str] = []

    def make(found: scanner.Found) -> str:
        words, named = arguments(found["rest"])
        place = next((named[key] for key in ("url", "href", "src", "link") if key in named), "")
        uid = named.get("id", "") or next((each[1:] for each in words if each.startswith("#")), "")
        if not place and uid and found["name"].startswith("youtube"):
            place = f"https://www.youtube.com/watch?v={uid}"
        if not place and "repo" in named:
            place = f"https://github.com/{named['repo']}"
        if not place:
            unread.append(found[0].strip())
            return found["label"]
        return blocks.link(found["label"] or named.get("title", ""), place)

    made = scanner.substitute(text, _LEAF, make)
    pages.report_foreign(
        page, "directive", unread, "The text in it is set, its attributes are not."
    )
    return made


DIALECT = Dialect(
    name="astro",
    label="Astro",
    describe=_describe,
    keys={"lastupdated": "updated"},
    adapt=_adapt,
    rewrite=rewrite,
    extensions=lambda _: PLAIN,
    suffixes=(".md", ".mdx"),
)
