"""What is active, remote or not HTML in an author's mark-up is told of, and what is old is made new."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from triptych.core.findings import warn
from triptych.core.model import Article, Tree
from triptych.markdown import sanitise, tags, tree
from triptych.markdown.tags import Tag
from triptych.sources.places import Cursor

MOST = 50
"""The most findings that one article's mark-up gives; the last tells how many more there are."""

_GONE = {"script": "with what is in it", "style": "with what is in it"}
_ACTIVE = {
    "applet": "it runs a program",
    "base": "it changes where links lead",
    "button": "an edition has no forms",
    "datalist": "an edition has no forms",
    "dialog": "an edition has no windows",
    "fieldset": "an edition has no forms",
    "form": "an edition has no forms",
    "input": "an edition has no forms",
    "label": "an edition has no forms",
    "link": "it loads from elsewhere",
    "meta": "it speaks to browsers alone",
    "option": "an edition has no forms",
    "script": "it runs a program",
    "select": "an edition has no forms",
    "style": "the theme dresses an edition; `custom_css` is the place for more",
    "textarea": "an edition has no forms",
}
_QUIET = {"picture", "source", "html", "body", "head", "tbody", "map", "area", "svg", "track", ""}
_RENEWED = {
    "acronym": ("abbr", ""),
    "big": ("span", "font-size: larger"),
    "center": ("div", "text-align: center"),
    "dir": ("ul", ""),
    "font": ("span", ""),
    "strike": ("s", ""),
    "tt": ("code", ""),
}
_ALIGNED = {"left", "right", "center", "justify"}
_NO_FORMULA = {"class", "dir", "id", "lang", "style", "title"}
_ROLES = {"note", "group", "region", "presentation", "none"}
_ARIA = {("aria-hidden", "true"), ("aria-hidden", "false")}
_ADDRESSES = {"action", "background", "cite", "formaction", "href", "poster", "src", "xlink:href"}
_RUNS = re.compile(r"[\x00-\x20]*(javascript|vbscript|data|file|blob|about):", re.IGNORECASE)
_LOADS = re.compile(r"url\s*\(|@import|expression\s*\(|\\|image-set", re.IGNORECASE)
_TRANSPARENT = re.compile(r"#?[a-zA-Z0-9]+")


@dataclass(slots=True)
class _Told:
    """How many findings there are so far, each reported with its line."""

    cursor: Cursor
    count: int = 0

    def tell(self, message: str, needle: str, hint: str = "") -> None:
        """Add a finding, or count it when there are many."""
        self.count += 1
        if self.count > MOST:
            return
        place = self.cursor.place(needle, needle.partition(" ")[0])
        warn("raw-html", message, place, hint)

    def end(self, article: Article) -> None:
        """Report how many more there are than were reported."""
        if self.count > MOST:
            message = f"{self.count - MOST} more tags and attributes are taken out"
            warn("raw-html", message, Cursor(article.manuscript).place(""))


def tame_html(article: Article) -> Article:
    """Write every raw tag anew with what it may keep, and tell what it may not."""
    told = _Told(Cursor(article.manuscript))
    ids = {tree.attr(e)[0] for e in tree.elements(list(article.blocks))} - {""}

    def tame(element: Tree) -> Tree | list[Tree] | None:
        kind = element["t"]
        if kind in ("RawBlock", "RawInline"):
            if not tree.is_raw_html(element):
                message = f"raw {element['c'][0]} is left out; only raw HTML is read"
                told.tell(message, element["c"][1], "Write it in Markdown or HTML.")
                return None
            return {**element, "c": ["html", _tamed(element["c"][1], told, ids)]}
        attr = tree.attr(element)
        if kind == "Link":
            return _link(element, told)
        return tree.with_attr(element, _attributes(attr, told)) if attr[2] else None

    blocks = tuple(tree.replace(list(article.blocks), tame))
    told.end(article)
    return replace(article, blocks=blocks)


def _tamed(text: str, told: _Told, ids: set[str]) -> str:
    """Give a piece of HTML with each of its tags written anew, and without comments."""
    parts: list[str] = []
    at = 0
    for tag in tags.find(text):
        parts.append(text[at : tag.start])
        at = tag.end
        if tag.name in _GONE and not tag.is_end:
            at = _content_end(text, tag)
        parts.append(_rewritten(tag, text[tag.start : tag.end], told, ids))
    return "".join([*parts, text[at:]])


def _content_end(text: str, tag: Tag) -> int:
    """Give where the content of an element ends that goes with what is in it."""
    close = re.compile(rf"</{tag.name}\b", re.IGNORECASE).search(text, tag.end)
    return close.start() if close else len(text)


