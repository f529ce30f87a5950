"""The files of the desk's own page, and of the e-reader where it is installed: a table, and no folder.

What is not in the table is not served, so no address leads to another file.
"""

import html
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from triptych.core.errors import InternalError

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}

_PAGE = Path(__file__).with_name("page")
READER = Path(__file__).with_name("reader") / "node_modules" / "foliate-js"
"""Where foliate-js is installed, which turns the pages of e-books."""

_READER_FIRST = (
    "view.js",
    "epub.js",
    "epubcfi.js",
    "footnotes.js",
    "overlayer.js",
    "paginator.js",
    "progress.js",
    "text-walker.js",
    "vendor/zip.js",
)
"""What the e-reader needs before it opens a book: named in the page, so that all is asked for at once."""

_READER_FILES = (*_READER_FIRST, "fixed-layout.js", "search.js", "tts.js")

START = "desk.html"
"""The page itself, in which the desk fills in its token, and what the page need not ask for."""


def has_reader() -> bool:
    """Whether the e-reader is installed."""
    return (READER / "view.js").is_file()


def table() -> dict[str, tuple[Path, str]]:
    """Return the file and the media type of each address below ``/desk/``."""
    own = {path.name: path for path in sorted(_PAGE.iterdir()) if path.suffix in _TYPES}
    if START not in own:
        raise InternalError("the desk's page is not installed")
    if has_reader():
        own |= {f"foliate/{name}": READER / name for name in _READER_FILES}
    return {name: (path, _TYPES[path.suffix]) for name, path in own.items() if name != START}


def page(token: str, known: Mapping[str, Any] | None = None) -> str:
    """Return the desk's page with the token of this start, and the events that are ``known`` by now."""
    named = _READER_FIRST if has_reader() else ()
    values = {
        "token": token,
        "reader": "installed" if named else "",
        "known": html.escape(json.dumps(known or {})),
        "modules": "".join(
            f'<link rel="modulepreload" href="/desk/foliate/{name}">\n' for name in named
        ),
    }
    text = (_PAGE / START).read_text(encoding="utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda found: values[found[1]], text)
