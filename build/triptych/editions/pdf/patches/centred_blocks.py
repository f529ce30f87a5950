"""A block with automatic margins is centred in right-to-left text as well.

WeasyPrint moves the block to the right edge as if it had no margins, and then gives it margins (CSS 2.2,
10.3.3), so that a rule or a picture between two automatic ones leaves the page.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any

from triptych.editions.pdf.patches.guard import Patch


def _patch(weasyprint: ModuleType) -> None:
    """Replace ``block_level_width`` where ``weasyprint.layout.block`` looks for it."""
    block: Any = weasyprint.layout.block
    lay_width = block.block_level_width
    centred: Any = _centring(lay_width)
    centred.without_min_max = _centring(lay_width.without_min_max)
    block.block_level_width = centred


def _centring(lay_width: Callable[..., None]) -> Callable[..., None]:
    """Return ``lay_width``, after which a block with automatic margins is in its column."""

    def block_level_width(box: Any, containing_block: Any, *rest: Any, **more: Any) -> None:
        is_automatic = "auto" in (box.margin_left, box.margin_right)
        began = box.position_x
        lay_width(box, containing_block, *rest, **more)
        if is_automatic and box.position_x != began:  # it was moved, so the text is right to left
            box.position_x = began + containing_block.width - box.margin_width()

    return block_level_width


PATCH = Patch(
    name="centred_blocks",
    upstream="Moves a block with automatic margins out of its column in right-to-left text",
    reason="CSS 2.2, 10.3.3: two automatic margins are equal, and the block stays in its column",
    test="editions/test_inline_pictures.py::test_a_centred_block_stays_in_right_to_left_text",
    targets=("weasyprint.layout.block:block_level_width",),
    apply=_patch,
)
