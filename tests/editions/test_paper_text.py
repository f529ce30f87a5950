"""What is set on paper: readings, addresses, key caps, wide letters, numbers of notes, contents."""

import re
from pathlib import Path
from typing import Any

import pymupdf
import pytest

import pressing
from triptych.core.errors import Finding
from triptych.core.model import Override
from triptych.editions.pdf import edition
from triptych.editions.pdf.profiles import PROFILES
from triptych.press import pipeline
from triptych.settings.kinds import PAPERS
from triptych.settings.publication import bare


def _press(folder: Path, text: str, front: str = "lang: en") -> tuple[bytes, list[Finding]]:
    """Press a text to PDF; return it with the findings."""
    path = folder / "article.md"
    path.write_text(f"---\ntitle: Law\ndate: 2025-03-01\n{front}\n---\n{text}\n", "utf-8")
    artifacts, findings = pipeline.press(pressing.read(path, bare(folder)), ("pdf",))
    return artifacts[0].data, findings


def _lines(data: bytes) -> list[str]:
    """Return the lines of a PDF, without the spaces around them."""
    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        return [line.strip() for page in pdf for line in page.get_text().splitlines()]


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("<ruby>海<rt>うみ</rt></ruby>へ", "海（うみ）へ"),
        ("<ruby>山<rp>〔</rp><rt>やま</rt><rp>〕</rp></ruby>は", "山〔やま〕は"),
        ("<ruby>東<rt>とう</rt>京<rt>きょう</rt></ruby>の", "東（とう）京（きょう）の"),
        ("<ruby>lamp<rt>læmp</rt></ruby> on", "lamp(læmp) on"),
    ],
)
def test_a_reading_follows_its_word_in_brackets(tmp_path: Path, source: str, printed: str) -> None:
    """The author's brackets stay; other readings get those of their script."""
    data, _ = _press(tmp_path, source, "lang: ja")
    assert printed in "".join(_lines(data))


@pytest.mark.parametrize(
    "address",
    [
        "reading.room.of.the.lighthouse@department.of.coastal.history.example.org",
        "<harbourmaster-and-administration@university-of-the-islands.example.org>",
        "[administration.office@university.of.nowhere.example.org](mailto:a@example.org)",
        "https://archive.example.org/collections/photographs/1926/harbour-of-the-islands/index.html",
        "<https://archive.example.org/collections/photographs/1926/harbour?sort=descending&page=2>",
    ],
)
def test_an_address_breaks_at_its_joints_without_a_hyphen(tmp_path: Path, address: str) -> None:
    """However far in its line it begins, no line of it ends inside one of its words."""
    text = "\n\n".join(f"{'word ' * n}{address} and so on." for n in range(1, 14))
    lines = _lines(_press(tmp_path, text)[0])
    bare_address = re.sub(r"[<>\[]|\]\(.*", "", address)
    joined = "".join(lines).replace(" ", "")
    assert joined.count(bare_address) == 13
    parts = [re.split(r"\s", line) for line in lines]
    ends = [words[-1] for words in parts if len(words[-1]) > 4 and words[-1] in bare_address]
    joint = [
        re.search(r"\W$", e) or re.search(re.escape(e) + r"(\W|$)", bare_address) for e in ends
    ]
    assert [end for end, found in zip(ends, joint, strict=True) if not found] == []


@pytest.mark.parametrize(
    "code",
    [
        "press.making.remedies.Tighter.apply_and_settle(context)",
        "--cache-of-pages=some/long/path/to/the_fonts",
    ],
)
def test_long_code_breaks_behind_its_signs(tmp_path: Path, code: str) -> None:
    """However far in its line it begins, no line ends inside one of its words; copied, it has no more."""
    text = "\n\n".join(f"{'word ' * n}`{code}` and so on." for n in range(1, 14))
    lines = _lines(_press(tmp_path, text)[0])
    assert "".join(lines).replace(" ", "").count(code) == 13
    ends = [line.split()[-1] for line in lines if re.search(r"[^\W_]$", line)]
    parts = [end for end in ends if end not in ("word", "and", "so", "on") and end in code]
    assert [end for end in parts if not code.endswith(end)] == []
    assert any(line.endswith((".", "_", "/", "(", "=")) for line in lines)


@pytest.mark.parametrize("keys", ["1\ufe0f\u20e3", "#\u20e3", "*\ufe0f\u20e3 and 9\ufe0f\u20e3"])
def test_a_key_cap_is_its_digit(tmp_path: Path, keys: str) -> None:
    """No empty box stands beside the digit, and nothing is reported."""
    data, findings = _press(tmp_path, f"Press {keys} now.")
    line = next(line for line in _lines(data) if "Press" in line)
    assert line.split() == ["Press", *re.sub("[\ufe0f\u20e3]", "", keys).split(), "now."]
    assert findings == []


