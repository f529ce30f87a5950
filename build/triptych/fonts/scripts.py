"""The scripts that a theme has families for beyond its own faces, and which letters each may serve."""

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
"""Characters shown as emoji (Unicode ``Emoji_Presentation``, or by a variation selector)."""

CJK_PACKAGES = (
    "manimgx-fonts-cjk pylopdf-fonts-jp pylopdf-fonts-ko pylopdf-fonts-zh-cn pylopdf-fonts-zh-tw"
)
"""The packages of the extra ``cjk``; Triptych itself is in no index, so they are named to pip."""

_SHARED = frozenset(["Zyyy", "Zinh"])


@dataclass(frozen=True, slots=True)
class Cut:
    """One cut of a family: its weight, its file in a package, and which face of the file it is."""

    weight: int
    file: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Family:
    """A family by the name under which style sheets ask for it; ``scale`` enlarges what is drawn small."""

    name: str
    cuts: tuple[Cut, ...]
    scale: float = 1


@dataclass(frozen=True, slots=True)
class Script:
    """One table of a theme's ``scripts.toml``; without ``letters`` it serves any.

    ``source`` is what pip is asked for to bring its files.
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
        """Its families, each once."""
        return tuple(dict.fromkeys((self.text, self.display)))

    @property
    def covers(self) -> frozenset[str]:
        """The characters that every cut has; none when a file of it is not installed."""
        return _common(tuple(cut for family in self.families for cut in family.cuts))

    def may_serve(self, character: str, emoji: frozenset[str]) -> bool:
        """Tell whether a character is one of this script's, whatever its files have."""
        if not self.letters:
            return True
        if character in emoji or self.key == EMOJI:
            return self.key == EMOJI and character in emoji
        return bool(self.letters & families.scripts(character))

    def may_help(self, character: str, emoji: frozenset[str]) -> bool:
        """Tell whether a character that all scripts share may be taken from this one, as a last help."""
        return character not in emoji and families.scripts(character) <= _SHARED

    def may_lead(self, character: str) -> bool:
        """Tell whether a character takes this script's shape in text of its languages."""
        if character.isascii() and (self.is_wide or character.isalpha()):
            return False
        return bool((self.letters | _SHARED) & families.scripts(character))


def read(theme: Theme) -> list[Script]:
    """Give a theme's scripts in their order."""
    return [_read(key, table) for key, table in theme.settings.get("scripts", {}).items()]


def claimed(letters: frozenset[str], scripts: list[Script]) -> frozenset[str]:
    """Give those of ``letters`` that are a script's own, such as the one kana of a Latin face."""
    of_scripts = frozenset(code for script in scripts for code in script.letters)
    return frozenset(c for c in letters if not c.isascii() and families.script(c) in of_scripts)


def emoji_in(text: str) -> frozenset[str]:
    """Give the characters of ``text`` that are shown as emoji."""
    return frozenset(_EMOJI.findall(text))


def of_language(lang: str, scripts: list[Script]) -> Script | None:
    """Return the script whose family comes first in text of a language, or None when not installed.

    A script in the tag decides (``ku-Arab``), else the closest tag (``zh-Hant`` before ``zh``).
    """
    by_key = {script.key: script for script in scripts}
    by_tag = {tag: script for script in scripts for tag in script.langs}
    found = by_key.get(script_of(lang)) or look_up(by_tag, lang, None)
    return found if found and found.covers else None


def in_order(scripts: list[Script], leads: Iterable[Script], rest: frozenset[str]) -> list[Script]:
    """Give scripts as they are asked: those of the languages named, then those with most of their own.

    So Han letters beside kana are Japanese, and alone they are whatever the theme names first.
    """
    named = list(dict.fromkeys(leads))
    present = {code for c in rest for code in families.scripts(c)}
    others = [script for script in scripts if script not in named]
    return [*named, *sorted(others, key=lambda script: -len(script.letters & present))]


def brings(character: str, scripts: list[Script], emoji: frozenset[str]) -> str:
    """Give the packages that would bring a character, or "" when none that is known does.

    Full-width marks, which all scripts share, come with the scripts that are as wide (UAX #11).
    """
    is_wide = east_asian_width(character) in ("W", "F") and character not in emoji
    able = (s for s in scripts if s.may_serve(character, emoji) or (is_wide and s.is_wide))
    return next((script.source for script in able if not script.covers), "")


@cache
def _common(cuts: tuple[Cut, ...]) -> frozenset[str]:
    """Give the characters that all of some cuts have."""
    return frozenset.intersection(*(families.file_letters(cut.file, cut.number) for cut in cuts))


def _read(key: str, table: Mapping[str, Any]) -> Script:
    """Give a table of a theme's ``scripts.toml`` as a script; raises ``ThemeError`` when it has no text."""
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
    """Give a table's family with its cuts."""
    cuts = tuple(Cut(*cut) for cut in table["cuts"])
    return Family(table["family"], cuts, float(table.get("scale", 1)))
