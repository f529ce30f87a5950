"""The first page of an article has text: what takes its room becomes smaller, or is set behind text.

That is the lead picture and the contents. The page is laid out again with one change of the tree after
another, until there are enough lines on it.
"""

from collections.abc import Callable, Generator, Iterator
from itertools import islice
from typing import Any, NamedTuple

from triptych.editions.pdf.pages.changes import Later, Remedy, Smaller, is_picture
from triptych.editions.pdf.pages.spots import (
    HEADINGS,
    TEXT_BOX,
    Spot,
    inside,
    is_of,
    name_of,
    path_of,
    text_behind,
)

LINES = 4
"""How many lines of text a first page has at least, where something may be done for them."""

_FEW = 2
"""How many are enough that end with a paragraph, such as before a heading."""

_SLIGHT, _SMALL, _SMALLEST = 0.75, 0.5, 0.3
"""How small a lead picture becomes, in its heights: before the contents are set behind text, before it is
itself, and where that is of no use either."""

_TRIALS = 2
"""How often a lead picture is made smaller by what its page still lacks."""

_NO_TEXT = (*HEADINGS, "figure", "nav", "aside", "footer")

_LEAD, _CONTENTS, _EPIGRAPH = "pf-lead", "pf-toc", "pf-epigraph"


class Lead(NamedTuple):
    """A lead picture: its figure, the picture in it, and its place where text may go before it."""

    figure: Any
    picture: Any
    spot: Spot | None


class Opening(NamedTuple):
    """A first page: where it began and ended in the tree.

    ``line`` returns how high a line of a style is, ``room`` how much of a page is empty, and ``measure``
    how high a block of the tree would be on it, all in CSS pixels.
    """

    root: Any
    begin: Any
    resume: Any
    line: Callable[[Any], float]
    room: Callable[[Any], float]
    measure: Callable[[Any], float]


def lines_of(page: Any) -> int:
    """Return how many lines of an article's text are on a page, at most as many as are asked for.

    Those of headings and contents are left out.
    """
    text = _text_on(page.children[0])
    return sum(1 for _ in islice(_lines(text), LINES)) if text else 0


def weight_of(page: Any) -> float:
    """Return how many lines of text are on a page; an epigraph there is better than nothing."""
    text = _text_on(page.children[0])
    is_opened = text is not None and any(is_of(box, _EPIGRAPH) for box in text.children)
    return lines_of(page) + is_opened / 2


def _text_on(box: Any) -> Any:
    """Return the last box of an article's text in a box; None without one."""
    if name_of(box) == TEXT_BOX:
        return box
    children = getattr(box, "children", ())
    if not children or type(children[0]).__name__ == "LineBox":
        return None
    return next((found for child in reversed(children) if (found := _text_on(child))), None)


def is_enough(root: Any, page: Any, resume: Any) -> bool:
    """Whether there is enough text on a first page, which ends at ``resume`` in the tree of ``root``."""
    lines = lines_of(page)
    return lines >= LINES or (lines >= _FEW and not _is_within(root, path_of(resume)))


def _is_within(box: Any, path: tuple[int, ...]) -> bool:
    """Whether a page ends within a paragraph."""
    if path and type(box.children[0]).__name__ == "LineBox":
        return True
    return len(path) > 1 and _is_within(box.children[path[0]], path[1:])


def _lines(box: Any) -> Iterator[Any]:
    """Yield the lines of text in a box."""
    if type(box).__name__ == "LineBox":
        yield box
        return
    for child in getattr(box, "children", ()):
        if not _is_beside(child):
            yield from _lines(child)


def _is_beside(box: Any) -> bool:
    """Whether a box is none of the text that an opening page is to have, such as an initial."""
    is_other = box.element_tag in _NO_TEXT or is_of(box, _EPIGRAPH)
    return is_other or not box.is_in_normal_flow()


def choose(
    root: Any,
    found: Generator[list[Remedy], Any, None],
    weight: float,
    lay_out: Callable[[], tuple[Any, Any]],
) -> tuple[list[Remedy], Any]:
    """Return what is done of what was found, applied, and the page as ``lay_out`` returns it, with its end.

    That is the first with enough lines of text, else what weighs most, if more than ``weight``. The page is
    None where nothing was found.
    """
    best: list[Remedy] = []
    plan, laid = next(found, None), None
    while plan is not None:
        for each in plan:
            each.apply()
        laid = lay_out()
        if is_enough(root, *laid):
            return plan, laid
        more = weight_of(laid[0])
        if more > weight:
            best, weight = plan, more
        for each in reversed(plan):
            each.undo()
        try:
            plan = found.send(laid[0])
        except StopIteration:
            plan = None
    for each in best:
        each.apply()
    return best, lay_out() if laid else None


def plans(opening: Opening, page: Any) -> Generator[list[Remedy], Any, None]:
    """Yield what may be done for the text of a first page, the best first.

    Each is a list of changes; the page that it led to is sent back.
    """
    contents = _contents(opening)
    lead = _lead(opening)
    shrinking = _Shrinking(opening, lead, page, []) if lead else None
    if shrinking and not (contents and _ends_at(contents, opening.resume)):
        yield from shrinking.to(_SLIGHT if contents else _SMALL)
    if contents:
        page = yield [contents]
    if contents and lead:
        shrinking = _Shrinking(opening, lead, page, [contents])
        yield from shrinking.to(_SMALL)
    if lead and lead.spot is not None and (later := _later(lead.spot)):
        page = yield [later]
        if not weight_of(page) and later.frees_epigraph():
            yield [later]
    if shrinking:
        yield from shrinking.to(_SMALLEST)
        yield shrinking.by(1 - _SMALLEST)


