"""How much of a page is empty, and how much room blocks would take that are not on it yet."""

from typing import Any

_ENDLESS = float("-inf")
"""What is reserved below a block on a page without an end."""


def empty(boxes: Any, page: Any) -> float:
    """Return the height below the text of a page and above its notes, in CSS pixels."""
    root, *areas = page.children
    notes = [area for area in areas if isinstance(area, boxes.FootnoteAreaBox) and area.children]
    bottom = page.content_box_y() + page.height - sum(area.margin_height() for area in notes)
    return float(bottom - lowest(boxes, root))


def height(boxes: Any, page: Any) -> float:
    """Return how high the text of a page and its notes are, in CSS pixels."""
    return float(page.height - empty(boxes, page))


def lowest(boxes: Any, box: Any) -> float:
    """Return where the lowest text or picture of a box ends."""
    if isinstance(box, boxes.LineBox | boxes.ReplacedBox):
        return float(box.position_y + box.height)
    children = [child for child in getattr(box, "children", ()) if child.is_in_normal_flow()]
    end = max((lowest(boxes, child) for child in children), default=0.0)
    if isinstance(box, boxes.TableBox) or (isinstance(box, boxes.BlockBox) and box.padding_bottom):
        end = max(end, float(box.position_y + box.margin_height() - box.margin_bottom))
    return end


def end_of(block: Any) -> float:
    """Return where a block ends, without the space below it."""
    return float(block.position_y + block.margin_height() - block.margin_bottom)


def heights(context: Any, layout: Any, blocks: list[Any], around: Any) -> list[Any]:
    """Return blocks laid out one below the other, as high as they are, below what is in ``around``.

    The first begins at 0. The tree keeps its boxes, whose used values the layout of a page sets again.
    """
    found: list[Any] = []
    flowing = [child for child in around.children if child.is_in_normal_flow()]
    bottom, margins = 0.0, [child.margin_bottom for child in flowing[-1:]]
    context.create_block_formatting_context()
    for block in blocks:
        block.position_x, block.position_y = around.content_box_x(), bottom
        options = {"page_is_empty": False, "adjoining_margins": margins}
        made, *_ = layout(context, block, _ENDLESS, None, around, **options)
        found.append(made)
        bottom, margins = end_of(made), [made.margin_bottom]
    context.finish_block_formatting_context()
    return found
