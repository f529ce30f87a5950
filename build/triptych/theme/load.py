"""Themes: folders that dress all three editions, each inheriting what it does not override."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from triptych.core import dependencies
from triptych.core.errors import Place, ThemeError
from triptych.settings import toml
from triptych.settings.fields import nearest
from triptych.settings.language import fallbacks
from triptych.settings.read_keys import read_keys
from triptych.settings.theme_file import ThemeKeys
from triptych.settings.toml import line_of
from triptych.theme.find import available_themes, folder_state, link_outside, theme_folder
from triptych.theme.font_files import FontCut, FontFiles, OwnCut, take_files

BUILT_IN = "printfriendly"
_PARTS = ("labels", "scripts")
_TEXTS = (
    "description",
    "tokens",
    "dark",
    "labels",
    "paper",
    "columns",
    "has_banner",
    "shrinks_tables",
)  # used as text, whatever type a value is typed in
"""Tables of a theme that have a file of their own."""

_ADDED = ("extra.css", "epub-extra.css")
"""Style sheets that add to those of the themes inherited from, and replace none."""

_Stamp: TypeAlias = tuple[tuple[str, int, int], ...]
"""Name, modification time (ns) and length of each TOML file of a theme."""

_VARIABLE = re.compile(r"var\(--pf-([a-z0-9-]+)\)")


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme: its folder and those it inherits from, the closest first, and their merged settings."""

    name: str
    folders: tuple[Path, ...]
    settings: Mapping[str, Any]
    stacks: Mapping[str, str] = field(default_factory=dict[str, str])
    """CSS font stacks by role, where an article needs more than the theme's own families."""
    files: Mapping[str, FontFiles] = field(default_factory=dict[str, FontFiles])
    """The font files of the theme by role."""
    own: Mapping[FontCut, OwnCut] = field(default_factory=dict[FontCut, OwnCut])
    """The cuts that come from these files, once they are read."""
    sources: Mapping[str, Path] = field(default_factory=dict[str, Path])
    """The folder that decides on each key of ``theme.toml``: the closest that has it."""
    inherited: Mapping[str, Mapping[str, Any]] = field(default_factory=dict[str, Mapping[str, Any]])
    """The fonts that they replace, by role: for letters that the files lack."""
    states: tuple[str, ...] = ()
    """The state of each folder as ``folder_state``, by which files that are read are known again."""

    @property
    def tokens(self) -> dict[str, str]:
        """Measures, colours and font stacks by name, as CSS values."""
        stacks = {
            f"font-{role}": self.stacks.get(role, f'"{font["family"]}", {font["fallback"]}')
            for role, font in self.settings["fonts"].items()
        }
        return {**{k: str(v) for k, v in self.settings["tokens"].items()}, **stacks}

    @property
    def dark(self) -> dict[str, str]:
        """The tokens that differ on a dark screen."""
        return {key: str(value) for key, value in self.settings.get("dark", {}).items()}

    def labels(self, lang: str) -> dict[str, str]:
        """Return the theme's own words in a language, each in English where the language lacks it."""
        known = self.settings["labels"]
        words: dict[str, str] = {}
        for tag in ("en", *reversed(fallbacks(lang))):
            words.update(known.get(tag, {}))
        return words

    def style(self, name: str) -> str:
        """Return a style sheet unchanged; raises ``ThemeError`` when no folder has it."""
        return "\n".join(text for _, text in self._sheets(name))

    def flat_style(self, name: str) -> str:
        """Return a style sheet with tokens for ``var(--pf-…)``, for readers without CSS variables.

        Raises ``ThemeError`` with file and line for an unknown token.
        """
        return "\n".join(self._flat(*each) for each in self._sheets(name))

    def _flat(self, path: Path, text: str) -> str:
        """Return the style sheet in a file with tokens for ``var(--pf-…)``."""
        tokens = self.tokens

        def value(found: re.Match[str]) -> str:
            if found[1] not in tokens:
                line = text.count("\n", 0, found.start()) + 1
                meant = nearest(found[1], list(tokens))
                hint = f"Did you mean `--pf-{meant}`?" if meant else "Add it to theme.toml."
                raise ThemeError(f"unknown token `--pf-{found[1]}`", Place(str(path), line), hint)
            return tokens[found[1]]

        return _VARIABLE.sub(value, text)

    def _sheets(self, name: str) -> tuple[tuple[Path, str], ...]:
        """Return the files of a style sheet with their texts; raises ``ThemeError`` without one."""
        is_steady = self.states and dependencies.UNSTEADY not in self.states
        read = _read_sheets if is_steady else _read_sheets.__wrapped__
        return read(self.folders, self.states, name)


