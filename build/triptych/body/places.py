"""The lines in the source of what is in an article's body."""

from lxml.html import HtmlElement

from triptych.core.errors import Place
from triptych.core.model import Article
from triptych.sources.occurrences import Kind, Occurrences


class BodyPlaces:
    """The lines of a body's elements, asked for or skipped in the order of the text."""

    def __init__(self, article: Article) -> None:
        self._occurrences = Occurrences(article.manuscript)

    def skip(self, element: HtmlElement, kind: Kind, words: str) -> None:
        """Count an element whose line nobody needs."""
        self._occurrences.skip(kind, words, in_note=_is_in_note(element))

    def next(self, element: HtmlElement, kind: Kind, *words: str) -> Place:
        """Return the line of an element of that kind with the first of ``words``."""
        return self._occurrences.next(kind, *words, in_note=_is_in_note(element))


def _is_in_note(element: HtmlElement) -> bool:
    """Whether an element is in a note."""
    return any("pf-note" in str(e.get("class", "")).split() for e in element.iterancestors())
