"""Hugo's configuration: one file, or a folder ``config/_default`` with a file for each table."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from triptych.core.site import Site
from triptych.dialects import config

_NAMES = ("hugo", "config")
_SUFFIXES = (".toml", ".yaml", ".yml", ".json")
_SHOWN = ("_index.md", "_index.markdown", "_index.mmark")


def describe(root: Path, mark: str) -> Site:
    """Return what the configuration says: title, address, languages, folders of pages and files."""
    table = read(root, mark) if mark else {}
    languages = {
        str(key).lower(): value
        for key, value in config.table_at(table, "languages").items()
        if isinstance(value, Mapping)
    }
    main = config.text_at(table, "defaultcontentlanguage").lower() or next(iter(languages), "")
    own = {**table, **languages.get(main, {})}
    url = config.text_at(table, "baseurl")
    content = config.text_at(own, "contentdir") or config.text_at(table, "contentdir") or "content"
    folders = [content, *(config.text_at(each, "contentdir") for each in languages.values())]
    folders = [f.strip("./").rstrip("/") for f in folders if f]
    folders += [_mounted(table, root, "content")] if not (root / folders[0]).is_dir() else []
    statics = [config.text_at(own, "staticdir"), *map(str, config.list_at(table, "staticdir"))]
    tag = config.text_at(own, "languagecode") or config.text_at(own, "locale") or main
    return Site(
        title=config.text_at(own, "title"),
        lang=config.language(tag.replace("_", "-")),
        author=_author(own),
        rights=config.text_at(own, "copyright"),
        url=config.address(url),
        base=_base(url),
        content=tuple(_outermost(folder for folder in folders if folder)),
        statics=tuple(dict.fromkeys([*filter(None, statics), "static", "assets", "assets/images"])),
        skipped=("archetypes", "layouts", "themes", "resources", "node_modules"),
        shown=(*_SHOWN, *(f"_index.{language}.md" for language in languages)),
        values={**table, "languages": languages, "main": main},
    )


def _base(url: str) -> str:
    """Return the path of the site below its address."""
    try:
        return urlsplit(url).path.strip("/")
    except ValueError:
        return ""


def _author(table: Mapping[str, Any]) -> str:
    """Return the author, whom themes look for in several places."""
    places = (("params", "author", "name"), ("params", "author"), ("author", "name"), ("author",))
    return next((name for place in places if (name := config.text_at(table, *place))), "")


def _mounted(table: Mapping[str, Any], root: Path, target: str) -> str:
    """Return the folder of the site that is mounted as another; "" where none is."""
    for mount in config.list_at(config.table_at(table, "module"), "mounts"):
        source = config.text_at(mount, "source") if isinstance(mount, Mapping) else ""
        if (
            source
            and config.text_at(mount, "target").startswith(target)
            and (root / source).is_dir()
        ):
            return source.strip("/")
    return ""


def _outermost(folders: Iterator[str]) -> list[str]:
    """Return folders without those that are within another."""
    found = list(dict.fromkeys(folders))
    return [each for each in found if not any(each.startswith(f"{other}/") for other in found)]


def read(root: Path, mark: str) -> dict[str, Any]:
    """Return the configuration with keys in lower case, as Hugo reads them."""
    folder = root / "config" / "_default"
    table = lowered(config.read(root / mark, root)) if (root / mark).is_file() else {}
    if not folder.is_dir():
        return table
    for path in sorted(folder.iterdir()):
        if path.suffix not in _SUFFIXES or not path.is_file():
            continue
        name, _, language = path.stem.lower().partition(".")
        values = lowered(config.read(path, root))
        if name in _NAMES:
            table.update({**values, **table})
        elif language:
            known = table.setdefault("languages", {})
            if isinstance(known, dict) and isinstance(known.setdefault(language, {}), dict):
                known[language].setdefault(name, values)
        elif isinstance(table.get(name, {}), dict):
            table[name] = {**values, **table.get(name, {})}
    return table


def lowered(value: Any, depth: int = 0) -> Any:
    """Return a table with its keys in lower case, those of tables in it too."""
    if isinstance(value, dict) and depth < _DEEPEST:
        return {str(key).lower(): lowered(each, depth + 1) for key, each in value.items()}
    return value


_DEEPEST = 20
