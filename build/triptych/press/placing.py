"""Where an order's editions go, and what an article's author should know of its name and its identifier."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from triptych.core import findings, postponed
from triptych.core.errors import ConflictError, Finding, Place, Severity, TriptychError
from triptych.press.cache.entries import Entry
from triptych.press.cache.memory import Known, Memory
from triptych.press.orders import Order
from triptych.sources import discover, manuscripts, naming
from triptych.sources.listed_issues import member_paths
from triptych.sources.naming import Name


def read_entry(known: Known, order: Order) -> Entry:
    """Return what an article says of itself; raises ``TriptychError`` when it cannot be read."""
    # What is found or postponed is reported when the article is pressed.
    with findings.collecting(), postponed.collecting_errors():
        manuscript = manuscripts.read(known.path, order.publication, order.override, known.place)
    meta, is_given = manuscript.meta, ("slug",) in manuscript.key_lines
    return Entry(
        meta.slug,
        manuscript.is_draft,
        is_given,
        bool(meta.identifier),
        manuscript.look.page_list,
        member_paths(manuscript.contents, known.path, manuscript.root),
        manuscript.contents.offprints,
    )


def output_folders(entries: Mapping[Path, Entry], order: Order, memory: Memory) -> dict[Path, str]:
    """Return the folder of each article's editions, as a build of the whole publication has it.

    Articles that are not built count too, drafts among them: to publish one moves no other.
    """
    names = {path: Name(entry.slug, entry.is_given) for path, entry in entries.items()}
    others = dict(_namesakes(names, order, memory))
    folders = naming.output_folders({**others, **names}, order.publication)
    return {path: folders[path] for path in entries}


def refusals(folders: Mapping[Path, str]) -> dict[Path, ConflictError]:
    """Return an error for each article whose editions another one's would overwrite."""
    found = {}
    for path, other in naming.twins(folders).items():
        slug = folders[path].rpartition("/")[2]
        message = f"the slug “{slug}” is also that of {discover.display_path(other)}"
        place = Place(discover.display_path(path))
        found[path] = ConflictError(message, place, "Give one of them another `slug:`.")
    return found


def name_findings(entry: Entry, folder: str, place: str) -> Iterator[Finding]:
    """Yield a note on a name that another article has, and one on an identifier that will not last."""
    if folder != entry.slug and not entry.is_given:
        message = f"another article is called “{entry.slug}” too; the editions are in {folder}/"
        hint = "Add `slug: …`, so that no other article can move them."
        yield Finding("slug-shared", Severity.NOTE, message, Place(place, 1), hint)
    if not entry.is_lasting:
        message = "the identifier is made of the text, and changes with it"
        hint = "Add `identifier: …` or `source: …`, or `url` to the settings."
        yield Finding("identifier", Severity.NOTE, message, Place(place, 1), hint)


def _namesakes(
    names: Mapping[Path, Name], order: Order, memory: Memory
) -> Iterator[tuple[Path, Name]]:
    """Yield the publication's other articles whose files have the same name as one of ``names``."""
    wanted = {name.slug.casefold() for name in names.values() if not name.is_given}
    if order.is_whole:
        others = [path for path in order.files if path not in names]
    else:
        real = {os.path.realpath(path) for path in names}  # which refuses no links in a loop
        found = discover.all_below(
            order.publication.content, order.publication.root, order.publication.site
        )
        others = [path for path in found if os.path.realpath(path) not in real]
    for path in others:
        if naming.own_slug(path).casefold() in wanted:
            known = memory.recall(path, discover.display_path(path))
            try:
                entry = known.entry or read_entry(known, order)
            except TriptychError:
                continue  # it has no editions
            yield path, Name(entry.slug, entry.is_given)
