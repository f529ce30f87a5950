"""A first line is one once: what goes on over a page does not begin with ``::first-line`` again.

WeasyPrint sets the first line on each page that a block is on in the style of its first line (CSS Pseudo 4,
3.1), so that small capitals at the beginning of a chapter come back on its second page.
"""

from types import ModuleType
from typing import Any

from triptych.editions.pdf.patches.guard import Patch


def _patch(weasyprint: ModuleType) -> None:
    """Replace ``block_container_layout`` where ``weasyprint.layout.block`` looks for it."""
    block: Any = weasyprint.layout.block
    layout = block.block_container_layout

    def block_container_layout(
        context: Any, box: Any, bottom_space: Any, skip_stack: Any, *rest: Any, **more: Any
    ) -> Any:
        style = box.first_line_style
        if skip_stack is not None:
            box.first_line_style = None
        try:
            return layout(context, box, bottom_space, skip_stack, *rest, **more)
        finally:
            box.first_line_style = style

    block.block_container_layout = block_container_layout


PATCH = Patch(
    name="first_lines",
    upstream="Sets the first line on every page of a block as its first line",
    reason="CSS Pseudo 4, 3.1: `::first-line` is the first line of a block, not of its part on a page",
    test="editions/test_page_turns.py::test_a_first_line_is_one_once",
    targets=("weasyprint.layout.block:block_container_layout",),
    apply=_patch,
)
