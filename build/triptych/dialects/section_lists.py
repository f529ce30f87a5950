"""The pages of a section as a list of links, which tools set where an index has no text of its own."""

from collections.abc import Sequence

from triptych.dialects import blocks
from triptych.dialects.wikilinks import escaped


def listing(pages: Sequence[tuple[str, str]]) -> str:
    """Return links to pages by their paths from the root and their titles, one below the other."""
    return "\n".join(f"- {blocks.link(_words(title), f'/{name}')}" for name, title in pages)


def _words(title: str) -> str:
    """Return a title in which nothing is markup; one with tags is left for the dialect to read."""
    return title if "{%" in title else escaped(title)
