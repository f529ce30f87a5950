"""What ``triptych new`` writes: an article in the folder where the publication has its articles."""

import os
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from triptych.core import clock, links
from triptych.core.errors import OutputError, Place, SourceError, UsageError
from triptych.desk import first_files, guesses
from triptych.dialects import new_pages
from triptych.settings.publication import Publication, bare
from triptych.settings.resolve import slugify
from triptych.sources import discover, sites
from triptych.sources.naming import is_index

_LONGEST = 80
"""The most bytes of a file's name that is made of a title."""

_FIRST_WORDS = "Write your first sentence here.\n"
_NO_NAME = "article"
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|#^\[\]]+')
"""What no file of a vault may have in its name."""


@dataclass(frozen=True, slots=True)
class NewArticle:
    """The file of a new article, its text, and what else must be done for it to be read."""

    path: Path
    text: str
    remark: str = ""


def plan(title: str, here: Path, folder: str = "") -> NewArticle:
    """Return a new article for the publication around ``here``, in a folder or where most are.

    Raises ``UsageError`` for a title without words, for a folder that is not among the articles, and
    where there is no publication; ``OutputError`` where an article of its name is there.
    """
    words = _plain(title)
    if not words:
        raise UsageError("the title is empty", Place("TITLE"), 'Write it in quotes: "My title".')
    found = _publication_around(here)
    site = found.site
    articles = _articles(found)
    where = _folder(found, articles, here, folder)
    day = clock.today()
    name = new_pages.name_of_new(where, site, day.isoformat(), _name(words, site.dialect))
    path = where / f"{name}{_suffix(articles)}"
    if site.dialect == sites.OWN and _have_folders(articles):
        path = where / name / "index.md"
    _refuse_taken(path, where / name, where)
    is_own = site.dialect == sites.OWN
    author = "" if found.settings.author else guesses.author(found.root)
    keys = first_files.front_matter(
        "" if site.dialect in new_pages.HEADED | new_pages.NAMED else words,
        None if site.dialect in new_pages.PLAIN else day,
        author if is_own else "",
        is_identified=is_own and not found.settings.url,
    )
    heading = f"# {_escaped(words)}\n\n" if site.dialect in new_pages.HEADED else ""
    return NewArticle(path, f"{keys}{heading}{_FIRST_WORDS}", _remark(found, path))


def _publication_around(here: Path) -> Publication:
    """Return the publication around a folder; raises ``UsageError`` where there is none."""
    try:
        return sites.publication_around(here) or discover.locate((), here)[0]
    except UsageError:
        if (here / "content").is_dir():
            return bare(here)
        hint = "Begin one with `triptych init`."
        raise UsageError("there is no publication here", Place(str(here)), hint) from None


def _articles(found: Publication) -> list[Path]:
    """Return the articles that a publication has; it may have none yet."""
    try:
        return discover.publication_articles(found)
    except (UsageError, SourceError):
        return []


def _folder(found: Publication, articles: list[Path], here: Path, named: str) -> Path:
    """Return the folder for the article: the one that is named, the current one, or where most are."""
    tops = [found.root / name for name in found.site.content] or [found.content]
    if named:
        below = [here / named, *(top / named for top in tops)]
        inside = [each for each in below if _is_among(each, tops)]
        chosen = next((each for each in inside if each.is_dir()), None) or next(iter(inside), None)
        if chosen is None:
            message = "the folder is not among the articles"
            hint = f"Choose one in {discover.display_path(tops[0])}/."
            raise UsageError(message, Place("--folder"), hint)
        return Path(os.path.normpath(chosen))
    if _is_among(here, tops) and here.resolve() != found.root.resolve():
        return here
    if found.site.dialect == sites.OWN:
        return found.content
    return Path(os.path.normpath(new_pages.folder_of_new(found.root, found.site, articles)))


def _is_among(folder: Path, tops: list[Path]) -> bool:
    """Whether a folder is one of articles, or below it."""
    return any(folder.resolve().is_relative_to(top.resolve()) for top in tops)


def _plain(title: str) -> str:
    """Return a title on one line, without what steers or cannot be written."""
    text = title.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    spaced = "".join(" " if unicodedata.category(c) in _CONTROLS else c for c in text)
    return " ".join(spaced.split())


_CONTROLS = frozenset(["Cc", "Zl", "Zp"])


def _name(title: str, dialect: str) -> str:
    """Return the name of the file: the title itself in a vault, elsewhere a slug of it."""
    if dialect in new_pages.NAMED:
        return _shortened(_NOT_IN_NAMES.sub(" ", title), " ").strip(" .") or _NO_NAME
    try:
        return _shortened(slugify(title), "-")
    except SourceError:
        return _NO_NAME


def _shortened(name: str, mark: str) -> str:
    """Return a name of at most ``_LONGEST`` bytes, which ends with a word where it can."""
    data = " ".join(name.split()).encode() if mark == " " else name.encode()
    if len(data) <= _LONGEST:
        return data.decode()
    short = data[:_LONGEST].decode(errors="ignore")
    return (short.rpartition(mark)[0] or short).rstrip("-_ ")


def _suffix(articles: list[Path]) -> str:
    """Return the suffix that most articles have."""
    suffixes = [path.suffix for path in articles]
    return max(sorted(set(suffixes)), key=suffixes.count, default=".md")


def _have_folders(articles: list[Path]) -> bool:
    """Whether most articles have a folder of their own."""
    return sum(map(is_index, articles)) * 2 > len(articles)


def _refuse_taken(path: Path, folder: Path, top: Path) -> None:
    """Raise ``OutputError`` where there is an article of that name, in either form."""
    around = [folder.with_name(f"{folder.name}{path.suffix}"), folder / "index.md", path]
    for each in around:
        if os.path.lexists(each):
            message = "exists already and is not overwritten"
            hint = "Choose another title, or another folder with --folder."
            raise OutputError(message, Place(discover.display_path(each)), hint)
    if links.leads_outside(path, top):
        message = "is outside the publication: a link leads there"
        place = Place(discover.display_path(folder))
        raise OutputError(message, place, "Replace the link with the folder itself.")


def _escaped(title: str) -> str:
    """Return a title as the text of a heading, without marks of Markdown."""
    return re.sub(r"([\\`*_{}\[\]<>#$])", r"\\\1", title)


def _remark(found: Publication, path: Path) -> str:
    """Return what must be done for the article to be found, where a list names all of them."""
    site = found.site
    own = Path(os.path.relpath(path, found.root)).as_posix()
    if site.only:
        return f"Add {own} to {site.book or site.mark}: no other articles are built."
    return f"Add {own} to {site.book}, which lists the pages in their order." if site.book else ""
