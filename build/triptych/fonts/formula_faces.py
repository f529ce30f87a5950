"""The face of formulas on a screen: a mathematical font, subset to the letters used."""

from triptych.core.model import Face
from triptych.fonts import families

FAMILY = "STIX Two Math"
_FILE = "ziamath/fonts/STIXTwoMath-Regular.ttf"
"""The font of the PDF's formulas, from the package of their typesetter."""

_ALWAYS = " √∛∜′″‴‾\u0305|‖()[]{}"
"""Signs that may be drawn in a formula although they are not in its text."""

_ITALIC = {
    **{chr(ord("A") + n): chr(0x1D434 + n) for n in range(26)},
    **{chr(ord("a") + n): chr(0x1D44E + n) for n in range(26)},
    "h": "ℎ",
    **{chr(0x0391 + n): chr(0x1D6E2 + n) for n in range(25)},
    **{chr(0x03B1 + n): chr(0x1D6FC + n) for n in range(25)},
    **dict(zip("∂ϵϑϰϕϱϖıȷ", "𝜕𝜖𝜗𝜘𝜙𝜚𝜛𝚤𝚥", strict=True)),
}
"""The italic form of a variable of one letter (MathML Core, appendix C)."""


def formula_faces(maths: str) -> list[Face]:
    """Return the face for formulas with the letters ``maths``, or an empty list without formulas."""
    if not maths:
        return []
    letters = {*maths, *_ALWAYS}
    letters.update(_ITALIC[letter] for letter in letters & set(_ITALIC))
    return [families.cut_file(FAMILY, 400, _FILE, 0, frozenset(letters))]
