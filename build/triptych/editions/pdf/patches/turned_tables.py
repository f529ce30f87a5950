"""Text after a table on a turned page goes on where the text before it ended.

A named page begins where its element is, so that the page before it stays half empty. With this patch a
wide table is set like a page float (CSS Page Floats 3): on the pages behind the one on which it would
have begun, which the text fills first.
"""

from dataclasses import dataclass
from types import ModuleType
from typing import Any

from triptych.editions.pdf.pages.spots import path_of
from triptych.editions.pdf.patches.guard import Patch

_PAGE = "pf-wide"
"""The class of a table that is set on a turned page, and the name of that page."""


_START: Any = None
"""Where a box begins, as the typesetter writes it."""


@dataclass(frozen=True, slots=True)
class _Table:
    """A table with what is around it, as a tree of its own, and where in the text it was taken out."""

    root: Any
    begin: dict[int, Any]
    path: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Turn:
    """Where a turned page begins: tables that are still to be set, the first from ``inner`` on.

    ``after`` is where the text goes on behind them, and with what page.
    """

    tables: tuple[_Table, ...]
    inner: dict[int, Any]
    after: tuple[Any, Any]


def _patch(weasyprint: ModuleType) -> None:
    """Replace ``remake_page``, which lays out one page."""
    module: Any = weasyprint.layout.page
    remake = module.remake_page

    def remake_page(index: int, context: Any, root_box: Any, html: Any) -> Any:
        if getattr(context, "triptych_tables", None) is None:
            context.triptych_tables = tuple(_taken_out(root_box, (), ()))
            context.triptych_raw = {}
        if not context.triptych_tables:
            return remake(index, context, root_box, html)
        maker, raw = context.page_maker, context.triptych_raw
        begin = maker[index]
        turn = begin[0] if isinstance(begin[0], _Turn) else None
        if turn:
            maker[index] = (turn.inner, {"break": "any", "page": _PAGE}, *begin[2:])
            root_box = turn.tables[0].root
        old = None
        if index + 1 < len(maker) and index + 1 in raw:
            old = maker[index + 1] = (*raw[index + 1], *maker[index + 1][2:])
        page, _ = remake(index, context, root_box, html)
        maker[index] = begin
        new = maker[index + 1]
        raw[index + 1] = new[:2]
        is_rest = index > 0 and begin[0] is None  # notes alone, which no page before had room for
        tables = () if is_rest else context.triptych_tables
        following = _following(tables, turn, begin[0], raw[index + 1])
        maker[index + 1] = (*following, *new[2:])
        if new is not old:
            new[-1]["content_changed"] = following[0] is not None
        return page, following[0]

    module.remake_page = remake_page


def _following(
    tables: tuple[_Table, ...], turn: _Turn | None, begin: Any, end: tuple[Any, Any]
) -> tuple[Any, Any]:
    """Return where the next page begins, and what page it is, after one that ended at ``end``."""
    if turn:
        if end[0] is not None:
            return _Turn(turn.tables, end[0], turn.after), end[1]
        due, after = turn.tables[1:], turn.after
    else:
        first, last = path_of(begin), path_of(end[0])
        due = tuple(
            table
            for table in tables
            if (not first or first < table.path) and (not last or table.path <= last)
        )
        after = end
    if not due:
        return after
    return _Turn(due, due[0].begin, after), {"break": "any", "page": _PAGE}


def _taken_out(box: Any, around: tuple[Any, ...], path: tuple[int, ...]) -> Any:
    """Take each wide table out of a box, in place, and yield it."""
    children: list[Any] = []
    is_alone = all(_is_wide(child, box) for child in box.children)
    for child in box.children:
        here = (*path, len(children))
        if not is_alone and _is_wide(child, box):
            root, begin = child, _START
            for outer in reversed((*around, box)):
                root, begin = outer.copy_with_children([root]), {0: begin}
            yield _Table(root, begin, here)
            continue
        children.append(child)
        if _holds_blocks(child):
            yield from _taken_out(child, (*around, box), here)
    box.children = type(box.children)(children)


def _is_wide(box: Any, around: Any) -> bool:
    """Whether a box is turned in text that is upright, and holds nothing but tables and pictures."""
    element = box.element
    if element is None or box.element_tag != "div" or around.style["page"] == _PAGE:
        return False
    names = element.get("class", "").split()
    return box.style["page"] == _PAGE and (
        _PAGE in names or ("landscape" in names and all(map(_is_shown, element)))
    )


def _is_shown(element: Any) -> bool:
    """Whether an element of a turned division is a table or a picture."""
    return element.tag in ("figure", "table") or "pf-table" in element.get("class", "").split()


def _holds_blocks(box: Any) -> bool:
    """Whether a box may hold a table on a page of its own."""
    return type(box).__name__ in ("BlockBox", "FlexBox")


PATCH = Patch(
    name="turned_tables",
    upstream="Leaves the rest of a page empty before an element with a named page",
    reason="CSS Page Floats 3: what is set on a page of its own leaves no hole in the text",
    test="editions/test_turned_tables.py::test_the_page_before_a_turned_table_is_full",
    targets=(
        "weasyprint.layout.page:remake_page",
        "weasyprint.layout.page:make_all_pages",
        "weasyprint.layout.page:_update_page_groups",
    ),
    apply=_patch,
)
