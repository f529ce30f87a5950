"""What is active, remote or not HTML in an author's mark-up is reported; obsolete elements are replaced."""

import re
from collections.abc import Iterator
from dataclasses import replace

from triptych.core.errors import Place
from triptych.core.findings import warn
from triptych.core.model import Article, Tree
from triptych.markdown import sanitise, tags, tree
from triptych.markdown.places import ElementPlaces
from triptych.markdown.tags import Tag
from triptych.sources.occurrences import ATTRIBUTE, LINK, Kind

MOST = 50
"""The most findings that one article's mark-up gives; the last one counts the rest."""

_GONE = dict.fromkeys(["annotation-xml", "script", "style"], "with its content")
_ACTIVE = {
    "annotation-xml": "no edition needs it",
    "applet": "it runs a script",
    "base": "it changes where links lead",
    "button": "an edition has no forms",
    "datalist": "an edition has no forms",
    "dialog": "an edition has no windows",
    "fieldset": "an edition has no forms",
    "form": "an edition has no forms",
    "input": "an edition has no forms",
    "label": "an edition has no forms",
    "link": "it loads from elsewhere",
    "meta": "it only controls browsers",
    "option": "an edition has no forms",
    "script": "it runs a script",
    "select": "an edition has no forms",
    "style": "use the theme or `custom_css`",
    "textarea": "an edition has no forms",
}
_QUIET = {"picture", "source", "html", "body", "head", "tbody", "map", "area", "svg", "track", ""}
_RENAMED = {
    "acronym": ("abbr", ""),
    "big": ("span", "font-size: larger"),
    "center": ("div", "text-align: center"),
    "dir": ("ul", ""),
    "font": ("span", ""),
    "strike": ("s", ""),
    "tt": ("code", ""),
}
_ALIGNED = {"left", "right", "center", "justify"}
_NO_FORMULA = {"class", "dir", "id", "lang", "style", "title", "xml:lang"}
_FENCES = {"close", "open", "separators"}
_ROLES = {"note", "group", "region", "presentation", "none"}
_ARIA = {("aria-hidden", "true"), ("aria-hidden", "false")}
_ADDRESSES = {"action", "background", "cite", "formaction", "href", "poster", "src", "xlink:href"}
_RUNS = re.compile(r"[\x00-\x20]*(javascript|vbscript|data|file|blob|about):", re.IGNORECASE)
_OWN = re.compile(r"(data-)?pf(-|$)")
"""Attributes that later steps mark elements with; pandoc writes ``pf-x`` as ``data-pf-x``."""

_LOADS = re.compile(r"url\s*\(|@import|expression\s*\(|\\|image-set", re.IGNORECASE)
_COLOUR = re.compile(r"#?[a-zA-Z0-9]+")


class _Reporter:
    """Reports what is removed, each with its line, and counts what is beyond the limit."""

    def __init__(self, article: Article) -> None:
        self._places = ElementPlaces(article)
        self._article = article
        self._count = 0

    def skip(self, element: Tree, source: str) -> None:
        """Count a piece of source that is left as it is."""
        self._places.skip(element, None, source)

    def report(
        self,
        element: Tree,
        messages: list[str],
        *source: str,
        kind: Kind | None = None,
        hint: str = "",
    ) -> None:
        """Report what is wrong with one piece of source."""
        within = messages[: max(0, MOST - self._count)]
        self._count += len(messages)
        if within:
            place = self._places.next(element, kind, *source)
            for message in within:
                warn("raw-html", message, place, hint)

    def end(self) -> None:
        """Report how many more there are than were reported."""
        if self._count > MOST:
            message = f"{self._count - MOST} more tags and attributes removed"
            warn("raw-html", message, Place(self._article.manuscript.place))


def sanitise_raw_html(article: Article) -> Article:
    """Write every raw tag again with what it may keep, and report what it may not."""
    reporter = _Reporter(article)
    ids = {tree.attr(e)[0] for e in tree.elements_of(list(article.blocks), *tree.ATTRIBUTED)} - {""}

    def sanitised(element: Tree) -> Tree | list[Tree] | None:
        kind = element["t"]
        if kind in tree.RAW:
            if not tree.is_raw_html(element):
                name, text = element["c"]
                message = f"raw {name} ignored; only raw HTML is supported"
                hint = "Write it in Markdown or HTML."
                reporter.report(element, [message], f"{{={name}}}", text, hint=hint)
                return None
            return {**element, "c": ["html", _sanitised(element, reporter, ids)]}
        attr = tree.attr(element)
        if kind == "Link":
            return _link(element, reporter)
        return tree.with_attr(element, _attributes(element, reporter)) if attr[2] else None

    blocks = tuple(
        tree.replace(list(article.blocks), sanitised, kinds=(*tree.ATTRIBUTED, *tree.RAW))
    )
    reporter.end()
    return replace(article, blocks=blocks)


def _sanitised(element: Tree, reporter: _Reporter, ids: set[str]) -> str:
    """Return a piece of HTML with each of its tags written again, and without comments."""
    text: str = element["c"][1]
    parts: list[str] = []
    at = 0
    for tag in tags.find(text):
        parts.append(text[at : tag.start])
        at = tag.end
        if tag.name in _GONE and not tag.is_end:
            at = _content_end(text, tag)
        source = text[tag.start : tag.end]
        if faults := _faults(tag):
            reporter.report(element, faults, source, source.partition(" ")[0])
        else:
            reporter.skip(element, source)
        parts.append(_rewritten(tag, ids))
    return "".join([*parts, text[at:]])


