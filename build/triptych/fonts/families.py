"""Installed font families, as instances of one weight and subset to the letters used.

Fonts come from ``fontpkg-*`` and other packages, never from the machine, so pages are the same everywhere.
Instances are cached by installation, so that most articles only subset them.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unicodedata import name

import fontpkg

from triptych.core import installation_cache
from triptych.core.errors import ThemeError
from triptych.core.model import Face
from triptych.fonts import own_files
from triptych.fonts.cutter import Stamps, code_stamps, cutter, stamps
from triptych.settings.fields import nearest
from triptych.settings.toml import line_of
from triptych.theme.load import Theme

_LISTED = 0x3000
"""The first character whose script is not listed: East Asia begins here."""


@cache
def cut(family: str, weight: int, style: str, axes: tuple[tuple[str, float], ...]) -> Face:
    """Return one static cut of an installed family, with its variable ``axes`` pinned.

    Raises ``ThemeError`` when no installed package has the family, the weight or the style.
    """
    path = _family_path(family, weight, style)
    pins = {"wght": float(weight), **dict(axes)}
    data = installation_cache.cached(
        "cut", [*_stamp(path), sorted(pins.items())], lambda: cutter().instance(path, pins)
    )
    return Face(family, weight, style, f"{fontpkg.slugify(family)}-{weight}-{style}", data)


@cache
def letters(family: str, weight: int, style: str) -> frozenset[str]:
    """Return the characters that an installed family has; raises ``ThemeError`` as ``cut`` does."""
    return _letters(_family_path(family, weight, style), 0)


def narrow_in(theme: Theme, face: Face) -> frozenset[str]:
    """Return the letters that a face of a theme draws without a width; raises as ``cut`` does."""
    own = theme.own.get((face.family, face.weight, face.style))
    if own:
        return own_files.narrow_letters(own)
    return _narrow_letters(_family_path(face.family, face.weight, face.style), 0)


def served_by(theme: Theme, face: Face, characters: frozenset[str]) -> frozenset[str]:
    """Return those of ``characters`` on which a subset of a theme's face depends; raises as ``cut`` does.

    Those that it draws without a width are none of them.
    """
    known = _letters_in(theme, face.family, face.weight, face.style)
    return (characters & known) | (characters & _SELECTORS)


_SELECTORS = frozenset(
    map(chr, [*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)])
)
"""Selectors of variants (Unicode, ``Variation_Selector``): a font lists them with the letters before."""


@cache
def _narrow_letters(path: Path, number: int) -> frozenset[str]:
    """Return the letters that a face draws without a width."""
    data = installation_cache.cached(
        "narrow", [*_stamp(path), number], lambda: cutter().narrow_letters(path, number).encode()
    )
    return frozenset(data.decode())


def theme_faces(theme: Theme) -> list[Face]:
    """Return all cuts of all fonts of a theme, each once; raises ``ThemeError`` when one is missing."""
    faces: dict[str, Face] = {}
    try:
        for font in theme.settings["fonts"].values():
            axes = tuple(sorted(font.get("axes", {}).items()))
            for weight, style in font["cuts"]:
                own = theme.own.get((font["family"], weight, style))
                found = (
                    own_files.face(font["family"], weight, style, own)
                    if own
                    else cut(font["family"], weight, style, axes)
                )
                faces.setdefault(found.name, found)
    except ThemeError as error:
        error.place = line_of(theme.folders[0] / "theme.toml", "family")
        raise
    return [*faces.values()]


def theme_letters(theme: Theme) -> dict[str, frozenset[str]]:
    """Return the characters that all cuts of a family have, by role; raises as ``theme_faces``."""
    theme_faces(theme)
    return {role: _role_letters(theme, font) for role, font in theme.settings["fonts"].items()}


def completed(theme: Theme, letters: frozenset[str]) -> Theme:
    """Return a theme that also has the fonts its own files replace, where those have letters these lack."""
    fonts = dict(theme.settings["fonts"])
    for role, font in theme.inherited.items():
        lacking = letters - _role_letters(theme, fonts[role])
        if lacking & _role_letters(replace(theme, own={}), font):
            fonts[f"{role}{INHERITED}"] = {**font, "lends": "".join(sorted(lacking))}
    return replace(theme, settings={**theme.settings, "fonts": fonts})


INHERITED = "-inherited"
"""What ends the name of a role whose fonts serve the letters that a theme's own files lack."""


def _role_letters(theme: Theme, font: Mapping[str, Any]) -> frozenset[str]:
    """Return the characters that all cuts of one font of a theme have."""
    return _common(tuple(_letters_in(theme, font["family"], *c) for c in font["cuts"]))


@lru_cache(maxsize=64)
def _common(sets: tuple[frozenset[str], ...]) -> frozenset[str]:
    """Return the characters that are in all sets."""
    return frozenset.intersection(*sets)


def _letters_in(theme: Theme, family: str, weight: int, style: str) -> frozenset[str]:
    """Return the characters of one cut of a theme."""
    own = theme.own.get((family, weight, style))
    return own_files.letters(own) if own else letters(family, weight, style)


