"""A theme's style sheets are parsed once a process, not once a document.

WeasyPrint parses every ``style`` element anew, which takes as long as laying three pages out. What it
makes of a sheet may be shared by documents, as its documentation says of ``CSS`` objects; only the
order of cascade layers is the document's own, and is given to each copy.
"""

import re
from collections.abc import Callable
from copy import copy
from functools import lru_cache
from types import ModuleType
from typing import Any

_THEME = "@layer theme {"
_AT = re.compile(r"@[^\s;{(]*")
_PLAIN = frozenset(("@media", "@page", "@supports", "@layer"))
"""Rules that leave nothing behind outside their sheet; a margin box does not either."""

_KEPT = 64


def patch_style_sheets(css: ModuleType) -> None:
    """Mend ``CSS`` where WeasyPrint's ``css`` asks for it to parse a ``style`` element."""
    vars(css)["CSS"] = _sparing(vars(css)["CSS"], css.PAGE_MARGIN_BOXES, vars(css)["_add_layer"])


def _sparing(
    css: Callable[..., Any], boxes: frozenset[str], add_layer: Callable[[str, list[str]], None]
) -> Callable[..., Any]:
    """Give ``css`` with a memory for sheets of a theme."""
    plain = _PLAIN | {f"@{name}" for name in boxes}

    @lru_cache(maxsize=_KEPT)
    def parsed(text: str, media_type: str) -> Any:
        return css(string=text, media_type=media_type)

    def sheet(*rest: Any, **options: Any) -> Any:
        text = options.get("string")
        if rest or text is None or options["base_url"] is not None or not _is_plain(text, plain):
            return css(*rest, **options)
        whole = copy(parsed(text, options["media_type"]))
        for layer in whole.layers:
            add_layer(layer, options["layers"])
        whole.layers = options["layers"]
        return whole

    return sheet


def _is_plain(text: str, plain: frozenset[str]) -> bool:
    """Tell whether a sheet is one layer of a theme's and brings no font, counter or other sheet."""
    begins = text.lstrip().startswith(_THEME) and text.count("@layer") == 1
    return begins and plain.issuperset(_AT.findall(text))
