"""Pieces of an issue with the marks of pages, on the shelf: an edit marks only one of them again."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from triptych.body.numbers import NUMBER
from triptych.core.page_starts import PageStart
from triptych.core.shelf import made_once
from triptych.editions.page_marks import Mark, MarkedPage, mark_piece


@dataclass(frozen=True, slots=True)
class Marking:
    """How pieces are marked: by ``mark``, which depends on ``key`` alone; "" puts none on the shelf.

    ``taken`` are ids that no mark may have; the rest is as ``mark_piece`` says.
    """

    mark: Mark
    key: str
    taken: Iterable[str]
    before_headings: bool = False


def marked_once(piece: str, starts: Sequence[PageStart], marking: Marking) -> MarkedPage:
    """Return a piece with its marks, or what an earlier build made of it.

    ``starts`` may be those of other pieces too.
    """
    own = tuple(_own_starts(piece, starts))
    taken = sorted(marking.taken)

    def make() -> MarkedPage:
        """Return the piece with its marks."""
        before = marking.before_headings
        return mark_piece(piece, own, marking.mark, taken, before_headings=before)

    if not marking.key:
        return make()
    depends = repr((own, marking.key, taken, marking.before_headings))
    key = sha256(f"{depends}\0{piece}".encode("utf-8", "surrogatepass")).hexdigest()
    return made_once(f"marks {key}", (MarkedPage, PageStart), make)


def _own_starts(piece: str, starts: Sequence[PageStart]) -> Iterator[PageStart]:
    """Yield the starts whose elements may be in a piece."""
    known: dict[str, bool] = {}
    for start in starts:
        scope, colon, _ = start.number.partition(":")
        begin = f'{NUMBER}="{scope}{colon}'
        if begin not in known:
            known[begin] = begin in piece
        if known[begin]:
            yield start
