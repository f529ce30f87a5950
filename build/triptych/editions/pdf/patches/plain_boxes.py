"""A box that has nothing behind its text has no background: that is read once a style, not once a box.

WeasyPrint asks each box of a page for eleven properties before it finds that there is nothing to draw.
"""

from types import ModuleType
from typing import Any

from triptych.editions.pdf.patches.guard import Patch

_CORNERS = tuple(
    f"border_{side}_radius" for side in ("top_left", "top_right", "bottom_right", "bottom_left")
)
_NONE = (0, "px")
_USED = {**dict.fromkeys(_CORNERS, (0, 0)), "background": None}
"""What a plain box is given."""

_KEPT = "triptych_is_plain"


def _patch(weasyprint: ModuleType) -> None:
    """Replace ``layout_box_backgrounds`` in ``weasyprint.layout.background``."""
    module = weasyprint.layout.background
    layout, a_box = module.layout_box_backgrounds, weasyprint.formatting_structure.boxes.Box

    def layout_box_backgrounds(
        page: Any, box: Any, get_image: Any, *rest: Any, **more: Any
    ) -> None:
        if rest or more or box is page or not isinstance(box, a_box) or not _is_plain(box.style):
            layout(page, box, get_image, *rest, **more)
            return
        vars(box).update(_USED)
        for child in box.all_children():
            layout_box_backgrounds(page, child, get_image)

    module.layout_box_backgrounds = layout_box_backgrounds


def _is_plain(style: Any) -> bool:
    """Whether a box of a style has neither background, shadow, round corners nor a frame of pictures."""
    kept: bool | None = vars(style).get(_KEPT)
    if kept is None:
        colour = style["background_color"]
        colour = style["color"] if colour == "currentcolor" else colour
        kept = vars(style)[_KEPT] = (
            style["visibility"] != "hidden"
            and colour.alpha == 0
            and not style["box_shadow"]
            and all(kind == "none" for kind, _ in style["background_image"])
            and style["border_image_source"][0] == style["mask_border_source"][0] == "none"
            and all(_NONE in style[corner] for corner in _CORNERS)
        )
    return kept


PATCH = Patch(
    name="plain_boxes",
    upstream="Asks every box for eleven properties to find that it has no background",
    reason="Saves a hundredth of the time of a PDF",
    test="editions/test_typesetter_speed.py::test_a_box_without_background_is_known_by_its_style",
    targets=(
        "weasyprint.layout.background:layout_box_backgrounds",
        "weasyprint.layout.background:layout_backgrounds",
        "weasyprint.layout.percent:resolve_radii_percentages",
    ),
    apply=_patch,
    is_required=False,
)