@cache
def file_letters(file: str, number: int) -> frozenset[str]:
    """Return the characters of a face in a package's file; empty when it is not installed."""
    path = _package_path(file)
    return _letters(path, number) if path else frozenset()


def keep_letters(file: str, number: int) -> None:
    """Have the installation keep the characters of a face in a package's file, if it is installed."""
    if path := _package_path(file):
        _letters(path, number)
        _narrow_letters(path, number)


@cache
def _letters(path: Path, number: int) -> frozenset[str]:
    """Return the characters of a face."""
    key = [*_stamp(path), number]
    return frozenset(
        installation_cache.cached(
            "letters", key, lambda: cutter().letters(path, number).encode()
        ).decode()
    )


def _stamp(path: Path) -> Stamps:
    """Return the stamps of a font file and of the code that subsets it."""
    return [*code_stamps("uharfbuzz"), *stamps([path])]


def cut_file(family: str, weight: int, file: str, number: int, characters: frozenset[str]) -> Face:
    """Return a face of a package's file, pinned to a weight and subset to ``characters``.

    Raises ``ThemeError`` when the file is not installed.
    """
    path = _package_path(file)
    if path is None:
        raise ThemeError(f"font file {file} is not installed")
    parts = (_letters(path, number), _narrow_letters(path, number), _SELECTORS)
    present = frozenset[str]().union(*(characters & each for each in parts))
    return _cut_file(family, weight, path, number, present)


@lru_cache(maxsize=128)
def _cut_file(family: str, weight: int, path: Path, number: int, present: frozenset[str]) -> Face:
    """Return a face subset to characters that it has: editions whose texts differ in others share it."""
    data = cutter().part(path, number, float(weight), present)
    return Face(family, weight, "normal", f"{fontpkg.slugify(family)}-{weight}-normal", data)


@lru_cache(maxsize=128)
def scaled(face: Face, scale: float) -> Face:
    """Return a face whose letters are ``scale`` times as large."""
    return face if scale == 1 else replace(face, data=cutter().scaled(face.data, scale))


@lru_cache(maxsize=128)
def without(face: Face, characters: frozenset[str]) -> Face:
    """Return a complete face without ``characters``, which are then taken from another."""
    return replace(face, data=cutter().without(face.data, characters)) if characters else face


def stand_in(family: str, characters: frozenset[str]) -> Face:
    """Return a face in which each of ``characters`` is the same crossed box."""
    data = cutter().stand_in(family, characters)
    return Face(family, 400, "normal", fontpkg.slugify(family), data)


def scripts(character: str) -> set[str]:
    """Return the scripts that a character is used in (Unicode ``Script_Extensions``)."""
    found: set[str] = cutter().scripts(character)
    return found


def script(character: str) -> str:
    """Return the one script that a character belongs to (Unicode ``Script``), as its ISO 15924 code."""
    at = ord(character)
    if at >= _LISTED:
        return str(cutter().script(character))
    return _scripts_in_order()[4 * at : 4 * at + 4]


@cache
def _scripts_in_order() -> str:
    """Return the four-letter scripts of all characters below ``_LISTED``, joined, from the cache."""

    def codes() -> bytes:
        return "".join(cutter().script(chr(at)) for at in range(_LISTED)).encode()

    return installation_cache.cached("scripts", code_stamps("fontTools"), codes).decode()


def character_name(character: str) -> str:
    """Return a character as the standard names it: ``U+0041 LATIN CAPITAL LETTER A``."""
    return f"U+{ord(character):04X} {name(character, '')}".rstrip()


@lru_cache(maxsize=128)
def characters(data: bytes) -> frozenset[str]:
    """Return the characters that a font has."""
    return frozenset(cutter().letters(data, 0))


def _family_path(family: str, weight: int, style: str) -> Path:
    """Return the file of an installed family; raises ``ThemeError`` when there is none."""
    try:
        return Path(fontpkg.path(family, weight, style))
    except fontpkg.FontpkgError:
        message = f"font “{family}” is not installed in weight {weight}, {style}"
        installed = [found.name for found in fontpkg.families().values()]
        meant = nearest(family, sorted(name.lower() for name in installed))
        name = next((name for name in installed if name.lower() == meant), family)
        hint = f"Run `pip install fontpkg-{fontpkg.slugify(family)}`."
        hint = f"Did you mean “{name}”? Else r{hint[1:]}" if name != family else hint
        raise ThemeError(message, hint=hint) from None


def installed_name(family: str) -> str:
    """Return an installed family's own name, or "" when no package has the family."""
    found = fontpkg.families().get(fontpkg.slugify(family)) if family.isascii() else None
    return str(found.name) if found else ""


def has_cut(family: str, weight: int, style: str) -> bool:
    """Whether an installed family has a weight in a style."""
    try:
        fontpkg.path(family, weight, style)
    except fontpkg.FontpkgError:
        return False
    return True


@cache
def _package_path(file: str) -> Path | None:
    """Return the path of a file in an installed package, found without an import, or None."""
    package, _, inner = file.partition("/")
    spec = find_spec(package) if package.isidentifier() else None
    folders = (spec.submodule_search_locations or []) if spec else []
    return next((p for f in folders if (p := Path(f) / inner).is_file()), None)
