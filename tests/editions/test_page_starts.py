"""Where pages begin: each kind of block at the top of a page, and what may not tell the editions apart."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement
from PIL import Image

from pressing import ROOT, Pressed, press, read
from triptych.body.numbers import NUMBER
from triptych.core import dependencies, findings, zip_archive
from triptych.core.errors import ToolError
from triptych.core.model import Override
from triptych.core.page_starts import paper_identifier
from triptych.editions.formats import FORMATS
from triptych.editions.pdf import edition
from triptych.press import pipeline
from triptych.press.orders import Task
from triptych.settings.publication import Settings, bare
from triptych.theme.load import load_theme

TOPS = {
    "Heading": "## Heading of it",
    "Plain": "Plain words",
    "Stressed": "*Stressed* words",
    "Quoted": "“Quoted” words",
    "Linked": "[Linked](https://example.org) words",
    "Item": "- Item\n- Other",
    "Counted": "4. Counted\n5. Other",
    "Term": "Term\n:   Its words",
    "Cited": "> Cited words",
    "code": "```python\ncode = 1\n```",
    "Told": "| Cell | b |\n|---|---|\n| 1 | 2 |\n\n: Told of it",
    "Cell": "| Cell | b |\n|---|---|\n| 1 | 2 |",
    "Figure": "![Figure of it](dot.png)",
    "behind": "$$ x = 1 $$\n\nbehind it",
    "Summed": "<details><summary>Summed up</summary><p>Text.</p></details>",
    "Warning": "::: warning\nWarned of it\n:::",
    "漢字": "<ruby>漢字<rt>かんじ</rt></ruby> words",
    "keycap": "1\ufe0f\u20e3 keycap",
    "Noted": "Noted[^1] words",
    "Pulled": "::: pullquote\nPulled out\n:::",
}
"""What begins a page, by its first word."""

_TEXT = "\n\n\\newpage\n\n".join(["First words.", *TOPS.values(), "The end."])
_FRONT = """\
---
title: Tops
date: 2025-03-01
lang: en
paper: a6
dropcap: true
author:
  - name: A
    bio: B
---
"""


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an article with a page for each of these blocks."""
    path = tmp_path_factory.mktemp("tops") / "tops.md"
    Image.new("RGB", (90, 60)).save(path.with_name("dot.png"))
    path.write_text(f"{_FRONT}{_TEXT}\n\n[^1]: A note.\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def pressed(article: Path) -> Pressed:
    """Return all its editions."""
    return press(article, bare(article.parent))


def _root(pressed: Pressed) -> HtmlElement:
    """Return its page."""
    return html.document_fromstring(pressed.of("html").data)


def test_a_page_begins_at_its_first_word_or_picture(pressed: Pressed) -> None:
    """Of every kind of block."""
    page = pressed.of("html").data.decode()
    tops = []
    for label in range(2, len(TOPS) + 2):
        behind = page.partition(f'<span id="page-{label}"></span>')[2]
        words = re.sub(r"(?s)<math\b.*?</math>", " ", behind[:3000])
        tops.append(
            re.split(r"[\s“”]+", re.sub(r"<[^>]*>", "", words).strip(" \n“1\ufe0f\u20e3"))[0]
        )
    expected = list(TOPS)
    assert [t[: len(e)] for t, e in zip(tops, expected, strict=True)] == expected


def test_no_edition_has_a_number(pressed: Pressed) -> None:
    """No reader and no style sheet sees what the editions are matched by."""
    assert NUMBER.encode() not in pressed.of("html").data
    assert len(pressed.of("html").data) > 1000
    assert not [e for e in _root(pressed).iter() if NUMBER in e.attrib]


def test_every_page_has_one_mark_in_order(pressed: Pressed) -> None:
    """The page of the PDF with the colophon too, or with the author's box."""
    ids = [e.get("id") for e in _root(pressed).iter("span") if str(e.get("id")).startswith("page-")]
    assert ids == [f"page-{number + 1}" for number in range(pressed.of("pdf").pages)]


@pytest.mark.parametrize("formats", [("html",), ("epub",)])
def test_no_edition_depends_on_the_formats_ordered(
    article: Path, pressed: Pressed, formats: tuple[str, ...]
) -> None:
    """A PDF that is not ordered is laid out, but not among the results."""
    made, _ = pipeline.press(read(article), formats)
    assert [each.format for each in made] == list(formats)
    for each in made:
        assert each.data == pressed.of(each.format).data


def test_a_typesetter_that_cannot_run_costs_the_marks_alone(
    article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That is reported, and the result is not cached."""

    def fail(_: object) -> None:
        raise ToolError("the PDF needs Pango, which is missing")

    monkeypatch.setattr(edition, "find_starts", fail)
    task = Task(article, article.name, bare(article.parent), Override(), ("html", "epub"))
    result = pipeline.work(task)
    found = {finding.code: finding.message for own in result.own for finding in own}
    assert "Pango" in found["page-list"]
    assert dependencies.UNSTEADY in result.dependencies.values()
    assert all(b"page-2" not in each.data for each in result.artifacts)


@pytest.mark.parametrize(
    ("front", "settings", "is_marked"),
    [
        ("", {}, True),
        ("", {"formats": ["html", "epub"]}, False),
        ("", {"formats": ["html", "pdf"]}, True),
        ("", {"page_list": False}, False),
        ("page_list: false\n", {"page_list": True}, False),
        ("page_list: true\n", {"formats": ["html"]}, True),
    ],
)
def test_pages_are_marked_where_there_are_pages(
    tmp_path: Path, front: str, settings: dict[str, object], *, is_marked: bool
) -> None:
    """By default in a publication of which PDFs are made."""
    path = tmp_path / "a.md"
    path.write_text(f"---\ntitle: A\n{front}---\nText.\n", encoding="utf-8")
    publication = replace(bare(tmp_path), settings=Settings.model_validate(settings))
    assert read(path, publication).look.page_list is is_marked


def test_the_book_names_the_pdf_by_an_identifier_that_it_has(pressed: Pressed) -> None:
    """Another than the article's own, which all editions have."""
    names = re.findall(rb"<xmp:Identifier><rdf:Bag><rdf:li>(.*?)</rdf:li>", pressed.of("pdf").data)
    package = zip_archive.unpack(pressed.of("epub").data)["EPUB/content.opf"]
    source = re.findall(rb'<meta property="pageBreakSource">(.*?)</meta>', package)
    assert len(source) == 1
    assert source[0] in names
    assert paper_identifier("urn:x") != paper_identifier("urn:y")
    assert paper_identifier("") == ""


def test_every_rule_of_an_edition_keeps_the_numbers() -> None:
    """A rule that replaces an element hands its number on."""
    path = ROOT / "content" / "showcase" / "index.md"
    manuscript = read(path)
    with findings.collecting():
        theme = load_theme("printfriendly", path.parent)
        begun = pipeline._begun(manuscript, theme)  # noqa: SLF001  the galley, which no edition shows
        proof = pipeline._composed(begun)  # noqa: SLF001  the same
    for name, each in FORMATS.items():
        root = html.fragment_fromstring(proof.body, create_parent="div")
        for rule in each.dress.make_up:
            before = {e.get(NUMBER) for e in root.iter()}
            with findings.collecting():
                rule(root, proof.article)
            assert before - {e.get(NUMBER) for e in root.iter()} == set(), (name, rule.__name__)
        assert len(before) > 300
