"""Sites of other tools: recognised by their marks, read by their configuration."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from triptych.core.site import Site
from triptych.dialects.marks import WEAK, find_loose, find_marks, find_plain, is_vault
from triptych.settings.fields import PersonKeys
from triptych.settings.publication import Publication, Settings, find

OWN = "triptych"
_PLAIN = frozenset(["github", "obsidian"])
"""Dialects of a folder that nothing but its Markdown marks."""

_STRICT_README = frozenset(["hugo", "jekyll", "eleventy", "astro", "quarto", "mkdocs"])


def publication_around(start: Path) -> Publication | None:
    """Return the publication around ``start``: by its settings, else by the marks of another tool.

    The nearest folder counts. Raises ``SettingsError`` when its settings are wrong.
    """
    publication = find(start)
    if publication:
        return with_site(publication)
    folder = start if start.is_dir() else start.parent
    loose = find_loose(folder) if start.is_dir() else {}
    roots: list[Path] = []
    for root in (folder, *folder.absolute().parents):
        marks = find_marks(root, is_start=root == folder and start.is_dir())
        strong = {name: mark for name, mark in marks.items() if name not in WEAK}
        if root == folder and start.is_dir() and not strong:
            if found := _site_below(root):
                return found
            strong = {} if loose else marks
        if strong:
            return with_site(Publication(root, Settings()), strong)
        roots.append(root)
        if (root / ".git").exists():
            break
    below = roots[1:] if start.is_dir() else roots
    within = (
        below if (roots[-1] / ".git").exists() else [r for r in below if r.absolute() == Path.cwd()]
    )
    found = next(filter(None, (_beside(root, start.absolute()) for root in within)), None)
    return found or (with_site(Publication(folder, Settings()), loose) if loose else None)


def plain_folder(root: Path) -> Publication | None:
    """Return a folder of Markdown without settings or marks, which is read as GitHub shows it.

    A home folder and the root of a file system are none.
    """
    if root.absolute() in (Path.home(), Path(root.absolute().anchor)):
        return None
    mark = find_plain(root)
    name = "obsidian" if mark and is_vault(root) else "github"
    return with_site(Publication(root, Settings()), {name: mark}) if mark else None


def _beside(root: Path, start: Path) -> Publication | None:
    """Return the site whose mark is in a folder below ``root``, and whose articles ``start`` is among."""
    marks = {name: mark for name, mark in find_marks(root).items() if name not in WEAK}
    if not marks:
        return None
    found = with_site(Publication(root, Settings()), marks)
    folders = [(root / each).absolute() for each in found.site.content if each]
    return found if any(start == each or each in start.parents for each in folders) else None


_FOLDERS = ("docs", "website", "site", "www", "doc", "documentation", "web")
"""Folders of a repository in which its site often is."""


def _site_below(root: Path) -> Publication | None:
    """Return the site in one of a repository's usual folders; None where none is."""
    for name in _FOLDERS:
        if (root / name).is_dir() and not find(root / name):
            marks = find_marks(root / name, is_start=False)
            strong = {name: mark for name, mark in marks.items() if name not in WEAK}
            if strong:
                return with_site(Publication(root / name, Settings()), strong)
    return None


def with_site(publication: Publication, marks: dict[str, str] | None = None) -> Publication:
    """Return a publication with the site that its folder is, by the settings or by its marks."""
    settings, root = publication.settings, publication.root
    if settings.dialect == OWN:
        return publication
    found: dict[str, str] = {}
    if marks is None:
        found = find_marks(root)
        marks = {name: mark for name, mark in found.items() if name not in WEAK}
    strongest: str = next(iter(marks), OWN)
    name = settings.dialect or strongest
    if name == OWN:
        return publication
    mark = marks.get(name) or found.get(name) or (find_plain(root) if name in _PLAIN else "")
    site = describe(name, root, mark)
    given = publication.table
    if "content" in given:
        site = replace(site, content=(settings.content,), only=())
    update: dict[str, object] = {
        key: value
        for key, value in (
            ("title", site.title),
            ("lang", site.lang),
            ("rights", site.rights),
            ("url", site.url),
            ("author", [PersonKeys(name=site.author)] if site.author else []),
        )
        if value and key not in given
    }
    if name == "obsidian" and "title_from" not in given:
        update["title_from"] = "name"
    if "content" not in given:
        update["content"] = next(iter(site.content), "") or "."
    return replace(publication, settings=settings.model_copy(update=update), site=site)


def describe(name: str, root: Path, mark: str) -> Site:
    """Return what the configuration of a site says; without one, its articles are anywhere below."""
    from triptych.dialects.config import pages_address  # noqa: PLC0415  as below
    from triptych.dialects.registry import DIALECTS  # noqa: PLC0415  loaded only where a site is

    dialect = DIALECTS[name]
    site = dialect.describe(root, mark) if dialect.describe else Site()
    skipped = site.skipped
    if name in _STRICT_README:
        skipped = (
            *skipped,
            "README.*",
            "readme.*",
            "CONTRIBUTING.md",
            "CHANGELOG.md",
            "LICENSE.md",
        )
    return replace(
        site,
        dialect=name,
        mark=mark,
        url=site.url or (pages_address(root, site.statics) if mark else ""),
        content=site.content or ("",),
        suffixes=dialect.suffixes,
        skipped=(*skipped, "node_modules", "vendor", "out", "_site", "public/index.md"),
    )


def marks_beside(publication: Publication) -> dict[str, str]:
    """Return the labels of the other tools whose marks a site has, each with its mark."""
    site = publication.site
    found = find_marks(publication.root)
    strong = {name: mark for name, mark in found.items() if name not in {*WEAK, site.dialect}}
    return {label_of(name): mark for name, mark in strong.items()}


def label_of(name: str) -> str:
    """Return the name of a dialect as people write it: ``MkDocs``."""
    from triptych.dialects.registry import DIALECTS  # noqa: PLC0415  loaded only where a site is

    return DIALECTS[name].label


def kind_of(site: Site) -> str:
    """Return what a folder is, as people write it: ``MkDocs site``."""
    if site.mark.lower().endswith((".md", ".markdown")):
        return f"Folder of Markdown, read as {label_of(site.dialect)} shows it"
    return f"{label_of(site.dialect)} site"


def addresses(site: Site, name: str, head: Mapping[str, str]) -> Iterable[str]:
    """Return the addresses that a site's tool gives an article, by its path from the root."""
    if site.dialect == OWN:
        return ()
    from triptych.dialects.registry import DIALECTS  # noqa: PLC0415  loaded only where a site is

    return DIALECTS[site.dialect].addresses(name, head, site)
