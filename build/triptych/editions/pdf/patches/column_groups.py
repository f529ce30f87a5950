"""Text in columns begins on the page that has room for it, though what belongs behind it has none.

A block that must not be parted from what is before it, such as the box of the author, draws a whole group
of columns to the next page: WeasyPrint breaks no columns for the sake of what follows them. With less room
for the page, the columns are broken by themselves.
"""

from types import ModuleType
from typing import Any

from triptych.editions.pdf.pages.spots import path_of
from triptych.editions.pdf.pages.trials import restore, state_of
from triptych.editions.pdf.patches.guard import Patch

_LINES = (4, 8, 16)
"""How many lines less a page may have, each tried until the columns are broken."""


def _patch(weasyprint: ModuleType) -> None:
    """Replace ``remake_page``, which lays out one page."""
    module: Any = weasyprint.layout.page
    layout, strut = module.remake_page, weasyprint.text.line_break.strut

    def remake_page(index: int, context: Any, root_box: Any, html: Any) -> Any:
        before = state_of(context)
        page, resume_at = layout(index, context, root_box, html)
        path = path_of(resume_at)
        group = _group(root_box, path)
        if group is None or path_of(context.page_maker[index][0])[: len(path)] == path:
            return page, resume_at
        reserved = vars(context).get("triptych_reserved", 0.0)
        for lines in (*_LINES, 0):
            context.triptych_reserved = reserved + lines * strut(group.style)[0]
            restore(context, index, before)
            page, resume_at = layout(index, context, root_box, html)
            if len(found := path_of(resume_at)) > len(path) and found[: len(path)] == path:
                break
        context.triptych_reserved = reserved
        return page, resume_at

    module.remake_page = remake_page


def _group(root: Any, path: tuple[int, ...]) -> Any:
    """Return the columns that a page ends before, where they belong to what follows them; or None."""
    box: Any = root
    following: Any = ()
    for number in path:
        children = getattr(box, "children", ())
        if number >= len(children):
            return None
        box, following = children[number], children[number + 1 : number + 2] or following
    while path and not _has_columns(box):
        flowing = [child for child in getattr(box, "children", ()) if child.is_in_normal_flow()]
        if not flowing:
            return None
        box, following = flowing[0], flowing[1:2] or following
    if not (path and path[-1] and following) or box.style["break_before"] != "auto":
        return None
    avoids = box.style["break_after"], following[0].style["break_before"]
    return box if "avoid" in avoids or "avoid-page" in avoids else None


def _has_columns(box: Any) -> bool:
    """Whether the text of a box is in columns."""
    return bool(box.style["column_count"] != "auto" or box.style["column_width"] != "auto")


PATCH = Patch(
    name="column_groups",
    upstream="Moves text in columns to the next page for the sake of what follows it",
    reason="CSS Fragmentation 3, 4.4: a page is broken within columns before it is left half empty",
    test="editions/test_columns.py::test_columns_begin_on_the_page_that_has_room",
    targets=(
        "weasyprint.layout.page:remake_page",
        "weasyprint.layout.page:make_page",
        "weasyprint.layout.block:block_level_layout",
        "weasyprint.layout.column:columns_layout",
    ),
    apply=_patch,
)
