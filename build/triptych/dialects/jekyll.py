"""Jekyll: kramdown with Liquid, posts with dates in their names, collections and defaults."""

import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from triptych.core.findings import warn
from triptych.core.site import Site
from triptych.dialects import (
    blocks,
    config,
    data_files,
    distill,
    figure_tags,
    html_blocks,
    kramdown,
    permalinks,
    shortcodes,
)
from triptych.dialects.liquid import Template
from triptych.dialects.liquid_lexer import Piece
from triptych.dialects.page import PLAIN, Dialect, Page, place_of, read_text
from triptych.dialects.paired import Tag

_SUFFIXES = (".md", ".markdown", ".mkdown", ".mkdn", ".mkd", ".mdown")
_DATED = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})-(.+)")


def _describe(root: Path, mark: str) -> Site:
    """Return what ``_config.yml`` says: title, address, folders of posts and collections."""
    table = config.read(root / mark, root) if mark else {}
    source = config.text_at(table, "source").strip("./")
    if not source and (root / "source/_posts").is_dir() and not (root / "_posts").is_dir():
        source = "source"  # of Hexo, whose sites have the same mark
    url, base = config.text_at(table, "url"), "/" + config.text_at(table, "baseurl").strip("/")
    collections = table.get("collections")
    names = list(collections) if isinstance(collections, list | Mapping) else []
    typed = (config.text_at(table, key) for key in ("lang", "locale", "language"))
    lang = next(filter(None, typed), "").replace("_", "-")
    return Site(
        title=config.text_at(table, "title") or config.text_at(table, "name"),
        lang=config.language(lang),
        author=config.text_at(table, "author", "name") or config.text_at(table, "author"),
        url=config.address(f"{url.rstrip('/')}{base}") if url else "",
        base=base.strip("/"),
        content=(source,),
        statics=(source, "assets", "images"),
        skipped=tuple(str(each).rstrip("/") for each in config.list_at(table, "exclude")),
        shown=("_posts", "_drafts", *(f"_{name}" for name in names if isinstance(name, str))),
        values=table,
    )


def _defaults(page: Page) -> dict[str, Any]:
    """Return the values that the configuration gives to a page."""
    source = page.site.content[0] if page.site.content else ""
    return _values(page.site, page.name.removeprefix(f"{source}/") if source else page.name)


def _values(site: Site, name: str) -> dict[str, Any]:
    """Return the values that the configuration gives to the pages of a path and a type."""
    folders = name.split("/")[:-1]
    kind = next((folder[1:] for folder in folders if folder.startswith("_")), "pages")
    found: dict[str, Any] = {}
    for rule in config.list_at(site.values, "defaults"):
        scope = config.table_at(rule, "scope") if isinstance(rule, Mapping) else {}
        path = config.text_at(scope, "path").strip("/")
        is_within = not path or name == path or name.startswith(f"{path}/") or fnmatch(name, path)
        if is_within and config.text_at(scope, "type") in ("", kind, kind.rstrip("s")):
            found.update(config.table_at(rule, "values"))
    return found


def _adapt(data: dict[str, Any], page: Page) -> None:
    """Add the defaults of the configuration, the date in the file's name, and whether it is a draft."""
    for key, value in _defaults(page).items():
        if key not in ("permalink", "layout", "image"):
            data.setdefault(key, value)
    dated = _DATED.fullmatch(page.path.stem)
    if dated:
        data.setdefault("date", "-".join(dated.groups()[:3]))
        if not data.get("title"):
            data["title"] = re.sub(r"[-_]+", " ", dated[4]).strip().capitalize()
    if "_drafts" in page.name.split("/") or str(data.get("published", "")).lower() == "false":
        data["draft"] = True
    _set_picture(data)
    for key in ("author", "authors"):
        value = data.get(key)
        if isinstance(value, str):
            data[key] = _author(value, page)
        elif isinstance(value, list):
            data[key] = [_author(each, page) for each in value]


def _set_picture(data: dict[str, Any]) -> None:
    """Set the picture of a page's header, as the theme Minimal Mistakes has it."""
    header = data.pop("header", None)
    if isinstance(header, Mapping) and not data.get("image"):
        picture = config.text_at(header, "image") or config.text_at(header, "overlay_image")
        if picture and picture.lower() not in ("true", "false"):
            words = config.text_at(header, "caption")
            data["image"] = {"path": picture, **({"caption": words} if words else {})}


