"""Where the blocks of an article are on paper."""

import re
from pathlib import Path

from PIL import Image

from pressing import document, issue_document
from triptych.core import findings
from triptych.core.model import Document, Override
from triptych.editions.formats import write_edition
from triptych.editions.pdf import block_boxes
from triptych.editions.pdf.drawn import Boxes
from triptych.settings.kinds import PAPERS
from triptych.settings.publication import bare

LONG = "A paragraph that begins on one page and ends on the next. " * 60
TEXT = f"""\
---
title: Blocks
---
{LONG}

- an item

> A quotation.

| a | b |
|---|---|
| c | d |

A note.[^1]

[^1]: Its text.

![A picture](p.png)

$$a = b$$

متن
"""


def _boxes(made: Document) -> tuple[Boxes, int, bytes]:
    """Return where the blocks of a document are, the number of its pages, and the PDF."""
    with findings.collecting(), block_boxes.collecting() as boxes:
        artifact = write_edition("pdf", made)
    return boxes, artifact.pages, artifact.data


def test_each_block_is_somewhere_on_paper(tmp_path: Path) -> None:
    """Text on two pages has a piece on each, a cell, a note and a picture have one; no byte changes."""
    path = tmp_path / "a.md"
    path.write_text(TEXT, encoding="utf-8")
    Image.new("RGB", (300, 200)).save(tmp_path / "p.png")
    made = document(path, None, Override(paper=PAPERS["a6"]))
    boxes, pages, data = _boxes(made)
    with findings.collecting():
        assert write_edition("pdf", made).data == data
    found = re.findall(r'<(\w+)(?: [^>]*)? data-pf-n="(\d+)"', made.pages["article"])
    lost = {tag for tag, number in found if number not in boxes}
    assert lost <= {"col", "colgroup", "div", "math"}
    assert {"p", "li", "td", "img", "blockquote"} <= {tag for tag, _ in found} - lost
    assert [piece[0] for piece in boxes["1"]][:2] == [0, 1]
    for page, left, top, width, height in [piece for each in boxes.values() for piece in each]:
        assert 0 <= page < pages
        assert 0 <= left <= left + width <= 1.001
        assert 0 <= top <= top + height <= 1.001
    before, after = boxes["1"][-1], boxes["2"][0]
    assert (before[0], before[2]) < (after[0], after[2])


def test_the_blocks_of_an_issue_are_on_the_pages_of_the_whole(tmp_path: Path) -> None:
    """Blocks of members are named by them, and their pages are counted in the issue."""
    content = tmp_path / "content"
    content.mkdir()
    for name in ("one", "two"):
        (content / f"{name}.md").write_text(f"---\ntitle: {name}\n---\nText of {name}.\n")
    path = content / "issue.md"
    path.write_text("---\ntitle: Issue\ncontents: [one.md, two.md]\n---\nA foreword.\n")
    boxes, pages, _ = _boxes(issue_document(path, bare(tmp_path)))
    places = [boxes[number][0][0] for number in ("1", "one:1", "two:1")]
    assert places == sorted(set(places))
    assert places[-1] == pages - 1
