"""Chinese and Japanese on paper: justified between letters, as far as that is not seen."""

import logging
from pathlib import Path

import pymupdf
import pytest

from pressing import document
from triptych.core.page_design import design_page
from triptych.editions.pdf import edition
from triptych.settings.kinds import PAPERS

DESIGN = design_page(PAPERS["a5"])
MARGIN = DESIGN.width - DESIGN.side
POINT = 72 / 25.4
TEXTS = {
    "ja": "日本語の文には空白がなく、行はほとんどどこででも折り返せます。句読点は行の頭に来ません。",
    "zh": "中文没有空格，标点不在行首，行可以在几乎任何地方断开。",
    "zh-Hant": "中文*沒有空格*，標點[不在行首](https://example.org/)，行可以在**幾乎**任何地方斷開。",
    "zh-TW": "用 HTML 寫的中文，標點不在行首，Python 也可以，行可以斷開。",
}


def _ends(folder: Path, lang: str, text: str) -> list[float]:
    """Return how far, in points, the lines of a text but the last end before the margin."""
    path = folder / "a.md"
    path.write_text(f"---\ntitle: T\nlang: {lang}\npaper: a5\n---\n\n{text}\n", encoding="utf-8")
    logging.disable()
    with pymupdf.open(stream=edition.write(document(path)).data, filetype="pdf") as pdf:
        ends: dict[int, float] = {}
        for span in pdf[0].get_texttrace():
            for _, _, _, (_, _, right, bottom) in span["chars"]:
                if pdf[0].rect.height * 0.12 < bottom < pdf[0].rect.height * 0.9:
                    ends[round(bottom / 4)] = max(ends.get(round(bottom / 4), 0), right)
    return [MARGIN * POINT - end for _, end in sorted(ends.items())][1:-1]


@pytest.mark.parametrize("lang", TEXTS)
def test_lines_of_wide_letters_end_at_the_margin(lang: str, tmp_path: Path) -> None:
    """Each within a point; in links, in bold letters and beside Latin words too."""
    ends = _ends(tmp_path, lang, TEXTS[lang] * 9)
    assert len(ends) > 5
    assert [end for end in ends if abs(end) > 1] == []
