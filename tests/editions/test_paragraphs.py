"""Paragraphs on paper: how their lines are filled, and that nothing else changes by it."""

import gc
import re
from itertools import pairwise
from pathlib import Path

import pymupdf
import pytest

from pressing import ROOT, document, press_text
from triptych.core.model import Document
from triptych.editions.pdf import edition
from triptych.editions.pdf.paragraphs import plan
from triptych.editions.pdf.paragraphs.library import UnfitError
from triptych.editions.pdf.patches import whole_paragraphs

CONTENT = ROOT / "content"
ARTICLES = [
    "pakistan-washington/index.md",
    "handbook/notes.md",
    pytest.param("showcase/index.md", marks=pytest.mark.sweep),
]

LONG = "verylongnamewithoutanyplacetobreakit" * 2


def _gaps(data: bytes) -> list[float]:
    """Return the gaps between neighbouring words of the first page, in points."""
    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        words = sorted(pdf[0].get_text("words"), key=lambda word: (round(word[3]), word[0]))
    lines = [(a, b) for a, b in pairwise(words) if round(a[3]) == round(b[3]) < 780]
    return [b[0] - a[2] for a, b in lines]


@pytest.mark.parametrize(
    "text",
    [
        f"See <https://example.org/{LONG}?{LONG}> for more of it, and the words after it go on and on.",
        f"See `{LONG}{LONG}` for more of it, and the words that come after it go on and on.",
        f"In 12{'0' * 90}1 cases of it, and the words that come after the number go on and on.",
        f"It is, see [the{'x' * 90}](https://example.org), and the words after it go on and on.",
        f"A note.[^1]\n\n[^1]: See <https://example.org/{LONG}?{LONG}{LONG}> and the words after it.",
    ],
    ids=["address", "code", "number", "link", "note"],
)
def test_a_line_that_a_long_word_leaves_short_has_no_holes(tmp_path: Path, text: str) -> None:
    """Two words alone on a line stay together, and do not go to either margin."""
    data = press_text(tmp_path, text, ("pdf",))["pdf"]
    assert max(_gaps(data), default=0) < 20


WORDS = "Whoever Reads a Long Line of Words in a Title Would Like to Have the Second Line as Long as That"


@pytest.mark.parametrize(
    ("text", "front"),
    [
        ("Text.", f"title: {WORDS}\n"),
        ("Text.", f"title: T\nsubtitle: {WORDS}\n"),
        (f"## {WORDS}", "title: T\n"),
        (f"#### {WORDS}", "title: T\n"),
        (f"::: pullquote\n{WORDS}\n:::", "title: T\n"),
    ],
    ids=["title", "subtitle", "heading", "small-heading", "quotation"],
)
def test_a_title_is_balanced(tmp_path: Path, text: str, front: str) -> None:
    """Its lines are nearly of one length; filled one by one, the last would have what is left."""
    lines = _lines_of(_document(tmp_path, text, front))
    assert len(lines) > 1
    assert min(lines) > 0.8 * max(lines)


def test_a_style_sheet_decides_how_lines_are_broken(tmp_path: Path) -> None:
    """`--pf-wrap: greedy` fills line after line, as the typesetter does by itself."""
    css = 'custom_css: "#pf-title { --pf-wrap: greedy }"\n'
    front = f"title: {WORDS}\n"
    lines = _lines_of(_document(tmp_path, "Text.", f"{front}{css}"))
    assert min(lines) < 0.8 * max(lines)


def _document(folder: Path, text: str, front: str) -> Document:
    """Return an article dressed for the PDF."""
    path = folder / "article.md"
    path.write_text(f"---\n{front}date: 2025-03-01\n---\n{text}\n", encoding="utf-8")
    return document(path)


def _lines_of(dressed: Document) -> list[float]:
    """Return the lengths of the lines that the words are on, in points."""
    with pymupdf.open(stream=edition.write(dressed).data, filetype="pdf") as pdf:
        words = [each for page in pdf for each in page.get_text("words")]
    begin = next(n for n, each in enumerate(words) if each[4] == "Whoever")
    block = words[begin : begin + len(WORDS.split())]
    lines: dict[int, list[float]] = {}
    for each in block:
        lines.setdefault(round(each[3]), []).extend((each[0], each[2]))
    return [max(ends) - min(ends) for ends in lines.values()]


@pytest.mark.parametrize("article", ARTICLES)
def test_no_paragraph_fails_to_be_planned(article: str) -> None:
    """What is not planned is known beforehand; an error in planning would hide in greedy lines."""
    whole_paragraphs.COUNTS.clear()
    edition.write(document(CONTENT / article))
    assert whole_paragraphs.COUNTS[whole_paragraphs.FAILED] == 0
    assert whole_paragraphs.COUNTS[whole_paragraphs.PLANNED] > 20


