"""Members of an issue as one edition shows them, on the shelf: an edit dresses only one of them again.

A member is dressed in two steps: what its fonts must have, and then, once they are chosen for all, its
text. Each is cached under all that it depends on.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from triptych.core import findings
from triptych.core.member_names import member_name, scoped
from triptych.core.model import Article, Asset, Galley, Heading, Metadata
from triptych.core.shelf import made_once
from triptych.editions.dress import Dress
from triptych.editions.epub.cuts import Emphasis
from triptych.editions.make_up import Fonts, MadeUp, Needs, lettered, make_up, needs_of_member
from triptych.editions.render import resources_of
from triptych.theme.find import folder_state
from triptych.theme.load import Theme

_KINDS = (Asset, Emphasis, Heading, Needs)


@dataclass(frozen=True, slots=True)
class Piece:
    """A member as an edition shows it: its galley with the headings there, its text, and its files."""

    galley: Galley
    text: str
    resources: tuple[Asset, ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """How the members of an issue are dressed; ``key`` stands for what that depends on besides these."""

    theme: Theme
    dress: Dress
    key: str

    def state(self) -> str:
        """Return a text that stands for all of it."""
        folders = [folder_state(folder) for folder in self.theme.folders]
        return repr((self.dress.edition, folders, self.theme.settings["tokens"], self.key))


@dataclass(frozen=True, slots=True)
class MemberValue:
    """A member of an issue as templates see it.

    ``id`` is its own in the page, ``href`` leads to it; ``part`` is the heading above it, or "", with
    ``part_id``. ``is_in_part`` says whether any part has begun.
    """

    id: str
    href: str
    meta: Metadata
    labels: Any
    headings: tuple[Heading, ...]
    part: str
    part_id: str
    is_in_part: bool


def member_id(article: Article) -> str:
    """Return the id of a member in an issue's page, and the name of its file in a book."""
    return member_name(article.meta.slug)


class Member:
    """A member of an issue that is not dressed yet."""

    def __init__(self, galley: Galley, ways: Ways, state: str) -> None:
        self._ways = ways
        self._state = f"{galley.digest}\0{galley.part}\0{state}" if galley.digest else ""
        self._galley = galley
        self._made: MadeUp | None = None
        self.needs: Needs
        self.needs, headings = self._remembered("needs", (), self._find_needs)
        self.galley = replace(galley, headings=headings)

    def _find_needs(self) -> tuple[Needs, tuple[Heading, ...]]:
        """Return what the member's fonts must have, and its headings in this edition."""
        made = self._made = make_up(self._galley, self._ways.theme, self._ways.dress)
        return needs_of_member(made, self._ways.theme, self._ways.dress), made.galley.headings

    def piece(
        self, fonts: Fonts, write: Callable[[MadeUp], str], depends: Sequence[object]
    ) -> Piece:
        """Return the member as the edition shows it, by ``write``, which ``depends`` on more values."""

        def find() -> tuple[str, tuple[Asset, ...]]:
            """Return the text of the member, and its files."""
            if self._made is None:
                with findings.collecting():  # they were reported with its needs
                    self._made = make_up(self._galley, self._ways.theme, self._ways.dress)
            made = lettered(self._made, fonts, self._ways.dress)
            self._made = None
            return write(made), tuple(resources_of(made.article, None).values())

        key = (fonts.theme.tokens, fonts.css if self._ways.dress.is_xml else "", *depends)
        text, resources = self._remembered("piece", key, find)
        return Piece(self.galley, text, resources)

    def _remembered(self, kind: str, depends: Sequence[object], find: Callable[[], Any]) -> Any:
        """Return what ``find`` does, or what it did."""
        depends_on = f"{self._state}\0{depends!r}".encode("utf-8", "surrogatepass")
        key = f"{kind} {sha256(depends_on).hexdigest()}" if self._state else ""
        return made_once(key, _KINDS, find)


def member_values(members: Sequence[Member], dress: Dress) -> tuple[MemberValue, ...]:
    """Return the members as templates see them, in order."""
    values, count = [], 0
    for each in members:
        article = each.galley.article
        name = member_id(article)
        count += bool(each.galley.part)
        is_list = bool(article.works and article.works.is_list)
        headings = each.galley.headings
        if not dress.is_xml:
            headings = tuple(replace(h, id=scoped(name, h.id)) for h in headings)
        values.append(
            MemberValue(
                name,
                f"text/{name}.xhtml" if dress.is_xml else f"#{name}",
                article.meta,
                article.labels,
                headings,
                each.galley.part,
                f"pf-part-{count}" if each.galley.part else "",
                is_in_part=count > 0 and not is_list,
            )
        )
    return tuple(values)
