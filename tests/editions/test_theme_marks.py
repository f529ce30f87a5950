"""What tells each bundled theme apart is in its editions: measured, not only written in its sheets."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from PIL import Image

from triptych.core import zip_archive
from triptych.core.model import Override
from triptych.editions.formats import FORMATS
from triptych.press import publishing
from triptych.press.orders import Order, Outcome
from triptych.sources import discover

SENTENCE = "Considerable quantities of extraordinarily long words characterise these paragraphs. "
FRONT = """---
title: Marks
date: 2025-01-01
lang: en
author:
  - {name: Jane Doe, organisation: Institute for Rivers}
  - {name: John Roe, organisation: The Gauge Office}
  - {name: Max Poe, organisation: Institute for Rivers}
standfirst: In short.
tags: [rivers, gauges]
identifier: 10.5555/rivers.12
issue: {volume: 12, number: 4}
image: {path: lead.png, alt: A field}
---

"""
TEXT = f"""
{SENTENCE * 6}

{SENTENCE * 6} A note.[^n]

[^n]: The words of the note.

::: pullquote
A sentence worth repeating.
:::

Text with *emphasis* and `code`.

| Paper | Width |
|---|---|
| A4 | 210 |

: Papers

***

Behind the ornament. {SENTENCE * 4}
"""


def _build(tmp_path: Path, theme: str, size: tuple[int, int] = (1600, 1000)) -> Outcome:
    """Return the editions of the article in a theme, with a lead picture of some size."""
    (tmp_path / "content").mkdir(exist_ok=True)
    settings = 'title = "River Review"\nurl = "https://example.org"\n'
    (tmp_path / "triptych.toml").write_text(settings, encoding="utf-8")
    (tmp_path / "content" / "marks.md").write_text(FRONT + TEXT, encoding="utf-8")
    Image.new("RGB", size, (20, 60, 90)).save(tmp_path / "content" / "lead.png")
    publication, files = discover.locate((tmp_path,), tmp_path)
    order = Order(
        publication, tuple(files), tuple(FORMATS), tmp_path / "out", Override(theme=theme)
    )
    (outcome,) = publishing.publish(order)
    assert outcome.error is None, outcome.error
    return outcome


def _pdf(outcome: Outcome) -> pymupdf.Document:
    """Return the PDF edition, opened."""
    return pymupdf.open(outcome.editions[2][1])


def _spans(pdf: pymupdf.Document) -> list[dict[str, Any]]:
    """Return every run of text of a PDF, with its face, size and place."""
    return [
        span
        for page in pdf
        for block in page.get_text("dict")["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
        if span["text"].strip()
    ]


def _size(pdf: pymupdf.Document, words: str) -> float:
    """Return the size of the run that has some words."""
    return float(next(span["size"] for span in _spans(pdf) if words in span["text"]))


def _lines(pdf: pymupdf.Document) -> list[tuple[float, float, str]]:
    """Return where each long line of the running text begins and ends, with its words."""
    lines = [
        (line["bbox"][0], line["bbox"][2], "".join(span["text"] for span in line["spans"]))
        for page in pdf
        for block in page.get_text("dict")["blocks"]
        for line in block.get("lines", ())
    ]
    return [line for line in lines if len(line[2]) > 30]


def test_the_journal_names_issue_doi_places_and_abstract_in_page_and_book(tmp_path: Path) -> None:
    """Each place of work is named once, and its number is with everybody who works there."""
    outcome = _build(tmp_path, "journal")
    book = zip_archive.unpack(outcome.editions[1][1].read_bytes())
    for page in (outcome.editions[0][1].read_text(), book["EPUB/text/article.xhtml"].decode()):
        assert "River Review 12 (4), 2025" in page
        assert 'href="https://doi.org/10.5555/rivers.12"' in page
        assert page.count('<p class="pf-affiliation">') == 2
        assert page.count("Institute for Rivers</p>") == 1
        assert page.count("<sup>1</sup>") == 3
        assert page.count("<sup>2</sup>") == 2
        body = page[page.index("<body") :]
        places = [body.index(words) for words in ("Abstract</p>", "In short.", "rivers · gauges")]
        assert places == sorted(places)


@pytest.mark.parametrize(
    ("size", "bleeds"), [((1600, 1000), True), ((1000, 800), True), ((800, 1200), False)]
)
def test_a_broad_picture_opens_the_magazine_from_edge_to_edge(
    tmp_path: Path,
    size: tuple[int, int],
    bleeds: bool,  # noqa: FBT001  pytest passes it by name
) -> None:
    """A picture that is wider than high begins at the corner of the paper; a tall one does not."""
    page = _pdf(_build(tmp_path, "magazine", size))[0]
    place = pymupdf.Rect(page.get_image_info()[0]["bbox"])
    touches = (round(place.x0), round(place.y0), round(place.x1 - page.rect.width)) == (0, 0, 0)
    assert touches == bleeds
    assert (place.y0 < page.search_for("Marks")[0].y0) == bleeds


def test_title_and_pull_quotes_of_the_magazine_are_large(tmp_path: Path) -> None:
    """They are in the display face, the title three times as large as the text."""
    pdf = _pdf(_build(tmp_path, "magazine"))
    text = _size(pdf, "Considerable")
    assert _size(pdf, "Marks") > 3 * text
    assert _size(pdf, "worth repeating") > 1.8 * text
    quote = next(span for span in _spans(pdf) if "worth repeating" in span["text"])
    assert "Playfair" in quote["font"]
    assert quote["color"] == 0xB3123F


def test_the_paperback_indents_a_paragraph_behind_another_alone(tmp_path: Path) -> None:
    """There is no room between them; the first one, and one behind an ornament, begin at the edge."""
    pdf = _pdf(_build(tmp_path, "paperback"))
    lines = _lines(pdf)
    edge = min(line[0] for line in lines)
    first, behind = (
        next(line for line in lines if words in line[2].lower())
        for words in ("considerable quantities", "behind the ornament")
    )
    assert first[0] == pytest.approx(edge, abs=1)
    assert behind[0] == pytest.approx(edge, abs=1)
    indents = [line[0] - edge for line in lines if line[0] > edge + 1]
    size = _size(pdf, "characterise")
    assert any(indent == pytest.approx(1.4 * size, abs=1) for indent in indents)


def test_the_paperback_has_an_ornament_and_the_number_of_its_page_alone(tmp_path: Path) -> None:
    """A thematic break is drawn, and no page says how many there are."""
    pdf = _pdf(_build(tmp_path, "paperback"))
    page = next(page for page in pdf if page.search_for("Behind the ornament"))
    below = page.search_for("Behind the ornament")[0].y0
    drawn = [rect["rect"] for rect in page.get_drawings() if "c" in {i[0] for i in rect["items"]}]
    assert any(below - 60 < rect.y0 < below for rect in drawn)
    assert [page.get_text().split()[-1] for page in pdf][:2] == ["1", "2"]
    assert " / " not in pdf[0].get_text()


@pytest.mark.parametrize("theme", ["manuscript", "manuscript-large"])
def test_a_manuscript_is_ragged_and_divides_no_word(tmp_path: Path, theme: str) -> None:
    """Lines of one paragraph end where their words do, and one and a half lines apart."""
    pdf = _pdf(_build(tmp_path, theme))
    lines = [line for line in _lines(pdf) if "ordinarily" in line[2] or "acterise" in line[2]]
    assert not [line for line in lines if line[2].rstrip().endswith(("-", "\u2010"))]
    assert len({round(line[1]) for line in lines}) > 3
    steps = {
        round(below["origin"][1] - above["origin"][1], 1)
        for above, below in pairwise(_spans(pdf))
        if "ordinarily" in above["text"] and below["origin"][1] > above["origin"][1]
    }
    assert any(step == pytest.approx(1.5 * _size(pdf, "ordinarily"), abs=0.3) for step in steps)


def test_nothing_of_large_print_is_small_or_slants(tmp_path: Path) -> None:
    """Captions, notes, tables, code, running head and page number have 18 points as the text has."""
    spans = _spans(_pdf(_build(tmp_path, "manuscript-large")))
    assert {s["text"] for s in spans if s["size"] < 17.9} == set()
    assert {s["text"] for s in spans if "Italic" in s["font"] or "Oblique" in s["font"]} == set()
    assert any("words of the note" in s["text"] for s in spans)
