"""Pictures in raw HTML become pictures of the text, so that every rule for those applies to them."""

import re
from dataclasses import replace
from html import escape
from urllib.parse import quote

from triptych.core.css_length import declared_length, with_unit
from triptych.core.model import Article, Tree
from triptych.markdown import tags, tree

_DRAWING = re.compile(r"<svg\b.*?</svg\s*>", re.DOTALL | re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>([^<]*)</title>", re.IGNORECASE)
_UNITS = ("px", "%", "mm", "cm", "in", "pt", "em")
"""The units that pandoc reads in the size of a picture."""


def read_raw_pictures(article: Article) -> Article:
    """Make an image of each ``<img>``, and of each drawing that is in the text as ``<svg>``."""
    found = tree.elements_of(list(article.blocks), *tree.RAW)
    raw = [element["c"][1] for element in found if tree.is_raw_html(element)]
    if not any(re.search(r"<(img|svg)\b", text, re.IGNORECASE) for text in raw):
        return article
    joined = _join_drawings(list(article.blocks))
    return replace(article, blocks=tuple(tree.replace(joined, _pictured, kinds=tree.RAW)))


def _pictured(element: Tree) -> list[Tree] | None:
    """Return a raw piece with its pictures as images, or None where it has none."""
    if not tree.is_raw_html(element):
        return None
    text = element["c"][1]
    found = [(m.start(), m.end(), _drawing(m[0])) for m in _DRAWING.finditer(text)]
    if not found:
        pictures = (tag for tag in tags.find(text) if tag.name == "img" and not tag.is_end)
        found = [(tag.start, tag.end, _image(tag.attributes)) for tag in pictures]
    parts: list[Tree] = []
    at = 0
    for start, end, image in found:
        before = text[at:start]
        parts += [{**element, "c": [element["c"][0], before]}] if before.strip() else []
        parts.append({"t": "Plain", "c": [image]} if element["t"] == "RawBlock" else image)
        at = end
    rest = text[at:]
    parts += [{**element, "c": [element["c"][0], rest]}] if rest.strip() else []
    return parts if found else None


def _image(attributes: dict[str, str]) -> Tree:
    """Return the image that an ``<img>`` tag shows."""
    values = []
    for key in ("width", "height"):
        length = declared_length(attributes.get("style", ""), key)
        if length and length.unit in _UNITS:
            values.append([key, str(length)])
        elif value := attributes.get(key, "").strip():
            values.append([key, with_unit(value)])
    alt = attributes.get("alt")
    is_decoration = alt is not None and not alt.strip()
    is_decoration |= attributes.get("role", "") in ("presentation", "none")
    values += [["alt", ""]] if is_decoration else []
    attr = [attributes.get("id", ""), attributes.get("class", "").split(), values]
    words = tree.string(" ".join((alt or "").split()))
    return {"t": "Image", "c": [attr, words, [_source(attributes), attributes.get("title", "")]]}


def _source(attributes: dict[str, str]) -> str:
    """Return what an ``<img>`` shows: its own source, or the first of its set."""
    first = attributes.get("srcset", "").strip().split(" ")[0].rstrip(",")
    return attributes.get("src", "").strip() or attributes.get("data-src", "").strip() or first


def _drawing(svg: str) -> Tree:
    """Return a drawing in the text as an image, with its title as alternative text."""
    if "xmlns=" not in svg[: svg.find(">")]:
        svg = svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    title = _TITLE.search(svg)
    label = re.search(r'aria-label="([^"]*)"', svg[: svg.find(">")])
    words = title[1] if title else label[1] if label else ""
    url = f"data:image/svg+xml,{quote(svg)}"
    return {"t": "Image", "c": [["", [], []], tree.string(" ".join(words.split())), [url, ""]]}


def _join_drawings(blocks: list[Tree]) -> list[Tree]:
    """Return blocks with the tags of each drawing, which the parser separated, in one piece."""

    def join(element: Tree) -> Tree | None:
        if element["t"] in ("Para", "Plain") and any(map(_begins, element["c"])):
            return {**element, "c": _joined(element["c"])}
        if element["t"] == "Div" and any(map(_begins, element["c"][1])):
            return {**element, "c": [element["c"][0], _joined(element["c"][1])]}
        return None

    return _joined(tree.replace(blocks, join))


def _joined(parts: list[Tree]) -> list[Tree]:
    """Return a list of elements with each drawing, from its beginning to its end, as one element."""
    out: list[Tree] = []
    begun: int | None = None
    for number, part in enumerate(parts):
        begun = number if begun is None and _begins(part) else begun
        if begun is None:
            out.append(part)
        elif tree.is_raw_html(part) and "</svg" in part["c"][1].lower():
            drawing = "".join(map(_source_text, parts[begun : number + 1]))
            out.append({**parts[begun], "c": ["html", drawing]})
            begun = None
    return [*out, *parts[begun:]] if begun is not None else out


def _source_text(node: Tree) -> str:
    """Return the HTML that a part of a drawing was read from."""
    texts = []
    for element in tree.elements(node, words=True):
        if tree.is_raw_html(element):
            texts.append(element["c"][1])
        elif element["t"] == "Str":
            texts.append(escape(element["c"]))
        elif element["t"] in ("Space", "SoftBreak"):
            texts.append(" ")
    return "".join(texts)


def _begins(part: Tree) -> bool:
    """Whether a drawing begins here and goes on in the parts that follow."""
    return (
        tree.is_raw_html(part)
        and part["c"][1].lower().startswith("<svg")
        and "</svg" not in part["c"][1].lower()
    )