@lru_cache(maxsize=128)
def _read_sheets(
    folders: tuple[Path, ...], _: tuple[str, ...], name: str
) -> tuple[tuple[Path, str], ...]:
    """Return the files of a style sheet: the closest; of the extra ones all, the closest last.

    They are cached until the state of a folder is another. Raises ``ThemeError`` when no folder has one.
    """
    paths = [folder / "css" / name for folder in reversed(folders)]
    found = [path for path in paths if path.is_file()]
    if not found:
        raise ThemeError(
            f"theme “{folders[0].name}” has no file css/{name}", Place(str(folders[0]))
        )
    return tuple((path, _text(path)) for path in (found if name in _ADDED else found[-1:]))


def _text(path: Path) -> str:
    """Return the text of a style sheet; raises ``ThemeError`` with its line when it is not UTF-8."""
    try:
        data = path.read_bytes()
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Place(str(path), data.count(b"\n", 0, error.start) + 1)
        message = f"the style sheet is not UTF-8: byte 0x{data[error.start]:02X}"
        raise ThemeError(message, place, "Save the file as UTF-8.") from None
    except OSError as error:
        message = f"the style sheet cannot be read: {error.strerror}"
        raise ThemeError(message, Place(str(path)), "Check its permissions.") from None


def load_theme(name: str, root: Path | None, place: Place | None = None) -> Theme:
    """Return the theme called ``name``, or the theme in the folder ``name``.

    Raises ``ThemeError`` when there is none, when its ``theme.toml`` is wrong, or when themes inherit from
    one another in a circle.
    """
    folders: list[Path] = []
    stamps: list[_Stamp] = []
    states: list[str] = []
    wanted = name
    while wanted:
        folder = theme_folder(wanted, root)
        if not (folder / "theme.toml").is_file():
            raise _missing(wanted, available_themes(root), place)
        if link := link_outside(folder, root):
            message = "this link of the theme leads out of the publication"
            raise ThemeError(message, Place(str(link)), "Replace it with the file itself.")
        states.append(folder_state(folder))
        dependencies.record(dependencies.THEME, wanted, states[-1])
        if folder in folders:
            circle = " → ".join(f.name for f in (*folders[folders.index(folder) :], folder))
            message = f"themes inherit in a circle: {circle}"
            raise ThemeError(message, place, "Change `inherits` in one of them.")
        folders.append(folder)
        stamps.append(_stamp(folder))
        default = "" if wanted == BUILT_IN else BUILT_IN
        wanted = str(_read_folder(folder, stamps[-1]).get("inherits", default))
        place = line_of(folder / "theme.toml", "inherits")
    known = tuple(folders), tuple(stamps), tuple(states)
    joined = _joined(*known)
    return _join(*known) if joined.files else joined


