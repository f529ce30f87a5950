"""The PDF's structure tree tells what the text is: beyond what veraPDF asks, read back with pypdf."""

from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ContentStream

from pressing import document
from triptych.core.version import GENERATOR
from triptych.editions.pdf import edition

ARTICLE = """\
---
title: A structured article
author: [Jane Doe, John Roe]
date: 2025-03-01
updated: 2025-03-09
lang: en
tags: [one, two]
standfirst: What it is about.
toc: true
---
A paragraph with a note[^1], a [link]{.x}, the French [mot juste]{lang=fr}, `code`, *stress* and
<abbr title="Portable Document Format">PDF</abbr>, and a [web page](https://example.org/page).

## First section

- one

- two

    1. nested

Term

:   Its definition.

### Below it

> A quotation.

| Year | Count |
|------|------:|
| 2024 | 12    |

: Counts by year.

![A field under the sky](field.png "A title")

<img src="field.png" alt="" width="20"> and $x^2$.

::: pullquote
Worth saying twice.
:::

::: {lang=de}
Ein deutscher Absatz.
:::

<table><tr><th rowspan="2">Span</th><td colspan="2">wide</td></tr><tr><td>lone</td></tr></table>

LONG

[^1]: The note's words.
""".replace("LONG", "A sentence that fills the page. " * 200)


class Element:
    """A structure element: type, dictionary, parent, and kids in order (elements, numbers, references)."""

    def __init__(self, entry: Any, parent: "Element | None") -> None:
        self.entry = entry
        self.parent = parent
        self.type = str(entry["/S"])[1:]
        kids = entry.get("/K", [])
        kids = kids if isinstance(kids, list) else [kids]
        self.kids = [self._kid(kid.get_object()) for kid in kids]

    def _kid(self, kid: Any) -> Any:
        """Return a kid as an element where it is one."""
        return Element(kid, self) if isinstance(kid, dict) and "/S" in kid else kid

    def walk(self) -> Iterator["Element"]:
        """Yield it and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def find(self, kind: str) -> list["Element"]:
        """Return all of a type, in reading order."""
        return [element for element in self.walk() if element.type == kind]

    def types(self) -> list[str]:
        """Return the types of its kids that are elements."""
        return [kid.type for kid in self.kids if isinstance(kid, Element)]


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    """Return the article's PDF."""
    folder = tmp_path_factory.mktemp("structure")
    Image.new("RGB", (600, 300), (20, 90, 60)).save(folder / "field.png")
    path = folder / "article.md"
    path.write_text(ARTICLE, encoding="utf-8")
    return PdfReader(BytesIO(edition.write(document(path)).data))


@pytest.fixture(scope="module")
def tree(pdf: PdfReader) -> Element:
    """Return the root of its structure."""
    return Element(_root(pdf)["/K"][0].get_object(), None)


def _root(pdf: PdfReader) -> Any:
    """Return the root of the structure tree."""
    return pdf.trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]  # pypdf types it loosely


def test_headings_go_down_by_one(tree: Element) -> None:
    """The title is the one H1, and no heading skips a level."""
    levels = [int(e.type[1]) for e in tree.walk() if e.type[0] == "H" and e.type[1:].isdigit()]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_paragraph_over_two_pages_is_one_element(tree: Element, pdf: PdfReader) -> None:
    """The long last paragraph has content on a further page than it begins on, and is one ``P``."""
    assert len(pdf.pages) > 1
    last = tree.find("P")[-3:]
    assert any(isinstance(kid, dict) and "/MCID" in kid for p in last for kid in p.kids)


def test_lists_hold_items_of_label_and_body(tree: Element) -> None:
    """Each list holds items alone, each item a label and a body, a nested list inside the body."""
    lists = tree.find("L")
    assert len(lists) == 3
    for each in lists:
        assert set(each.types()) == {"LI"}
        assert all(item.types() == ["Lbl", "LBody"] for item in each.find("LI"))
    nested = lists[1]
    assert nested.parent is not None
    assert nested.parent.type == "LBody"
    numbering = [str(each.entry["/A"]["/ListNumbering"]) for each in lists]
    assert numbering == ["/Disc", "/Decimal", "/None"]


def test_tables_tell_headers_and_are_regular(tree: Element) -> None:
    """Header cells have scope and name, data cells the names of theirs; every row is as wide."""
    plain, spanned = tree.find("Table")
    assert plain.types() == ["Caption", "THead", "TBody"]
    heads = plain.find("TH")
    assert [str(head.entry["/A"]["/Scope"]) for head in heads] == ["/Column", "/Column"]
    names = [head.entry["/ID"] for head in heads]
    assert [list(cell.entry["/A"]["/Headers"]) for cell in plain.find("TD")] == [[n] for n in names]
    head, *cells = spanned.find("TH") + spanned.find("TD")
    assert str(head.entry["/A"]["/Scope"]) == "/Row"
    assert head.entry["/A"]["/RowSpan"] == 2
    assert all(list(cell.entry["/A"]["/Headers"]) == [head.entry["/ID"]] for cell in cells)
    assert len(spanned.find("TR")[1].types()) == 2


