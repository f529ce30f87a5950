"""The text of an edition as one row of pieces, with the marks in it, for ``page_list.py``."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from lxml import etree, html

from triptych.core import zip_archive

_HIDDEN = ("head", "style", "script", "rp", "template", "annotation", "title")
_NOTES = ("doc-footnote", "doc-endnotes")
_BLOCKS = ("figure", "table", "pre", "td", "th", "h1", "h2")
_CELLS = ("td", "th")
_IMPRINT = "pf-footer"
_MARK = re.compile(r"(?:pf-)?page-([\divxlc]+)")
_TYPE = "{http://www.idpf.org/2007/ops}type"

Piece = tuple[str, str]
"""A kind and its text: ``text``; ``end``, behind which another flow begins; ``block``, the end of what
may be on a later page than the text behind it; ``drawn``; ``mark``."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: its page's label, its place in the row of pieces, and the heads of the tables around it."""

    label: str
    place: int
    heads: tuple[str, ...]
    is_in_cell: bool = False


@dataclass(slots=True)
class Text:
    """An edition as read.

    ``running`` are texts that may be running heads, ``contents`` is the text of its table of contents,
    ``heads`` are those of its tables, ``imprint`` and ``notes`` are the texts of these parts, and
    ``listed`` are the labels of its list of pages, in order.
    """

    name: str
    pieces: list[Piece] = field(default_factory=list[Piece])
    marks: list[Mark] = field(default_factory=list[Mark])
    running: list[str] = field(default_factory=list[str])
    contents: str = ""
    imprint: str = ""
    notes: str = ""
    heads: list[str] = field(default_factory=list[str])
    listed: list[str] | None = None
    _heads: list[str] = field(default_factory=list[str])
    _cells: int = 0
    _is_in_notes: bool = False

    def read(self, element: etree._Element) -> None:
        """Read an element and what is in it."""
        tag = str(element.tag).rpartition("}")[2]
        if tag == "span" and (found := _MARK.fullmatch(element.get("id", ""))):
            place, heads = len(self.pieces), tuple(self._heads)
            self.marks.append(Mark(found[1], place, heads, is_in_cell=self._cells > 0))
            self.pieces.append(("mark", ""))
        elif tag == "nav":
            self.contents += _inside(element)
            self.pieces.append(("end", ""))
        elif tag in ("math", "svg"):
            self.pieces.append(("drawn", _inside(element)))
        elif tag in ("img", "hr"):
            self.pieces.append(("drawn", ""))
        elif "<" not in tag and tag not in _HIDDEN and not _is_left_out(element):
            self._read_inside(element, tag)

    def _read_inside(self, element: etree._Element, tag: str) -> None:
        """Read what is in an element that is read."""
        if _is_title(element):
            self.running.append(_inside(element))
        heads = len(self._heads)
        if tag == "table":
            own = [_inside(head) for head in element.iterfind("{*}thead")]
            self._heads += own
            self.heads += own
        is_note = element.get("role") in _NOTES
        self._is_in_notes |= is_note
        if is_note:
            self.notes += _inside(element)
        elif _IMPRINT in element.get("class", "").split():
            self.imprint += _inside(element)
        if is_note or element.get("id") == "pf-content":
            self.pieces.append(("end", ""))
        self._cells += tag in _CELLS
        self.pieces.append(("text", element.text or ""))
        for child in element:
            self.read(child)
            self.pieces.append(("text", child.tail or ""))
        if is_note or tag in _BLOCKS:
            self.pieces.append(("end" if is_note else "block", ""))
        elif tag == "li" and self._is_in_notes:
            self.pieces.append(("end", ""))  # the next note may be on another page
        self._is_in_notes &= not is_note
        del self._heads[heads:]
        self._cells -= tag in _CELLS

    def behind(self, mark: Mark, *, in_block: bool) -> str:
        """Return the text behind a mark, from its first letter to where its flow or its page ends.

        With ``in_block`` it ends with the first figure, table or listing.
        """
        ends = ("end", "drawn", "block") if in_block else ("end", "drawn")
        found = ""
        for kind, text in self.pieces[mark.place + 1 :]:
            if kind == "mark" or (kind in ends and letters(found, "LN")):
                break
            if kind == "text":
                found += text
            if len(letters(found)) > 100:
                break
        return found

    def rest_of_cell(self, mark: Mark) -> str:
        """Return the text behind a mark to the end of its cell, or to what is drawn in it."""
        behind = takewhile(lambda p: p[0] in ("text", "mark"), self.pieces[mark.place :])
        return "".join(text for _, text in behind)

    def drawn_behind(self, mark: Mark) -> str:
        """Return what is drawn behind a mark, ahead of any letter."""
        behind = takewhile(
            lambda piece: piece[0] != "mark" and not (piece[0] == "text" and letters(piece[1])),
            self.pieces[mark.place + 1 :],
        )
        return "".join(text for kind, text in behind if kind == "drawn")

    def word_before(self, mark: Mark) -> str:
        """Return the word that a mark is right behind, or nothing."""
        before = ""
        for kind, text in reversed(self.pieces[: mark.place]):
            if kind not in ("text", "mark") or len(before) > 200:
                break
            before = text + before
        found = re.search(r"\S*\Z", before)
        return found[0] if found else ""

    def elsewhere(self, mark: Mark) -> tuple[str, str]:
        """Return the text before the mark that is before this one, and behind the next one."""
        at = self.marks.index(mark)
        before, _, behind = self.around(self.marks[:at], self.marks[at + 1 :])
        return before, behind

    def around(self, earlier: list[Mark], later: list[Mark]) -> tuple[str, str, str]:
        """Return the text before the last of some marks, from there to the first of others, and behind."""
        begin = earlier[-1].place if earlier else 0
        end = later[0].place if later else len(self.pieces)
        return self._text(0, begin), self._text(begin, end), self._text(end, len(self.pieces))

    def _text(self, begin: int, end: int) -> str:
        """Return the text of a row of pieces."""
        return "".join(text for kind, text in self.pieces[begin:end] if kind == "text")


