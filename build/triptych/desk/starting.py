"""What ``triptych init`` writes into a folder: all of a publication, or what a site or a vault lacks."""

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from triptych.core import clock, links
from triptych.core.errors import OutputError, Place, UsageError
from triptych.desk import first_files, guesses
from triptych.dialects.marks import WEAK
from triptych.settings.json_schema import schema_of
from triptych.settings.publication import OWN, SHARED, Publication, bare, find
from triptych.sources import discover, sites

ARTICLE = "content/first-article"
_THEME = "templates/house/theme.toml"
_SCHEMAS = {".schemas/settings.json": "publication", first_files.FRONT_MATTER_SCHEMA: "article"}
_EDITOR = ".vscode/settings.json"
_PAPERS = frozenset(
    [
        *("readme", "license", "licence", "contributing", "changelog"),
        *("security", "code_of_conduct", "support"),
    ]
)
"""Names of a repository's papers, which make no folder a site."""

_WORKFLOWS = (
    *(".github/workflows/*", ".gitlab-ci.yml", ".forgejo/workflows/*", ".gitea/workflows/*"),
    *(".circleci", ".travis.yml", ".woodpecker*", ".drone.yml", "azure-pipelines.yml"),
)
"""What shows that a repository is built somewhere already."""


@dataclass(slots=True)
class Start:
    """The files to write into a folder, those that are there already, and what else to say.

    ``kind`` is what the folder is: ``MkDocs site``, or "" where it is a publication of our own.
    """

    root: Path
    kind: str = ""
    files: dict[Path, str | bytes] = field(default_factory=dict[Path, str | bytes])
    present: list[Path] = field(default_factory=list[Path])
    remarks: list[str] = field(default_factory=list[str])

    def add(self, name: str, text: str | bytes) -> None:
        """Add a file, unless something of its name is there."""
        path = self.root / name
        if os.path.lexists(path):
            self.present.append(path)
        else:
            self.files[path] = text


def plan(folder: Path) -> Start:
    """Return what to write into a folder, which need not exist.

    Raises ``UsageError`` for a folder that can be no publication, ``OutputError`` where a file or a link
    is in the way, and ``SettingsError`` when there are settings, and they are wrong.
    """
    _refuse_unsuitable(folder)
    found = _publication_of(folder)
    start = Start(found.root if found else folder)
    if found and found.site.dialect != sites.OWN:
        _add_to_site(start, found)
    else:
        _add_to_own(start, found)
    for name, what in _SCHEMAS.items():
        start.add(name, schema_of(what) + "\n")
    content = found.content.relative_to(found.root) if found else Path(ARTICLE).parent
    start.add(_EDITOR, first_files.editor_settings(content.as_posix()))
    _add_gitignore(start)
    _add_workflow(start)
    _refuse_in_the_way(start)
    return start


def _publication_of(folder: Path) -> Publication | None:
    """Return the publication that a folder is already, by its settings or by what is in it; or None.

    Raises ``UsageError`` for a folder among the articles of another.
    """
    real = folder.resolve()
    found = sites.publication_around(folder)
    if found and folder.is_dir() and found.root.resolve().is_relative_to(real):
        return found if _counts(found) else None
    if found and real.is_relative_to(found.content.resolve()) and _counts(found):
        kind = _kind(found) if found.site.mark else "publication"
        message = f"the folder is among the articles of the {kind} in {found.root}"
        hint = 'Begin an article there with `triptych new "Title"`, or choose a folder elsewhere.'
        raise UsageError(message, Place(str(folder)), hint)
    if not folder.is_dir():
        return None
    if (folder / "content").is_dir():
        return bare(folder)
    plain = sites.plain_folder(folder)
    return plain if plain and _counts(plain) else None


def _counts(found: Publication) -> bool:
    """Whether a publication is one: what any repository has, such as a README, makes none."""
    site = found.site
    is_weak = site.dialect in WEAK or (site.dialect != sites.OWN and _is_plain(found))
    return not is_weak or any(_own_articles(found))


def _is_plain(found: Publication) -> bool:
    """Whether nothing but its Markdown shows what a folder is."""
    return found.site.mark.lower().endswith((".md", ".markdown"))


def _own_articles(found: Publication) -> Iterator[Path]:
    """Yield the articles of a publication that are no papers of a repository."""
    for path in discover.all_below(found.content, found.root, found.site):
        if path.stem.lower() not in _PAPERS:
            yield path


def _add_to_site(start: Start, found: Publication) -> None:
    """Add the settings of a site, which change nothing that its own files say."""
    mark = f" ({found.site.mark})" if found.site.mark else ""
    start.kind = f"{_kind(found)}{mark}"
    start.kind = start.kind[:1].upper() + start.kind[1:] if _is_plain(found) else start.kind
    if _has_settings(found.root):
        start.present.append(found.root / OWN)
        return
    is_needed = found.site.dialect in WEAK or not _is_marked(found)
    dialect = f'\ndialect = "{found.site.dialect}"' if is_needed else ""
    values = {"kind": _kind(found), "dialect": dialect}
    start.add(OWN, first_files.text_of("site.toml", values))


def _is_marked(found: Publication) -> bool:
    """Whether a site is the same one when there are settings beside its marks."""
    site = sites.with_site(bare(found.root)).site
    return site.dialect == found.site.dialect and site.content == found.site.content


