"""What cuts fonts in Python is loaded when a font needs it, and not with the typesetter."""

import os
import subprocess
import sys
from pathlib import Path

from pressing import ROOT

PRESS = """\
import sys
from io import BytesIO
from pathlib import Path
from pressing import press_text
press_text(Path(sys.argv[1]), "A *paragraph* and a word.", ("pdf",))
late = {"fontTools.subset", "fontTools.varLib", "fontTools.varLib.instancer"}
print(sorted(late & set(sys.modules)))

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from triptych.editions.pdf import weasyprint
fonts = sys.modules["weasyprint.pdf.fonts"]
made = FontBuilder(1000, isTTF=True)
made.setupGlyphOrder([".notdef", "a"])
made.setupCharacterMap({97: "a"})
made.setupGlyf({name: TTGlyphPen(None).glyph() for name in (".notdef", "a")})
made.setupHorizontalMetrics({name: (500, 0) for name in (".notdef", "a")})
made.setupNameTable({"familyName": "Own", "styleName": "Regular"})
made.setupFvar([("wght", 100, 400, 900, "Weight")], [])
fixed = fonts.instantiateVariableFont(made.font, {"wght": 700}, static=True)
print("fvar" in fixed, fonts.subset.Options(hinting=False).hinting, late <= set(sys.modules))
"""
"""Presses, and then uses what WeasyPrint has of each module that comes late."""


def test_what_cuts_fonts_is_loaded_for_the_first_that_needs_it(tmp_path: Path) -> None:
    """An article is set without it; a variable font is fixed by it, and options are the library's own."""
    done = subprocess.run(
        [sys.executable, "-c", PRESS, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "tests/support")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == ["[]", "False False True"]