def letters(text: str, kinds: str = "L") -> str:
    """Return the letters of a text, in one form and without what is set above or below them."""
    plain = unicodedata.normalize("NFKC", text.replace("\u00ad", "")).casefold()
    return "".join(c for c in plain if unicodedata.category(c)[0] in kinds)


def read_page(name: str, data: bytes) -> Text:
    """Return the text of an HTML edition."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    text = Text(name)
    text.read(html.document_fromstring(data, parser))
    return text


def read_book(name: str, data: bytes) -> Text:
    """Return the text of an EPUB, in the order of its spine."""
    files = zip_archive.unpack(data)
    text = Text(name, listed=[])
    for file in _spine(etree.fromstring(files["EPUB/content.opf"])):
        text.read(etree.fromstring(files[f"EPUB/{file}"]))
        text.pieces.append(("end", ""))
    nav = etree.fromstring(files["EPUB/nav.xhtml"])
    text.contents += _inside(nav)
    for each in nav.iter("{*}nav"):
        if each.get(_TYPE) == "page-list":
            leads = [str(link.get("href")) for link in each.iter("{*}a")]
            found = [_MARK.fullmatch(lead.partition("#")[2]) for lead in leads]
            text.listed = [each[1] if each else "" for each in found]
    return text


def _spine(package: etree._Element) -> Iterator[str]:
    """Yield the files of a book that have text, in order."""
    files = {item.get("id"): str(item.get("href")) for item in package.iter("{*}item")}
    for item in package.iter("{*}itemref"):
        if "nav" not in files[item.get("idref")]:
            yield files[item.get("idref")]


def _is_title(element: etree._Element) -> bool:
    """Whether an element may be printed as a running head."""
    name = str(element.get("data-pf") or element.get("id") or "").rpartition("--")[2]
    return name in ("pf-title", "pf-tagline", "pf-part-of")


def _is_left_out(element: etree._Element) -> bool:
    """Whether an element is not on paper."""
    return element.get("role") == "doc-backlink" or "print-no" in element.get("class", "")


def _inside(element: etree._Element) -> str:
    """Return the text in an element."""
    return "".join(map(str, element.itertext()))
