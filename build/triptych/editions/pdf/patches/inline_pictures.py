"""A picture in a line that has proportions and no size is laid out, also in right-to-left text.

WeasyPrint computes its width as that of a block, and moves a block of right-to-left text to its right
edge. A box in a line has no position yet.
"""

from types import ModuleType
from typing import Any

from triptych.editions.pdf.patches.guard import Patch


def _patch(weasyprint: ModuleType) -> None:
    """Replace ``inline_replaced_box_layout`` where ``weasyprint.layout.inline`` looks for it."""
    inline = vars(weasyprint.layout.inline)
    layout = inline["inline_replaced_box_layout"]

    def inline_replaced_box_layout(box: Any, containing_block: Any) -> None:
        """Lay out a picture from the line's left edge, to which the line is going to move it."""
        if not hasattr(box, "position_x"):
            box.position_x = 0
        layout(box, containing_block)

    inline["inline_replaced_box_layout"] = inline_replaced_box_layout


PATCH = Patch(
    name="inline_pictures",
    upstream="Fails at a picture with proportions and no size in a line of right-to-left text",
    reason="CSS 2.2, 10.3.2: a replaced element in a line has the width of its block then",
    test="editions/test_inline_pictures.py::test_a_drawing_without_size_is_set_in_right_to_left_text",
    targets=(
        "weasyprint.layout.replaced:inline_replaced_box_layout",
        "weasyprint.layout.block:block_level_width",
    ),
    apply=_patch,
)
