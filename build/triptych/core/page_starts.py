"""Where the pages of a PDF begin in the text, so that other editions can mark them."""

from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5


@dataclass(frozen=True, slots=True)
class PageStart:
    """The place in the text at which a page begins.

    ``label`` is the page's number: ``7``, ``iv``. ``number`` is that of an element of the body,
    ``data-pf-n``; several bodies in one document have prefixes: ``harbour:17``. ``offset`` counts the
    characters of the element's text before the page, without white space and invisible characters. Where
    ``is_behind``, a word is divided there: the mark follows its last character, which ``offset`` includes.
    """

    label: str
    number: str
    offset: int
    is_behind: bool = False


@dataclass(frozen=True, slots=True)
class PageRange:
    """The first and the last page of a member of an issue, as they are numbered; ``name`` is its id."""

    name: str
    first: str
    last: str


def paper_identifier(identifier: str) -> str:
    """Return the identifier of an article's PDF, by which its EPUB names the source of its page numbers.

    It is made of the article's, for that names every edition.
    """
    return uuid5(NAMESPACE_URL, f"{identifier}pdf").urn if identifier else ""
