"""Columns begin on one line: what is first in a column has no margin above it.

WeasyPrint keeps the margin of a heading or a picture that a break between columns put first (CSS
Fragmentation 3, 5.2), so that the columns of a page begin at different heights.
"""

from types import ModuleType
from typing import Any

from triptych.editions.pdf.patches.guard import Patch

_ROUNDING = 0.01
"""How far below the top of its column, in CSS pixels, a box may be that is the first in it."""


def _patch(weasyprint: ModuleType) -> None:
    """Replace ``block_level_layout`` where ``weasyprint.layout.block`` looks for it."""
    block: Any = weasyprint.layout.block
    layout = block.block_level_layout
    none = weasyprint.css.properties.INITIAL_VALUES["margin_top"]

    def block_level_layout(
        context: Any,
        box: Any,
        bottom_space: Any,
        skip_stack: Any,
        containing_block: Any,
        *rest: Any,
    ) -> Any:
        if _is_first(box, containing_block):
            box = box.copy()
            box.style = box.style.copy()
            box.style["margin_top"] = none
        return layout(context, box, bottom_space, skip_stack, containing_block, *rest)

    block.block_level_layout = block_level_layout


def _is_first(box: Any, around: Any) -> bool:
    """Whether a box with a margin above it is the first in a column."""
    if not getattr(around, "is_column", False) or box.style["margin_top"] == "auto":
        return False
    is_apart = box.style["margin_top"].value > 0
    return bool(is_apart and box.position_y <= around.content_box_y() + _ROUNDING)


PATCH = Patch(
    name="column_tops",
    upstream="Keeps the margin above what a break between columns puts first",
    reason="CSS Fragmentation 3, 5.2: a margin at an unforced break is cut, so columns begin on one line",
    test="editions/test_columns.py::test_columns_begin_on_one_line",
    targets=(
        "weasyprint.layout.block:block_level_layout",
        "weasyprint.layout.column:columns_layout",
    ),
    apply=_patch,
)