@pytest.mark.parametrize("lang", ["ja", "zh-Hans", "ko", "en"])
@pytest.mark.parametrize("letters", ["ｋｍ", "ＵＴＦ", "２０２６", "ＡｂＣ！"])
def test_wide_letters_come_from_an_east_asian_face(tmp_path: Path, lang: str, letters: str) -> None:
    """None is missing, whatever the language of the article."""
    data, findings = _press(tmp_path, f"長{letters}長", f"lang: {lang}")
    assert [finding.code for finding in findings] == []
    assert any(letters in line for line in _lines(data))


@pytest.mark.parametrize("letters", ["Hawaiʻi", "ʻokina ʻaʻole", "Oʻahu"])
def test_a_letter_without_a_width_comes_from_another_face(tmp_path: Path, letters: str) -> None:
    """The ʻokina, which Literata draws upon its neighbour, has a place of its own."""
    data, _ = _press(tmp_path, letters)
    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        blocks = pdf[0].get_text("rawdict")["blocks"]
    spans = [span for b in blocks for line in b.get("lines", []) for span in line["spans"]]
    wide = [c["bbox"][2] - c["bbox"][0] for s in spans for c in s["chars"] if c["c"] == "ʻ"]
    assert len(wide) == letters.count("ʻ")
    assert min(wide) > 1


@pytest.mark.parametrize(
    "word",
    [
        *("quay.[^a]", "quay?[^a]", "**quay**[^a]", "[quay](https://example.org)![^a]"),
        *("`quay`[^a][^b]", "quay… [^a]", "岸。[^a]", "岸[^a][^b]", "(quay)[^a]"),
    ],
)
def test_no_line_begins_with_the_number_of_a_note(tmp_path: Path, word: str) -> None:
    """However far in its line a word ends, its number is beside it, in text as in a cell."""
    notes = "\n\n[^a]: A note.\n[^b]: Another.\n"
    lines = "\n\n".join(
        f"{'i' * n} nobody on this side of the water spoke of what stood there on the {word}"
        for n in range(1, 30)
    )
    cells = "\n".join(
        f"| {'i' * n} nobody spoke of the {word} | {'word ' * 14} |" for n in range(1, 30)
    )
    data, _ = _press(tmp_path, f"{lines}\n\n| A | B |\n|---|---|\n{cells}{notes}")
    assert not [
        line for line in _lines(data) if re.fullmatch(r"[12]{1,2}", line.replace("\u2060", ""))
    ]


@pytest.mark.parametrize("lang", ["ar", "fa", "he", "ur"])
def test_an_entry_of_right_to_left_contents_has_one_area(tmp_path: Path, lang: str) -> None:
    """The dots of its leader are part of the link (PDF/UA-1, 7.18.5-1)."""
    data, _ = _press(
        tmp_path, "## First\n\nWords.\n\n## Second\n\nWords.", f"lang: {lang}\ntoc: true"
    )
    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        links = [link["from"] for page in pdf for link in page.get_links()]
    assert len(links) == 2
    assert all(link.width > 300 for link in links)


def test_no_line_of_code_begins_with_its_indentation_alone(tmp_path: Path) -> None:
    """What follows it is broken between its words, also where only the space behind a word has no room."""
    lines = [f'    "{"i" * n} {"word " * 12}"' for n in range(1, 30)]
    path = tmp_path / "a.md"
    path.write_text("\n".join(["---\ntitle: T\n---\n\n```python", *lines, "```"]), encoding="utf-8")
    override = Override(paper=PAPERS["a5"], theme="manuscript")
    sheets = edition.lay_out(
        pressing.document(path, None, override), PROFILES["plain"]
    ).rendering.pages
    boxes = [box for sheet in sheets for box in sheet._page_box.descendants()]  # noqa: SLF001  no public name
    code = [box for box in boxes if "pf-line" in _classes(box) and type(box).__name__ == "BlockBox"]
    first = [
        "".join(getattr(each, "text", "") for each in box.children[0].descendants()) for box in code
    ]
    assert len(first) == len(lines)
    assert [text for text in first if not text.strip()] == []


def test_a_wrapped_line_of_code_is_on_one_page(tmp_path: Path) -> None:
    """The mark of a wrapped line would be over the first letters of one that goes on over a page."""
    path = tmp_path / "a.md"
    lines = "\n".join(f"{n} {'word ' * 90}" for n in range(8))
    path.write_text(f"---\ntitle: T\n---\n\n```\n{lines}\n```\n", encoding="utf-8")
    override = Override(paper=PAPERS["a5"])
    sheets = edition.lay_out(pressing.document(path, None, override), PROFILES["plain"])
    pages = [sheet._page_box for sheet in sheets.rendering.pages]  # noqa: SLF001  no public name
    parts = [
        box
        for page in pages
        for box in page.descendants()
        if "pf-long" in _classes(box) and type(box).__name__ == "BlockBox"
    ]
    assert len(pages) > 2
    assert len(parts) == len({part.element for part in parts}) == 8


def _classes(box: Any) -> list[str]:
    """Return the classes of a box's element; none of a pseudo-element's."""
    is_own = box.element is not None and "::" not in box.element_tag
    return str(box.element.get("class", "")).split() if is_own else []
