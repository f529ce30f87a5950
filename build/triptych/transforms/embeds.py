"""Films, sounds and embedded pages become a still and a link that can be read on paper."""

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from triptych.core.findings import note
from triptych.core.model import Article, Tree
from triptych.markdown import tags, tree
from triptych.markdown.places import ElementPlaces
from triptych.markdown.tags import Tag
from triptych.pictures import assets

_MEDIA = {
    "iframe": "page",
    "video": "film",
    "audio": "sound",
    "embed": "object",
    "object": "object",
    "frame": "page",
}
_INNER = {"source", "track", "param", "frameset", "noframes"}
_WATCHED = (
    (
        re.compile(r"(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]+)"),
        "www.youtube.com/watch?v=",
    ),
    (re.compile(r"player\.vimeo\.com/video/(\d+)"), "vimeo.com/"),
)


def replace_embeds(article: Article) -> Article:
    """Replace each embed with a still, where there is one, and a printed link."""
    sources = iter(_sources(article))
    places = ElementPlaces(article)
    last = ""

    def replaced(element: Tree) -> list[Tree] | None:
        nonlocal last
        if not tree.is_raw_html(element):
            return None
        text, parts, at = element["c"][1], list[Tree](), 0
        for tag in tags.find(text):
            if tag.name not in _MEDIA and tag.name not in _INNER:
                continue
            parts += _rest(element, text[at : tag.start])
            at = tag.end
            if tag.is_end or tag.name in _INNER:
                continue
            url = _address(article, next(sources))
            if not url or url != last:
                parts += _still(tag, url, is_block=element["t"] == "RawBlock")
                place = places.next(element, None, text[tag.start : tag.end], f"<{tag.name}")
                message = (
                    f"the {_MEDIA[tag.name]} “{url or tag.name}” is replaced by a still and a link"
                )
                note("embed", message, place)
            else:
                places.skip(element, None, text[tag.start : tag.end])
            last = url
        return [*parts, *_rest(element, text[at:])] if at else None

    blocks = tuple(tree.replace(list(article.blocks), replaced, kinds=tree.RAW))
    return replace(article, blocks=blocks)


def _rest(element: Tree, text: str) -> list[Tree]:
    """Return the part of a raw piece that is not an embed."""
    return [{**element, "c": [element["c"][0], text]}] if text.strip() else []


def _sources(article: Article) -> Iterator[str]:
    """Yield the source of each embed, in order: its own, or that of a tag inside it."""
    raw = filter(tree.is_raw_html, tree.elements_of(list(article.blocks), *tree.RAW))
    texts = (element["c"][1] for element in raw)
    found = [tag for text in texts for tag in tags.find(text) if not tag.is_end]
    for number, tag in enumerate(found):
        if tag.name in _MEDIA:
            own = tag.attributes.get("src") or tag.attributes.get("data") or ""
            yield own or _inner_source(found[number + 1 : number + 20])


def _inner_source(following: list[Tag]) -> str:
    """Return the address in the first tag within an embed that has one."""
    for tag in following:
        values = tag.attributes
        if tag.name in ("source", "embed"):
            return values.get("src", "")
        if tag.name == "param" and values.get("name", "").lower() in ("movie", "src", "url"):
            return values.get("value", "")
        if tag.name not in _INNER:
            break
    return ""


def _address(article: Article, source: str) -> str:
    """Return an address that a reader can follow; "" where there is none outside the page."""
    url = urljoin(article.meta.source, source.strip()) if article.meta.source else source.strip()
    url = f"https:{url}" if url.startswith("//") else url
    if not url.lower().startswith(("https://", "http://")):
        return "" if assets.is_remote(url) else url
    bare = url.partition("://")[2]
    for player, page in _WATCHED:
        if found := player.match(bare):
            return f"https://{page}{found[1]}"
    return url


def _still(tag: Tag, url: str, *, is_block: bool) -> list[Tree]:
    """Return what replaces an embed: its poster as a figure, or a box, with its words and its link."""
    title = tag.attributes.get("title") or tag.attributes.get("aria-label") or ""
    caption = _caption(title, url)
    poster = tag.attributes.get("poster", "").strip()
    if not is_block:
        return [{"t": "Span", "c": [["", ["pf-embed"], []], caption]}] if caption else []
    if not poster or assets.is_remote(poster):
        box = {"t": "Plain", "c": caption}
        return [{"t": "Div", "c": [["", ["pf-embed"], []], [box]]}] if caption else []
    alt = [] if title else [["alt", ""]]
    image = {"t": "Image", "c": [["", [], alt], tree.string(title), [poster, ""]]}
    below = [None, [{"t": "Plain", "c": caption}]]
    inside = [{"t": "Plain", "c": [image]}]
    return [{"t": "Figure", "c": [["", ["pf-embed"], []], below, inside]}]


def _caption(title: str, url: str) -> list[Tree]:
    """Return an embed's words and its address, both linked where the address can be followed."""
    short = url.partition("://")[2].removeprefix("www.") or url
    if not url.startswith(("https://", "http://")) or not _has_host(url):
        return tree.string(" ".join(part for part in (title, short) if part))
    link = {"t": "Link", "c": [["", ["pf-embed-url"], []], tree.string(short), [url, ""]]}
    if not title:
        return [link]
    words = {"t": "Link", "c": [["", [], []], tree.string(title), [url, ""]]}
    return [words, {"t": "LineBreak"}, link]


def _has_host(url: str) -> bool:
    """Whether a URL parses and has a host."""
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:
        return False
