"""Which articles a changed file concerns, by what each of them read when it was pressed."""

import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from triptych.core import dependencies
from triptych.pictures import assets
from triptych.pictures.nearby import names_state
from triptych.settings.publication import OWN, SHARED, Publication
from triptych.sources import article_index
from triptych.theme.find import theme_folder, theme_state


class Concerns:
    """The files, themes and look-ups that each article of a publication was made of.

    A file that was looked for and not found is one of them. That a publication's settings are others now,
    or its articles, is for the caller to see: ``Publication`` values can be compared.
    """

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self._root = publication.root
        self._real_root = Path(os.path.realpath(publication.root))
        self._reads: dict[Path, Mapping[tuple[str, str], str]] = {}

    def note(self, article: Path, reads: Mapping[tuple[str, str], str]) -> None:
        """Note what an article was made of, as ``dependencies.recording`` yields it."""
        self._reads[article] = dict(reads)

    def drop(self, article: Path) -> None:
        """Forget an article, which exists no longer."""
        self._reads.pop(article, None)

    def articles(self) -> frozenset[Path]:
        """Return every article that was noted."""
        return frozenset(self._reads)

    def concerned(self, changed: Collection[Path]) -> frozenset[Path]:
        """Return the articles that would be others now, because of these paths.

        A file that was written again with the same bytes concerns none.
        """
        article_index.forget()
        real = {each for path in changed for each in _real_paths(path)}
        return frozenset(
            article
            for article, reads in self._reads.items()
            if any(self._differs(article, real, read) for read in reads.items())
            or self._is_changed(article, real, reads)
        )

    def _is_changed(
        self, article: Path, real: set[Path], reads: Mapping[tuple[str, str], str]
    ) -> bool:
        """Whether an article of which no state is known is among the changed paths."""
        return (dependencies.ARTICLE, "") not in reads and _is_among(article, real)

    def _differs(self, article: Path, real: set[Path], read: tuple[tuple[str, str], str]) -> bool:
        """Whether what was read, a kind and a name, is in another state because of changed paths."""
        (kind, name), state = read
        if kind == dependencies.ARTICLE:
            return _is_among(article, real) and _article_state(article) != state
        if kind == dependencies.FILE:
            path = Path(os.path.normpath(self._real_root / name))
            return _is_among(path, real) and assets.state(self._root, name) != state
        if kind == dependencies.SETTINGS:
            return any(_is_among(self._root / each, real) for each in (OWN, SHARED))
        return self._is_near(kind, name, real) and self._state(kind, name, state) != state

    def _is_near(self, kind: str, name: str, real: set[Path]) -> bool:
        """Whether a changed path may be a part of a theme; anything may be the answer to a look-up."""
        if kind != _THEME:
            return True
        homes = (theme_folder(name, self._root), self._root / "templates" / name)
        return any(_is_around(home, path) for home in homes for path in real)

    def _state(self, kind: str, name: str, otherwise: str) -> str:
        """Return the present state of what was read beside files."""
        if kind == _THEME:
            return theme_state(name, self._root)
        if kind == dependencies.NEARBY:
            return names_state(self._root)
        if kind == dependencies.LINK:
            return article_index.state(self._publication, name)
        return otherwise


_THEME = dependencies.THEME


def _article_state(path: Path) -> str:
    """Return the state of an article's own file."""
    try:
        return dependencies.state_of(path.read_bytes())
    except OSError:
        return assets.MISSING


def _real_paths(path: Path) -> Iterator[Path]:
    """Yield a changed path in its real folder, and the file that it leads to where it is a link."""
    yield Path(os.path.realpath(path.parent)) / path.name
    if path.is_symlink():
        yield Path(os.path.realpath(path))


def _is_among(path: Path, real: set[Path]) -> bool:
    """Whether a path, or a folder around it, is one of the changed."""
    places = {*_real_paths(path), Path(os.path.realpath(path))}
    return any(each in real or not real.isdisjoint(each.parents) for each in places)


def _is_around(home: Path, path: Path) -> bool:
    """Whether a path is in a folder, or around it."""
    real = Path(os.path.realpath(home))
    return path == real or real in path.parents or path in real.parents
