"""The title appears once: given, or taken from the first heading or the file's name."""

import re
import unicodedata
from dataclasses import replace
from typing import Any

from triptych.core.errors import Place
from triptych.core.findings import warn
from triptych.core.model import Article, Tree
from triptych.markdown import tree


def resolve_title(article: Article) -> Article:
    """Take the first heading as the title where there is none, and drop a heading that repeats it.

    Only a heading that opens the document counts, after pictures and comments; where it is not of level 1,
    only when no other has its level. Without one the file's name serves, with a finding.
    """
    first = _opening(article.blocks)
    words = tree.text_of(_without_pictures(article.blocks[first])) if first is not None else ""
    if not article.meta.title:
        if first is None or not words or not _is_only(first, article.blocks):
            return _name(article)
        article = replace(article, meta=replace(article.meta, title=words))
    elif first is None or not _same(words, article.meta.title):
        return article
    heading = article.blocks[first]
    notes = [e["c"] for e in tree.elements_of(heading, "Note")]
    below = [block for note in notes for block in note]
    pictures = list(tree.elements_of(heading, "Image"))
    below += [{"t": "Para", "c": pictures}] if pictures else []
    if notes:
        _report_note(article)
    blocks = (*article.blocks[:first], *below, *article.blocks[first + 1 :])
    return replace(article, blocks=blocks, title_id=heading["c"][1][0])


def _opening(blocks: tuple[Tree, ...]) -> int | None:
    """Return the number of the heading that opens a document, or None: only pictures may be before it."""
    for number, block in enumerate(blocks):
        if block["t"] == "Header":
            return number
        if not _is_silent(block):
            return None
    return None


def _is_silent(block: Tree) -> bool:
    """Whether a block has no words of its own: pictures and badges, comments, anchors."""
    if block["t"] == "Figure":
        return True
    raw = tree.elements_of(block, *tree.RAW)
    html = "".join(element["c"][1] for element in raw if tree.is_raw_html(element))
    has_words = bool(tree.text_of(_without_pictures(block)) or _TAGS.sub("", html).strip())
    return block["t"] in _SILENT and not has_words


def _without_pictures(block: Tree) -> Any:
    """Return a block without its pictures, whose texts are no words of it, and without raw HTML."""
    return tree.replace([block], lambda _: [], kinds=("Image", *tree.RAW))


def _is_only(number: int, blocks: tuple[Tree, ...]) -> bool:
    """Whether a heading is of level 1, or the only one of its level."""
    levels = [e["c"][0] for e in tree.elements_of(list(blocks), "Header")]
    level = blocks[number]["c"][0]
    return level == 1 or levels.count(level) == 1


def _report_note(article: Article) -> None:
    """Report a note to the title, where no note can be."""
    place = Place(article.manuscript.place, article.manuscript.first_line)
    message, hint = (
        "the title has a note",
        "Set as text below. Move it to the first sentence.",
    )
    warn("note-in-title", message, place, hint)


def _name(article: Article) -> Article:
    """Return an article with its slug as the title, hyphens as spaces; report it."""
    title = article.meta.slug.replace("-", " ").replace("_", " ").strip()
    title = title[:1].upper() + title[1:] or article.meta.slug
    place = Place(article.manuscript.place, article.manuscript.first_line)
    message = f"the article has neither title nor heading; its name “{title}” is used"
    hint = "Add `title: …` to the front matter, or start with `# A heading`."
    warn("no-title", message, place, hint)
    return replace(article, meta=replace(article.meta, title=title))


def _same(one: str, other: str) -> bool:
    """Whether two titles differ in nothing but case, spacing and the shape of their marks."""

    def plain(text: str) -> str:
        folded = unicodedata.normalize("NFKC", text).casefold().translate(_SHAPES)
        return re.sub(r"-+", "-", "".join(folded.split()))

    return plain(one) == plain(other)


_SILENT = {"Para", "Plain", "RawBlock", "Div", "HorizontalRule"}
_TAGS = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
_SHAPES = str.maketrans({**dict.fromkeys("“”„‟«»「」『』", '"'), **dict.fromkeys("‘’‚‛‹›", "'")})
_SHAPES |= str.maketrans(dict.fromkeys("‐‑‒–—―", "-"))