class _Shrinking:
    """A lead picture that becomes smaller by what a page lacks, behind what is done ``first``."""

    def __init__(self, opening: Opening, lead: Lead, page: Any, first: list[Remedy]) -> None:
        self._picture, self._page, self._first = lead.picture, page, first
        self._line = opening.line(lead.figure.style)
        boxes = inside(page.children[0])
        shown = next((box for box in boxes if box.element is lead.picture.element), None)
        self._height = shown.height if shown else opening.measure(lead.picture)
        self._over = (
            -opening.room(page) if shown else opening.measure(lead.figure) - opening.room(page)
        )

    def to(self, least: float) -> Generator[list[Remedy], Any, None]:
        """Yield smaller pictures, down to the ``least`` share of its height, by what is still missing."""
        for _ in range(_TRIALS):
            over = self._over + (LINES - lines_of(self._page)) * self._line
            if over > (1 - least) * self._height:
                return
            self._over = over
            self._page = yield self.by(over / self._height)

    def by(self, share: float) -> list[Remedy]:
        """Return how the picture becomes smaller by a share of its height."""
        size = self._picture.style["text_indent"]._replace(
            value=(1 - share) * self._height, unit="px"
        )
        return [*self._first, Smaller([(self._picture, ("max_height", size))])]


class _Lead(Later):
    """A lead picture, and contents below it, are set behind text; then there is text above the picture."""

    _epigraph: Any = None

    def frees_epigraph(self) -> bool:
        """Part an epigraph from the text that it opens, and return whether there is one."""
        behind = self.spot.parent.children[self.spot.at + self._blocks :]
        self._epigraph = behind[0] if behind and is_of(behind[0], _EPIGRAPH) else None
        return self._epigraph is not None

    def apply(self) -> None:
        """Set it behind the text, as far from it as from what is below."""
        figure = self.spot.block
        self.set(figure, "margin_top", figure.style["margin_bottom"])
        if self._epigraph is not None:
            self.set(self._epigraph, "break_after", "auto")
        super().apply()


def _later(spot: Spot) -> _Lead | None:
    """Return how a lead picture is set behind text, with the contents below it; None without text."""
    children = spot.parent.children
    blocks = 1 + any(is_of(block, _CONTENTS) for block in children[spot.at + 1 : spot.at + 2])
    behind = Spot(spot.parent, spot.path, None, spot.first, spot.at + blocks - 1, 0)
    count = text_behind(behind)
    return _Lead(spot, count, blocks) if count else None


def _lead(opening: Opening) -> Lead | None:
    """Return the lead picture of a first page, or that at which it ends; None without one."""
    for parent, path, at in _blocks(opening.root, path_of(opening.begin), path_of(opening.resume)):
        figure = parent.children[at]
        if is_of(figure, _LEAD):
            pictures = [box for box in inside(figure) if is_picture(box)]
            is_moved = name_of(parent) == TEXT_BOX and parent.style["column_count"] == "auto"
            spot = Spot(parent, path, None, at, at, 0) if is_moved else None
            return Lead(figure, pictures[0], spot) if len(pictures) == 1 else None
    return None


def _blocks(
    parent: Any, begin: tuple[int, ...], end: tuple[int, ...], path: tuple[int, ...] = ()
) -> Iterator[tuple[Any, tuple[int, ...], int]]:
    """Yield the blocks of a page with their parents, of those of the text the first alone.

    The page begins and ends at such paths in the tree; the block at which it ends is one of them.
    """
    children = getattr(parent, "children", ())
    if not children or type(children[0]).__name__ == "LineBox":
        return
    first = begin[0] if begin else 0
    last = min(end[0] if end else len(children), len(children) - 1)
    for at in range(first, first + 1 if name_of(parent) == TEXT_BOX else last + 1):
        yield parent, path, at
        inner = end[1:] if at == last else ()
        yield from _blocks(children[at], begin[1:] if at == first else (), inner, (*path, at))


def _contents(opening: Opening) -> Later | None:
    """Return how the contents of a first page, or at which it ends, are set behind text.

    None where it has none, and where the text is in columns, which contents span.
    """
    found = _blocks(opening.root, path_of(opening.begin), path_of(opening.resume))
    spots = [(parent, path) for parent, path, _ in found if name_of(parent) == TEXT_BOX]
    if not spots or spots[0][0].style["column_count"] != "auto":
        return None
    parent, path = spots[0]
    end = (*path_of(opening.resume)[len(path) :], 0)[0]
    there = parent.children[: end + 1]
    lists = (n for n, block in enumerate(there) if is_of(block, _CONTENTS))
    at = next((n for n in lists if not is_of(there[n], "pf-contents")), None)
    if at is None:
        return None
    contents = Spot(parent, path, None, at, at, 0)
    count = text_behind(contents)
    return Later(contents, count) if count else None


def _ends_at(contents: Later, resume: Any) -> bool:
    """Whether a page ends before contents, which had no room on it."""
    return path_of(resume) <= (*contents.spot.path, contents.spot.at)
