"""What a page is called and says outside its text: heroes and features, headings, dates of names."""

import re
from collections.abc import Mapping
from typing import Any

from triptych.dialects import blocks, config


def text(front: Mapping[str, Any]) -> str:
    """Return what a home page says below its title: its words, its links and its features."""
    hero = config.table_at(front, "hero")
    parts = [config.text_at(hero, "text")]
    actions = [each for each in config.list_at(hero, "actions") if isinstance(each, Mapping)]
    links = [_link(each) for each in actions]
    parts.append("\n".join(f"- {link}" for link in links if link))
    for feature in config.list_at(front, "features"):
        if isinstance(feature, Mapping):
            title, details = config.text_at(feature, "title"), config.text_at(feature, "details")
            address = config.text_at(feature, "link")
            head = blocks.link(title, address) if title and address else title
            parts += [f"**{head}**" if head else "", details]
    return "\n\n".join(part for part in parts if part)


def adapt(data: dict[str, Any]) -> None:
    """Set title and standfirst of a home page by its hero, where it has none of its own."""
    hero = config.table_at(data, "hero")
    title = config.text_at(hero, "name") or config.text_at(hero, "title")
    if title:
        data.setdefault("title", title)
    tagline = config.text_at(hero, "tagline")
    if tagline:
        data.setdefault("standfirst", tagline)


def _link(action: Mapping[str, Any]) -> str:
    """Return a button of a hero as a link."""
    address = config.text_at(action, "link") or config.text_at(action, "href")
    words = config.text_at(action, "text")
    return blocks.link(words, address) if words and address else words


_BEFORE = re.compile(
    r"\s*(?:<(script|style)\b.*?</\1>|<!--.*?-->|import\s[^\n]*(?:\{[^{}]*\})?[^\n]*|\[TOC\])",
    re.DOTALL,
)


def prefer_heading(data: dict[str, Any], source: str) -> None:
    """Remove a title where the text begins with a heading of the first level, which is what readers see."""
    at = 0
    while found := _BEFORE.match(source, at):
        at = found.end()
    heading = re.compile(r"\s*# ([^\n]*)").match(source, at)
    if heading and not re.search(r"[<{:]", heading[1]):
        data.pop("title", None)


_ORNAMENT = re.compile(
    r"!?\[(?:[^\[\]\n]|!\[[^\[\]\n]*\]\([^()\n]*\))*\](?:\([^()\n]*\)|\[[^\[\]\n]*\])(?:\{[^{}\n]*\})?|[\s|·•]"
)
_TITLE = re.compile(r"^# [^\n]*$", re.MULTILINE)
_LONGEST_HEAD = 2_000


def heading_first(text: str) -> str:
    """Return a text whose title comes before the links that a theme sets above it."""
    found = _TITLE.search(text, 0, _LONGEST_HEAD)
    before = text[: found.start()] if found else ""
    if not found or not before.strip() or _ORNAMENT.sub("", before):
        return text
    return f"{found[0]}\n\n{before.strip()}\n{text[found.end() :]}"


_DATED = re.compile(r"(?:^|/)(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?=[-/.])")


def date_of_name(data: dict[str, Any], name: str) -> None:
    """Set the date that the name of a file or of its folders has, where it has no other."""
    found = _DATED.search(name)
    if found and not data.get("date"):
        data["date"] = "-".join(found.groups())
