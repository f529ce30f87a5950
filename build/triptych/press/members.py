"""The members of an issue: found by its contents, read, and dressed as the issue is."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from triptych.core import dependencies, findings, postponed
from triptych.core.errors import Finding, Place, SourceError, TriptychError
from triptych.core.findings import warn
from triptych.core.member_names import slug_in_issue
from triptych.core.model import Look, Manuscript, Override
from triptych.core.shared_works import SharedWorks
from triptych.core.site import MARKDOWN
from triptych.pictures import assets
from triptych.settings.publication import Publication
from triptych.sources import article_index, manuscripts
from triptych.sources.books import front_of_book
from triptych.sources.discover import display_path
from triptych.sources.files import path_from_root
from triptych.sources.listed_issues import is_as_typed, member_path
from triptych.sources.places import place_of_key


@dataclass(frozen=True, slots=True)
class Member:
    """A member of an issue as read, with what was found; ``part`` is the heading above it, or "".

    ``works`` are those of a list that all members share.
    """

    manuscript: Manuscript
    part: str = ""
    found: tuple[Finding, ...] = ()
    works: SharedWorks | None = None


_WEB = re.compile(r"[A-Za-z][\w+.-]*://|//")
"""What an address with a host begins with (RFC 3986, section 3)."""


def read_members(
    issue: Manuscript, publication: Publication, override: Override
) -> tuple[Member, ...]:
    """Return the members of an issue in order, none for another article; errors are postponed.

    One that is missing, outside the publication, named twice, an issue, or a draft in an issue that is
    none is an error on its line, and so are two of one slug (``SourceError``).
    """
    is_listed = bool(front_of_book(issue.path, publication))
    members: list[Member] = []
    seen: dict[Path, int] = {}
    part, part_place = "", Place(issue.place)
    for number, entry in enumerate(issue.contents.entries):
        place = place_of_key(issue, "contents", number)
        if entry.part:
            _report_empty(part, part_place)
            part, part_place = entry.part, place
            continue
        if is_listed and not article_index.resolve(issue.root, issue.path, address_of(entry.path)):
            continue  # another tool's list may have drafts and empty pages
        try:
            member = _read(issue, entry.path, place, publication, override)
            _refuse_again(member, seen, number, place, issue)
        except TriptychError as error:
            error.place = error.place or place
            postponed.postpone(error)
            continue
        finally:
            heading, part = part, ""
        members.append(replace(member, part=heading))
    _report_empty(part, part_place)
    for twin in _of_one_slug(members, seen, issue):
        postponed.postpone(twin)
    return tuple(members)


def _read(
    issue: Manuscript, name: str, place: Place, publication: Publication, override: Override
) -> Member:
    """Return one member; raises ``TriptychError`` where it cannot be one."""
    _require_path(name, place, issue)
    path = member_path(name, issue.path, issue.root)
    is_typed = is_as_typed(name, issue.path, issue.root)
    if path.name == "index.md" and PurePosixPath(name).name != path.name:
        name = f"{name.rstrip('/')}/{path.name}"
    address = address_of(name) if is_typed else name
    assets.read_file(issue.root, issue.path.parent, address, place)
    if not path.exists():  # what follows `#` or `?` was not part of a name
        hint = "Write the path alone, without `#` and `?`."
        raise SourceError(f"“{name}” is missing", place, hint)
    if path.suffix.lower() not in (*MARKDOWN, ".txt", ""):
        hint = "Name a Markdown file, or a folder with an index.md."
        raise SourceError(f"“{name}” is not an article", place, hint)
    if path.resolve() == issue.path.resolve():
        hint = "Remove this line."
        raise SourceError("the issue cannot be a member of itself", place, hint)
    target = article_index.resolve(issue.root, issue.path, address)
    out = target.folder if target else ""
    with findings.collecting() as found, as_a_file(path, issue.root):
        manuscript = manuscripts.read(path, publication, override, display_path(path), out)
    if manuscript.contents.entries:
        hint = "Name its members here instead: an issue has one level of parts."
        raise SourceError(f"“{name}” is an issue itself", place, hint)
    if manuscript.is_draft and not issue.is_draft:
        hint = "Remove `draft` there, or mark the issue as a draft."
        raise SourceError(f"“{name}” is a draft", place, hint)
    manuscript = replace(manuscript, look=_look(issue.look, manuscript))
    if publication.site.mark:  # where pages of one name are common
        slug = slug_in_issue(out or manuscript.meta.slug, is_foreign=True)
        manuscript = replace(manuscript, meta=replace(manuscript.meta, slug=slug))
    return Member(manuscript, found=tuple(found))


def _require_path(name: str, place: Place, issue: Manuscript) -> None:
    """Raise ``SourceError`` where a line of contents has an address, or folders as Windows writes them."""
    if _WEB.match(name):
        hint = "Save the text as an article of the publication, and name its file."
        raise SourceError(f"“{name}” is an address on the web, not a file", place, hint)
    meant = name.replace("\\", "/")
    if meant != name and not is_as_typed(name, issue.path, issue.root):
        is_there = is_as_typed(meant, issue.path, issue.root)
        hint = f"Did you mean `{meant}`?" if is_there else "Write `/` between folders."
        raise SourceError(f"“{name}” is missing", place, hint)


def address_of(name: str) -> str:
    """Return the name of a file as an address of it (RFC 3986, section 2.4)."""
    return name.replace("%", "%25").replace("#", "%23").replace("?", "%3F")


@contextmanager
def as_a_file(path: Path, root: Path) -> Iterator[None]:
    """Record what is read within so that the article itself is a file like any other."""
    with dependencies.recording() as recorded:
        yield
    for (kind, name), state in recorded.items():
        if kind == dependencies.ARTICLE:
            dependencies.record(dependencies.FILE, path_from_root(path, root), state)
        else:
            dependencies.record(kind, name, state)


def _look(issue: Look, member: Manuscript) -> Look:
    """Return how a member is dressed within an issue: as the issue is, but for what its text needs.

    It has custom CSS where its own front matter says so: the issue's is for the whole page.
    """
    own = member.look
    return replace(
        issue,
        number_sections=own.number_sections,
        dropcap=own.dropcap,
        custom_css=own.custom_css if ("custom_css",) in member.key_lines else "",
        toc=False,
        tagline="",
    )


def _refuse_again(
    member: Member, seen: dict[Path, int], number: int, place: Place, issue: Manuscript
) -> None:
    """Raise ``SourceError`` for a member that the contents name a second time."""
    first = seen.setdefault(member.manuscript.path.resolve(), number)
    if first != number:
        line = place_of_key(issue, "contents", first).line
        name = issue.contents.entries[number].path
        message = f"“{name}” is named twice, first on line {line}"
        raise SourceError(message, place, "Keep one of them.")


def _of_one_slug(
    members: list[Member], seen: dict[Path, int], issue: Manuscript
) -> Iterator[SourceError]:
    """Yield an error for each member whose slug is also that of an earlier one.

    It is on the line of the slug, or else on that of the contents, by its number in ``seen``.
    """
    taken: dict[str, Manuscript] = {}
    for each in members:
        own = each.manuscript
        slug = own.meta.slug.casefold()
        if slug in taken:
            place = place_of_key(issue, "contents", seen[own.path.resolve()])
            if ("slug",) in own.key_lines:
                place = place_of_key(own, "slug")
            whose = "" if place.path == own.place else f" of {own.place}"
            message = f"the slug “{own.meta.slug}”{whose} is also that of {taken[slug].place}"
            yield SourceError(message, place, "Give one of them another `slug:`.")
        taken.setdefault(slug, own)


def _report_empty(part: str, place: Place) -> None:
    """Report a part without members, if there is a part."""
    if part:
        hint = "Name its articles below it. Ignored."
        warn("empty-part", f"the part “{part}” has no articles", place, hint)
