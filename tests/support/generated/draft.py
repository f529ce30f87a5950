"""A document being written: its words so far, and all else that must be found in each edition."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from generated.words import SCRIPTS, word

T = TypeVar("T")

Choose = Callable[[int], int]
"""Gives a number from nought to less than the one that it is called with."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What must be found in the editions of a document, in the order of the text.

    ``text`` are the words outside notes, each with the editions that show it; ``front`` those of the
    front matter; ``notes`` the words of each note; ``headings`` the words that contents repeat; ``heads``
    those that a table may repeat on every page.
    """

    text: tuple[tuple[str, str], ...]
    front: frozenset[str]
    notes: tuple[tuple[str, ...], ...]
    headings: frozenset[str]
    heads: frozenset[str]
    pictures: tuple[tuple[int, int], ...]
    formulas: tuple[str, ...]
    addresses: tuple[str, ...]
    literals: tuple[str, ...]


@dataclass(slots=True)
class Draft:
    """What has been promised so far; every word that is asked for is noted where it is to stand."""

    lang: str
    choose: Choose
    guests: tuple[str, ...] = ()
    text: list[tuple[str, str]] = field(default_factory=list)
    notes: list[list[str]] = field(default_factory=list)
    front: set[str] = field(default_factory=set)
    headings: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    pictures: list[tuple[int, int]] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    literals: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    definitions: list[str] = field(default_factory=list)
    cited: list[str] = field(default_factory=list)
    numbers_sections: bool = False
    into: str = "text"
    shown_in: str = "html epub pdf"
    count: int = 0

    def one_of(self, choices: Sequence[T]) -> T:
        """Return one of several."""
        return choices[self.choose(len(choices))]

    def chance(self, among: int) -> bool:
        """Whether this is the one time among so many."""
        return self.choose(among) == among - 1

    def number(self) -> int:
        """Return a number that nothing else in the document has."""
        self.count += 1
        return self.count

    def word(self, lang: str = "", length: int | None = None) -> str:
        """Return a new word, promised where the draft stands."""
        syllables = self.choose(3) if length is None else length
        new = word(self.number(), lang or self.lang, syllables)
        if self.into == "note":
            self.notes[-1].append(new)
        else:
            self.text.append((new, self.shown_in))
            if self.into == "heading":
                self.headings.add(new)
            elif self.into == "head":
                self.heads.add(new)
            elif self.into == "front":
                self.front.add(new)
        return new

    def words(self, most: int = 8, lang: str = "") -> str:
        """Return a few new words, parted as their language parts them."""
        count = 1 + self.choose(most)
        return SCRIPTS[lang or self.lang].space.join(self.word(lang) for _ in range(count))

    @contextmanager
    def standing(self, into: str) -> Iterator[None]:
        """Promise words elsewhere for a while: in a ``note``, ``heading``, ``head`` or ``front``."""
        before, self.into = self.into, into
        if into == "note":
            self.notes.append([])
        yield
        self.into = before

    @contextmanager
    def shown(self, editions: str) -> Iterator[None]:
        """Promise words to some editions alone."""
        before, self.shown_in = self.shown_in, editions
        yield
        self.shown_in = before

    def promise(self) -> Promise:
        """Return all that has been promised."""
        return Promise(
            tuple(self.text),
            frozenset(self.front),
            tuple(tuple(note) for note in self.notes),
            frozenset(self.headings),
            frozenset(self.heads),
            tuple(self.pictures),
            tuple(self.formulas),
            tuple(self.addresses),
            tuple(self.literals),
        )