def test_pictures_say_what_they_show(tree: Element) -> None:
    """A figure has alternate text and its caption; decoration is no element; formulas say their TeX."""
    (figure,) = tree.find("Figure")
    assert figure.entry["/Alt"] == "A field under the sky"
    assert figure.types() == ["Caption"]
    left, bottom, right, top = (float(side) for side in figure.entry["/A"]["/BBox"])
    assert 0 < left < right < 596
    assert 0 < bottom < top < 842
    (formula,) = tree.find("Formula")
    assert formula.entry["/Alt"] == "x^2"


def test_links_hold_their_annotation_and_say_where_to(tree: Element) -> None:
    """Every Link has its annotation by reference, described in words; contents and notes are references."""
    links = tree.find("Link")
    for link in links:
        objects = [kid for kid in link.kids if isinstance(kid, dict) and "/Obj" in kid]
        assert objects
        assert all(str(each["/Obj"]["/Contents"]).strip() for each in objects)
    entries = tree.find("TOCI")
    assert len(entries) == 2
    assert entries[0].types()[0] == "Reference"
    assert "Reference" in [link.parent.type for link in links if link.parent]


def test_notes_follow_their_reference(tree: Element) -> None:
    """A note stands in the paragraph that refers to it, right behind the reference, with a name."""
    (note,) = tree.find("Note")
    assert note.parent is not None
    types = note.parent.types()
    assert types[types.index("Note") - 1] in {"Reference", "Span"}
    assert [label.types() for label in note.find("Lbl")] == [["Link"]]
    assert note.entry["/ID"] == "note-1"


def test_languages_and_abbreviations_are_told(tree: Element) -> None:
    """Words and blocks in another language say which; an abbreviation says what it stands for."""
    assert [str(e.entry["/Lang"]) for e in tree.walk() if "/Lang" in e.entry] == ["fr", "de"]
    assert [e.entry["/E"] for e in tree.walk() if "/E" in e.entry] == ["Portable Document Format"]


def test_our_own_types_are_mapped(pdf: PdfReader, tree: Element) -> None:
    """Each type that PDF 1.7 does not know is mapped to one that it does."""
    roles = _root(pdf)["/RoleMap"]
    own = {e.type for e in tree.walk()} & {"Aside", "Em", "Strong", "Sub"}
    assert {f"/{name}" for name in own} == set(roles)
    assert {"Aside", "Em"} <= own


def test_no_content_stands_untagged(pdf: PdfReader, tree: Element) -> None:
    """Whatever a page paints is an artifact, or marked content that exactly one element owns."""
    owned: dict[Any, list[Any]] = defaultdict(list)
    for element in tree.walk():
        for kid in element.kids:
            if isinstance(kid, int):
                owned[element.entry["/Pg"]["/StructParents"]].append(kid)
            elif isinstance(kid, dict) and "/MCID" in kid:
                owned[kid["/Pg"]["/StructParents"]].append(kid["/MCID"])
    for page in pdf.pages:
        marked: list[int] = []
        for operands, operator in ContentStream(page.get_contents(), pdf).operations:
            if operator == b"BDC" and isinstance(operands[1], dict) and "/MCID" in operands[1]:
                marked.append(operands[1]["/MCID"])
        assert sorted(owned[page["/StructParents"]]) == sorted(marked)


def test_the_file_says_the_same_twice(pdf: PdfReader) -> None:
    """Information dictionary and XMP agree; dates are the article's; the title is shown."""
    info: Any = pdf.metadata
    xmp: Any = pdf.xmp_metadata
    assert info.title == xmp.dc_title["x-default"] == "A structured article"
    assert info.author == ", ".join(xmp.dc_creator) == "Jane Doe, John Roe"
    assert info.subject == xmp.dc_description["x-default"] == "What it is about."
    assert info["/Keywords"] == xmp.pdf_keywords == "one, two"
    assert info.creator == xmp.xmp_creator_tool == GENERATOR
    assert info.producer == xmp.pdf_producer
    assert info["/ModDate"] == info["/CreationDate"] == "D:20250309000000Z"
    root: Any = pdf.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    assert [item.title for item in pdf.outline if not isinstance(item, list)] == [info.title]


def test_an_article_without_a_date_tells_none(tmp_path: Path) -> None:
    """No time at all is told of an article that has none."""
    path = tmp_path / "undated.md"
    path.write_text("---\ntitle: Undated\n---\nText.\n", encoding="utf-8")
    info = PdfReader(BytesIO(edition.write(document(path)).data)).metadata
    assert info is not None
    assert "/CreationDate" not in info
    assert "/ModDate" not in info