def _author(uid: Any, page: Page) -> Any:
    """Return the name of an author whom a data file has by an id; the id where none has it."""
    known = data_files.read(page, "authors") if isinstance(uid, str) else None
    found = known.get(uid) if isinstance(known, Mapping) else None
    name = found.get("name") if isinstance(found, Mapping) else None
    return name if isinstance(name, str) else uid


_STYLES = {
    "date": "/:categories/:year/:month/:day/:title",
    "pretty": "/:categories/:year/:month/:day/:title",
    "ordinal": "/:categories/:year/:day/:title",
    "none": "/:categories/:title",
    "": "/:categories/:year/:month/:day/:title",
}


def _addresses(name: str, head: Mapping[str, str], site: Site) -> Iterator[str]:
    """Yield the addresses of a page: by the pattern that the configuration has for its kind."""
    source = site.content[0] if site.content else ""
    own = name.removeprefix(f"{source}/") if source else name
    folders = own.split("/")[:-1]
    place = next((n for n, folder in enumerate(folders) if folder.startswith("_")), -1)
    if place < 0:
        return
    kind = folders[place][1:]
    pattern = config.text_at(site.values, "collections", kind, "permalink")
    given = _values(site, own)
    pattern = str(given.get("permalink") or pattern)
    if not pattern:
        whole = config.text_at(site.values, "permalink")
        pattern = whole if kind == "posts" or whole in _STYLES else f"/{kind}/:path"
    pattern = _STYLES.get(pattern, pattern) if kind == "posts" else pattern
    below = "/".join(own.split("/")[place + 1 :])
    parts = permalinks.parts(below, head)
    words = head.get("categories", "") or head.get("category", "")
    names = re.findall(r"[\w-]+(?: [\w-]+)*" if "," in words else r"[\w-]+", words)
    categories = [*folders[:place], *(permalinks.slug(each) for each in names)]
    parts |= {"categories": "/".join(categories), "collection": kind, "title": parts["slug"]}
    yield permalinks.expand(pattern, parts)
    if ":title" in pattern and kind != "posts":
        yield permalinks.expand(pattern, {**parts, "title": permalinks.slug(head.get("title", ""))})


def _rewrite(text: str, page: Page) -> str:
    """Return a text without Liquid and without kramdown's own marks."""
    if str(page.front.get("render_with_liquid", "")).lower() != "false":
        template = Template(_scope(page), lambda tag: _tag(tag, page))
        template.include = lambda name, values, piece: _include(template, page, name, values, piece)
        text = template.render(html_blocks.unindent(text, is_deep=True))
        template.report(page)
    text = distill.rewrite(text, page)
    text = blocks.quote_callouts(html_blocks.unindent(text, is_deep=True))
    return kramdown.rewrite(text, _named_callouts(page.site))


def _named_callouts(site: Site) -> dict[str, tuple[str, str]]:
    """Return the callouts that a site of the theme Just the Docs names: kind and title by class."""
    found: dict[str, tuple[str, str]] = {}
    for name, each in config.table_at(site.values, "callouts").items():
        if (
            isinstance(each, Mapping)
            and str(name).lower() not in blocks.KINDS
            and each.get("title")
        ):
            colour = kramdown.COLOURS.get(str(each.get("color", "")), "note")
            found[str(name)] = (colour, str(each["title"]))
    return found


def _extensions(site: Site) -> str:
    """Return the extensions of pandoc that a site needs: names of emoji are read by a plugin."""
    named = [*config.list_at(site.values, "plugins"), *config.list_at(site.values, "gems")]
    return f"+emoji{PLAIN}" if "jemoji" in named else PLAIN


def _scope(page: Page) -> dict[str, Any]:
    """Return what Liquid knows: the site's configuration, and the page's front matter."""
    own = dict(page.front)
    dated = _DATED.fullmatch(page.path.stem)
    if dated:
        own.setdefault("date", "-".join(dated.groups()[:3]))
        own.setdefault("slug", dated[4])
    own = {**_defaults(page), **own, "path": page.name, "name": page.path.name}
    config_values = dict(page.site.values)
    config_values.setdefault("baseurl", "")
    config_values.setdefault("url", "")
    for key in ("posts", "pages", "time", "collections", "tags", "categories", "related_posts"):
        config_values.pop(key, None)
    site = data_files.SiteTable(config_values, page)
    return {"site": site, "page": own, "jekyll": {"environment": "production"}, "layout": {}}


