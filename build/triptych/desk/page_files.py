"""The files of the desk's own page, and of the e-reader where it is installed: a table, and no folder.

What is not in the table is not served, so no address leads to another file.
"""

import html
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from triptych.core.errors import InternalError

_TYPES = {
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
"""The page itself, in which the desk fills in its token, and what the page need not ask for.

Its style sheets are among that: a page that is laid out before they come asks the browser for other fonts.
"""


def has_reader() -> bool:
    """Whether the e-reader is installed."""
    return (READER / "view.js").is_file()


def table() -> dict[str, tuple[Path, str]]:
    """Return the file and the media type of each address below ``/desk/``."""
    if not (_PAGE / START).is_file():
        raise InternalError("the desk's page is not installed")
    own = {path.name: path for path in sorted(_PAGE.iterdir()) if path.suffix in _TYPES}
    if has_reader():
        own |= {f"foliate/{name}": READER / name for name in _READER_FILES}
    return {name: (path, _TYPES[path.suffix]) for name, path in own.items()}


def page(token: str, known: Mapping[str, Any] | None = None) -> str:
    """Return the desk's page with the token of this start, and the events that are ``known`` by now."""
    named = _READER_FIRST if has_reader() else ()
    first = _first_addresses(known or {})
    fetched = [
        address for name, address in first.items() if name == "pdf" or (named and name == "epub")
    ]
    values = {
        "fetched": "".join(map(_fetched, fetched)),
        "frame": _frame(first["html"]) if "html" in first else "",
        "token": token,
        "reader": "installed" if named else "",
        "known": html.escape(json.dumps(known or {})),
        "modules": "".join(
            f'<link rel="modulepreload" href="/desk/foliate/{name}">\n' for name in named
        ),
    }
    values |= {path.name: path.read_text(encoding="utf-8") for path in _PAGE.glob("*.css")}
    text = (_PAGE / START).read_text(encoding="utf-8")
    return re.sub(r"\{\{([\w.]+)\}\}", lambda found: values[found[1]], text)


def _first_addresses(known: Mapping[str, Any]) -> dict[str, str]:
    """Return what the page asks for first of each edition, by format, exactly as ``desk.mjs`` does."""
    if "article" not in known:
        return {}
    report = known["article"]
    article = quote(report["article"], safe="!'()*~")
    return {
        name: f"/pages?a={article}"
        if name == "pdf"
        else f"/shown/{name}?a={article}&r={shot['serial']}"
        for name, shot in report["shots"].items()
    }


def _frame(address: str) -> str:
    """Return the frame of the web panel: its page is loaded beside the modules, which take it over."""
    return (
        '<iframe class="waiting" title="The article as a web page" sandbox="allow-same-origin"'
        f' src="{html.escape(address)}"></iframe>'
    )


def _fetched(address: str) -> str:
    """Return the line of the page by which something is asked for that its modules will fetch."""
    return f'<link rel="preload" as="fetch" crossorigin href="{html.escape(address)}">\n'
