"""A property that no style sheet sets is looked up, not computed.

WeasyPrint has a style for every element, and for each of its pseudo-elements, of some two hundred
properties, and computes each when it is first read. Nearly all have their initial value, or that of
the parent (CSS Cascading and Inheritance Level 4, sections 7.1 and 7.2); which of the two a
property has is known beforehand. When a style is first asked for one that has its initial value, it gets
all of those at once. Only what a style sheet sets, and what depends on other properties, is left to
WeasyPrint.
"""

from collections.abc import Callable
from functools import wraps
from types import ModuleType
from typing import Any

from triptych.editions.pdf.patches.guard import Patch

_ENTANGLED = frozenset(("position", "float", "display", "page"))
"""Properties that WeasyPrint computes from others."""

_DECORATION = "text_decoration_"

_ALONE = frozenset(("anchor", "content"))
"""What is asked of styles of which nothing else is asked, as of pseudo-elements without content."""

_PARTIAL = frozenset(("first-letter", "first-line"))
"""Pseudo-elements whose properties so far are laid over those of a line, so that no other may be set."""

_SIMPLE = frozenset((str, int, float, type(None)))
"""The types of values that are no function."""


def _patch(weasyprint: ModuleType) -> None:
    """Replace ``__missing__`` of ``ComputedStyle`` and ``AnonymousStyle`` in ``weasyprint.css``."""
    css = weasyprint.css
    physical = css.PHYSICAL_FUNCTIONS
    initial = {
        key: (value, _logical(physical[key]) if key in physical else ())
        for key, value in css.INITIAL_VALUES.items()
        if _is_plain(key) and key not in css.INHERITED | css.INITIAL_NOT_COMPUTED
    }
    inherited = frozenset(key for key in css.INHERITED if _is_plain(key) and key not in physical)
    css.ComputedStyle.__missing__ = _lookup(css, initial, inherited)
    css.AnonymousStyle.__missing__ = _anonymous_lookup(css)


def _is_plain(key: str) -> bool:
    """Whether a property is neither an author's own nor one with rules of its own."""
    return key not in _ENTANGLED and not key.startswith(("__", _DECORATION))


def _logical(named: Any) -> tuple[str, ...]:
    """Return the logical properties that may set a physical one, for either direction of lines."""
    return tuple({named(block="ttb", inline=way): None for way in ("ltr", "rtl")})


def _lookup(
    css: ModuleType, initial: dict[str, tuple[Any, tuple[str, ...]]], inherited: frozenset[str]
) -> Callable[[Any, str], Any]:
    """Return the function that a style calls when a property is first read.

    ``initial`` has the initial value of each property that may simply have it, with the logical
    properties that may set it instead; ``inherited`` are those that may simply be inherited.
    """
    compute, is_function = css.ComputedStyle.__missing__, css.check_math
    fill = _filling(initial)

    @wraps(compute)
    def look_up(self: Any, key: str) -> Any:
        cascaded = self.cascaded
        if key in cascaded:
            return compute(self, key)
        if key in initial:
            value, logical = initial[key]
            if not cascaded or cascaded.keys().isdisjoint(logical):
                if key in _ALONE or self.pseudo_type in _PARTIAL:
                    self[key] = value
                else:
                    fill(self)
                return value
        elif key in inherited and self.parent_style is not None:
            value = self.parent_style[key]
            if type(value) in _SIMPLE or not is_function(value):
                self[key] = value
                return value
        return compute(self, key)

    return look_up


def _filling(initial: dict[str, tuple[Any, tuple[str, ...]]]) -> Callable[[Any], None]:
    """Return the function that gives a style all properties that simply have their initial value."""
    plain = {key: value for key, (value, _) in initial.items()}
    physical: dict[str, list[str]] = {}
    for key, (_, logical) in initial.items():
        for name in logical:
            physical.setdefault(name, []).append(key)

    def fill(style: Any) -> None:
        values = plain.copy()
        for name in style.cascaded:
            values.pop(name, None)
            for key in physical.get(name, ()):
                values.pop(key, None)
        values.update(style)
        style.update(values)

    return fill


def _anonymous_lookup(css: ModuleType) -> Callable[[Any, str], Any]:
    """Return the function that the style of an anonymous box calls when a property is first read."""
    compute, inherited = css.AnonymousStyle.__missing__, css.INHERITED
    apart = css.INHERITED | css.INITIAL_NOT_COMPUTED | {"page"}
    initial = {
        key: value
        for key, value in css.INITIAL_VALUES.items()
        if key not in apart and not key.startswith(("__", _DECORATION))
    }

    @wraps(compute)
    def look_up(self: Any, key: str) -> Any:
        if key in initial:
            values = initial.copy()
            values.update(self)
            self.update(values)
            return initial[key]
        if key in inherited:
            value = self[key] = self.parent_style[key]
            return value
        return compute(self, key)

    return look_up


PATCH = Patch(
    name="computed_styles",
    upstream="Computes every property of every style, also those that no style sheet sets",
    issue="https://github.com/Kozea/WeasyPrint/pull/2808",
    reason="Saves a twelfth of the time of a PDF",
    test="editions/test_computed_styles.py::test_most_of_a_style_is_looked_up",
    targets=(
        "weasyprint.css:ComputedStyle.__missing__",
        "weasyprint.css:ComputedStyle.__init__",
        "weasyprint.css:AnonymousStyle.__missing__",
        "weasyprint.css:AnonymousStyle.__init__",
    ),
    apply=_patch,
    is_required=False,
)
