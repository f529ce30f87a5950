"""Docusaurus: MDX with admonitions, its components, and parts of pages in files of their own."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import urlsplit

from triptych.core.site import Site
from triptych.dialects import blocks, config, homepage, locales, mdx, scanner
from triptych.dialects import page as pages
from triptych.dialects.components import Reading
from triptych.dialects.page import PLAIN, Dialect, Page
from triptych.settings import front_tables

_PATH = re.compile(r"(?<![\w.])path\s*:\s*(['\"`])([^'\"`$]+)\1")


def _describe(root: Path, mark: str) -> Site:
    """Return what ``docusaurus.config.js`` says literally: title, address, and folders."""
    folder = dirname(mark)
    script = config.read_script(root / mark, root) if mark else ""
    given = [normpath(join(folder, match[2])) for match in _PATH.finditer(script)]
    usual = [join(folder, "docs"), "docs", join(folder, "blog"), "blog", join(folder, "src/pages")]
    found = [
        name for name in (*given, *usual) if not name.startswith(".") and (root / name).is_dir()
    ]
    url, base = (
        config.address(config.script_value(script, "url")),
        config.script_value(script, "baseUrl"),
    )
    return Site(
        title=config.script_value(script, "title"),
        lang=config.language(config.script_value(script, "defaultLocale")),
        url=f"{url}{base.rstrip('/')}" if url else "",
        base=base or urlsplit(url).path,
        content=tuple(dict.fromkeys(found)),
        statics=(join(folder, "static"),),
        skipped=(
            "versioned_docs",
            "*_versioned_docs",
            "i18n",
            "build",
            ".docusaurus",
            "__tests__",
            "static",
        ),
        values={"folder": folder, "locales": locales.named(script)},
    )


def _adapt(data: dict[str, Any], page: Page) -> None:
    """Set authors that a file names, the date of the last change, and the words of tags."""
    homepage.prefer_heading(data, page.source)
    homepage.date_of_name(data, page.name)
    last = data.get("last_update")
    if isinstance(last, dict):
        data.setdefault("updated", last.get("date"))
    if isinstance(data.get("tags"), list):
        data["tags"] = [
            each.get("label", "") if isinstance(each, dict) else each for each in data["tags"]
        ]
    authors = data.get("authors")
    listed = authors if isinstance(authors, list) else [authors] if isinstance(authors, str) else []
    if any(isinstance(each, str) for each in listed):
        known = _authors(page)
        data["authors"] = [
            known.get(each, each) if isinstance(each, str) else each for each in listed
        ]


def _authors(page: Page) -> dict[str, Any]:
    """Return the authors of a blog by their keys."""
    folder = dirname(page.name)
    while folder:
        for name in ("authors.yml", "authors.yaml"):
            if (page.root / folder / name).is_file():
                try:
                    return dict(
                        front_tables.loose_yaml(
                            pages.read_text(page, f"/{folder}/{name}", "") or ""
                        )
                        or {}
                    )
                except (TypeError, ValueError, RecursionError):
                    return {}
        folder = dirname(folder)
    return {}


def _addresses(name: str, head: Mapping[str, str], site: Site) -> Iterator[str]:
    """Yield the address that a slug from the root gives a page: below that of its plugin, as ``docs``."""
    slug = head.get("slug", "")
    if slug.startswith("/"):
        folder = next((each for each in site.content if name.startswith(f"{each}/")), "")
        yield f"{folder.rpartition('/')[2]}/{slug.strip('/')}".strip("/")


_SCHEME = re.compile(r"(?<=\]\()(?:pathname://|@site(?:/static)?(?=/))")


def rewrite(text: str, page: Page) -> str:
    """Return a text with components, admonitions and the rest of Docusaurus's markup as Triptych's own."""
    reading = Reading(page)
    reading.module.values.update(_front_values(page))
    text = mdx.rewrite(text, reading, {})
    text = blocks.colon_blocks(text, _admonition)
    reading.report()
    return scanner.substitute(text, _SCHEME, lambda _: "", indented=False)


def _front_values(page: Page) -> dict[str, str]:
    """Return the values of front matter by the names that expressions give them."""
    found = {key: config.text_at(page.front, key) for key in page.front}
    values = {f"frontMatter.{key}": value for key, value in found.items() if value}
    heading = re.search(r"^# ([^\n{]+)", page.source, re.MULTILINE)
    return {"contentTitle": heading[1].strip() if heading else found.get("title", ""), **values}


def _admonition(kind: str, rest: str, inner: str) -> str | None:
    """Return an admonition as a callout: ``:::tip[Title]``, ``:::tip Title``."""
    title = rest.partition("{")[0].strip() if rest.startswith("{") or "]{" in rest else rest
    if title.startswith("[") and title.endswith("]"):
        title = title[1:-1]
    return blocks.callout(kind, title, inner)


DIALECT = Dialect(
    name="docusaurus",
    label="Docusaurus",
    describe=_describe,
    keys={"lastupdate": "updated"},
    adapt=_adapt,
    rewrite=rewrite,
    addresses=_addresses,
    extensions=lambda _: f"+emoji{PLAIN}",
    suffixes=(".md", ".mdx"),
)
