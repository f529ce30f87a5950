"""A style that nobody asked for is looked up, not worked out.

WeasyPrint has a style for every element, and for each of its pseudo-elements, of some two hundred
properties, and works each out when it is first asked for. Nearly all are the initial value, or that of
the element around (CSS Cascading and Inheritance Level 4, sections 7.1 and 7.2); which of the two a
property has is known beforehand. Only what a style sheet says, and what depends on other properties,
goes WeasyPrint's own way.
"""

from collections.abc import Callable
from functools import wraps
from types import ModuleType
from typing import Any

_ENTANGLED = frozenset(("position", "float", "display", "page"))
"""Properties that WeasyPrint works out by way of others."""

_DECORATION = "text_decoration_"


def patch_computed_styles(css: ModuleType) -> None:
    """Mend ``ComputedStyle`` in WeasyPrint's ``css``."""
    physical = css.PHYSICAL_FUNCTIONS
    initial = {
        key: (value, _logical(physical[key]) if key in physical else ())
        for key, value in css.INITIAL_VALUES.items()
        if _is_plain(key) and key not in css.INHERITED | css.INITIAL_NOT_COMPUTED
    }
    inherited = frozenset(key for key in css.INHERITED if _is_plain(key) and key not in physical)
    css.ComputedStyle.__missing__ = _looking_up(css, initial, inherited)


def _is_plain(key: str) -> bool:
    """Tell whether a property is neither an author's own nor one that has rules of its own."""
    return key not in _ENTANGLED and not key.startswith(("__", _DECORATION))


def _logical(named: Any) -> tuple[str, ...]:
    """Give the logical properties that may stand for a physical one, by which way lines run."""
    return tuple({named(block="ttb", inline=way): None for way in ("ltr", "rtl")})


def _looking_up(
    css: ModuleType, initial: dict[str, tuple[Any, tuple[str, ...]]], inherited: frozenset[str]
) -> Callable[[Any, str], Any]:
    """Give what a style does when it is first asked for a property.

    ``initial`` has the initial value of each property that may simply have it, with the logical
    properties that may stand in its place; ``inherited`` are those that may simply be inherited.
    """
    work_out, is_function = css.ComputedStyle.__missing__, css.check_math

    @wraps(work_out)
    def look_up(self: Any, key: str) -> Any:
        cascaded = self.cascaded
        if key in cascaded:
            return work_out(self, key)
        if key in initial:
            value, logical = initial[key]
            if not cascaded or cascaded.keys().isdisjoint(logical):
                self[key] = value
                return value
        elif key in inherited and self.parent_style is not None:
            value = self.parent_style[key]
            if not is_function(value):
                self[key] = value
                return value
        return work_out(self, key)

    return look_up
