"""Read one article: its front matter as values, its text unchanged."""

import re
from dataclasses import replace
from pathlib import Path

from triptych.core import dependencies, postponed
from triptych.core.errors import Place, SourceError
from triptych.core.model import Manuscript, Override
from triptych.core.site import Site
from triptych.settings import front_matter, resolve
from triptych.settings.front_matter import FrontMatter
from triptych.settings.front_tables import Lines
from triptych.settings.publication import Publication
from triptych.settings.read_keys import meant_key
from triptych.sources import article_index, foreign
from triptych.sources.books import front_of_book
from triptych.sources.discover import display_path, refuse_link_outside
from triptych.sources.files import article_files
from triptych.sources.naming import stem_of
from triptych.sources.other_formats import refuse_other_format

_WIDE = "utf-16"
_UTF_32 = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")

LIMIT = 32 * 1024 * 1024
"""The most bytes that an article's own file may have."""


def read(
    path: Path, publication: Publication, override: Override, place: str = "", folder: str = ""
) -> Manuscript:
    """Return one article as read; report what its author should know of its front matter.

    ``place`` is the file as the user knows it, where that is not its path from the current folder;
    ``folder`` that of its editions, where that is not its slug.
    Raises ``SourceError`` with file and line for anything that cannot be read.
    """
    place = place or display_path(path)
    refuse_link_outside(path, publication.root, place)
    is_foreign = publication.site.dialect != Site().dialect
    data = _load(path, place, may_be_empty=is_foreign)
    dependencies.record(dependencies.ARTICLE, "", dependencies.state_of(data))
    book = front_of_book(path, publication)
    if not book:
        refuse_other_format(data, path, place)
    source = "" if book else _decode(data, place)
    parts = front_matter.split(source, place, is_foreign=is_foreign)
    reader = foreign.Reader(path, publication, place, parts)
    front, lines = front_matter.read(parts, place, reader.adapt, is_foreign=is_foreign)
    front = front.model_copy(update=book)
    text, line_numbers = ("", ()) if book else reader.rewrite()
    is_issue = bool(front.contents) or (("contents",) in lines and postponed.are_pending())
    if not text.strip() and not reader.is_foreign and not is_issue:
        error = _without_text(lines, place)
        if not postponed.are_pending():
            raise error
        postponed.postpone(error)
    article_index.register(publication)
    settings = publication.settings
    meta = resolve.metadata(front, settings, override, stem_of(path), text)
    if not meta.identifier:
        address = resolve.address_name(front, settings, folder or meta.slug)
        meta = replace(meta, identifier=address)
    look = resolve.look(front, settings, override, len(text.split()))
    root, files = publication.root, article_files(path, data, publication)
    manuscript = Manuscript(
        path,
        place,
        root,
        text,
        parts.first_line,
        meta,
        look,
        files,
        key_lines=_lines_that_count(lines, front, override),
        allow_remote=override.allow_remote or settings.allow_remote,
        is_draft=front.draft or (reader.is_foreign and not (text.strip() or is_issue)),
        extensions=reader.extensions(),
        line_numbers=line_numbers,
        site=publication.site,
        link_targets=settings.links,
        out_folder=folder or meta.slug,
        contents=resolve.contents(front),
    )
    if not postponed.are_pending():  # of which one may concern the date
        resolve.report_dates(front, place)
    return manuscript


def _without_text(lines: Lines, place: str) -> SourceError:
    """Return the error for an article without text: maybe an issue with misspelt ``contents``."""
    for (key, *inner), line in [(path or ("",), line) for path, line in lines.items()]:
        if key == "contents":
            hint = "Write `- article.md` below it, or text below the front matter."
            return SourceError("`contents` names no article", Place(place, line), hint)
        if not inner and meant_key(str(key), FrontMatter) == "contents":
            message = f"unknown key `{key}`, and the article has no text"
            return SourceError(message, Place(place, line), "Did you mean `contents`?")
    hint = "Write it below the front matter; an issue lists its articles under `contents`."
    return SourceError("the article has no text", Place(place), hint)


def _lines_that_count(lines: Lines, front: FrontMatter, override: Override) -> Lines:
    """Return the lines of the keys that have a value which the command line does not override."""
    given = {key for key, value in front if value and not getattr(override, key, None)}
    return {path: line for path, line in lines.items() if path and path[0] in given}


def _load(path: Path, place: str, *, may_be_empty: bool) -> bytes:
    """Return the bytes of an article's file; raises ``SourceError`` when it cannot be read or is empty."""
    try:
        if (size := path.stat().st_size) > LIMIT:
            message = f"the file has {size} bytes, at most {LIMIT} are read"
            raise SourceError(message, Place(place), "Split it into several articles.")
        data = path.read_bytes()
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise SourceError(message, Place(place), "Check the path and its permissions.") from None
    if not data.strip() and not may_be_empty:
        raise SourceError("the file is empty", Place(place), "Write the article first.")
    return data


def _decode(data: bytes, place: str) -> str:
    """Return UTF-8 as text, with or without a byte order mark, its line ends as LF."""
    try:
        text = _narrow(data).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        tail = f"; {error.reason}" if error.encoding == _WIDE else ""
        message = f"not UTF-8: byte 0x{data[error.start]:02X} at offset {error.start}{tail}"
        raise SourceError(message, Place(place, line), "Save the file as UTF-8.") from None
    return re.sub(r"\r\n?", "\n", text)


def _narrow(data: bytes) -> bytes:
    """Return ``data``; raises ``UnicodeDecodeError`` when its first bytes or zeros show UTF-16 or 32."""
    zeros = data.count(0)
    if data.startswith((b"\xff\xfe", b"\xfe\xff", *_UTF_32)) or zeros * 4 > len(data):
        start = data.index(0) if data[0] < 0xFE else 0
        name = "UTF-32" if data.startswith(_UTF_32) or zeros * 2 > len(data) else "UTF-16"
        raise UnicodeDecodeError(_WIDE, data, start, start + 1, f"the file looks like {name}")
    return data
