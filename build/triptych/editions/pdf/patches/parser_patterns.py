"""The parser of HTML compiles the pattern of a set of characters once, not for every text that it reads.

tinyhtml5 caches these patterns, but under a key that has the pattern itself in it, so that none is ever
found again.
"""

import re
from collections.abc import Iterable
from types import ModuleType
from typing import Any

from triptych.editions.pdf.patches.guard import Patch


class _Patterns(dict[tuple[Iterable[str], bool], re.Pattern[str]]):
    """The patterns by their characters, and whether they match these or all others."""

    def __missing__(self, key: tuple[Iterable[str], bool]) -> re.Pattern[str]:
        """Return the pattern of characters that are looked for the first time.

        They are a set, and sorted the pattern is the same in every process (``core/precompiled.py``).
        """
        characters, is_of_these = key
        inside = "".join(rf"\x{ord(character):02x}" for character in sorted(characters))
        pattern = self[key] = re.compile(f"[{'' if is_of_these else '^'}{inside}]+")
        return pattern


def _patch(weasyprint: ModuleType) -> None:
    """Replace the cache of ``HTMLUnicodeInputStream.chars_until``."""
    parser: Any = weasyprint
    parser.tinyhtml5.inputstream.characters_until_regex = _Patterns()


PATCH = Patch(
    name="parser_patterns",
    upstream="Compiles a pattern for each text of a page, for its cache never finds one again",
    reason="Saves a fiftieth of the time of a PDF",
    test="editions/test_typesetter_speed.py::test_a_pattern_of_the_parser_is_compiled_once",
    targets=("tinyhtml5.inputstream:HTMLUnicodeInputStream.chars_until",),
    apply=_patch,
    is_required=False,
)