def _join(folders: tuple[Path, ...], stamps: tuple[_Stamp, ...], states: tuple[str, ...]) -> Theme:
    """Return the theme of a folder and those that it inherits from; raises as ``load_theme`` does.

    It looks for the files of its own fonts, so that it is cached where it has none.
    """
    tables = [_read_folder(*each) for each in zip(folders, stamps, strict=True)]
    plain, files = take_files(folders, tables)
    merged: dict[str, Any] = {}
    for table in reversed(plain):
        merged = _merge(merged, table)
    for role in files:  # one of the theme's own has the text's family, should its files be refused
        merged["fonts"][role] = {**merged["fonts"]["text"], **merged["fonts"][role]}
    for role, font in merged["fonts"].items():
        for key in ("family", "cuts", "fallback"):
            if not font.get(key):
                message = f"`fonts.{role}` has no `{key}`"
                raise ThemeError(
                    message, Place(str(folders[0] / "theme.toml")), f"Add `{key} = …`."
                )
    sources = {key: f for f, t in reversed([*zip(folders, tables, strict=True)]) for key in t}
    return Theme(folders[0].name, folders, merged, files=files, sources=sources, states=states)


_joined = lru_cache(maxsize=32)(_join)
"""The same, cached until a file changes: articles of one theme share its tables."""


def _stamp(folder: Path) -> _Stamp:
    """Return name, modification time (ns) and length of each TOML file of a theme."""
    files = sorted(file for file in folder.glob("*.toml") if file.is_file())
    return tuple((file.name, (stat := file.stat()).st_mtime_ns, stat.st_size) for file in files)


@lru_cache(maxsize=32)
def _read_folder(folder: Path, _: _Stamp) -> dict[str, Any]:
    """Return a theme's settings with its labels and scripts, cached until a file changes.

    Raises ``ThemeError`` with file and line when a value is of the wrong type.
    """
    table = _read(folder / "theme.toml")
    for part in _PARTS:
        if (folder / f"{part}.toml").is_file():
            table[part] = _read(folder / f"{part}.toml")

    def locate(loc: tuple[str | int, ...]) -> Place:
        file = folder / f"{loc[0] if loc[:1] and loc[0] in _PARTS else 'theme'}.toml"
        places = (line_of(file, str(key)) for key in reversed(loc))
        return next((place for place in places if place.line), Place(str(file)))

    keys = read_keys(ThemeKeys, table, locate, ThemeError, strict=True)
    plain = {name: getattr(keys, name) for name in _TEXTS if name in table}
    return {**table, **plain}


def _missing(name: str, known: dict[str, Path], place: Place | None) -> ThemeError:
    """Return the error for an unknown theme, with the known ones."""
    folder = Path(name)
    if folder.is_dir():
        hint = "A theme's folder has a theme.toml; `triptych theme new NAME` creates one."
        return ThemeError(f"{name} is not a theme", Place(str(folder)), hint)
    if "/" in name or name.startswith("."):
        hint = f"Name a folder with a theme.toml, or one of: {', '.join(sorted(known))}."
        return ThemeError(f"folder {name} does not exist or has no theme", place, hint)
    meant = nearest(name, list(known))
    all_known = f"Known themes: {', '.join(sorted(known))}."
    hint = f"Did you mean `{meant}`? {all_known}" if meant else all_known
    return ThemeError(f"unknown theme “{name}”", place, hint)


def _read(path: Path) -> dict[str, Any]:
    """Return the tables of a theme's TOML file; raises ``ThemeError`` when it does not parse."""
    try:
        return toml.parse(path.read_bytes(), float)
    except toml.BadTomlError as error:
        message = f"the theme's {path.name} is not TOML: {error.reason}"
        raise ThemeError(message, Place(str(path), error.line), error.hint) from None
    except OSError as error:
        message = f"the theme's {path.name} cannot be read: {error.strerror}"
        raise ThemeError(message, Place(str(path)), "Check its permissions.") from None


def _merge(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """Return ``base`` with the values of ``over``, merged table by table."""
    merged = dict(base)
    for key, value in over.items():
        inner = merged.get(key)
        if isinstance(value, dict) and isinstance(inner, dict):
            merged[key] = _merge(inner, value)
        else:
            merged[key] = value
    return merged
