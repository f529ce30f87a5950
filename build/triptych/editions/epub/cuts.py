"""The cuts of the theme's fonts that one book shows, so that it carries no others."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from triptych.core.model import Face
from triptych.fonts import scripts
from triptych.theme.load import Theme

_PLAIN, _BOLDER = 400, 700
_BOLD_TAGS = "self::strong or self::b or self::th or self::dt"
_SLANTED_TAGS = "self::em or self::i or self::cite or self::dfn or self::var"
_SLANTED_BOXES = "contains(@class, 'pf-pullquote') or contains(@class, 'pf-epigraph')"
_BOTH = (
    f"boolean(.//*[{_BOLD_TAGS}][.//*[{_SLANTED_TAGS}]]"
    f" | .//*[{_SLANTED_TAGS} or {_SLANTED_BOXES}][.//*[{_BOLD_TAGS}]])"
)
_BOLD = f"boolean(.//*[({_BOLD_TAGS}) and not(self::th)])"
_LISTING = "boolean(.//code//span[@class and string-length(@class) = 2])"


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Whether a body has words in bold, in slanted bold, and listings that are coloured."""

    bold: bool
    both: bool
    listing: bool


def emphasis_in(root: HtmlElement) -> Emphasis:
    """Return which kinds of emphasis a body has."""
    return Emphasis(*(bool(root.xpath(path)) for path in (_BOLD, _BOTH, _LISTING)))


def needed(faces: list[Face], holds: Emphasis, theme: Theme, css: str) -> Iterator[Face]:
    """Yield the faces that a body shows with the style sheets ``css``, in order.

    The regular cut of each family is always needed, and another where the sheets ask for its weight and
    slant. A bold text needs words in bold or a theme that adds some, a slanted bold one emphasis within
    emphasis, and code other cuts than the regular a listing that is coloured.
    """
    roles, added = _roles(theme, faces), theme.style("epub-extra.css")
    for face in faces:
        role = roles.get(face.family, "display")
        is_bold, is_slanted = face.weight > _PLAIN, face.style != "normal"
        if not is_bold and not is_slanted:
            is_needed = True
        elif role == "code":
            is_needed = holds.listing
        elif is_bold and is_slanted:
            is_needed = holds.both
        elif is_bold and role == "text":
            is_needed = holds.bold or _is_named(face, added)
        else:
            is_needed = _is_named(face, css)
        if is_needed:
            yield face


def _roles(theme: Theme, faces: list[Face]) -> dict[str, str]:
    """Return what each family is for: its role in the theme, or in a script; one for all is for display."""
    own = {font["family"]: role for role, font in theme.settings["fonts"].items()}
    if all(face.family in own for face in faces):
        return own
    known = scripts.read(theme)
    roles = {script.text.name: "text" for script in known}
    roles |= {script.display.name: "display" for script in known}
    return roles | own


def _is_named(face: Face, css: str) -> bool:
    """Whether style sheets ask for the weight and the slant of a face."""
    weight = rf"\b(?:bold|{_BOLDER})\b" if face.weight == _BOLDER else rf"\b{face.weight}\b"
    slant = "italic" if face.style != "normal" else ""
    return slant in css and (face.weight == _PLAIN or bool(re.search(weight, css)))