def _tag(tag: Tag, page: Page) -> str | None:
    """Return what becomes of the tags that Jekyll itself has."""
    words = tag.rest.strip().strip("'\"")
    if tag.name in ("post_url", "post_link", "post_path"):
        return _post(tag, words, page)
    if tag.name == "link":
        source = page.site.content[0] if page.site.content else ""
        return f"/{source}/{words.lstrip('/')}" if source else f"/{words.lstrip('/')}"
    if tag.name == "gallery" and tag.inner is None:
        return _gallery(tag, page)
    if tag.name == "cite":
        return distill.cited(re.sub(r"--\w+(?:[ =]\S+)?", "", tag.rest), page)
    if tag.name == "tab" and tag.inner and re.fullmatch(r"[^\s\"'=]+(?:\s+[^\s\"'=]+)+", tag.rest):
        return blocks.labelled(tag.rest.partition(" ")[2], tag.inner)
    is_silent = tag.name in ("toc", "seo", "feed_meta", "assign", "cycle")
    return "" if is_silent or (tag.name == "bibliography" and distill.has_works(page)) else None


def _post(tag: Tag, typed: str, page: Page) -> str:
    """Return the address of a post; of Hexo's tag ``post_link lamp "On lamps"`` a link to it."""
    if tag.name == "post_url":
        return (
            f"/{page.find_article(typed.rpartition('/')[2]) or page.find_article(typed) or typed}"
        )
    name, *words = tag.words or [typed]
    address = f"/{page.find_article(name) or name}"
    plain = " ".join(word for word in words if word not in ("true", "false"))
    plain = plain or re.sub(r"[-_]+", " ", name.rpartition("/")[2]).capitalize()
    return address if tag.name == "post_path" else blocks.link(plain, address)


def _gallery(tag: Tag, page: Page) -> str | None:
    """Return the pictures that front matter lists for a gallery, then its caption; None for none."""
    listed = page.front.get(tag.values.get("id", "gallery"))
    made: list[str] = []
    for each in listed if isinstance(listed, list) else []:
        address = each if isinstance(each, str) else config.text_at(each, "image_path")
        if not isinstance(each, str):
            address = address or config.text_at(each, "url")
        if address:
            alt = "" if isinstance(each, str) else config.text_at(each, "alt")
            title = "" if isinstance(each, str) else config.text_at(each, "title")
            made.append(blocks.picture(address, alt, title))
    caption = tag.values.get("caption", "")
    return f"{''.join(made)}\n\n{caption}\n\n" if made else None


def _include(
    template: Template, page: Page, name: str, values: dict[str, str], piece: Piece
) -> str | None:
    """Return the text of a file in ``_includes``, with its parameters; None where there is none."""
    source = page.site.content[0] if page.site.content else ""
    folder = config.text_at(page.site.values, "includes_dir").strip("/") or "_includes"
    top = f"/{source}/{folder}" if source else f"/{folder}"
    path = name if piece.name == "include_relative" else f"{top}/{name}"
    whole = page.root / path.lstrip("/") if path.startswith("/") else page.path.parent / path
    if name in template.stack:
        message = f"the include “{name}” includes itself"
        warn("include", message, place_of(page, ""), "Left out where it does.")
        return ""
    if not whole.is_file() and piece.name != "include_relative":
        return None
    text = read_text(page, path, piece.typed)
    if text is None:
        return ""
    if (
        "<script" in text
        and not figure_tags.first(Tag("", "", None, "", is_block=True))
        and not values
    ):
        return ""
    is_complex = bool(re.search(r"\{%-?\s*for\b|<picture|<script|<style", text))
    if is_complex and shortcodes.is_known(name) and values:
        return None
    text = re.sub(r"\A---\s*\n.*?\n---\s*\n", "", text, flags=re.DOTALL)
    made = template.render_within(name, text, {"include": {**values}})
    return (
        html_blocks.flat(made)
        if re.search(r"\.(?:html?|liquid|svg)$", name) or "." not in name
        else made
    )


DIALECT = Dialect(
    name="jekyll",
    label="Jekyll",
    describe=_describe,
    keys={"categories": "tags", "category": "tags", "subheading": "subtitle"},
    adapt=_adapt,
    rewrite=_rewrite,
    extensions=_extensions,
    addresses=_addresses,
    suffixes=_SUFFIXES,
)