def _add_to_own(start: Start, found: Publication | None) -> None:
    """Add the settings of a publication, a theme, and an article where there is none."""
    author = guesses.author(start.root)
    title = guesses.title_of(start.root.resolve())
    theme = _THEME
    if not _has_settings(start.root):
        values = {
            "title": first_files.quoted(title),
            "lang": first_files.quoted(guesses.lang()),
            "author": f"author = {first_files.quoted(author)}\n" if author else "",
            "paper": f'\npaper = "{guesses.paper()}"' if guesses.paper() else "",
        }
        start.add(OWN, first_files.text_of("publication.toml", values))
        start.add(_THEME, first_files.text_of("theme.toml", values))
    elif found:
        start.present.append(start.root / (OWN if (start.root / OWN).exists() else SHARED))
        theme = f"templates/{found.settings.theme}/theme.toml"
    if found and any(discover.all_below(found.content, found.root, found.site)):
        return
    if not found and (elsewhere := _markdown_below(start.root)):
        count, folder = elsewhere
        line = f"{count} Markdown files in {folder}/ are not built: name it as `content` in {OWN}."
        start.remarks.append(line)
    has_address = bool(found and found.settings.url)
    identifier = "" if has_address else f"identifier: {first_files.identifier()}\n"
    folder = ARTICLE if not found else f"{found.settings.content}/first-article"
    values = {
        "author": "",
        "date": clock.today().isoformat(),
        "identifier": identifier,
        "folder": folder,
        "theme": theme,
    }
    start.add(f"{folder}/index.md", first_files.text_of("article.md", values))
    start.add(f"{folder}/{first_files.picture()[0]}", first_files.picture()[1])


def _markdown_below(root: Path) -> tuple[int, str] | None:
    """Return the folder with the most files of Markdown, and their number, where there are several."""
    found: Counter[str] = Counter()
    for at, folders, names in os.walk(root):
        folders[:] = [f for f in folders if not f.startswith(".") and f not in _NO_SOURCES]
        inner = Path(at).relative_to(root).parts
        if inner:
            found[inner[0]] += sum(name.lower().endswith((".md", ".markdown")) for name in names)
    folder, count = next(iter(found.most_common(1)), ("", 0))
    return (count, folder) if count > 1 else None


_NO_SOURCES = frozenset(["node_modules", "out", "templates", "vendor", "venv"])


def _has_settings(root: Path) -> bool:
    """Whether a folder has settings of ours, in either file."""
    own = find(root)
    return own is not None and own.root == root


def _add_gitignore(start: Start) -> None:
    """Add the file by which git leaves the editions out, or say what it lacks."""
    path = start.root / ".gitignore"
    start.add(path.name, first_files.text_of("gitignore"))
    if path.is_file() and not links.leads_outside(path, start.root):
        lines = {line.strip().strip("/") for line in path.read_text("utf-8", "replace").split("\n")}
        if "out" not in lines:
            start.remarks.append(
                "Add a line /out/ to .gitignore, so that editions stay out of git."
            )


def _add_workflow(start: Start) -> None:
    """Add the file by which a forge builds the editions, where nothing of the kind is there."""
    root = start.root
    top = guesses.repository_of(root)
    if top and top.resolve() != root.resolve():
        line = f"A workflow belongs in the top folder of the repository, {top}: none was written."
        start.remarks.append(line)
    elif (top or not start.kind) and not any(
        True for pattern in _WORKFLOWS for _ in root.glob(pattern)
    ):
        is_gitlab = guesses.is_on_gitlab(root)
        name = ".gitlab-ci.yml" if is_gitlab else ".github/workflows/editions.yml"
        start.add(name, first_files.text_of("gitlab.yml" if is_gitlab else "github.yml"))


def _kind(found: Publication) -> str:
    """Return what a site is, for the middle of a sentence."""
    label = sites.label_of(found.site.dialect)
    if _is_plain(found):
        return f"folder of Markdown, read as {label} shows it"
    return f"{label} vault" if found.site.dialect == "obsidian" else f"{label} site"


def _refuse_unsuitable(folder: Path) -> None:
    """Raise an error for a file, and for a folder that holds more than a publication."""
    if os.path.lexists(folder) and not folder.is_dir():
        message = "a file or a broken link is where the folder belongs"
        raise OutputError(message, Place(str(folder)), "Choose another name.")
    near = next(each for each in (folder, *folder.parents) if os.path.lexists(each))
    if not near.is_dir():
        message = "a file is where a folder belongs"
        raise OutputError(message, Place(str(near)), "Choose another name.")
    if folder.resolve() in (Path.home().resolve(), Path(folder.resolve().anchor)):
        message = "this folder holds more than a publication"
        raise UsageError(
            message, Place(str(folder)), "Name a new one: `triptych init my-magazine`."
        )


def _refuse_in_the_way(start: Start) -> None:
    """Raise ``OutputError`` where a file is in the place of a folder, or a link leads out of the folder."""
    for path in start.files:
        for around in path.parents:
            if around == start.root or not os.path.lexists(around):
                continue
            if start.root in around.parents and not around.is_dir():
                message = "a file is where a folder belongs"
                raise OutputError(message, Place(str(around)), "Move it, or choose another folder.")
        if links.leads_outside(path, start.root):
            message = "is outside the folder: a link leads there"
            raise OutputError(message, Place(str(path)), "Replace the link with the folder itself.")
