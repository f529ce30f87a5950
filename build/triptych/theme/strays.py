"""Files of a theme that no edition uses: a misspelt name, or a style sheet that nothing loads."""

from collections.abc import Iterator
from pathlib import Path

from triptych.core.errors import Place
from triptych.settings.fields import nearest
from triptych.theme.find import theme_files
from triptych.theme.font_files import SUFFIXES
from triptych.theme.load import Theme

_TABLES = ("theme.toml", "labels.toml", "scripts.toml")
_LOADED = (".css", ".j2", ".toml")
_ALMOST = (
    ".scss",
    ".sass",
    ".less",
    ".jinja",
    ".jinja2",
    ".html",
    ".xhtml",
    ".htm",
    ".yaml",
    ".yml",
    ".json",
)
_CSS_HINT = "Write its rules in css/extra.css, or css/epub-extra.css for the EPUB."


def stray_files(folder: Path, theme: Theme, words: str) -> Iterator[tuple[Place, str, str]]:
    """Yield the place, message and hint of each file without effect; ``words`` are the theme's own texts.

    A file that a template names, a font, a picture or a text for readers is none.
    """
    parents = [other for other in theme.folders if other != folder]
    known = sorted({*_TABLES, *(name for other in parents for name in theme_files(other))})
    by_name = {name.rpartition("/")[2]: name for name in reversed(known)}
    for name in theme_files(folder):
        short = name.rpartition("/")[2]
        is_hidden = any(part.startswith((".", "_")) for part in name.split("/"))
        if name in known or is_hidden or name in words or name.endswith(SUFFIXES):
            continue
        stem = short.partition(".")[0]
        stems = {other.partition(".")[0]: path for other, path in by_name.items()}
        meant = by_name.get(short) or stems.get(nearest(stem, [*stems]), "")
        if not name.endswith(_LOADED) and not (meant and name.endswith(_ALMOST)):
            continue
        hint = _CSS_HINT if name.endswith(".css") else "Remove it, or name it in a template."
        yield (
            Place(str(folder / name)),
            f"no edition uses the theme's file {name}",
            f"Did you mean `{meant}`?" if meant else hint,
        )
