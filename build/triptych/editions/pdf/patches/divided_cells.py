"""A cell that goes on over pages keeps its place where nothing of it fits on one of them.

Below a repeated head there may be room for a line of some cells and for none of another, such as one whose
paragraph goes on with two lines that stay together. The typesetter leaves that cell empty, and begins it
again on the page after, so that its words are printed twice. With this patch it goes on.
"""

from types import ModuleType
from typing import Any

from triptych.editions.pdf.patches.guard import Patch


def _patch(weasyprint: ModuleType) -> None:
    """Replace ``block_container_layout``, which lays out a cell."""
    module: Any = weasyprint.layout.block
    lay_out = module.block_container_layout
    cell = weasyprint.formatting_structure.boxes.TableCellBox

    def block_container_layout(
        context: Any, box: Any, bottom_space: float, skip_stack: Any, *rest: Any, **options: Any
    ) -> Any:
        done = lay_out(context, box, bottom_space, skip_stack, *rest, **options)
        if done[0] is not None or not skip_stack or not isinstance(box, cell) or not box.children:
            return done
        options |= {"page_is_empty": True, "absolute_boxes": [], "fixed_boxes": []}
        empty = box.copy_with_children([])
        done = lay_out(context, empty, bottom_space, skip_stack, *rest, **options)
        return done[0], skip_stack, *done[2:]

    module.block_container_layout = block_container_layout


PATCH = Patch(
    name="divided_cells",
    upstream="Begins a divided cell again where a page has no room for its next line",
    reason="CSS Tables 3, 6.1: a cell is divided, and no part of it is shown twice",
    test="editions/test_tall_rows.py::test_no_part_of_a_cell_is_printed_twice",
    targets=(
        "weasyprint.layout.table:table_layout",
        "weasyprint.layout.block:block_container_layout",
    ),
    apply=_patch,
)
