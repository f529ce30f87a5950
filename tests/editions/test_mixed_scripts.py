"""Latin words in an article of another script: apart from each other, and flush with the margin."""

from pathlib import Path

import pymupdf
import pytest

import pressing
from triptych.press import pipeline
from triptych.settings.publication import bare

ENGLISH = (
    "Lamps on the quay were lit **early** that winter, and the [harbour book](https://example.org) has "
    "*every* name of those who came **late** and asked [for a room](https://example.org) above it. "
)


def _page(folder: Path, text: str, lang: str) -> tuple[list[str], dict[int, float]]:
    """Return the words of a text on paper, and where each of its lines ends, by the baseline."""
    path = folder / "article.md"
    path.write_text(f"---\ntitle: Law\ndate: 2025-03-01\nlang: {lang}\n---\n{text}\n", "utf-8")
    artifacts, _ = pipeline.press(pressing.read(path, bare(folder)), ("pdf",))
    with pymupdf.open(stream=artifacts[0].data, filetype="pdf") as pdf:
        words = [str(word[4]) for word in pdf[0].get_text("words")]
        lines = [line for b in pdf[0].get_text("dict")["blocks"] for line in b.get("lines", [])]
    ends: dict[int, float] = {}
    for span in (span for line in lines for span in line["spans"]):
        baseline = round(span["origin"][1])
        if 180 < baseline < 780:
            ends[baseline] = max(ends.get(baseline, 0), span["bbox"][2])
    return words, ends


@pytest.mark.parametrize("lang", ["bn", "hi", "ta", "te", "ar", "fa", "he", "ko", "en"])
def test_latin_words_in_another_script_stay_apart(tmp_path: Path, lang: str) -> None:
    """Each word of the source is a word on paper, and every full line ends at one margin."""
    words, ends = _page(tmp_path, f"::: {{dir=ltr}}\n{ENGLISH * 4}\n:::", lang)
    assert [words.count(word) for word in ("early", "harbour", "every", "late", "room")] == [4] * 5
    *full, _ = ends.values()
    assert len(full) > 3
    assert max(full) - min(full) < 1
