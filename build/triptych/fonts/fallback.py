"""Which faces an article's letters need beyond the theme's own, and which letters no face has."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from unicodedata import normalize

from triptych.core.model import Face
from triptych.fonts import families, scripts
from triptych.fonts.scripts import EMOJI, Script
from triptych.theme.load import Theme

STAND_IN = "Triptych Stand-in"
"""The family of crossed boxes that stand for letters that no face has."""

_UNSEEN = re.compile(
    "[\x00-\x20\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u200f"
    "\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Spaces, and what a font need not have (Unicode ``Default_Ignorable_Code_Point``)."""

_EMOJI_PARTS = frozenset(
    "0123456789#*\u200d\ufe0f\u20e3" + "".join(map(chr, range(0xE0020, 0xE0080)))
)
_SPACES = " \u00a0\u200b\u200c\u200d"
_PARTS = {"\u0e33": "\u0e4d\u0e32", "\u0eb3": "\u0ecd\u0eb2"}
"""Vowels that shaping takes apart although the standard does not (OpenType, Thai and Lao)."""

_HEADS = ":is(h2, h3, h4, h5, h6, figcaption)"


@dataclass(frozen=True, slots=True)
class Text:
    """What is printed: prose and code as they read, the document's language, those inside it, formulas."""

    prose: str
    code: str
    lang: str
    langs: tuple[str, ...] = ()
    maths: str = ""


@dataclass(frozen=True, slots=True)
class Lettering:
    """The theme with stacks that serve every letter, the faces to go with it, and what has no face.

    ``rules`` is CSS for parts in other languages; ``missing`` gives each letter the package that
    would bring it, or "".
    """

    theme: Theme
    faces: tuple[Face, ...] = ()
    rules: str = ""
    missing: Mapping[str, str] = field(default_factory=dict[str, str])


def letter(theme: Theme, text: Text) -> Lettering:
    """Choose the faces that ``text`` needs; a text that the theme's own serve is given none."""
    letters = families.theme_letters(theme)
    own = dict.fromkeys(("display", "code"), letters["text"]) | letters
    near = own["text"] | own["display"]
    prose, code = _seen(text.prose), _seen(text.code)
    known = scripts.read(theme)
    claimed = scripts.claimed(prose & near, known)
    rest = (prose - near) | claimed | (code - near - own["code"])
    leads = {lang: scripts.of_language(lang, known) for lang in (text.lang, *text.langs)}
    if not rest and not any(leads.values()):
        is_plain = prose <= own["text"] and code <= own["code"]
        return Lettering(theme if is_plain else _stacked(theme, _Stacks(theme, ()), None))
    emoji = scripts.emoji_in(text.prose + text.code)
    named = [script for script in leads.values() if script]
    served = {s.key: frozenset(filter(s.may_lead, (prose - emoji) & s.covers)) for s in named}
    rest -= frozenset[str]().union(*served.values())
    order = scripts.in_order(known, named, rest)
    for script, may in [*((s, s.may_serve) for s in order), *((s, s.may_help) for s in order)]:
        taken = _taken(script, frozenset(c for c in rest if may(c, emoji)))
        served[script.key] = served.get(script.key, frozenset()) | taken
        rest -= taken
    rest -= claimed
    used = tuple(script for script in known if served.get(script.key))
    stacks = _Stacks(theme, used, has_stand_in=bool(rest))
    return Lettering(
        _stacked(theme, stacks, leads[text.lang]),
        tuple(face for script in used for face in _cut(script, served[script.key], text)),
        _rules(stacks, leads, leads[text.lang]),
        {c: scripts.brings(c, known, emoji) for c in sorted(rest)},
    )


def _seen(text: str) -> frozenset[str]:
    """Give the characters of a text that must have a shape."""
    return frozenset(c for c in frozenset(text) if not _UNSEEN.match(c))


def _taken(script: Script, wanted: frozenset[str]) -> frozenset[str]:
    """Give those of the letters wanted that a script has; without any its files stay closed."""
    return wanted & script.covers if wanted else wanted


def _cut(script: Script, letters: frozenset[str], text: Text) -> list[Face]:
    """Give a script's faces, cut to the letters they serve and to what shaping may make of them.

    Every face has the spaces, since a typesetter takes those from the face of the word beside them.
    """
    joined = "".join(sorted(letters))
    forms = {*letters, *normalize("NFC", joined), *normalize("NFD", joined), *_SPACES}
    forms.update(_UNSEEN.findall(text.prose + text.code))
    forms.update(part for whole, parts in _PARTS.items() if whole in letters for part in parts)
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
    """The families of a role in the order in which they are asked for a letter."""

    theme: Theme
    used: tuple[Script, ...]
    has_stand_in: bool = False

    def css(self, role: str, lead: Script | None) -> str:
        """Give a role's families as CSS has them: a script's that leads, the theme's, the others.

        Code asks its own family first: its columns must stand in line.
        """
        own = self.theme.settings["fonts"]
        near = [name for name in dict.fromkeys((role, "text", "display")) if name in own]
        families = [_family(lead, role)] if lead and role != "code" else []
        families += [own[role]["family"], *(_family(script, role) for script in self.used)]
        families += [own[name]["family"] for name in near]
        families += [STAND_IN] if self.has_stand_in else []
        quoted = ", ".join(f'"{family}"' for family in dict.fromkeys(families))
        return f"{quoted}, {own[role]['fallback']}"


def _family(script: Script, role: str) -> str:
    """Give the name of the family that serves a role in a script."""
    return script.text.name if role == "text" else script.display.name


def _stacked(theme: Theme, stacks: _Stacks, lead: Script | None) -> Theme:
    """Give the theme with the stacks of its roles."""
    return replace(theme, stacks={role: stacks.css(role, lead) for role in theme.settings["fonts"]})


def _rules(stacks: _Stacks, leads: Mapping[str, Script | None], main: Script | None) -> str:
    """Give the CSS by which parts in another language ask that language's family first."""
    rules = []
    for lang, lead in leads.items():
        if lead is not main:
            here = f'[lang="{lang}"]'
            text, display = stacks.css("text", lead), stacks.css("display", lead)
            heads = f"{_HEADS} {here}, {_HEADS}{here}, {here} {_HEADS}"
            rules.append(f"#pf-content {here} {{ font-family: {text}; }}")
            rules.append(f"#pf-content :is({heads}) {{ font-family: {display}; }}")
    return "\n".join(rules)
