"""A theme's style sheets are parsed once a process, not once a document.

WeasyPrint parses every ``style`` element of every document, which takes as long as laying out three pages.
What it makes of a sheet may be shared by documents, as its documentation says of ``CSS`` objects; only the
order of cascade layers is the document's own, and each copy gets it.
"""

import re
from collections.abc import Callable
from copy import copy
from functools import lru_cache
from types import ModuleType
from typing import Any

from triptych.editions.pdf.patches.guard import Patch

_THEME = "@layer theme {"
_AT = re.compile(r"@[^\s;{(]*")
_PLAIN = frozenset(("@media", "@page", "@supports", "@layer"))
"""Rules that leave nothing behind outside their sheet; a margin box does not either."""

_MOST = 64
"""How many parsed sheets a process keeps."""


def _patch(weasyprint: ModuleType) -> None:
    """Replace ``CSS`` where ``weasyprint.css`` looks for it to parse a ``style`` element."""
    names = vars(weasyprint.css)
    names["CSS"] = _caching(names["CSS"], names["PAGE_MARGIN_BOXES"], names["_add_layer"])


def _caching(
    css: Callable[..., Any], boxes: frozenset[str], add_layer: Callable[[str, list[str]], None]
) -> Callable[..., Any]:
    """Return ``css`` with a cache for the sheets of themes."""
    plain = _PLAIN | {f"@{name}" for name in boxes}

    @lru_cache(maxsize=_MOST)
    def parse(text: str, media_type: str) -> Any:
        return css(string=text, media_type=media_type)

    def cached_css(*rest: Any, **options: Any) -> Any:
        text = options.get("string")
        if rest or text is None or options["base_url"] is not None or not _is_plain(text, plain):
            return css(*rest, **options)
        sheet = copy(parse(text, options["media_type"]))
        for layer in sheet.layers:
            add_layer(layer, options["layers"])
        sheet.layers = options["layers"]
        return sheet

    return cached_css


def _is_plain(text: str, plain: frozenset[str]) -> bool:
    """Whether a sheet is one layer of a theme, and adds no font, counter or other sheet."""
    begins = text.lstrip().startswith(_THEME) and text.count("@layer") == 1
    return begins and plain.issuperset(_AT.findall(text))


PATCH = Patch(
    name="style_sheets",
    upstream="Parses the `style` elements of every document; only `CSS` objects can be shared",
    issue="https://github.com/Kozea/WeasyPrint/issues/618",
    reason="Saves, once a document, the time that it takes to lay out three pages",
    test="editions/test_patches.py::test_a_theme_is_parsed_once_for_two_documents",
    targets=(
        "weasyprint:CSS.__init__",
        "weasyprint.css:_add_layer",
        "weasyprint.css:find_stylesheets",
    ),
    apply=_patch,
    is_required=False,
)
