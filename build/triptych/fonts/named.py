"""The installed family that is closest to one that a style sheet asks for."""

import re
from dataclasses import dataclass

from triptych.fonts import families

_SERIF, _SANS, _MONO = (
    "Georgia, 'Times New Roman', serif",
    "'Helvetica Neue', Arial, sans-serif",
    "Consolas, 'Liberation Mono', monospace",
)
_LIKE: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (r"mono|courier|consolas|menlo|code\b|typewriter", ("JetBrains Mono",), _MONO),
    (r"garamond|sabon|jenson|bembo|minion", ("EB Garamond", "Literata"), _SERIF),
    (r"didot|bodoni|playfair|abril", ("Playfair Display", "Literata"), _SERIF),
    (
        r"times|charter|source serif|tinos|libre baskerville|baskerville",
        ("Source Serif 4", "Literata"),
        _SERIF,
    ),
    (r"newsreader|tiempos|freight text", ("Newsreader", "Literata"), _SERIF),
    (r"franklin|news gothic|trade gothic", ("Libre Franklin", "Inter"), _SANS),
    (r"verdana|atkinson|tahoma", ("Atkinson Hyperlegible", "Inter"), _SANS),
    (
        r"source sans|myriad|frutiger|segoe|calibri|open sans|lato\b|noto sans|pt sans|fira sans",
        ("Source Sans 3", "Inter"),
        _SANS,
    ),
    (
        r"sans|helvetica|arial|roboto|inter\b|system-ui|-apple-system|futura|avenir|gill",
        ("Inter",),
        _SANS,
    ),
    (
        r"serif|georgia|merriweather|palatino|cambria|lora|crimson|literata|slab|roman",
        ("Literata",),
        _SERIF,
    ),
)
_GENERIC = {
    "serif",
    "sans-serif",
    "monospace",
    "system-ui",
    "ui-serif",
    "ui-sans-serif",
    "-apple-system",
}


@dataclass(frozen=True, slots=True)
class Named:
    """A family for a role: what was asked for, what is used, its cuts and what follows it in a stack."""

    asked: str
    family: str
    cuts: tuple[tuple[int, str], ...]
    fallback: str


def closest(stack: list[str], cuts: list[tuple[int, str]]) -> Named | None:
    """Return the installed family closest to the first of a stack that is known; None when none is."""
    names = [name for name in stack if name.lower() not in ("inherit", "initial", "unset")]
    asked = next(
        (name for name in names if name.lower() not in _GENERIC), names[0] if names else ""
    )
    for name in names:
        installed = families.installed_name(name)
        wanted = tuple(cut for cut in cuts if installed and families.has_cut(installed, *cut))
        if wanted and (400, "normal") in wanted:
            return Named(asked, installed, wanted, _class(stack))
    for name in names:
        for pattern, likes, fallback in _LIKE:
            if re.search(pattern, name.lower()):
                for like in likes:
                    wanted = tuple(cut for cut in cuts if families.has_cut(like, *cut))
                    if wanted:
                        return Named(asked, like, wanted, fallback)
    return None


def _class(stack: list[str]) -> str:
    """Return what follows a family of the kind that a stack is of."""
    for name in reversed(stack):
        for pattern, _, fallback in _LIKE:
            if re.search(pattern, name.lower()):
                return fallback
    return _SERIF
