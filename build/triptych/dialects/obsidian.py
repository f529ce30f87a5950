"""Obsidian: vaults of notes that link to and embed each other."""

import re
from pathlib import Path
from typing import Any

from triptych.core.site import Site
from triptych.dialects import blocks, config, obsidian_blocks, obsidian_embeds, wikilinks
from triptych.dialects.page import PLAIN, Dialect, Page

_WIKI_VALUE = re.compile(r"!?\[\[([^\[\]|]+)(?:\|([^\[\]]*))?\]\]")


def _describe(root: Path, mark: str) -> Site:
    """Return what the settings of a vault say: where attachments are, and which notes are templates."""
    if mark.startswith("quartz.config"):
        folder = next((name for name in ("content", "docs") if (root / name).is_dir()), "")
        skipped = ("templates", "private", "*.excalidraw.md")
        values = {"strictLineBreaks": True}
        return Site(content=(folder,), statics=(folder,), skipped=skipped, values=values)
    is_settings = mark.endswith(".obsidian")
    vault = mark.rpartition("/")[0] if is_settings else ""
    own = root / (mark if is_settings else ".obsidian")
    app = config.read(own / "app.json", root)
    attachments = config.text_at(app, "attachmentFolderPath").strip("/").removeprefix("./")
    templates = (
        config.text_at(config.read(own / "templates.json", root), "folder"),
        config.text_at(
            config.read(own / "plugins/templater-obsidian/data.json", root), "templates_folder"
        ),
    )
    base = f"{vault}/" if vault else ""
    folders = [f"{base}{folder.strip('/')}" for folder in templates if folder.strip("/")]
    return Site(
        content=(vault,),
        statics=(f"{base}{attachments}".rstrip("/"),) if attachments else (vault,),
        skipped=(*folders, *(f"{folder}/*" for folder in folders), "*.excalidraw.md"),
        values=app,
    )


def _adapt(data: dict[str, Any], page: Page) -> None:
    """Take values out of wiki links; a note that is not to be published is a draft."""
    for key, value in data.items():
        data[key] = _plain(value)
    if str(data.get("publish", "")).strip().lower() in ("false", "no") and "draft" not in data:
        data["draft"] = True
    for key in ("cssclasses", "aliases"):
        data.pop(key, None)
    if (daily := _DAILY.match(page.path.stem)) and not data.get("date"):
        data["date"] = daily[0]


_DAILY = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
"""The name of a daily note."""


def _plain(value: Any) -> Any:
    """Return a value of a property with the words of a wiki link in its place."""
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, str) and "[[" in value:
        return _WIKI_VALUE.sub(lambda found: found[2] or found[1], value)
    return value


def rewrite(text: str, page: Page) -> str:
    """Return a note in Triptych's Markdown, with the notes that it embeds in it."""
    text = obsidian_embeds.without_comments(text, page)
    text = obsidian_embeds.expand(text, page)
    text = obsidian_blocks.rewrite(text, page)
    text = wikilinks.rewrite(text, page)
    return blocks.quote_callouts(text)


def _extensions(site: Site) -> str:
    """Return the extension by which each line ends as typed, unless the vault has strict line breaks."""
    return PLAIN if site.values.get("strictLineBreaks") is True else f"+hard_line_breaks{PLAIN}"


DIALECT = Dialect(
    name="obsidian",
    label="Obsidian",
    describe=_describe,
    keys={"created": "date", "modified": "updated", "alias": "aliases"},
    adapt=_adapt,
    rewrite=rewrite,
    extensions=_extensions,
)
