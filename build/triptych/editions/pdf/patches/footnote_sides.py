"""The rule above the notes of a page begins where their text begins.

A page has the direction of its document, but an article of an issue may be written the other way.
"""

from math import pi
from types import ModuleType
from typing import Any

from triptych.editions.pdf.patches.guard import Patch

_FULL = 2 * pi


def _patch(weasyprint: ModuleType) -> None:
    """Turn the area's border image around in ``make_page`` where its notes run against the page."""
    page, gradient = weasyprint.layout.page, weasyprint.images.LinearGradient
    make = vars(page)["make_page"]

    def make_page(context: Any, root_box: Any, *more: Any) -> Any:
        made = make(context, root_box, *more)
        area = made[0].children[1]
        notes = area.children
        if notes and notes[0].style["direction"] != root_box.style["direction"]:
            _mirror(area, gradient)
        return made

    vars(page)["make_page"] = make_page


def _mirror(area: Any, gradient: type) -> None:
    """Turn a gradient of the area of notes around that runs along its width (CSS Images 3, 3.1)."""
    kind, image = area.style["border_image_source"]
    if kind != "linear-gradient" or image.direction_type != "angle":
        return
    stops = list(zip(image.colors, image.stop_positions, strict=True))
    turned = gradient(
        stops, ("angle", -image.direction % _FULL), image.repeating, image.color_hints
    )
    area.style = area.style.copy()
    area.style["border_image_source"] = (kind, turned)


PATCH = Patch(
    name="footnote_sides",
    upstream="Gives a page of notes the direction of the document, whatever direction the notes have",
    reason="CSS Writing Modes 4, 2.1: inline content begins at the side of its own direction",
    test="editions/test_issues.py::test_the_rule_above_notes_is_at_the_side_of_their_text",
    targets=("weasyprint.layout.page:make_page",),
    apply=_patch,
)
