"""Articles that are written for another tool: their front matter and text become Triptych's own."""

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from triptych.core.site import Site
from triptych.dialects import divisions, link_lists, pipe_tables, scanner, section_lists
from triptych.settings.front_matter import Split
from triptych.settings.front_tables import Lines
from triptych.settings.publication import Publication
from triptych.sources import article_index
from triptych.sources.files import path_from_root

if TYPE_CHECKING:
    from triptych.dialects.page import Dialect, Page

_BY_SUFFIX = {".qmd": "quarto", ".rmd": "quarto", ".mdx": "docusaurus"}
"""The dialect of a file alone, by the end of its name, where nothing else says it."""


@dataclass(slots=True)
class Reader:
    """Reads one article; of one in Triptych's own Markdown it changes nothing."""

    path: Path
    publication: Publication
    place: str
    parts: Split
    front: dict[str, Any] = field(default_factory=dict[str, Any])
    name: str = ""

    @property
    def is_foreign(self) -> bool:
        """Whether it is written in the Markdown of another tool."""
        return bool(self.name)

    def adapt(self, data: dict[str, Any], lines: Lines) -> None:
        """Make front matter Triptych's own; what it says of the dialect counts."""
        hyphened = {key.replace("_", "-"): value for key, value in data.items()}
        self.front = {
            **hyphened,
            **data,
        }  # as our keys are spelled, and as most authors spell theirs
        name = str(data.get("dialect") or self.publication.settings.dialect or self._found())
        if name == Site().dialect:
            return
        dialect = _dialect(name)
        if not dialect:
            return  # which is reported as a wrong value
        self.name = name
        from triptych.dialects import front  # noqa: PLC0415  loaded only for such an article

        front.adapt(data, lines, dialect, self._page())

    def rewrite(self) -> tuple[str, tuple[int, ...]]:
        """Return the text in Triptych's own Markdown, and for each of its lines that of the source."""
        text = self.parts.text
        dialect = _dialect(self.name) if self.name else None
        if not dialect:
            return text, ()
        made = dialect.rewrite(text, self._page())
        if not made.strip() and (pages := article_index.find_below(self.publication, self.path)):
            made = dialect.rewrite(section_lists.listing(pages), self._page())
        if self.name not in pipe_tables.AS_TYPED:
            made = pipe_tables.unescaped(made)
        made = link_lists.spaced(divisions.aligned(made))
        return made, scanner.line_numbers(text, made) if made != text else ()

    def extensions(self) -> str:
        """Return the extensions of pandoc that the text needs; citations are read beside a bibliography."""
        dialect = _dialect(self.name) if self.name else None
        if not dialect:
            return ""
        found = dialect.extensions(self.publication.site)
        has_works = self.front.get("bibliography") or self.publication.settings.bibliography
        return found.replace("-citations", "") if has_works else found

    def _found(self) -> str:
        """Return the dialect of the site, else that which the file's suffix shows."""
        site = self.publication.site.dialect
        return site if site != Site().dialect else _BY_SUFFIX.get(self.path.suffix.lower(), site)

    def _page(self) -> "Page":
        """Return what the dialect's rules may know."""
        from triptych.dialects.page import Page  # noqa: PLC0415  loaded only for such an article

        publication = self.publication
        return Page(
            self.path,
            path_from_root(self.path, publication.root),
            self.place,
            publication.root,
            publication.site,
            self.front,
            self.parts.text,
            self.parts.first_line,
            partial(article_index.find_article, publication, self.path),
            partial(article_index.find_file, publication, self.path),
            partial(article_index.find_place, publication, self.path),
            partial(article_index.find_below, publication, self.path),
        )


def _dialect(name: str) -> "Dialect | None":
    """Return a dialect by its name."""
    from triptych.dialects.registry import DIALECTS  # noqa: PLC0415  loaded only for such an article

    return DIALECTS.get(name)
