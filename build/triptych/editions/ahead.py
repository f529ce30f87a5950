"""What the editions of a text will need, loaded while pandoc reads it: piece by piece, and only that."""

import re

from triptych.editions.formats import FORMATS

_FORMULA = re.compile(r"\$|\\\(|\\\[|<math")
_OTHER = re.compile("[\u0530-\u1dff\u2c00-\u2dff\u2e80-\ufdff\U00010000-\U0010ffff]")
"""A letter, or an emoji, that no font of a theme is likely to have."""


def load_formats(_: str) -> None:
    """Load all formats."""
    for name in FORMATS:
        FORMATS[name]


def load_cutter(text: str) -> None:
    """Load what cuts fonts, for a text in other scripts: the theme's own are cached."""
    if _OTHER.search(text):
        from triptych.fonts.cutter import cutter  # noqa: PLC0415  only where it is needed

        cutter()


def load_formulas(text: str) -> None:
    """Load what draws formulas on paper."""
    if _FORMULA.search(text):
        from triptych.editions.pdf import formula_outlines  # noqa: PLC0415  the same

        formula_outlines.load()


STEPS = (load_formats, load_cutter, load_formulas)
"""All of it, the first needed first."""