@pytest.mark.parametrize("name", ["choose", "balance", "Flat", "Builder", "position_of"])
def test_a_fault_in_planning_leaves_the_typesetter_s_own_lines(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The PDF is the same to the byte as where no style sheet asks for anything."""
    dressed = document(CONTENT / "pakistan-washington/index.md")
    with monkeypatch.context() as patch:
        patch.setattr(plan, "wish_of", lambda _: "")
        greedy = edition.write(dressed).data
    assert edition.write(dressed).data != greedy
    for each in {"choose", "balance"} if name in ("choose", "balance") else {name}:
        monkeypatch.setattr(plan, each, _fail)
    whole_paragraphs.COUNTS.clear()
    data = edition.write(dressed).data
    assert whole_paragraphs.COUNTS[whole_paragraphs.FAILED] > 0
    assert data == greedy


def _fail(*_: object) -> None:
    """Raise what nobody expects."""
    raise ZeroDivisionError


@pytest.mark.parametrize(
    ("text", "css"),
    [
        ("- [ ] Boxed word here\n- [x] Other", ""),
        ("A [Boxed]{.mine} word here.", ".mine { display: inline-block }"),
        (
            "A [Boxed]{.mine} word here.",
            ".mine { display: inline-block; vertical-align: baseline }",
        ),
        ("A [Boxed]{.mine} word here.", ".mine { display: inline-table }"),
    ],
    ids=["task", "block", "aligned", "table"],
)
def test_a_block_in_a_line_is_on_its_baseline(tmp_path: Path, text: str, css: str) -> None:
    """What is inside of it is where it is."""
    dressed = _document(tmp_path, text, f'title: T\ncustom_css: "{css}"\n' if css else "title: T\n")
    with pymupdf.open(stream=edition.write(dressed).data, filetype="pdf") as pdf:
        blocks = [block for page in pdf for block in page.get_text("dict")["blocks"]]
    spans = [s for b in blocks for line in b.get("lines", []) for s in line["spans"]]
    found = [s["origin"][1] for s in spans if re.search("\u2610|Boxed|word", s["text"])]
    assert max(found) - min(found) < 0.5


SCRIPTS = {
    "ar": "كتب العربية من اليمين إلى اليسار وتصل حروفه بعضها ببعض في كل كلمة ",
    "ur": "اردو دائیں سے بائیں لکھی جاتی ہے اور اس کے حروف آپس میں جڑ جاتے ہیں ",
    "he": "עברית נכתבת מימין לשמאל והאותיות שלה עומדות כל אחת לעצמה ",
    "ja": "日本語の文には空白がなく、行はほとんどどこででも折り返せます。句読点は行の頭に来ません。",
    "zh": "中文没有空格，标点不在行首，行可以在几乎任何地方断开。",
    "th": "ภาษาไทยไม่มีช่องว่างระหว่างคำแต่ต้องตัดบรรทัดระหว่างคำให้ถูกต้อง",
    "hi": "हिन्दी देवनागरी लिपि में लिखी जाती है और शब्दों के बीच जगह होती है ",
}


@pytest.mark.parametrize("lang", SCRIPTS)
@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_no_script_makes_planning_fail(lang: str, paper: str, tmp_path: Path) -> None:
    """Lines of every script are planned or left alone, keep to their column, and begin with no stop."""
    path = tmp_path / "a.md"
    text = "\n\n".join([SCRIPTS[lang] * 12] * 3)
    head = f"---\ntitle: T\nlang: {lang}\npaper: {paper}\n---\n\n"
    path.write_text(f"{head}{text}\n", encoding="utf-8")
    whole_paragraphs.COUNTS.clear()
    data = edition.write(document(path)).data
    assert whole_paragraphs.COUNTS[whole_paragraphs.FAILED] == 0
    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        lines = [
            line
            for page in pdf
            for block in page.get_text("dict")["blocks"]
            for line in block.get("lines", ())
        ]
        width = pdf[0].rect.width
    assert len(lines) > 12
    assert all(line["bbox"][0] > 0 and line["bbox"][2] < width for line in lines)
    assert not [line for line in lines if line["spans"][0]["text"].startswith(("、", "。", "，"))]


def test_a_line_left_to_the_typesetter_holds_nothing_that_was_on_the_way(tmp_path: Path) -> None:
    """What is remembered of it is why, without the stack where that was found and all that was there."""
    gc.collect()
    gc.disable()
    try:
        press_text(
            tmp_path, "| a | b |\n|---|---|\n| 1 | `c` |\n\n- x\n\n```\n  code\n```\n", ("pdf",)
        )
        found = [each for each in gc.get_objects() if type(each) is UnfitError]
    finally:
        gc.enable()
    assert found
    assert [each.__traceback__ for each in found] == [None] * len(found)
