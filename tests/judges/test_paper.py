"""The PDF as a printed thing: paper, heads and folios, breaks, bookmarks, links and letters."""

import re
from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, Destination
from pyphen import Pyphen

import pressing
from triptych.core.errors import Place, TriptychError
from triptych.core.model import KeyPath, Override
from triptych.press import pipeline
from triptych.settings import fields, kinds
from triptych.settings.publication import bare
from triptych.settings.read_keys import read_keys
from triptych.sources import discover

PARAGRAPH = "Words follow words until the line is full and the next one begins below it. "


def _pdf(folder: Path, text: str, paper: str = "", front: str = "") -> PdfReader:
    """Press a text to PDF alone."""
    path = folder / "printed.md"
    head = f"---\ntitle: A long title\nshort_title: Short one\ndate: 2025-01-01\n{front}---\n"
    path.write_text(f"{head}{text}\n", encoding="utf-8")
    manuscript = pressing.read(path, bare(folder), Override(paper=paper))
    artifacts, _ = pipeline.press(manuscript, ("pdf",))
    (folder / "printed.pdf").write_bytes(artifacts[0].data)
    reader = PdfReader(folder / "printed.pdf")
    assert len(reader.pages) == artifacts[0].pages
    return reader


def _lines(reader: PdfReader) -> list[list[str]]:
    """Return the lines of each page's text, without running head and folio."""
    pages = []
    for page in reader.pages:
        lines = [line.strip() for line in page.extract_text().splitlines() if line.strip()]
        kept = [ln for ln in lines if not re.fullmatch(r"\d+ / \d+|Short one", ln)]
        pages.append(kept)
    return pages


def test_pages_have_running_heads_and_folios_but_the_first_no_head(tmp_path: Path) -> None:
    """Each page says “n / N” at its foot, and each but the first the short title at its head."""
    reader = _pdf(tmp_path, "\n\n".join([PARAGRAPH * 12] * 30))
    texts = [re.sub(r"\s+", " ", page.extract_text()) for page in reader.pages]
    count = len(texts)
    assert count > 2
    assert all(f"{n} / {count}" in text for n, text in enumerate(texts, 1))
    assert ["Short one" in text for text in texts] == [False, *[True] * (count - 1)]


@pytest.mark.parametrize(
    ("paper", "points"),
    [
        ("a4", (595.28, 841.89)),
        ("letter", (612, 792)),
        ("a5", (419.53, 595.28)),
        ("170mm x 240mm", (481.89, 680.31)),
    ],
)
def test_the_paper_is_the_one_asked_for(
    tmp_path: Path, paper: str, points: tuple[float, float]
) -> None:
    """A name or a size of one's own gives pages of that size, in points of 1/72 inch."""
    size = read_keys(PaperOnly, {"paper": paper}, _nowhere, TriptychError, strict=True)
    box = _pdf(tmp_path, PARAGRAPH, size.paper).pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(points, abs=0.1)


class PaperOnly(fields.Keys):
    """Settings of nothing but a paper."""

    paper: kinds.Paper


def _nowhere(_: KeyPath) -> Place:
    """Return no place: these settings stand in no file."""
    return Place("")


@pytest.mark.parametrize("lines", range(8, 15))
def test_no_heading_stands_alone_at_the_foot_of_a_page(tmp_path: Path, lines: int) -> None:
    """Wherever pages break, a heading has text below it on its own page."""
    section = f"## Heading\n\n{PARAGRAPH * 4}\n\n"
    pages = _lines(_pdf(tmp_path, PARAGRAPH * lines + "\n\n" + section * 24))
    assert len(pages) > 3
    assert [page[-1] for page in pages if page[-1] == "Heading"] == []


def test_no_single_line_of_a_paragraph_is_left_behind(tmp_path: Path) -> None:
    """At each break at least two lines of a paragraph stand on either side of it."""
    paragraphs = [
        "\\\n".join(f"p{n}line{line}of{5 + n % 3}" for line in range(1, 6 + n % 3))
        for n in range(60)
    ]
    pages = _lines(_pdf(tmp_path, "\n\n".join(paragraphs)))
    assert len(pages) > 3
    for before, after in pairwise(pages):
        number, line, count = _place(before[-1])
        if line < count:
            assert line >= 2
            assert _place(after[0]) == (number, line + 1, count)
            assert count - line >= 2


def _place(line: str) -> tuple[int, int, int]:
    """Return the paragraph's number, the line's number in it and its count of lines."""
    found = re.fullmatch(r"p(\d+)line(\d+)of(\d+)", line)
    assert found, line
    return int(found[1]), int(found[2]), int(found[3])


@pytest.mark.parametrize("paragraphs", range(4, 9))
def test_a_figure_stays_with_its_caption(tmp_path: Path, paragraphs: int) -> None:
    """A picture and its caption stand on one page, wherever the break comes."""
    Image.new("RGB", (1200, 700), (60, 40, 20)).save(tmp_path / "field.png")
    text = (PARAGRAPH * 5 + "\n\n") * paragraphs + "![Caption of the field](field.png)"
    reader = _pdf(tmp_path, text)
    shown = [n for n, page in enumerate(reader.pages) if _draws_picture(page)]
    told = [n for n, lines in enumerate(_lines(reader)) if "Caption of the field" in lines]
    assert shown == told
    assert len(shown) == 1


def _draws_picture(page: PageObject) -> bool:
    """Whether a page's own drawing paints a picture (ISO 32000-1, operator ``Do``)."""
    contents = page.get_contents()
    return contents is not None and bool(re.search(rb"/\S+ Do\b", contents.get_data()))


