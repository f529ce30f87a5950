"""What fontTools has to cut fonts, and to fix variable ones, is loaded with the first font that needs it.

WeasyPrint imports it with its own modules, and has HarfBuzz cut fonts. Of a process that sets one article
it takes as long as setting a page does.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pkgutil import resolve_name
from types import ModuleType
from typing import Any

from triptych.editions.pdf.patches.guard import Patch

_LATE = ("fontTools.subset", "fontTools.varLib.instancer")


@contextmanager
def late_fonts() -> Iterator[None]:
    """Delay the two modules: what is imported within gets functions that load them when called."""
    made = {name: _Late(name) for name in _LATE if name not in sys.modules}
    sys.modules.update(made)
    try:
        yield
    finally:
        for name in made:
            del sys.modules[name]


class _Late(ModuleType):
    """Stands in for a module, which is loaded once something of it is called."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Return a function that calls what the module has by that name."""
        if name.startswith("__"):
            raise AttributeError(name)
        return partial(_call, self.__name__, name)


def _call(module: str, function: str, /, *arguments: Any, **named: Any) -> Any:
    """Call a function of a module."""
    return resolve_name(f"{module}:{function}")(*arguments, **named)


PATCH = Patch(
    name="late_fonts",
    upstream="Loads fontTools’ subsetter and instancer, with 110 modules, though HarfBuzz cuts its fonts",
    reason="Saves 0.1 s a process",
    test="editions/test_late_fonts.py::test_what_cuts_fonts_is_loaded_for_the_first_that_needs_it",
    targets=(
        "weasyprint.pdf.fonts:Font.clean",
        "weasyprint.pdf.fonts:Font._fonttools_subset",
    ),
    apply=None,
    is_required=False,
)
