"""The plan of a paragraph: its lines, chosen when the first of them is asked for, then built one by one."""

import re
from collections import Counter
from typing import Any, NamedTuple

from triptych.editions.pdf.paragraphs.balance import balance
from triptych.editions.pdf.paragraphs.build import Builder, Surroundings
from triptych.editions.pdf.paragraphs.choose import choose, in_lines
from triptych.editions.pdf.paragraphs.costs import COSTS
from triptych.editions.pdf.paragraphs.flatten import Flat
from triptych.editions.pdf.paragraphs.library import Library, UnfitError
from triptych.editions.pdf.paragraphs.material import Line, Measure
from triptych.editions.pdf.paragraphs.places import Places, material_of, within
from triptych.editions.pdf.paragraphs.positions import after_spaces, character_at, position_of
from triptych.editions.pdf.paragraphs.prices import ROUNDING, cost_of

PROPERTY = "__pf_wrap"
"""Where a style has what ``--pf-wrap`` sets."""

BALANCE, PRETTY = "balance", "pretty"
_LATIN = re.compile("[\x20-\u024f\u2010-\u2027\u2030-\u203a]*")
"""Texts whose spaces come from one face."""

_MOST_TURNS = 3
"""How often the lines of a paragraph are chosen again because the page would be turned inside a word."""

_NOTHING = frozenset[int]()


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
        self._undivided = _NOTHING

    def keep_whole(self, line: Line) -> None:
        """Never again divide the word at the end of a line, because a page was turned there."""
        self._undivided |= self._places.of_word(line.next)
        self._current = (-1, -1, {})

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
        banned = self._undivided
        rows = self._rows(request)
        more = 0 if begin else asked_of(request.around.context).get(id(request.box), 0)
        lines = self._plan(begin, request, banned, more)
        for _ in range(_MOST_TURNS):
            last = _last_on_page(list(lines.values()), rows, request.around.block.style)
            if last is None or not last.kind:
                break
            banned |= self._places.of_word(last.next)
            try:
                lines = self._plan(begin, request, banned, more)
            except UnfitError:
                break  # the word is wider than its line, unless it is divided there
        return lines

    def is_flexible(self, request: Request) -> bool:
        """Whether a paragraph is one of the text's, that may have a line more for the page's sake."""
        context, block = request.around.context, request.around.block
        area = context.current_footnote_area
        is_noted = vars(context).get("triptych_in_area", False)
        is_text = block.element_tag == "p" and wish_of(request.box.style) == PRETTY
        is_full = area is not None and abs(block.width - area.page.width) < 1
        return is_text and is_full and not (is_noted or context.in_column or self.flat.newlines)

    def price(self, request: Request, more: int) -> float | None:
        """Return what it costs to set the whole paragraph in more lines, or in fewer; None where it cannot.

        Nor can it be set so where that costs more than a page that ends a line higher.
        """
        usual = list(self._plan(0, request, self._undivided).values())
        other = list(self._plan(0, request, self._undivided, more).values())
        if len(other) != len(usual) + more:
            return None
        measure = self._measure(request)
        return cost_of(self._material, other, measure) - cost_of(self._material, usual, measure)

    def line_height(self, request: Request) -> float:
        """Return the height of a line, in CSS pixels."""
        height, _ = self._library.line_break.strut(request.box.style)
        return float(height)

    def _measure(self, request: Request) -> Measure:
        """Return the measure of a paragraph from its beginning."""
        is_justified = request.box.style["text_align_all"] == "justify"
        return Measure(request.around.block.width, request.box.text_indent, is_justified)

    def _rows(self, request: Request) -> int | None:
        """Return how many lines have room on the page; None in a column, or where that is not known."""
        context = request.around.context
        height = self.line_height(request)
        room = context.page_bottom - request.bottom_space - request.box.position_y
        if context.in_column or height <= 0 or not 0 <= room < 1e6:
            return None
        return int((room + ROUNDING) / height)

    def _plan(
        self, begin: int, request: Request, banned: frozenset[int], more: int = 0
    ) -> dict[int, Line]:
        """Return the cheapest lines from a character on, by their beginnings; by some more where asked."""
        box, width = request.box, request.around.block.width
        key = (begin, width, box.text_indent, banned, more)
        if key not in self._plans:
            lines = self._lines(begin, request, banned)
            if more and not self.flat.newlines:
                lines = self._in_lines(lines, request, banned, more) or lines
            self._plans[key] = {line.begin: line for line in lines}
        return self._plans[key]

    def _in_lines(
        self, usual: list[Line], request: Request, banned: frozenset[int], more: int
    ) -> list[Line] | None:
        """Return a paragraph in more lines than usual, or fewer, where that is nearly free."""
        span, measure = (0, len(self.flat.text)), self._measure(request)
        most = cost_of(self._material, usual, measure) + COSTS.short_page
        every = within(self._places.every(), *span)
        places = [place for place in every if not (place.kind and place.next in banned)]
        return in_lines(self._material, places, span, measure, (len(usual) + more, most))

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
            every = self._places.inside(material, span, measure.width - max(measure.indent, 0.0))
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
        if begin == 0 and paragraph.is_flexible(request):
            begun_on(request.around.context)[id(request.box)] = (paragraph, request)
        if line.kind:
            built.triptych_division = (paragraph, line)
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
                found = UnfitError(*error.args)  # that which was raised holds its whole stack
            self._record(request, found)
        if isinstance(found, UnfitError):
            raise UnfitError(*found.args)
        return found

    def _record(self, request: Request, found: Paragraph | UnfitError) -> None:
        """Record what was found of a line box; the box is held, so that its number stays its own."""
        known = vars(request.around.context).setdefault("triptych_paragraphs", {})
        known[id(request.box)] = (request.box, found)


def asked_of(context: Any) -> dict[int, int]:
    """Return by how many lines more each paragraph is set, for the sake of pages, by its line box."""
    asked: dict[int, int] = vars(context).setdefault("triptych_asked_lines", {})
    return asked


def begun_on(context: Any) -> dict[int, tuple[Paragraph, Request]]:
    """Return the flexible paragraphs that begin on the page that is being laid out, by their line boxes."""
    pages: dict[int, Any] = vars(context).setdefault("triptych_begun", {})
    if context.current_page not in pages:
        pages.clear()
        pages[context.current_page] = {}
    begun: dict[int, tuple[Paragraph, Request]] = pages[context.current_page]
    return begun


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
