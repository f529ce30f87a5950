"""The addresses that data files of Eleventy's folders give to their pages."""

from pathlib import Path

from triptych.core.site import Site
from triptych.dialects import config

_MOST = 1_000
_SCRIPTS = (".11tydata.js", ".11tydata.cjs", ".11tydata.mjs")


def of_folders(root: Path, top: str) -> dict[str, str]:
    """Return the address that each folder's own data give its pages, by the folder's path."""
    found: dict[str, str] = {}
    if not (root / top).is_dir():
        return found
    files = (path for path in sorted((root / top).glob("**/*")) if path.suffix in _SUFFIXES)
    for number, path in enumerate(files):
        if number >= _MOST:
            break
        stem = path.name.partition(".")[0]
        if stem != path.parent.name or "node_modules" in path.parts:
            continue
        if path.name.endswith(_SCRIPTS):
            pattern = config.script_value(config.read_script(path, root), "permalink")
        else:
            pattern = config.text_at(config.read(path, root), "permalink")
        if pattern:
            found.setdefault(path.parent.relative_to(root).as_posix(), pattern)
    return found


_SUFFIXES = (".json", ".js", ".cjs", ".mjs")


def of_page(name: str, site: Site) -> str:
    """Return the address that the nearest folder of a page gives it; "" for none."""
    known = config.table_at(site.values, "permalinks")
    folder = name.rpartition("/")[0]
    while folder:
        if pattern := config.text_at(known, folder):
            return pattern
        folder = folder.rpartition("/")[0]
    return ""
