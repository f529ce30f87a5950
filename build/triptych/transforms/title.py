"""The title appears once: given, or taken from the first heading or the file's name."""

from dataclasses import replace

from triptych.core.errors import Place
from triptych.core.findings import warn
from triptych.core.model import Article
from triptych.markdown import tree


def resolve_title(article: Article) -> Article:
    """Take the first heading as the title where there is none, and drop a heading that repeats it.

    Without any heading the file's name serves, with a finding.
    """
    headings = [n for n, block in enumerate(article.blocks) if block["t"] == "Header"]
    first = headings[0] if headings else None
    words = tree.text_of(article.blocks[first]["c"][2]) if first is not None else ""
    if not article.meta.title:
        if not words:
            return _name(article)
        article = replace(article, meta=replace(article.meta, title=words))
        is_repeated = True
    else:
        is_repeated = first == 0 and _same(words, article.meta.title)
    if first is None or not is_repeated:
        return article
    notes = [e["c"] for e in tree.elements(article.blocks[first]) if e["t"] == "Note"]
    note_blocks = [block for note in notes for block in note]
    blocks = (*article.blocks[:first], *note_blocks, *article.blocks[first + 1 :])
    if notes:
        _report_note(article)
    return replace(article, blocks=blocks)


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
        return "".join(c for c in text.casefold() if c.isalnum())

    return plain(one) == plain(other)