def _rewritten(tag: Tag, source: str, told: _Told, ids: set[str]) -> str:
    """Give a tag with what it may keep, or nothing in its place."""
    name, style = _RENEWED.get(tag.name, (tag.name, ""))
    if name not in sanitise.TAGS:
        if not tag.is_end and name not in _QUIET:
            why = _ACTIVE.get(name, "it is no element of a page")
            what = _GONE.get(name, "and the words in it are kept")
            told.tell(f"<{name}> is taken out, {what}: {why}", source)
        return ""
    if tag.is_end:
        return tags.written(name, {}, is_end=True)
    kept = dict(_kept(tag.attributes, source, told))
    if name in sanitise.MATH:
        return tags.written(name, _of_formula(kept))
    style = ";".join(part for part in (style, kept.get("style", ""), _old_style(tag)) if part)
    kept |= {"style": style} if style else {}
    if "id" in kept and (kept["id"] in ids or not kept["id"] or kept["id"].split() != [kept["id"]]):
        del kept["id"]
    elif "id" in kept:
        ids.add(kept["id"])
        kept["id"] = f"text-{kept['id']}" if kept["id"].startswith("pf-") else kept["id"]
    return tags.written(name, kept)


def _kept(attributes: dict[str, str], source: str, told: _Told) -> Iterator[tuple[str, str]]:
    """Give the attributes that are harmless; roles and the like go, for they may not fit the element."""
    for name, value in attributes.items():
        if complaint := _complaint(name, value):
            told.tell(complaint, source)
        elif name not in ("role", "headers") and not name.startswith("aria-"):
            yield name, value


def _of_formula(attributes: dict[str, str]) -> dict[str, str]:
    """Give the attributes of a part of a formula that are sound."""
    plain = re.compile(r"[a-z0-9.%+-]*")
    kept = {k: v for k, v in attributes.items() if plain.fullmatch(v)}
    return {k: v for k, v in kept.items() if k not in _NO_FORMULA}


def _complaint(name: str, value: str) -> str:
    """Give what is wrong with an attribute, or ""."""
    if name.startswith("on"):
        return f"the event handler {name} is taken out: it runs a program"
    if name in ("srcdoc", "srcset"):
        return f"{name} is taken out: it loads from elsewhere" if name == "srcdoc" else ""
    if name in _ADDRESSES and _RUNS.match(value):
        return (
            f"the address “{value.strip()[:60]}” is taken out: it is none that a reader can follow"
        )
    if name in ("background", "action", "formaction"):
        return f"{name} is taken out: it loads from elsewhere"
    if name == "style" and _LOADS.search(value):
        return f"the style “{value[:60]}” is taken out: it loads from elsewhere"
    return ""


def _old_style(tag: Tag) -> str:
    """Give as CSS what attributes said before it."""
    values = {key: value.strip().lower() for key, value in tag.attributes.items()}
    styles = []
    if values.get("align") in _ALIGNED and tag.name not in ("img", "table", "hr"):
        styles.append(f"text-align: {values['align']}")
    if _TRANSPARENT.fullmatch(values.get("color", "")) and tag.name == "font":
        styles.append(f"color: {values['color']}")
    if values.get("valign") in ("top", "middle", "bottom", "baseline"):
        styles.append(f"vertical-align: {values['valign']}")
    return ";".join(styles)


def _attributes(attr: list[object], told: _Told) -> list[object]:
    """Give an element's attributes in Markdown without what runs or loads."""
    pairs: list[list[str]] = []
    for name, value in attr[2]:  # type: ignore[attr-defined]  # pandoc's triple ends in pairs
        if complaint := _complaint(name.lower(), value):
            told.tell(complaint, f"{name}=")
        elif name == "align" and value in _ALIGNED:
            pairs.append(["style", f"text-align: {value}"])
        elif _is_fit(name, value):
            pairs.append([name, value])
    return [attr[0], attr[1], pairs]


def _is_fit(name: str, value: str) -> bool:
    """Tell whether any element may have an attribute with this value."""
    if name.startswith("aria-"):
        return name == "aria-label" or (name, value) in _ARIA
    return (name != "role" or value in _ROLES) and name not in ("headers", "scope")


def _link(element: Tree, told: _Told) -> Tree | None:
    """Give a link as its words alone when it leads where none should."""
    attr, words, (url, _) = element["c"]
    if not _RUNS.match(url):
        return tree.with_attr(element, _attributes(attr, told)) if attr[2] else None
    told.tell(_complaint("href", url), url[:40])
    return {"t": "Span", "c": [attr, words]}
