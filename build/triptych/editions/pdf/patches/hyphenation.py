"""The hyphenation patterns of a language, read once an installation, not once a process.

Pyphen, which WeasyPrint asks where a word may be divided, reads thousands of patterns as text, which
takes as long as laying out a page. What it makes of them is plain values, which are cached.
"""

import pickle
from pathlib import Path
from types import ModuleType
from typing import Any

from triptych.core import installation_cache
from triptych.editions.pdf.patches.guard import Patch


def _patch(weasyprint: ModuleType) -> None:
    """Replace ``HyphDict``, Pyphen's patterns of one language."""
    pyphen = weasyprint.text.line_break.pyphen
    original = pyphen.HyphDict

    class CachedPatterns(original):  # type: ignore[misc, valid-type]  # known once imported
        """The patterns in a language's file, cached."""

        def __init__(self, path: Path) -> None:
            stat = path.stat()
            key = (pyphen.VERSION, path.name, stat.st_size, stat.st_mtime_ns)
            data = installation_cache.cached("hyphens", key, lambda: _read(path))
            values: dict[str, Any] = pickle.loads(data)  # noqa: S301  written by this installation
            self.__dict__.update(values)

    def _read(path: Path) -> bytes:
        return pickle.dumps(vars(original(path)))

    vars(pyphen)["HyphDict"] = CachedPatterns


PATCH = Patch(
    name="hyphenation",
    upstream="Has Pyphen parse a language's patterns once a process",
    reason="Saves, once a process, the time that it takes to lay out a page",
    test="editions/test_patches.py::test_hyphenation_patterns_are_parsed_once",
    targets=(
        "pyphen:HyphDict.__init__",
        "pyphen:HyphDict.positions",
    ),
    apply=_patch,
    is_required=False,
)
