"""The only door to fonts: installed families, cut to one weight and to the letters used.

Fonts come from ``fontpkg-*`` and other packages, never from the machine, so pages are the same everywhere.
What a family's own file comes to is kept, so that most articles cut none but to their letters.
"""

from dataclasses import replace
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from unicodedata import name

import fontpkg

from triptych.core import installation_cache
from triptych.core.errors import ThemeError
from triptych.core.model import Face
from triptych.settings.toml import line_of
from triptych.theme.load import Theme

_LISTED = 0x3000
"""How many characters have their script listed: all but those of East Asia and those beyond."""


@cache
def _cutter() -> ModuleType:
    """Give ``subset.py``, which is loaded only when there is something to cut."""
    from triptych.fonts import subset  # noqa: PLC0415  slow, and most builds cut nothing

    return subset


@cache
def cut(family: str, weight: int, style: str, axes: tuple[tuple[str, float], ...]) -> Face:
    """Give one static cut of an installed family, its variable ``axes`` pinned.

    Raises ``ThemeError`` when no installed package has the family, the weight or the style.
    """
    path = _family_path(family, weight, style)
    pins = {"wght": float(weight), **dict(axes)}
    data = installation_cache.cached(
        "cut", [*_stamp(path), sorted(pins.items())], lambda: _cutter().instance(path, pins)
    )
    return Face(family, weight, style, f"{fontpkg.slugify(family)}-{weight}-{style}", data)


@cache
def letters(family: str, weight: int, style: str) -> frozenset[str]:
    """Give the characters that an installed family has; raises ``ThemeError`` as ``cut`` does."""
    return _letters(_family_path(family, weight, style), 0)


def theme_faces(theme: Theme) -> list[Face]:
    """Give the cuts of every font of a theme; raises ``ThemeError`` when one is missing."""
    try:
        return [
            cut(font["family"], weight, style, tuple(sorted(font.get("axes", {}).items())))
            for font in theme.settings["fonts"].values()
            for weight, style in font["cuts"]
        ]
    except ThemeError as error:
        error.place = line_of(theme.folders[0] / "theme.toml", "family")
        raise


def theme_letters(theme: Theme) -> dict[str, frozenset[str]]:
    """Give for each role the characters that all cuts of its family have; raises as ``theme_faces``."""
    theme_faces(theme)
    return {
        role: frozenset.intersection(*(letters(font["family"], *c) for c in font["cuts"]))
        for role, font in theme.settings["fonts"].items()
    }


@cache
def file_letters(file: str, number: int) -> frozenset[str]:
    """Give the characters of face ``number`` of a file in a package; none when it is not installed."""
    path = _package_path(file)
    return _letters(path, number) if path else frozenset()


def _letters(path: Path, number: int) -> frozenset[str]:
    """Give the characters of a face."""
    key = [*_stamp(path), number]
    return frozenset(
        installation_cache.cached(
            "letters", key, lambda: _cutter().letters(path, number).encode()
        ).decode()
    )


def _stamp(path: Path) -> list[tuple[str, int, int]]:
    """Tell a font file, and what cuts it, from what they were before."""
    return _stamps([*_origin("uharfbuzz"), Path(__file__).with_name("subset.py"), path])


def _stamps(files: list[Path]) -> list[tuple[str, int, int]]:
    """Give name, length and moment of files."""
    return [(file.name, (stat := file.stat()).st_size, stat.st_mtime_ns) for file in files]


def _origin(package: str) -> list[Path]:
    """Give the first file of an installed package, which each of its versions lays down anew."""
    spec = find_spec(package)
    return [Path(spec.origin)] if spec and spec.origin else []


@lru_cache(maxsize=128)
def cut_file(family: str, weight: int, file: str, number: int, characters: frozenset[str]) -> Face:
    """Give a face of a file in a package, pinned to a weight and cut to ``characters``.

    Raises ``ThemeError`` when the file is not installed.
    """
    path = _package_path(file)
    if path is None:
        raise ThemeError(f"no installed package has the font file {file}")
    data = _cutter().part(path, number, float(weight), characters)
    return Face(family, weight, "normal", f"{fontpkg.slugify(family)}-{weight}-normal", data)


@lru_cache(maxsize=128)
def scaled(face: Face, scale: float) -> Face:
    """Give a face set ``scale`` times as large as it is drawn."""
    return face if scale == 1 else replace(face, data=_cutter().scaled(face.data, scale))


def stand_in(family: str, characters: frozenset[str]) -> Face:
    """Give a face in which every one of ``characters`` is the same crossed box."""
    data = _cutter().stand_in(family, characters)
    return Face(family, 400, "normal", fontpkg.slugify(family), data)


def scripts(character: str) -> set[str]:
    """Give the scripts that a character is used in (Unicode ``Script_Extensions``)."""
    found: set[str] = _cutter().scripts(character)
    return found


def script(character: str) -> str:
    """Give the one script that a character belongs to (Unicode ``Script``), as its ISO 15924 code."""
    at = ord(character)
    if at >= _LISTED:
        return str(_cutter().script(character))
    return _scripts_in_order()[4 * at : 4 * at + 4]


@cache
def _scripts_in_order() -> str:
    """Give the scripts of the first characters, one behind the other, so that few texts need more."""
    files = [Path(__file__).with_name("subset.py"), *_origin("fontTools")]

    def codes() -> bytes:
        return "".join(_cutter().script(chr(at)) for at in range(_LISTED)).encode()

    return installation_cache.cached("scripts", _stamps(files), codes).decode()


def character_name(character: str) -> str:
    """Give a character as the standard names it: ``U+0041 LATIN CAPITAL LETTER A``."""
    return f"U+{ord(character):04X} {name(character, '')}".rstrip()


@lru_cache(maxsize=256)
def web_font(face: Face, characters: frozenset[str]) -> bytes:
    """Give a face as WOFF 1.0, cut down to the glyphs that ``characters`` need."""
    return woff(_cutter().subset(face.data, characters))


@lru_cache(maxsize=128)
def woff(data: bytes) -> bytes:
    """Give a TrueType or OpenType font as WOFF 1.0."""
    small: bytes = _cutter().woff(data)
    return small


def _family_path(family: str, weight: int, style: str) -> Path:
    """Give the file of an installed family; raises ``ThemeError`` when there is none."""
    try:
        return Path(fontpkg.path(family, weight, style))
    except fontpkg.FontpkgError:
        message = f"no installed font has “{family}” in weight {weight}, {style}"
        hint = f"Type `pip install fontpkg-{fontpkg.slugify(family)}`."
        raise ThemeError(message, hint=hint) from None


@cache
def _package_path(file: str) -> Path | None:
    """Give a file inside an installed package, which is found and not imported; None when there is none."""
    package, _, inner = file.partition("/")
    spec = find_spec(package) if package.isidentifier() else None
    folders = (spec.submodule_search_locations or []) if spec else []
    return next((p for f in folders if (p := Path(f) / inner).is_file()), None)
