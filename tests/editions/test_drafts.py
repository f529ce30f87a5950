"""Pages that are drawn before the PDF is written."""

from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PIL import Image

from pressing import document
from triptych.core import findings
from triptych.core.model import Override
from triptych.editions.formats import write_edition
from triptych.editions.pdf import block_boxes, drafts
from triptych.settings.kinds import PAPERS

if TYPE_CHECKING:
    from triptych.editions.pdf.drawn import Draft

TEXT = """\
---
title: A draft
---
{long}

![A picture](p.png){{width=30%}}

$$a = \\frac{{b}}{{c}}$$

A note.[^1] *Words* in `code`, and [a link](https://example.org/).

[^1]: Its text.

| a | b |
|---|---|
| c | d |

{long}
"""


def _pixels(data: bytes, number: int) -> bytes:
    """Return a page of a PDF, drawn."""
    pdf = pypdfium2.PdfDocument(data)
    drawn: bytes = pdf[number].render(scale=1).to_pil().tobytes()
    pdf.close()
    return drawn


def test_a_draft_looks_like_the_edition_whose_bytes_it_does_not_change(tmp_path: Path) -> None:
    """Page for page, in any order and some of them only; its blocks are at the same places."""
    path = tmp_path / "a.md"
    long = "A paragraph that begins on one page and ends on the next. " * 40
    path.write_text(TEXT.format(long=long), encoding="utf-8")
    Image.new("RGB", (300, 200), "#123456").save(tmp_path / "p.png")
    made = document(path, None, Override(paper=PAPERS["a6"]))
    found: list[Draft] = []
    with findings.collecting():
        alone = write_edition("pdf", made)
        with drafts.drafting((99, 3, 0, 3), found.append), block_boxes.collecting() as boxes:
            edition = write_edition("pdf", made)
    assert edition.data == alone.data
    (draft,) = found
    assert draft.numbers == (0, 3)
    assert draft.boxes == boxes
    pdf = pypdfium2.PdfDocument(edition.data)
    for number, size in enumerate(draft.sizes):
        assert size == pytest.approx(pdf.get_page_size(number))
    assert len(draft.sizes) == len(pdf)
    pdf.close()
    assert [_pixels(draft.data, n) for n in (0, 1)] == [_pixels(edition.data, n) for n in (0, 3)]


def test_no_draft_is_made_of_pages_that_do_not_exist(tmp_path: Path) -> None:
    """Neither where none is wanted, nor where the article is shorter than before."""
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: A\n---\nText.\n", encoding="utf-8")
    made = document(path, None, Override())
    found: list[Draft] = []
    with findings.collecting(), drafts.drafting((5,), found.append):
        assert write_edition("pdf", made).pages == 1
    assert not found