def _faults(tag: Tag) -> list[str]:
    """Return messages for what is wrong with a tag: the tag itself, else its attributes."""
    name, _ = _RENAMED.get(tag.name, (tag.name, ""))
    if name not in sanitise.TAGS:
        if tag.is_end or name in _QUIET:
            return []
        why = _ACTIVE.get(name, "not an element of a page")
        what = _GONE.get(name, "but not its text")
        return [f"<{name}> removed, {what}: {why}"]
    faults = [] if tag.is_end else [_fault(*pair) for pair in tag.attributes.items()]
    return [fault for fault in faults if fault]


def _content_end(text: str, tag: Tag) -> int:
    """Return where the content of an element ends that goes with its content."""
    close = re.compile(rf"</{tag.name}\b", re.IGNORECASE).search(text, tag.end)
    return close.start() if close else len(text)


def _rewritten(tag: Tag, ids: set[str]) -> str:
    """Return a tag with what it may keep, or nothing instead of it."""
    name, style = _RENAMED.get(tag.name, (tag.name, ""))
    if name not in sanitise.TAGS:
        return ""
    if tag.is_end:
        return tags.write(name, {}, is_end=True)
    harmless = dict(_harmless(tag.attributes))
    if name in sanitise.MATH:
        end = tags.write(name, {}, is_end=True) if tag.is_closed else ""
        return tags.write(name, _of_formula(harmless)) + end
    style = ";".join(part for part in (style, harmless.get("style", ""), _old_style(tag)) if part)
    harmless |= {"style": style} if style else {}
    if tag.name == "a" and tag.attributes.get("name"):
        harmless.setdefault("id", tag.attributes["name"])
    mark = harmless.get("id")
    if mark is not None and (mark in ids or not mark or mark.split() != [mark]):
        del harmless["id"]
    elif mark is not None:
        ids.add(mark)
        harmless["id"] = f"text-{mark}" if mark.startswith("pf-") else mark
    return tags.write(name, harmless)


def _harmless(attributes: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the harmless attributes; roles and the like are dropped, for they may not fit the element."""
    for name, value in attributes.items():
        is_role = name in ("role", "headers") or name.startswith("aria-")
        if not is_role and not _OWN.match(name) and not _fault(name, value):
            yield name, value


def _of_formula(attributes: dict[str, str]) -> dict[str, str]:
    """Return the attributes of a part of a formula that are sound."""
    plain = re.compile(r"[a-z0-9.%+/ -]*")
    sound = {k: v for k, v in attributes.items() if plain.fullmatch(v) or k in _FENCES}
    return {k: v for k, v in sound.items() if k not in _NO_FORMULA}


def _fault(name: str, value: str) -> str:
    """Return what is wrong with an attribute, or ""."""
    if name.startswith("on"):
        return f"the event handler {name} removed: it runs a script"
    if name in ("srcdoc", "srcset"):
        return f"{name} removed: it loads from elsewhere" if name == "srcdoc" else ""
    if name in _ADDRESSES and _RUNS.match(value):
        return f"the address “{value.strip()[:60]}” removed: no reader can follow it"
    if name in ("background", "action", "formaction"):
        return f"{name} removed: it loads from elsewhere"
    if name == "style" and _LOADS.search(value):
        return f"the style “{value[:60]}” removed: it loads from elsewhere"
    return ""


def _old_style(tag: Tag) -> str:
    """Return obsolete attributes as CSS."""
    values = {key: value.strip().lower() for key, value in tag.attributes.items()}
    styles = []
    if values.get("align") in _ALIGNED and tag.name not in ("img", "table", "hr"):
        styles.append(f"text-align: {values['align']}")
    if _COLOUR.fullmatch(values.get("color", "")) and tag.name == "font":
        styles.append(f"color: {values['color']}")
    if values.get("valign") in ("top", "middle", "bottom", "baseline"):
        styles.append(f"vertical-align: {values['valign']}")
    return ";".join(styles)


def _attributes(element: Tree, reporter: _Reporter) -> list[object]:
    """Return an element's attributes in Markdown without what runs or loads."""
    attr = tree.attr(element)
    pairs: list[list[str]] = []
    for name, value in attr[2]:
        if fault := _fault(name.lower(), value):
            reporter.report(element, [fault], f"{name}={value}", f"{name}=", kind=ATTRIBUTE)
        elif name == "align" and value in _ALIGNED:
            pairs.append(["style", f"text-align: {value}"])
        elif _is_fit(name, value):
            pairs.append([name, value])
    return [attr[0], attr[1], pairs]


def _is_fit(name: str, value: str) -> bool:
    """Whether any element may have an attribute with this value."""
    if name.startswith("aria-"):
        return name == "aria-label" or (name, value) in _ARIA
    if _OWN.match(name.lower()):
        return False
    return (name != "role" or value in _ROLES) and name not in ("headers", "scope")


def _link(element: Tree, reporter: _Reporter) -> Tree | None:
    """Return a link as its words alone when its address is none that a reader can follow."""
    attr, words, (url, _) = element["c"]
    if not _RUNS.match(url):
        return tree.with_attr(element, _attributes(element, reporter)) if attr[2] else None
    reporter.report(element, [_fault("href", url)], url, url[:40], kind=LINK)
    return {"t": "Span", "c": [attr, words]}
