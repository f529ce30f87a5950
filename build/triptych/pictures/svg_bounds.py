"""How large a drawing grows when each part is counted as often as it is drawn."""

import re

from lxml import etree

from triptych.core import css
from triptych.pictures.svg_styles import style_of

ELEMENTS = 200_000
"""The most elements that a drawing may come to, each counted as often as it is drawn."""

DEPTH = 40
"""The deepest that parts may use parts which use parts."""

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_NUMBER = re.compile(r"[-+]?(?:\d+\.?|\.\d)\d*")
_DRAWN_ONCE = ("clip-path", "filter", "mask")
_PAINTS = ("fill", "stroke")
_MARKERS = ("marker", "marker-end", "marker-mid", "marker-start")
_MEANT = {
    "clip-path": ("clipPath",),
    "filter": ("filter",),
    "mask": ("mask",),
    **dict.fromkeys(_PAINTS, ("linearGradient", "radialGradient", "pattern")),
    **dict.fromkeys(_MARKERS, ("marker",)),
}
"""What each property may refer to; a reference to anything else draws nothing."""


class BombError(ValueError):
    """A drawing that grows beyond bounds; the text says how."""


def count(root: etree._Element, inner: dict[etree._Element, int]) -> int:
    """Return the elements that a drawing comes to.

    ``inner`` holds what the drawings inside it, as pictures, come to. Raises ``BombError`` beyond
    ``ELEMENTS`` or ``DEPTH``, and when a part is used within itself.
    """
    return _Counter(root, inner).cost(root)


class _Counter:
    """Counts each element once, with all that it draws."""

    def __init__(self, root: etree._Element, inner: dict[etree._Element, int]) -> None:
        self._named = {str(e.get("id")): e for e in root.iter(etree.Element) if e.get("id")}
        self._inner = inner
        self._costs: dict[etree._Element, int] = {}
        self._points: dict[etree._Element, int] = {}
        self._shapes: dict[etree._Element, int] = {}
        self._open: set[etree._Element] = set()
        self._depth = 0

    def cost(self, element: etree._Element) -> int:
        """Return the elements that one element draws, itself among them."""
        if element in self._costs:
            return self._costs[element]
        if element in self._open:
            raise BombError("uses a part within itself")
        self._open.add(element)
        total = 1 + self._inner.get(element, 0) + sum(map(self.cost, element.iterchildren()))
        for target, times in self._used(element):
            self._depth += 1
            if self._depth > DEPTH:
                raise BombError(f"uses parts within parts more than {DEPTH} deep")
            total += self.cost(target) * times
            self._depth -= 1
        if total > ELEMENTS:
            raise BombError(f"comes to more than {ELEMENTS} elements")
        self._open.discard(element)
        self._costs[element] = total
        return total

    def _used(self, element: etree._Element) -> list[tuple[etree._Element, int]]:
        """Return each part that an element uses, and how often it may be drawn."""
        found = []
        target = self._target(element)
        if target is not None:
            found.append((target, 1))
        style = style_of(element)
        for name, kinds in _MEANT.items():
            value = style.get(name) or str(element.get(name, ""))
            for reference in css.references(value) if "(" in value else ():
                part = self._named.get(reference)
                if part is not None and str(part.tag).removeprefix(_SVG) in kinds:
                    found.append((part, self._times(name, element)))
        return found

    def _target(self, element: etree._Element) -> etree._Element | None:
        """Return what an element refers to by ``href``, where that is drawn or taken from."""
        if element.tag == f"{_SVG}a":
            return None
        name = str(element.get("href") or element.get(_HREF) or "")
        return self._named.get(name[1:]) if name.startswith("#") else None

    def _times(self, name: str, element: etree._Element) -> int:
        """Return how often a part is drawn by an element, which hands paints and markers on."""
        if name in _DRAWN_ONCE:
            return 1
        return self._below(element, self._points if name in _MARKERS else self._shapes)

    def _below(self, element: etree._Element, known: dict[etree._Element, int]) -> int:
        """Return the shapes in an element and in what it uses, or the points of their lines."""
        if element not in known:
            known[element] = 1  # what uses itself is refused elsewhere
            shape = f"{element.get('d', '')} {element.get('points', '')}"
            total = 1 + (len(_NUMBER.findall(shape)) // 2 if known is self._points else 0)
            total += sum(self._below(child, known) for child in element.iterchildren())
            target = self._target(element)
            total += self._below(target, known) if target is not None else 0
            known[element] = min(total, ELEMENTS + 1)
        return known[element]
