"""Marks in a page of HTML or XHTML where the pages of the PDF begin; the numbers of elements are removed.

A page is marked as text, so that not a character of it changes beside.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import unescape

from triptych.body.numbers import INLINE, NUMBER, OPAQUE, SKIPPED_DOT
from triptych.core.characters import counted, is_counted
from triptych.core.page_starts import PageStart

Mark = Callable[[PageStart, str], str]
"""Returns the element that marks where a page begins, with an id."""

_TOKEN = re.compile(
    r"<!--.*?-->"
    r"|<(style|script)\b.*?</\1\s*>"
    r"""|<(?:[^"'>]++|"[^"]*+"|'[^']*+')*+>""",
    re.DOTALL | re.IGNORECASE,
)
_BODY = "<body"
_WHOLE = ("<!", "<?", "<html")
"""What a page begins with, unless it is a piece of one."""

_NAME = re.compile(r"<(/?)([A-Za-z][\w:.-]*)")
_START = re.compile(r"<(?!(?:style|script)(?![\w:.-]))[A-Za-z]", re.IGNORECASE)
_NUMBER = re.compile(rf'\s{NUMBER}="([^"]*)"')
_REFERENCE = re.compile(r"&[#\w]{1,32};")
_UNIT = re.compile(r"&[#\w]{1,32};|.", re.DOTALL)
_ID = re.compile(r"""id=["']?(page-[^\s"'>]+)""")
"""An id that a mark might have, or the end of another attribute's name with such a value."""

_EMPTY = "area base br col embed hr img input link meta param source track wbr"
_VOID = frozenset(_EMPTY.split())
"""Elements without an end tag (HTML, 13.1.2)."""

_FIRM = frozenset(["details", "table"])
"""Elements before which a mark is that would be the first thing in them, where it may not be."""

_PICTURES = OPAQUE | {"embed", "hr", "img", "input"}
"""Elements before which their marks are."""

_COLOPHON = frozenset(["cite", "version", "fingerprint", "copyright"])
"""The numbers of what is at the end of a page and of a book."""

_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_FIRM_CLASS = re.compile(r'\sclass="(?:[^"]*\s)?pf-row[\s"]')
_LINE_CLASS = re.compile(r'\sclass="(?:[^"]*\s)?pf-line[\s"]')


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """A page with its marks: each start that is in it, in order, with the id of its mark."""

    page: str
    ids: tuple[tuple[PageStart, str], ...]


@dataclass(slots=True)
class _Open:
    """An element that is open: ``number`` is that of the element which its text belongs to, or None."""

    name: str
    number: str | None
    own: str | None = None


def mark_page(
    page: str, starts: Sequence[PageStart], mark: Mark, *, before_headings: bool = False
) -> MarkedPage:
    """Return a page with its marks, as ``mark_piece`` does; the page is all that ids are in."""
    return mark_piece(page, starts, mark, ids_like_marks(page), before_headings=before_headings)


def ids_like_marks(page: str) -> frozenset[str]:
    """Return the ids of a page that a mark might have."""
    return frozenset(found[1] for found in _ID.finditer(page) if page[found.start() - 1].isspace())


def mark_piece(
    page: str,
    starts: Sequence[PageStart],
    mark: Mark,
    taken: Iterable[str],
    *,
    before_headings: bool = False,
) -> MarkedPage:
    """Return a piece of a page with a mark for each start whose element it has, and without numbers.

    The id of a mark is ``page-7``, or ``pf-page-7`` where that is one of those that are ``taken``. With
    ``before_headings`` a mark at the beginning of a heading is before it: inside, its label would be
    read as a part of the heading.
    """
    if NUMBER not in page:
        return MarkedPage(page, ())
    at = max(page.find(_BODY), 0) if page.startswith(_WHOLE) else 0  # after large faces
    if not starts:
        return MarkedPage(page[:at] + _TOKEN.sub(_without_number, page[at:]), ())
    firm = _FIRM | _HEADINGS if before_headings else _FIRM
    scribe = _Scribe(starts, mark, taken, firm)
    scribe.out.append(page[:at])
    for token in _TOKEN.finditer(page, at):
        scribe.read_text(page[at : token.start()])
        scribe.read_tag(token[0])
        at = token.end()
    scribe.read_text(page[at:])
    return MarkedPage("".join(scribe.out), tuple(scribe.ids))


def _without_number(token: re.Match[str]) -> str:
    """Return a start tag without its number, and anything else unchanged."""
    is_numbered = NUMBER in token[0] and not token[1] and _START.match(token[0])
    return _NUMBER.sub("", token[0], count=1) if is_numbered else token[0]


def in_order(starts: Sequence[PageStart], found: Sequence[PageStart]) -> tuple[PageStart, ...]:
    """Return the starts whose marks may stay: as many as are found in the order of their pages.

    A template may have a part of the text at another place than the PDF has it, as an issue's imprint is
    at its end, but on paper behind its title page.
    """
    last = max((at for at, start in enumerate(starts) if start.number not in _COLOPHON), default=-1)
    order = {start: at for at, start in reversed(list(enumerate(starts)))}
    found = [s for s in found if s.number not in _COLOPHON or order[s] > last]
    ends: list[int] = []  # the end of an ascending row with the smallest last place, by its length
    lasts: list[int] = []  # these places
    before: list[int] = [-1] * len(found)
    for at, start in enumerate(found):
        row = bisect_left(lasts, order[start])
        before[at] = ends[row - 1] if row else -1
        ends[row : row + 1] = [at]
        lasts[row : row + 1] = [order[start]]
    kept: list[int] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.append(at)
        at = before[at]
    return tuple(found[at] for at in reversed(kept))


def change_numbers(page: str, change: Callable[[str], str]) -> str:
    """Return a page with other numbers of its elements."""

    def changed(token: re.Match[str]) -> str:
        found = _NUMBER.search(token[0]) if token[1] is None else None
        if not found or found[1] in ("", SKIPPED_DOT):
            return token[0]
        return f"{token[0][: found.start(1)]}{change(found[1])}{token[0][found.end(1) :]}"

    return _TOKEN.sub(changed, page)


class _Scribe:
    """Copies a page, and inserts the marks.

    ``_edge`` is the place in the copy to which a mark moves forward: elements have begun since then, but
    no text. It is firm where only text ends it; else also a block does, which may begin with a mark.
    """

    def __init__(
        self,
        starts: Iterable[PageStart],
        mark: Mark,
        taken: Iterable[str],
        firm: frozenset[str],
    ) -> None:
        self.out: list[str] = []
        self.ids: list[tuple[PageStart, str]] = []
        self._mark, self._firm = mark, firm
        self._wanted: dict[str, list[PageStart]] = {}
        for start in starts:
            self._wanted.setdefault(start.number, []).append(start)
        self._given = set(taken)  # to which those of the marks are added
        self._counts: dict[str, int] = {}
        self._stack: list[_Open] = []
        self._edge: int | None = None
        self._is_firm = self._skips = False

    def read_text(self, text: str) -> None:
        """Copy text, with the marks that belong in it."""
        number = self._stack[-1].number if self._stack else None
        if not text or number == "":
            self.out.append(text)
        elif number is None or not self._wanted.get(number):
            self.out.append(text)
            is_open = self._edge is not None or self._skips
            if is_open and counted(text):
                self._edge, self._skips = None, False
        else:
            self._read_marked(text, number)

    def _read_marked(self, text: str, number: str) -> None:
        """Copy text of an element that has marks."""
        wanted = self._wanted[number]
        if self._counts.get(number, 0) + len(text) < wanted[0].offset and not self._skips:
            self._read_unmarked(text, number)
            return
        for unit in _UNIT.findall(text):
            if not is_counted(unescape(unit)[:1]):
                self.out.append(unit)
                continue
            if self._skips:
                self._skips = False
                self.out.append(unit)
                continue
            count = self._counts.get(number, 0)
            while wanted and not wanted[0].is_behind and wanted[0].offset <= count:
                self._insert(wanted.pop(0))
            self._edge = None
            self.out.append(unit)
            self._counts[number] = count + 1
            while wanted and wanted[0].is_behind and wanted[0].offset <= count + 1:
                self._insert(wanted.pop(0))

    def _read_unmarked(self, text: str, number: str) -> None:
        """Copy text of an element whose marks are all behind it."""
        units = _REFERENCE.sub(lambda found: unescape(found[0])[:1], text) if "&" in text else text
        count = len(counted(units))
        self._edge = None if count else self._edge
        self._counts[number] = self._counts.get(number, 0) + count
        self.out.append(text)

    def read_tag(self, token: str) -> None:
        """Copy a tag without its number; anything else between angle brackets is copied unchanged."""
        found = _NAME.match(token)
        if not found or token.startswith(("<!", "<?")) or found[2].lower() in ("style", "script"):
            self.out.append(token)
        elif found[1]:
            self._close(found[2].lower())
            self.out.append(token)
        else:
            self._begin(found[2].lower(), token)

    def _begin(self, name: str, token: str) -> None:
        """Copy the start tag of an element."""
        found = _NUMBER.search(token)
        own = found[1] if found else None
        outer = self._stack[-1].number if self._stack else None
        token = _NUMBER.sub("", token, count=1) if found else token
        if outer == "" or own in ("", SKIPPED_DOT):
            if outer != "":
                self._set_edge(is_firm=False)
            inner: str | None = ""
        elif own and name in _PICTURES:
            for start in self._wanted.pop(own, ()):
                self._insert(start)
            self._edge, inner = None, ""
        else:
            self._move_edge(name, token, is_block=bool(own) or name not in INLINE)
            inner = own or (outer if name in INLINE else None)
        self.out.append(token)
        if name not in _VOID and not token.endswith("/>"):
            self._stack.append(_Open(name, inner, own))

    def _move_edge(self, name: str, token: str, *, is_block: bool) -> None:
        """Note where a mark would be that is the first thing in an element that begins here."""
        if name in self._firm or _FIRM_CLASS.search(token):
            self._set_edge(is_firm=True)
        elif is_block or name == "br" or _LINE_CLASS.search(token):
            if not self._is_firm:
                self._edge = None
        elif name != "wbr":
            self._set_edge(is_firm=False)

    def _close(self, name: str) -> None:
        """Leave an element; marks that its text was too short for are at its end."""
        if name not in (element.name for element in self._stack):
            return
        while self._stack:
            left = self._stack.pop()
            for start in self._wanted.pop(left.own, ()) if left.own else ():
                self._edge = None
                self._insert(start)
            if left.number != "":
                self._edge = None
            if left.own == SKIPPED_DOT:
                self._skips = True
            if left.name == name:
                return

    def _set_edge(self, *, is_firm: bool) -> None:
        """Note that an element begins here, before which a mark may be."""
        if self._edge is None or (is_firm and not self._is_firm):
            self._edge, self._is_firm = len(self.out), is_firm

    def _insert(self, start: PageStart) -> None:
        """Insert a mark at the edge, or here."""
        uid = f"page-{start.label}"
        if uid in self._given:
            uid = f"pf-{uid}"
        self._given.add(uid)
        at = len(self.out) if self._edge is None else self._edge
        self.out.insert(at, self._mark(start, uid))
        self.ids.append((start, uid))
        if self._edge is not None:
            self._edge += 1
