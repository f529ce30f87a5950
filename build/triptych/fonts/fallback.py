"""Fallback fonts: the faces that a text needs beyond the theme's own, and the letters that no face has."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from unicodedata import normalize

from triptych.core.model import Face
from triptych.fonts import families, scripts
from triptych.fonts.families import INHERITED
from triptych.fonts.scripts import EMOJI, Script
from triptych.theme.load import Theme

STAND_IN = "Triptych Stand-in"
"""The family whose glyphs are crossed boxes, for letters that no face has."""

_INVISIBLE = re.compile(
    "[\x00-\x20\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u200f"
    "\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Spaces, and characters without a glyph (Unicode ``Default_Ignorable_Code_Point``)."""

_EMOJI_PARTS = frozenset(
    "0123456789#*\u200d\ufe0f\u20e3" + "".join(map(chr, range(0xE0020, 0xE0080)))
)
_SPACES = " \u00a0\u200b\u200c\u200d"
_DECOMPOSED = {"\u0e33": "\u0e4d\u0e32", "\u0eb3": "\u0ecd\u0eb2"}
"""Vowels that shaping decomposes although Unicode does not (OpenType, Thai and Lao)."""

_HEADS = ("h2", "h3", "h4", "h5", "h6", "figcaption")


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a document: prose, code, its language and those within it, and its formulas."""

    prose: str
    code: str
    lang: str
    langs: tuple[str, ...] = ()
    maths: str = ""


@dataclass(frozen=True, slots=True)
class Fallback:
    """A theme with font stacks for every letter, the faces to embed, and the letters without a face.

    ``rules`` is CSS for parts in other languages; ``missing`` maps each letter without a face to what pip
    would install for it, or "".
    """

    theme: Theme
    faces: tuple[Face, ...] = ()
    rules: str = ""
    missing: Mapping[str, str] = field(default_factory=dict[str, str])


def choose_fallback(theme: Theme, text: Text) -> Fallback:
    """Return the fallback for a text; without faces when the theme's own have every letter."""
    prose, code = _visible(text.prose), _visible(text.code)
    theme = families.completed(theme, prose | code) if theme.inherited else theme
    letters = families.theme_letters(theme)
    own = dict.fromkeys(("display", "code"), letters["text"]) | letters
    spare = (letters[role] for role in letters if role.endswith(INHERITED))
    of_theme = own["text"].union(own["display"], *spare)
    known = scripts.read(theme)
    claimed = scripts.claimed(prose & of_theme, known)
    rest = (prose - of_theme) | claimed | (code - of_theme - own["code"])
    leads = {lang: scripts.script_for(lang, known) for lang in (text.lang, *text.langs)}
    if not rest and not any(leads.values()):
        is_plain = prose <= own["text"] and code <= own["code"]
        return Fallback(theme if is_plain else _stacked(theme, _Stacks(theme, ()), None))
    emoji = scripts.emoji_in(text.prose + text.code)
    named = [script for script in leads.values() if script]
    served = {s.key: frozenset(filter(s.may_lead, (prose - emoji) & s.covers)) for s in named}
    rest -= frozenset[str]().union(*served.values())
    order = scripts.in_order(known, named, rest)
    for script, may in [*((s, s.may_serve) for s in order), *((s, s.may_lend) for s in order)]:
        taken = _taken(script, frozenset(c for c in rest if may(c, emoji)))
        served[script.key] = served.get(script.key, frozenset()) | taken
        rest -= taken
    rest -= claimed
    used = tuple(script for script in known if served.get(script.key))
    stacks = _Stacks(theme, used, has_stand_in=bool(rest))
    return Fallback(
        _stacked(theme, stacks, leads[text.lang]),
        tuple(face for script in used for face in _cut(script, served[script.key], text)),
        _rules(stacks, leads, leads[text.lang]),
        {c: scripts.package_for(c, known, emoji) for c in sorted(rest)},
    )


def _visible(text: str) -> frozenset[str]:
    """Return the characters of a text that need a glyph."""
    return frozenset(c for c in frozenset(text) if not _INVISIBLE.match(c))


def _taken(script: Script, wanted: frozenset[str]) -> frozenset[str]:
    """Return the wanted letters that a script has; without any, its files are not opened."""
    return wanted & script.covers if wanted else wanted


def _cut(script: Script, letters: frozenset[str], text: Text) -> list[Face]:
    """Return a script's faces, subset to their letters and to what shaping may turn those into.

    Every face has the spaces, because a typesetter takes those from the face of the word beside them.
    """
    joined = "".join(sorted(letters))
    forms = {*letters, *normalize("NFC", joined), *normalize("NFD", joined), *_SPACES}
    forms.update(_INVISIBLE.findall(text.prose + text.code))
    forms.update(part for whole, parts in _DECOMPOSED.items() if whole in letters for part in parts)
    if script.key == EMOJI:
        forms |= _EMOJI_PARTS & frozenset(text.prose + text.code)
    return [
        families.scaled(
            families.cut_file(family.name, cut.weight, cut.file, cut.number, frozenset(forms)),
            family.scale,
        )
        for family in script.families
        for cut in family.cuts
    ]


@dataclass(frozen=True, slots=True)
class _Stacks:
    """The families of each role, in the order in which they are searched for a letter."""

    theme: Theme
    used: tuple[Script, ...]
    has_stand_in: bool = False

    def css(self, role: str, lead: Script | None) -> str:
        """Return a role's CSS font stack: the leading script's family, the theme's, then the others.

        Code has its own family first, so that its columns align.
        """
        own = self.theme.settings["fonts"]
        names = dict.fromkeys((role, "text", "display"))
        roles = [n for name in names for n in (name, f"{name}{INHERITED}") if n in own]
        families = [_family(lead, role)] if lead and role != "code" else []
        families += [own[name]["family"] for name in (role, f"{role}{INHERITED}") if name in own]
        families += [_family(script, role) for script in self.used]
        families += [own[name]["family"] for name in roles]
        families += [STAND_IN] if self.has_stand_in else []
        quoted = ", ".join(f'"{family}"' for family in dict.fromkeys(families))
        return f"{quoted}, {own[role]['fallback']}"


def _family(script: Script, role: str) -> str:
    """Return the name of a script's family for a role."""
    return script.text.name if role == "text" else script.display.name


def _stacked(theme: Theme, stacks: _Stacks, lead: Script | None) -> Theme:
    """Return the theme with a font stack for each role."""
    return replace(theme, stacks={role: stacks.css(role, lead) for role in theme.settings["fonts"]})


def _rules(stacks: _Stacks, leads: Mapping[str, Script | None], main: Script | None) -> str:
    """Return CSS that puts a language's family first in parts of that language.

    Its selectors are plain ones, since reading systems refuse a list of selectors within another.
    """
    rules = []
    for lang, lead in leads.items():
        if lead is not main:
            here = f'[lang="{lang}"]'
            text, display = stacks.css("text", lead), stacks.css("display", lead)
            forms = (f"{{}} {here}", f"{{}}{here}", f"{here} {{}}")
            heads = [f"#pf-content {form.format(head)}" for form in forms for head in _HEADS]
            heads += [f"{here} #pf-content {head}" for head in _HEADS]
            rules.append(f"#pf-content {here} {{ font-family: {text}; }}")
            rules.append(f"{', '.join(heads)} {{ font-family: {display}; }}")
    return "\n".join(rules)
