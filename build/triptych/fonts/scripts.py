"""The scripts of a theme's ``scripts.toml``: the families of each, and the characters they may provide."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from unicodedata import east_asian_width

from triptych.core.errors import ThemeError
from triptych.fonts import families
from triptych.settings.language import look_up, script_of
from triptych.theme.load import Theme

EMOJI = "Zsye"
"""The key of the emoji's table (ISO 15924)."""

_EMOJI = re.compile(
    "[\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1"
    "\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705"
    "\u270a\u270b\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50"
    "\u2b55\U0001f000-\U0001faff]|.(?=\ufe0f)"
)
"""Characters displayed as emoji (Unicode ``Emoji_Presentation``, or with a variation selector)."""

CJK_PACKAGES = (
    "manimgx-fonts-cjk pylopdf-fonts-jp pylopdf-fonts-ko pylopdf-fonts-zh-cn pylopdf-fonts-zh-tw"
)
"""The packages of the extra ``cjk``; Triptych itself is in no index, so they are named to pip."""

_SHARED = frozenset(["Zyyy", "Zinh"])


@dataclass(frozen=True, slots=True)
class Cut:
    """One cut of a family: its weight, its file in a package, and its face number in the file."""

    weight: int
    file: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Family:
    """A family with its name in style sheets; ``scale`` enlarges letters that are drawn small."""

    name: str
    cuts: tuple[Cut, ...]
    scale: float = 1


@dataclass(frozen=True, slots=True)
class Script:
    """One table of a theme's ``scripts.toml``.

    ``letters`` are ISO 15924 codes, empty for any script; ``source`` is what pip installs for its files.
    """

    key: str
    langs: tuple[str, ...]
    letters: frozenset[str]
    is_wide: bool
    source: str
    text: Family
    display: Family

    @property
    def families(self) -> tuple[Family, ...]:
        """Its families without duplicates."""
        return tuple(dict.fromkeys((self.text, self.display)))

    @property
    def covers(self) -> frozenset[str]:
        """The characters that every cut has; empty when a file is not installed."""
        return _common(tuple(cut for family in self.families for cut in family.cuts))

    def may_serve(self, character: str, emoji: frozenset[str]) -> bool:
        """Whether a character belongs to this script, regardless of its files."""
        if not self.letters:
            return True
        if _is_full_width(character):
            return self.is_wide
        if character in emoji or self.key == EMOJI:
            return self.key == EMOJI and character in emoji
        return bool(self.letters & families.scripts(character))

    def may_lend(self, character: str, emoji: frozenset[str]) -> bool:
        """Whether a character that all scripts share may be taken from this one, as a last resort."""
        return character not in emoji and families.scripts(character) <= _SHARED

    def may_lead(self, character: str) -> bool:
        """Whether a character has this script's shape in text of its languages."""
        if _is_full_width(character):
            return self.is_wide
        if character.isascii() and (self.is_wide or character.isalpha()):
            return False
        return bool((self.letters | _SHARED) & families.scripts(character))


def _is_full_width(character: str) -> bool:
    """Whether a character is a wide form of another, such as ``Ａ``, which East Asian fonts have."""
    return east_asian_width(character) == "F"


def read(theme: Theme) -> list[Script]:
    """Return a theme's scripts in the order of its file."""
    return [_read(key, table) for key, table in theme.settings.get("scripts", {}).items()]


def prepare(theme: Theme) -> None:
    """Have the installation keep a theme's fonts cut to their weights, and the letters of all its fonts.

    Raises ``ThemeError`` when a font of the theme itself is not installed.
    """
    for face in families.theme_faces(theme):
        families.narrow_in(theme, face)
    families.theme_letters(theme)
    for cut in (cut for each in read(theme) for family in each.families for cut in family.cuts):
        families.keep_letters(cut.file, cut.number)


def claimed(letters: frozenset[str], scripts: list[Script]) -> frozenset[str]:
    """Return the ``letters`` that belong to one of the scripts, such as a kana in a Latin face."""
    of_scripts = frozenset(code for script in scripts for code in script.letters)
    return frozenset(c for c in letters if not c.isascii() and families.script(c) in of_scripts)


def emoji_in(text: str) -> frozenset[str]:
    """Return the characters of ``text`` that are displayed as emoji."""
    return frozenset(_EMOJI.findall(text))


def script_for(lang: str, scripts: list[Script]) -> Script | None:
    """Return the script whose family comes first in text of a language, or None when not installed.

    A script in the tag decides (``ku-Arab``), else the closest tag (``zh-Hant`` before ``zh``).
    """
    by_key = {script.key: script for script in scripts}
    by_tag = {tag: script for script in scripts for tag in script.langs}
    found = by_key.get(script_of(lang)) or look_up(by_tag, lang, None)
    return found if found and found.covers else None


def in_order(scripts: list[Script], leads: Iterable[Script], rest: frozenset[str]) -> list[Script]:
    """Return scripts in the order of look-up: ``leads``, then those with most letters in ``rest``.

    So Han letters beside kana are Japanese; alone they belong to the first script that has them.
    """
    named = list(dict.fromkeys(leads))
    present = {code for c in rest for code in families.scripts(c)}
    others = [script for script in scripts if script not in named]
    return [*named, *sorted(others, key=lambda script: -len(script.letters & present))]


def package_for(character: str, scripts: list[Script], emoji: frozenset[str]) -> str:
    """Return what pip would install for a character, or "" when that is unknown.

    Full-width marks, which all scripts share, are in the fonts of wide scripts (UAX #11).
    """
    is_wide = east_asian_width(character) in ("W", "F") and character not in emoji
    able = (s for s in scripts if s.may_serve(character, emoji) or (is_wide and s.is_wide))
    return next((script.source for script in able if not script.covers), "")


@cache
def _common(cuts: tuple[Cut, ...]) -> frozenset[str]:
    """Return the characters that all cuts have."""
    return frozenset.intersection(*(families.file_letters(cut.file, cut.number) for cut in cuts))


def _read(key: str, table: Mapping[str, Any]) -> Script:
    """Return a script from its table; raises ``ThemeError`` when it has no text family."""
    for part in ("family", "cuts"):
        if not table.get("text", {}).get(part):
            raise ThemeError(f"`scripts.{key}.text` has no `{part}`", hint=f"Add `{part} = …`.")
    given = table.get("letters", [key])
    text = _family(table["text"])
    return Script(
        key,
        tuple(table.get("langs", ())),
        frozenset() if given == "all" else frozenset(given),
        bool(table.get("wide")),
        CJK_PACKAGES if table.get("extra") == "cjk" else table.get("package", ""),
        text,
        _family(table["display"]) if "display" in table else text,
    )


def _family(table: Mapping[str, Any]) -> Family:
    """Return a family from its table."""
    cuts = tuple(Cut(*cut) for cut in table["cuts"])
    return Family(table["family"], cuts, float(table.get("scale", 1)))
