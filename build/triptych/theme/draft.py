"""The first ``theme.toml`` of a new theme."""

import re
from collections.abc import Mapping
from typing import Any

from triptych.settings import toml

BARE = """\
# A theme inherits every template, style sheet and token that it lacks.
description = "{name}"
inherits = "{parent}"

[tokens]
# accent = "#9a3b1e"
# print-size = "10.6pt"
"""
"""A theme that has nothing of its own yet."""

_HEAD = """\
# Made from {source}: change whatever you like.
# Colours of text have a contrast of at least 4.5 to 1 on `paper` and `wash` (WCAG 2.2, 1.4.3).
"""


_CUT = re.compile(r'\[\s+(\d+),\s+"(\w+)",\s+\]')
"""A cut of a font on several lines."""


def theme_text(source: str, keys: Mapping[str, Any]) -> str:
    """Return the text of a theme with these keys, made from ``source``; empty ones are left out."""
    plain = " ".join(source.split())
    full = {key: value for key, value in keys.items() if value}
    text = toml.write(full).decode()
    return _HEAD.format(source=plain) + _CUT.sub(r'[\1, "\2"]', text)
