"""How a page of paper is designed: margins, type size and leading for its size, as in a book.

A line has 60 to 70 characters, the fewer the smaller the paper. Small paper has smaller type, closer
lines and narrower margins. A page for the hand, as wide as a telephone, has some 46 characters a line:
letters for more of them could not be read.
"""

from dataclasses import dataclass

from triptych.core.css_length import parse_length

LETTER = 0.484
"""The mean width of a character of running text, its space included, in sizes of the built-in text face."""

GAP = 2.0
"""The room between columns, in sizes of the text."""

BROAD = 170
"""The least width in mm of paper for two columns; on narrower paper there is one."""

_COLUMNS_SIZE, _COLUMNS_LEADING, _COLUMNS_SIDE = 0.86, 1.36, 0.085
"""In two columns: the size of the text in that of one, its leading, and a side margin in page widths."""

HAND = 90
"""The width in mm below which a page is for the hand: ragged, almost without margins or furniture."""

_POINT = 25.4 / 72
_LARGER = 0.6
_SIZES, _SIZE_SLOPE, _SIZE_BASE = (7.6, 14.0), 0.0265, 5.6
_LONGEST, _MEASURE_SLOPE, _POCKET = 70, 0.076, (105, 62)
_MARGIN = (4.5, 0.15, 6.8)
_HEAD_AND_FOOT = {False: (0.078, 0.088), True: (0.042, 0.068)}
"""The upper and the least lower margin in heights of the page; on a page for the hand or not."""

_ROUNDING = 0.3
"""Room below the last line in points, so that rounding alone moves no line to the next page."""


@dataclass(frozen=True, slots=True)
class PageDesign:
    """A page: its sides and margins in mm, its type size in points, its leading in sizes.

    ``shrinks_tables`` is whether a wide table may have smaller letters than the text.
    """

    width: float
    height: float
    size: float
    leading: float
    top: float
    bottom: float
    side: float
    columns: int = 1
    letter: float = LETTER
    shrinks_tables: bool = True

    @property
    def measure(self) -> float:
        """How wide the text is between the margins, in sizes of its letters."""
        return (self.width - 2 * self.side) / _POINT / self.size

    @property
    def column(self) -> float:
        """How wide one column of the text is, in sizes of its letters."""
        return (self.measure - GAP * (self.columns - 1)) / self.columns

    @property
    def letters(self) -> float:
        """How many characters of running text a line has."""
        return self.column / self.letter

    @property
    def turned_column(self) -> float:
        """How wide the text is on a page that is turned, in sizes of its letters."""
        return (max(self.width, self.height) - 2 * self.top) / _POINT / self.size

    @property
    def turned_lines(self) -> float:
        """How many lines of text a page has that is turned."""
        room = min(self.width, self.height) - self.top - self.bottom
        return room / _POINT / self.size / self.leading


@dataclass(frozen=True, slots=True)
class Given:
    """What a theme says itself of its page, in points, mm and sizes; 0 for what is to be chosen.

    ``letter`` is the mean width of a character in sizes, where the theme's face is narrower or wider.
    """

    size: float = 0
    leading: float = 0
    measure: float = 0
    top: float = 0
    bottom: float = 0
    side: float = 0
    columns: int = 1
    letter: float = LETTER
    shrinks_tables: bool = True


def design_page(paper: str, text_size: int = 12, given: Given = Given()) -> PageDesign:
    """Return the design of a page of ``paper``, a CSS size such as ``210mm 297mm``.

    ``text_size`` is the setting, 12 for the size that is designed. What is ``given`` stays, and the rest
    is chosen to go with it: the side margins make the measure, and the lower one ends the page with a
    whole line.
    """
    lengths = [parse_length(side) for side in paper.split()]
    sides = [(length and length.to("mm")) or 0.0 for length in lengths]
    width, height = (sides[0], sides[-1]) if sides and all(sides) else (210.0, 297.0)
    across = min(width, height)
    columns = given.columns if width >= BROAD else 1
    size = given.size or _size(across, columns, given.letter)
    side = given.side or _side(width, across, size * given.letter, given.measure, columns)
    letters = (width - 2 * side) / _POINT / size / given.letter
    leading = given.leading or (_COLUMNS_LEADING if columns > 1 else _leading(letters))
    head, foot = _HEAD_AND_FOOT[across < HAND]
    top = given.top or round(head * height, 1)
    line = size * leading * (1 + (text_size - 12) / 10) * _POINT
    lines = max(1, int((height - top - foot * height) / line))
    bottom = given.bottom or max(0.0, height - top - lines * line - _ROUNDING * _POINT)
    return PageDesign(
        width,
        height,
        size,
        leading,
        top,
        round(bottom, 2),
        side,
        columns,
        given.letter,
        given.shrinks_tables,
    )


def _size(across: float, columns: int, letter: float) -> float:
    """Return the type size in points for the shorter side of the paper in mm.

    A narrow face is set larger, for it looks smaller; not by all of it, for it also is to be narrow.
    """
    size = min(max(_SIZES[0], _SIZE_BASE + _SIZE_SLOPE * across), _SIZES[1])
    size *= float((LETTER / letter) ** _LARGER)
    return round(size * (_COLUMNS_SIZE if columns > 1 else 1), 1)


def _leading(letters: float) -> float:
    """Return the leading in sizes for lines of so many characters."""
    return round(1.48 - min(max(0.0, _LONGEST - letters), 24) * 0.004, 2)


def _side(width: float, across: float, letter: float, measure: float, columns: int) -> float:
    """Return the side margins in mm that leave a measure in characters, or the one for the paper.

    ``letter`` is the mean width of a character in points.
    """
    if columns > 1 and not measure:
        return round(_COLUMNS_SIDE * width, 1)
    measure = measure or min(_LONGEST, _POCKET[1] + _MEASURE_SLOPE * (across - _POCKET[0]))
    least, slope, base = _MARGIN
    wanted = (width - measure * letter * _POINT) / 2
    return round(max(least, slope * across - base, wanted), 1)
