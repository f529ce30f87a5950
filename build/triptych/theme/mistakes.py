"""Mistakes in a theme by which a part of it has no effect: each is reported with file and line.

What comes with Triptych is not looked at. A name of the theme's own is no mistake: only one that is near
to a known one, and that the theme's own files do not use.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from triptych.core import css_check
from triptych.core.contrast import LEAST
from triptych.core.errors import Place
from triptych.core.findings import warn
from triptych.settings.fields import known_keys, nearest
from triptych.settings.theme_file import ThemeKeys
from triptych.settings.toml import line_in, line_of
from triptych.theme.contrasts import LowContrast, low_contrasts
from triptych.theme.find import built_in_folder
from triptych.theme.load import BUILT_IN, Theme, load_theme
from triptych.theme.strays import stray_files
from triptych.theme.values import wrong_values

_USED = re.compile(r"var\(\s*--pf-([\w-]+)\s*(,)?")
_DECLARED = re.compile(r"--pf-([\w-]+)\s*:")
_SCRIPT = re.compile(r"[A-Z][a-z]{3}")
_Mistake = tuple[Place, str, str]
"""Where a mistake is, what it is, and what to do."""


def report_mistakes(theme: Theme) -> None:
    """Report what is wrong in the folders of a theme that did not come with Triptych."""
    built_in = built_in_folder().resolve()
    own = [folder for folder in theme.folders if not folder.resolve().is_relative_to(built_in)]
    if not own:
        return
    texts = {path: text for folder in own for path, text in _texts(folder)}
    declared = {name for text in texts.values() for name in _DECLARED.findall(text)}
    known = load_theme(BUILT_IN, None).settings
    for path, text in texts.items():
        _warn_all(_unknown_tokens(path, text, {*theme.tokens, *declared}))
        if path.suffix == ".css":
            _warn_all((Place(str(path), f.line), f.message, f.hint) for f in css_check.faults(text))
    words = "\n".join(texts.values())
    for folder in own:
        _warn_all(_wrong_keys(folder, theme, known, words))
        _warn_all(_wrong_colours(folder, theme, known))
        _warn_all(wrong_values(folder, theme, known))
        _warn_all(stray_files(folder, theme, words))
    _report_contrasts(own, theme)


def _report_contrasts(own: list[Path], theme: Theme) -> None:
    """Report colours that cannot be read, where a theme of the publication gives one of the two."""
    by_place: dict[Place, list[LowContrast]] = {}
    for low in low_contrasts(theme):
        places = [
            line_in(folder / "theme.toml", table, token)
            for token in (low.ink, low.ground)
            for folder in own
            for table in dict.fromkeys((low.table, "tokens"))
        ]
        for place in [place for place in places if place.line][:1]:
            by_place.setdefault(place, []).append(low)
    for place, lows in by_place.items():
        others = f", and that of others, {len(lows) - 1}" if len(lows) > 1 else ""
        hint = f'Use "{lows[0].better}", or another colour with a contrast of at least {LEAST}.'
        hint = "Change this background, or each of these colours." if others else hint
        warn("theme-contrast", f"{lows[0]}{others}", place, hint)


def _warn_all(mistakes: Iterable[_Mistake]) -> None:
    """Report mistakes."""
    for place, message, hint in mistakes:
        warn("theme", message, place, hint)


def _texts(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield the style sheets and templates in a folder."""
    for path in sorted([*folder.rglob("*.css"), *folder.rglob("*.j2")]):
        if path.is_file():
            yield path, path.read_text(encoding="utf-8", errors="replace")


def _unknown_tokens(path: Path, text: str, known: set[str]) -> Iterator[_Mistake]:
    """Yield the tokens that a style sheet or template uses and no theme has."""
    for found in _USED.finditer(text):
        if found[1] not in known and not found[2]:
            line = text.count("\n", 0, found.start()) + 1
            meant = nearest(found[1], sorted(known))
            hint = f"Did you mean `--pf-{meant}`?" if meant else "Add it to theme.toml."
            yield Place(str(path), line), f"unknown token `--pf-{found[1]}`", hint


def _wrong_keys(
    folder: Path, theme: Theme, known: Mapping[str, Any], words: str
) -> Iterator[_Mistake]:
    """Yield the names in a theme's TOML files that are near to known ones and used by nothing."""
    labels = {key for table in known["labels"].values() for key in table}
    tables = [
        ("theme.toml", "table", theme.settings, set(known_keys(ThemeKeys))),
        ("theme.toml", "font", theme.settings["fonts"], set(known["fonts"])),
        ("theme.toml", "token", theme.settings["tokens"], set(known["tokens"])),
        ("theme.toml", "token", theme.settings.get("dark", {}), set(known["tokens"])),
        *(("labels.toml", "label", table, labels) for table in theme.settings["labels"].values()),
    ]
    for file, what, table, names in tables:
        for key in sorted(set(table) - names):
            place, meant = line_of(folder / file, key), nearest(key, sorted(names))
            if (
                place.line
                and meant
                and not re.search(rf"(?<![\w-]){re.escape(key)}\b|--pf-{key}", words)
            ):
                yield place, f"unknown {what} `{key}`", f"Did you mean `{meant}`?"
    for script in sorted(set(theme.settings.get("scripts", {})) - set(known["scripts"])):
        place = line_of(folder / "scripts.toml", script)
        if place.line and not _SCRIPT.fullmatch(script):
            meant = nearest(script.title(), sorted(known["scripts"]))
            hint = f"Did you mean `{meant}`?" if meant else "Use a code of ISO 15924, such as Arab."
            yield place, f"unknown script `{script}`", hint


def _wrong_colours(folder: Path, theme: Theme, known: Mapping[str, Any]) -> Iterator[_Mistake]:
    """Yield the tokens of a theme that are to be colours and are none."""
    for table in ("tokens", "dark"):
        for key, value in theme.settings.get(table, {}).items():
            was = str(known["tokens"].get(key, ""))
            is_colour = was.startswith("#") or str(value).startswith("#")
            place = line_in(folder / "theme.toml", table, key)
            if place.line and is_colour and not css_check.is_colour(str(value)):
                message = f"the token `{key}` is “{value}”, which is not a colour"
                yield place, message, 'Write a CSS colour, such as "#9a3b1e".'
