"""Font files that a theme names in ``[fonts.ROLE] files``: their paths, and the cuts that are wanted."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from triptych.core.errors import Place, ThemeError
from triptych.settings.fields import nearest
from triptych.theme.find import theme_files

SUFFIXES = (".woff2", ".woff", ".ttf", ".otf")
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//|data:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font file of a theme: its path, how the theme names it, and the place of that name."""

    path: Path
    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class FontFiles:
    """The files of one role, and the family, axes and cuts that the same table asks for, if any."""

    files: tuple[FontFile, ...]
    family: str = ""
    axes: tuple[tuple[str, float], ...] = ()
    cuts: tuple[tuple[int, str], ...] = ()


FontCut = tuple[str, int, str]
"""A cut as CSS names it: family, weight, style."""


@dataclass(frozen=True, slots=True)
class OwnCut:
    """The file of one cut, the SHA-256 of its bytes, and where its variable axes are pinned."""

    path: Path
    digest: str
    axes: tuple[tuple[str, float], ...] = ()


def take_files(
    folders: Sequence[Path], tables: Sequence[Mapping[str, Any]]
) -> tuple[list[dict[str, Any]], dict[str, FontFiles]]:
    """Return the tables of a theme and its ancestors without font files, and those by role.

    The closest folder that names a family or files for a role decides. What is inherited for a role
    with files stays beside them, for what the files cannot provide. Raises ``ThemeError`` for a file
    that is not there.
    """
    plain: list[dict[str, Any]] = []
    found: dict[str, FontFiles] = {}
    decided: set[str] = set()
    for folder, table in zip(folders, tables, strict=True):
        fonts = {role: dict(font) for role, font in table.get("fonts", {}).items()}
        for role, font in fonts.items():
            names = font.pop("files", [])
            is_first = role not in decided
            if names or font.get("family"):
                decided.add(role)
            if names:
                own = {key: font.pop(key, "") for key in ("family", "axes", "cuts")}
                if is_first:
                    found[role] = _files(folder, role, names, own)
        plain.append({**table, "fonts": fonts} if fonts else dict(table))
    return plain, found


def _files(folder: Path, role: str, names: list[str], own: Mapping[str, Any]) -> FontFiles:
    """Return the files of a role; raises ``ThemeError`` with every one that is not there."""
    path = folder / "theme.toml"
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    files, errors = [], list[ThemeError]()
    for name in names:
        place = Place(str(path), _line(text, role, name))
        try:
            files.append(FontFile(find_file(folder, name, place), name, place))
        except ThemeError as error:
            errors.append(error)
    if errors:
        errors[0].others = tuple(errors[1:])
        raise errors[0]
    axes = tuple(sorted(dict(own["axes"] or {}).items()))
    cuts = tuple((int(weight), str(style)) for weight, style in own["cuts"] or ())
    return FontFiles(tuple(files), str(own["family"]), axes, cuts)


def find_file(
    folder: Path, name: str, place: Place, what: str = "font", suffixes: tuple[str, ...] = SUFFIXES
) -> Path:
    """Return a file by its name in a theme; raises ``ThemeError`` when the theme does not have it.

    ``what`` it is and the ``suffixes`` of such files are for the message.
    """
    if _ADDRESS.match(name):
        hint = f"Save the {what} in the theme's folder, and name that file."
        raise ThemeError(f"the {what} “{name}” is not a file: no {what} is fetched", place, hint)
    path = folder / name
    if Path(name).is_absolute() or ".." in Path(name).parts:
        hint = "Copy it into the theme's folder."
        raise ThemeError(f"the {what} file “{name}” is outside the theme", place, hint)
    if not _is_file(path):
        fonts = [file for file in theme_files(folder) if file.lower().endswith(suffixes)]
        by_name = {file.rpartition("/")[2]: file for file in reversed(fonts)}
        short = name.rpartition("/")[2]
        meant = nearest(name, fonts) or by_name.get(nearest(short, list(by_name)), "")
        known = (
            f"The theme has {', '.join(fonts)}." if fonts else f"The theme has no {what} file yet."
        )
        hint = f"Did you mean “{meant}”?" if meant else known
        raise ThemeError(f"the {what} file “{name}” does not exist", place, hint)
    return path


def _is_file(path: Path) -> bool:
    """Whether a path is a file; a name that no file can have is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _line(text: str, role: str, name: str) -> int:
    """Return the line that names a file in the table of a role, else that of the table, else 0."""
    lines = text.split("\n")
    heads = (n for n, line in enumerate(lines) if re.match(rf"\s*\[?\s*fonts\.{role}\b", line))
    start = next(heads, 0)
    quoted = re.compile(rf"""["']{re.escape(name)}["']""")
    named = (n for n, line in enumerate(lines[start:], start + 1) if quoted.search(line))
    return next(named, start + 1 if start else 0)
