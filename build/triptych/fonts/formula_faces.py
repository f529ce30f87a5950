"""The letters of formulas on a screen: a font made for mathematics, cut to those that are used."""

from triptych.core.model import Face
from triptych.fonts import families

FAMILY = "STIX Two Math"
_FILE = "ziamath/fonts/STIXTwoMath-Regular.ttf"
"""The very font in which the PDF's formulas are drawn; it comes with their typesetter."""

_ALWAYS = " √∛∜′″‴‾\u0305|‖()[]{}"
"""What a formula may be drawn with although it is not written in it."""

_ITALIC = {
    **{chr(ord("A") + n): chr(0x1D434 + n) for n in range(26)},
    **{chr(ord("a") + n): chr(0x1D44E + n) for n in range(26)},
    "h": "ℎ",
    **{chr(0x0391 + n): chr(0x1D6E2 + n) for n in range(25)},
    **{chr(0x03B1 + n): chr(0x1D6FC + n) for n in range(25)},
    **dict(zip("∂ϵϑϰϕϱϖıȷ", "𝜕𝜖𝜗𝜘𝜙𝜚𝜛𝚤𝚥", strict=True)),
}
"""The letters that a variable of one letter is drawn in (MathML Core, appendix C)."""


def formula_faces(maths: str) -> list[Face]:
    """Give the face for the formulas in which ``maths`` is written; none without formulas."""
    if not maths:
        return []
    letters = {*maths, *_ALWAYS}
    letters.update(_ITALIC[letter] for letter in letters & set(_ITALIC))
    return [families.cut_file(FAMILY, 400, _FILE, 0, frozenset(letters))]
