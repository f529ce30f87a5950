"""The lines of the tree's elements in the source."""

from collections.abc import Iterable

from triptych.core.errors import Place
from triptych.core.model import Article, Tree
from triptych.markdown import tree
from triptych.sources.occurrences import Kind, Occurrences


class ElementPlaces:
    """The lines of an article's elements, asked for or skipped in the order of the text."""

    def __init__(self, article: Article) -> None:
        self._occurrences = Occurrences(article.manuscript)
        self._blocks = article.blocks
        self._skipped: list[tuple[Kind | None, str, int]] = []
        self._inside: frozenset[int] | None = None

    def skip(self, element: Tree, kind: Kind | None, words: str) -> None:
        """Count an element whose line nobody needs."""
        self._skipped.append((kind, words, id(element)))

    def next(self, element: Tree, kind: Kind | None, *words: str) -> Place:
        """Return the line of an element of that kind with the first of ``words``."""
        if self._inside is None:
            self._inside = frozenset(_inside_notes(self._blocks))
        for skipped, its_words, mark in self._skipped:
            self._occurrences.skip(skipped, its_words, in_note=mark in self._inside)
        self._skipped.clear()
        return self._occurrences.next(kind, *words, in_note=id(element) in self._inside)


def _inside_notes(blocks: Iterable[Tree]) -> Iterable[int]:
    """Yield the identity of each element in a note."""
    for note in tree.elements_of(list(blocks), "Note"):
        yield from (id(element) for element in tree.elements(note["c"]))