def test_headings_are_bookmarks_and_links_are_live(tmp_path: Path) -> None:
    """The outline holds the title and its sections, and links lead where the source says."""
    text = "See [there](https://example.org/page) and [below](#part).\n\n# First\n\n## Part\n\nEnd."
    reader = _pdf(tmp_path, text)
    assert _titles(reader.outline) == ["A long title", ["First", ["Part"]]]
    notes = reader.pages[0].annotations or ArrayObject()
    targets = [note.get_object() for note in notes]
    addresses = [t["/A"]["/URI"] for t in targets if "/A" in t]
    assert addresses == ["https://example.org/page"]
    assert len(targets) == 2


def _titles(outline: Sequence[object]) -> list[object]:
    """Return the outline as nested lists of titles."""
    return [
        _titles(entry)
        if isinstance(entry, list)
        else str(entry.title)
        if isinstance(entry, Destination)
        else ""
        for entry in outline
    ]


def test_links_print_their_urls_when_the_settings_ask(tmp_path: Path) -> None:
    """``print_urls`` puts the address behind a link's words in the PDF; else it is not there."""
    (tmp_path / "article.md").write_text("# T\n\nA [link](https://example.org/page).\n")
    words = []
    for told in ("false", "true"):
        (tmp_path / "triptych.toml").write_text(f"print_urls = {told}\n", encoding="utf-8")
        publication, files = discover.locate((tmp_path / "article.md",), tmp_path)
        manuscript = pressing.read(files[0], publication)
        artifacts, _ = pipeline.press(manuscript, ("pdf",))
        (tmp_path / "out.pdf").write_bytes(artifacts[0].data)
        words.append(PdfReader(tmp_path / "out.pdf").pages[0].extract_text())
    assert ["(https://example.org/page)" in text for text in words] == [False, True]


def test_every_letter_is_set_in_an_embedded_font_of_the_theme(tmp_path: Path) -> None:
    """No font of the machine stands in the PDF, and each that does is embedded."""
    reader = _pdf(tmp_path, "Text, *slanted*, **bold** and `code`.\n\n# Heading\n\nEnd.")
    names = set()
    for page in reader.pages:
        for font in _fonts(page):
            (inner,) = font["/DescendantFonts"]
            descriptor = inner.get_object()["/FontDescriptor"]
            names.add(re.sub(r"^/[A-Z]{6}\+", "", str(descriptor["/FontName"])))
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)
    known = ("Literata", "Inter", "JetBrains")
    assert {name for name in names if not name.startswith(known)} == set()
    assert {k for k in known if any(name.startswith(k) for name in names)} == set(known)


def _fonts(page: PageObject) -> list[Any]:
    """Return the font dictionaries of a page (ISO 32000-1, section 9.5)."""
    resources: Any = page["/Resources"].get_object()
    return [font.get_object() for font in resources["/Font"].values()]


def test_a_line_before_an_inline_element_keeps_the_words_that_fit(tmp_path: Path) -> None:
    """No line ends after its first word because the space behind its last word does not fit."""
    fillers = [f"{'i' * n}{letter}" for n in range(24) for letter in "iltfrcaeonm"]
    text = "\n\n".join(f"On {filler} two three four five *six* seven" for filler in fillers)
    ragged = 'custom_css: "#pf-content p { text-align: start }"\n'
    lines = [line for page in _lines(_pdf(tmp_path, text, "108mm 900mm", ragged)) for line in page]
    assert len(lines) > len(fillers)
    assert [line for line in lines if line == "On"] == []


def test_the_publisher_s_line_never_has_a_page_alone(tmp_path: Path) -> None:
    """However long the text, what stands on the last page is more than who published it."""
    front = "publisher: The Press\n"
    for lines in range(22, 26):
        reader = _pdf(tmp_path, "A line.\n\n" * lines, paper="148mm x 150mm", front=front)
        *_, last = _lines(reader)
        assert "The Press" in last[-1]
        assert len(last) > 1, f"{lines} lines"


def test_a_long_table_says_its_header_on_every_page(tmp_path: Path) -> None:
    """A table of a hundred rows is parted between rows, and each part begins with the header."""
    rows = "\n".join(f"| row {n} | {n * n} |" for n in range(100))
    reader = _pdf(tmp_path, f"| Number | Square |\n|--------|--------|\n{rows}\n")
    pages = [page for page in _lines(reader) if any("row" in line for line in page)]
    assert len(pages) > 2
    assert all("Number" in " ".join(page) for page in pages)
    found = [line.split()[1] for page in pages for line in page if line.startswith("row ")]
    assert found == [str(n) for n in range(100)]


@pytest.mark.parametrize(
    ("lang", "text", "parts"),
    [
        (
            "de",
            "Donaudampfschifffahrtsgesellschaften ",
            {"Donau", "Donaudampf", "Donaudampfschiff"},
        ),
        ("en", "antidisestablishmentarianism ", {"an", "anti", "antidis", "antidisestablish"}),
    ],
)
def test_words_are_hyphenated_by_their_language(
    lang: str, text: str, parts: set[str], tmp_path: Path
) -> None:
    """On narrow paper words are parted, and only where their language parts them."""
    path = tmp_path / "printed.md"
    words = "".join(f"{'ab ' * n}{text}" for n in range(12))
    path.write_text(f"---\ntitle: T\ndate: 2025-01-01\nlang: {lang}\n---\n{words}\n", "utf-8")
    manuscript = pressing.read(path, bare(tmp_path), Override(paper="a6"))
    data = pipeline.press(manuscript, ("pdf",))[0][0].data
    lines = "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).splitlines()
    ends = {
        line.split()[-1].rstrip("-‐\u00ad") for line in lines if re.search(r"\w[-‐\u00ad]$", line)
    }
    assert ends & parts
    assert {text.index(end) + len(end) for end in ends} <= set(Pyphen(lang=lang).positions(text))
