"""The title stands once: taken from the first heading where none is given, not repeated below."""

from dataclasses import replace

from triptych import tree
from triptych.errors import Finding, Place, SourceError
from triptych.model import Article


def take_title(article: Article) -> tuple[Article, list[Finding]]:
    """Take the first heading as the title where there is none, and drop a heading that repeats it.

    Raises ``SourceError`` when there is neither title nor heading.
    """
    headings = [n for n, block in enumerate(article.blocks) if block["t"] == "Header"]
    first = headings[0] if headings else None
    words = tree.text_of(article.blocks[first]["c"][2]) if first is not None else ""
    if not article.meta.title:
        if not words:
            place = Place(article.manuscript.place, article.manuscript.first_line)
            hint = "Add `title: …` to the front matter, or begin with `# A heading`."
            raise SourceError("the article has neither title nor heading", place, hint)
        article = replace(article, meta=replace(article.meta, title=words))
        is_repeated = True
    else:
        is_repeated = first == 0 and _same(words, article.meta.title)
    if first is None or not is_repeated:
        return article, []
    blocks = (*article.blocks[:first], *article.blocks[first + 1 :])
    return replace(article, blocks=blocks), []


def _same(one: str, other: str) -> bool:
    """Tell whether two titles differ in nothing but case, spacing and the shape of their marks."""

    def plain(text: str) -> str:
        return "".join(c for c in text.casefold() if c.isalnum())

    return plain(one) == plain(other)
