"""Drawings in a line that have proportions and no size are set, whichever way the text runs."""

from pathlib import Path

import pytest

from commandline import triptych, write

SHAPE = '<circle cx="5" cy="5" r="4"/>'
DRAWINGS = {
    "proportions alone": f'<svg viewBox="0 0 9 9">{SHAPE}</svg>',
    "a size in per cent": f'<svg viewBox="0 0 9 9" width="50%">{SHAPE}</svg>',
    "no proportions": f"<svg>{SHAPE}</svg>",
    "nothing": "<svg></svg>",
    "left open": "<svg >~\n<colgroup >\n</colgroup></svg>",
}


@pytest.mark.parametrize("name", DRAWINGS)
@pytest.mark.parametrize("lang", ["en", "ur"])
def test_a_drawing_without_size_is_set_in_right_to_left_text(
    name: str, lang: str, tmp_path: Path
) -> None:
    """The PDF is made, in a paragraph and in a list."""
    drawing = DRAWINGS[name]
    text = f"---\ntitle: T\nlang: {lang}\ndate: 2025-03-01\n---\na {drawing} b\n\n- a {drawing}\n"
    write(tmp_path, {"a.md": text})
    told = triptych(tmp_path, "build", "a.md", "--formats", "pdf")
    assert told.code == 0, told.err
    assert (tmp_path / "out/a/a.pdf").is_file()
