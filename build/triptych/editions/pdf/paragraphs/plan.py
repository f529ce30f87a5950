"""The plan of a paragraph: its lines, chosen when the first of them is asked for, then built one by one."""

import re
from collections import Counter
from typing import Any, NamedTuple

from triptych.editions.pdf.paragraphs.balance import balance
from triptych.editions.pdf.paragraphs.build import Builder, Surroundings
from triptych.editions.pdf.paragraphs.choose import choose
from triptych.editions.pdf.paragraphs.flatten import Flat
from triptych.editions.pdf.paragraphs.library import Library, UnfitError
from triptych.editions.pdf.paragraphs.material import Line, Measure
from triptych.editions.pdf.paragraphs.places import Places, material_of, within
from triptych.editions.pdf.paragraphs.positions import after_spaces, character_at, position_of
from triptych.editions.pdf.paragraphs.prices import ROUNDING

PROPERTY = "__pf_wrap"
"""Where a style has what ``--pf-wrap`` sets."""

BALANCE, PRETTY = "balance", "pretty"
_LATIN = re.compile("[\x20-\u024f\u2010-\u2027\u2030-\u203a]*")
"""Texts whose spaces come from one face."""

_MOST_TURNS = 3
"""How often the lines of a paragraph are chosen again because the page would be turned inside a word."""


class Request(NamedTuple):
    """A line that the typesetter asks for: from where, how wide, and the column around it."""

    box: Any
    x: float
    right: float
    bottom_space: float
    position: Any
    around: Surroundings


class Paragraph:
    """A line box that was flattened, and the lines that were chosen for it."""

    def __init__(self, library: Library, request: Request) -> None:
        box, around = request.box, request.around
        style = box.style
        if box.text_overflow != "clip" or around.block.style["block_ellipsis"] != "none":
            raise UnfitError("an ellipsis")
        self._library = library
        self.flat = Flat(library, around.context, box, around.block)
        self._places = Places(library, around.context, self.flat, style["lang"])
        self._material = material_of(self.flat, style["font_size"], _LATIN)
        self._plans: dict[tuple[Any, ...], dict[int, Line]] = {}
        self._current: tuple[float, int, dict[int, Line]] = (-1, -1, {})

    def line_at(self, begin: int, request: Request) -> Line:
        """Return the line that begins at a character."""
        context, width = request.around.context, request.around.block.width
        known_width, page, lines = self._current
        is_new = begin == 0 or page != context.current_page
        if is_new or width != known_width or begin not in lines:
            lines = self._chosen(begin, request)
            self._current = (width, context.current_page, lines)
        return lines[begin]

    def build(self, line: Line, request: Request) -> Any:
        """Return the boxes of a line."""
        division = self._places.divisions.get(line.next)
        built = Builder(self._library, self.flat, line, request.around)
        return built.build(request.x, division)

    def _chosen(self, begin: int, request: Request) -> dict[int, Line]:
        """Return lines from a character on, such that the page is not turned inside a word."""
        banned = frozenset[int]()
        rows = self._rows(request)
        lines = self._plan(begin, request, banned)
        for _ in range(_MOST_TURNS):
            last = _last_on_page(list(lines.values()), rows, request.around.block.style)
            if last is None or not last.kind:
                break
            banned |= {last.next}
            try:
                lines = self._plan(begin, request, banned)
            except UnfitError:
                break  # the word is wider than its line, unless it is divided there
        return lines

    def _rows(self, request: Request) -> int | None:
        """Return how many lines have room on the page; None in a column, or where that is not known."""
        context = request.around.context
        height, _ = self._library.line_break.strut(request.box.style)
        room = context.page_bottom - request.bottom_space - request.box.position_y
        if context.in_column or height <= 0 or not 0 <= room < 1e6:
            return None
        return int((room + ROUNDING) / height)

    def _plan(self, begin: int, request: Request, banned: frozenset[int]) -> dict[int, Line]:
        """Return the cheapest lines from a character on, by their beginnings."""
        box, width = request.box, request.around.block.width
        key = (begin, width, box.text_indent, banned)
        if key not in self._plans:
            self._plans[key] = {line.begin: line for line in self._lines(begin, request, banned)}
        return self._plans[key]

    def _lines(self, begin: int, request: Request, banned: frozenset[int]) -> list[Line]:
        """Return the cheapest lines from a character on; each forced break ends a group of them."""
        flat, style = self.flat, request.box.style
        is_justified = style["text_align_all"] == "justify"
        indent = request.box.text_indent
        lines: list[Line] = []
        for newline in [*(at for at in flat.newlines if at >= begin), len(flat.text)]:
            if newline == len(flat.text) and begin >= newline:
                break
            measure = Measure(request.around.block.width, indent, is_justified)
            group = self._group((begin, newline), measure, banned, wish_of(style))
            indent, begin = 0.0, after_spaces(flat, newline + 1)
            last = group.pop()._replace(next=min(begin, len(flat.text)), is_last=True)
            lines += [*group, last]
        return lines

    def _group(
        self, span: tuple[int, int], measure: Measure, banned: frozenset[int], wish: str
    ) -> list[Line]:
        """Return the lines of a span; raises ``UnfitError`` where a part of it is wider than a line."""
        begin, end = span
        material = self._material
        stop = material.trimmed(begin, end)
        length = material.edges[stop] - material.edges[begin]
        if stop == begin:
            return [Line(begin, stop, end, is_last=True)]
        is_short = length <= measure.width - measure.indent + ROUNDING
        if wish == BALANCE and not is_short:
            plain = within(self._places.undivided, begin, end)
            even = balance(material, plain, span, measure)
            if even is not None:
                return even
        every = [] if is_short else within(self._places.every(), begin, end)
        lines = choose(material, every, span, measure, banned)
        if lines is None:
            raise UnfitError("a word wider than its line")
        return lines


