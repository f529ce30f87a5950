"""Formulas take the colour of the text around them, which the typesetter gives no drawing."""

from typing import Any

_CLASS = "pf-math"
_DEFAULT = "black"


def colour_formulas(pages: list[Any]) -> None:
    """Set each drawn formula to its box's colour, the value of ``currentColor`` (SVG 2, section 13.2).

    The typesetter has replaced that by black.
    """
    for page in pages:
        for box in page._page_box.descendants():  # noqa: SLF001  boxes have no public name
            drawing = getattr(box, "replacement", None)
            if drawing is not None and _CLASS in (box.element.get("class") or "").split():
                red, green, blue = (
                    round(c * 255) for c in box.style["color"].to("srgb").coordinates
                )
                _recolour(drawing._svg.tree, f"#{red:02x}{green:02x}{blue:02x}")  # noqa: SLF001  nor has what they hold


def _recolour(node: Any, colour: str) -> None:
    """Set the colour of a node of a drawing and of all in it, where they have none of their own."""
    for name in ("fill", "stroke"):
        if node.attrib.get(name) == _DEFAULT:
            node.attrib[name] = colour
    for child in node:
        _recolour(child, colour)
