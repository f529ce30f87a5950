"""The files of the desk's own page, and of the e-reader where it is installed: a table, and no folder.

What is not in the table is not served, so no address leads to another file.
"""

from pathlib import Path

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

_READER_FILES = (
    "view.js",
    "epub.js",
    "epubcfi.js",
    "fixed-layout.js",
    "footnotes.js",
    "overlayer.js",
    "paginator.js",
    "progress.js",
    "search.js",
    "text-walker.js",
    "tts.js",
    "vendor/zip.js",
)

START = "desk.html"
"""The page itself, in which the desk fills in its token."""


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


def page(token: str) -> str:
    """Return the desk's page with the token of this start."""
    text = (_PAGE / START).read_text(encoding="utf-8")
    return text.replace("{{token}}", token).replace(
        "{{reader}}", "installed" if has_reader() else ""
    )
