"""The lengths of a box that do not depend on what is around it are set at once.

WeasyPrint looks at eighteen properties of each box, one by one, whenever it is laid out: most are lengths,
``auto`` or none. Those of a style are put together once, and then copied; percentages across are worked out
for each box. All else is left to WeasyPrint: percentages of heights, functions, collapsed borders, boxes
that are sized with their borders, and the boxes of pages. A style whose sizes are changed is read again.
"""

from types import ModuleType
from typing import Any, NamedTuple

from triptych.editions.pdf.patches.everywhere import replace_everywhere
from triptych.editions.pdf.patches.guard import Patch

_SIDES = ("left", "right", "top", "bottom")
_SPACES = tuple(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES)
_ACROSS = (*_SPACES, "width", "min_width", "max_width")
_DOWN = ("height", "min_height", "max_height")
_SIZES = ("width", "min_width", "max_width", *_DOWN)
_BORDERS = tuple(f"border_{side}_width" for side in _SIDES)
_KEPT = "triptych_lengths"


class _Lengths(NamedTuple):
    """What is known of a style: its sizes, the used values, and what is a percentage of the width."""

    sizes: list[Any]
    used: dict[str, Any] | None
    percentages: tuple[tuple[str, float], ...]


def _patch(weasyprint: ModuleType) -> None:
    """Replace ``resolve_percentages`` in every module that has it."""
    percent, boxes = weasyprint.layout.percent, weasyprint.formatting_structure.boxes
    resolve, a_box, page_box = percent.resolve_percentages, boxes.Box, boxes.PageBox

    def resolve_percentages(box: Any, containing_block: Any) -> None:
        style = box.style
        kept = vars(style)
        sizes = [style[name] for name in _SIZES]
        lengths = kept.get(_KEPT)
        if lengths is None or lengths.sizes != sizes:
            lengths = kept[_KEPT] = _Lengths(sizes, *_read(style))
        if lengths.used is None or isinstance(box, page_box) or not isinstance(box, a_box):
            resolve(box, containing_block)
            return
        vars(box).update(lengths.used)
        if lengths.percentages:
            around = containing_block
            width = around.width if isinstance(around, a_box) else around[0]
            for name, value in lengths.percentages:
                setattr(box, name, width * value / 100)

    replace_everywhere(weasyprint, resolve, resolve_percentages)


def _read(style: Any) -> tuple[dict[str, Any] | None, tuple[tuple[str, float], ...]]:
    """Return the used lengths of a style and its percentages; None where only WeasyPrint knows them."""
    if style["box_sizing"] != "content-box" or style["border_collapse"] == "collapse":
        return None, ()
    used: dict[str, Any] = {name: style[name] for name in _BORDERS}
    percentages: list[tuple[str, float]] = []
    for name in (*_ACROSS, *_DOWN):
        value = style[name]
        unit = getattr(value, "unit", None)
        if value is None or value == "auto":
            used[name] = 0 if value and name in ("min_width", "min_height") else value
        elif unit == "%" and name in _ACROSS:
            percentages.append((name, value.value))
        elif unit == "px":
            used[name] = value.value
        else:
            return None, ()
    return used, tuple(percentages)


PATCH = Patch(
    name="used_lengths",
    upstream="Looks at eighteen properties of a box one by one whenever it is laid out",
    reason="Saves a thirtieth of the time of a PDF",
    test="editions/test_typesetter_speed.py::test_lengths_are_read_once_a_style",
    targets=(
        "weasyprint.layout.percent:resolve_percentages",
        "weasyprint.layout.percent:resolve_one_percentage",
        "weasyprint.layout.percent:percentage",
        "weasyprint.layout.percent:adjust_box_sizing",
    ),
    apply=_patch,
    is_required=False,
)