class Planner:
    """Answers the typesetter's questions for lines, and counts what it answered."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.counts: Counter[str] = Counter()

    def line(self, request: Request) -> Any:
        """Return a line and what comes after it, as ``split_inline_box`` does.

        Raises ``UnfitError`` where the typesetter has to break the line by itself.
        """
        box, block = request.box, request.around.block
        if wish_of(box.style) not in (BALANCE, PRETTY):
            raise UnfitError("not asked for")
        if abs(request.right - request.x + box.text_indent - block.width) > 2 * ROUNDING:
            raise UnfitError("a line beside a float")
        paragraph = self._paragraph(request)
        try:
            return self._answer(paragraph, request)
        except Exception as error:
            # The other lines of it are the typesetter's too, or they would not fit each other.
            self._record(request, UnfitError(*error.args or ("failed",)))
            raise

    def _answer(self, paragraph: Paragraph, request: Request) -> Any:
        """Return a line of a paragraph and what comes after it."""
        flat = paragraph.flat
        begin = character_at(flat, request.position)
        if begin >= len(flat.text):
            raise UnfitError("nothing is left")
        line = paragraph.line_at(begin, request)
        built = paragraph.build(line, request)
        over = built.content_box_x() + built.width - request.right
        if line.stretch < 0 and over > 0:
            self._library.inline.justify_line(request.around.context, built, -over)
        is_forced = line.is_last and line.begin <= self._last_newline(flat, line)
        resume = position_of(flat, line.next)
        return built, resume, is_forced, None, None, {"left": 0, "right": 0}

    def _last_newline(self, flat: Flat, line: Line) -> int:
        """Return where the forced break of a line is; -1 without one."""
        return flat.text.rfind("\n", line.begin, line.next) if flat.newlines else -1

    def _paragraph(self, request: Request) -> Paragraph:
        """Return the paragraph of a line box, flattened once as long as its boxes stay the same."""
        box = request.box
        known = vars(request.around.context).get("triptych_paragraphs", {})
        found: Paragraph | UnfitError | None = known.get(id(box), (None, None))[1]
        if isinstance(found, Paragraph) and not found.flat.is_current():
            found = None
        if found is None:
            try:
                found = Paragraph(self._library, request)
            except UnfitError as error:
                found = error
            self._record(request, found)
        if isinstance(found, UnfitError):
            raise UnfitError(*found.args)
        return found

    def _record(self, request: Request, found: Paragraph | UnfitError) -> None:
        """Record what was found of a line box; the box is held, so that its number stays its own."""
        known = vars(request.around.context).setdefault("triptych_paragraphs", {})
        known[id(request.box)] = (request.box, found)


def wish_of(style: Any) -> str:
    """Return what ``--pf-wrap`` asks for in a style: a word, empty where it is not set."""
    value = style[PROPERTY]
    tokens = [token for token in value or () if token.type == "ident"]
    return tokens[0].lower_value if tokens else ""


def _last_on_page(lines: list[Line], rows: int | None, style: Any) -> Line | None:
    """Return the line after which the page will be turned; None where it is not."""
    if rows is None or rows >= len(lines):
        return None
    at = min(rows, len(lines) - style["widows"])
    return lines[at - 1] if at >= max(style["orphans"], 1) else None
