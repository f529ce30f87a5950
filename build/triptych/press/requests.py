"""From what a user asks for, on the command line or from Python, to an order."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from triptych.core.errors import Place, SettingsError, TriptychError, UsageError
from triptych.core.model import Override
from triptych.press import stores
from triptych.press.orders import FORMATS, Order
from triptych.settings import fields
from triptych.settings.publication import Publication, Settings, setting_place
from triptych.settings.read_keys import read_keys
from triptych.sources import discover


@dataclass(frozen=True, slots=True)
class Request:
    """What to build, as typed; "", 0 and () leave a choice to the settings.

    ``out`` is a folder or a URL. ``prefix`` is "--" where the names below are options of the command
    line, so that an error names ``--pdf-profile`` there and ``pdf_profile`` elsewhere.
    """

    paths: tuple[Path, ...] = ()
    out: str = ""
    formats: tuple[str, ...] = ()
    theme: str = ""
    paper: str = ""
    pdf_profile: str = ""
    text_size: int = 0
    drafts: bool = False
    allow_remote: bool = False
    prefix: str = ""

    def place(self, key: str) -> Place:
        """Return the place that an error about one of the values above names."""
        return Place(f"--{key.replace('_', '-')}" if self.prefix else key)


def order_of(request: Request) -> Order:
    """Return the order for a request; raises ``TriptychError`` when it cannot be carried out."""
    publication, files = discover.locate(request.paths, Path.cwd())
    is_named = any(
        (publication.root / name).is_file() for name in ("triptych.toml", "pyproject.toml")
    )
    default = publication.root / "out" if is_named else Path("out")
    url = request.out if stores.is_url(request.out) else ""
    theme = _theme(request.theme)
    if theme:
        from triptych.theme.load import load_theme  # noqa: PLC0415  only for a theme that is asked for

        load_theme(theme, publication.root, request.place("theme"))
    root = publication.root.resolve()
    return Order(
        publication,
        tuple(files),
        _formats(request, publication),
        Path(request.out) if request.out and not url else default,
        Override(
            theme,
            _setting("paper", request.paper, request),
            _moment(),
            request.allow_remote,
            _setting("pdf_profile", request.pdf_profile, request),
            request.text_size,
        ),
        request.drafts,
        is_whole=not request.paths or any(path.resolve() == root for path in request.paths),
        url=url.rstrip("/"),
    )


def cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _formats(request: Request, publication: Publication) -> tuple[str, ...]:
    """Return the formats requested, else those of the settings, else all, in the table's order.

    Raises ``UsageError`` or ``SettingsError`` for an unknown one, with the nearest name.
    """
    kind: type[TriptychError] = UsageError
    place, names = request.place("formats"), list(request.formats)
    if not names:
        kind, place = SettingsError, setting_place(publication.root, "formats")
        names = publication.settings.formats
    for name in names:
        if name not in FORMATS:
            meant = fields.nearest(name, list(FORMATS))
            known = f"Known formats: {', '.join(FORMATS)}."
            hint = f"Did you mean `{meant}`? {known}" if meant else known
            raise kind(f"unknown format “{name}”", place, hint)
    return tuple(name for name in FORMATS if not names or name in names)


def _theme(name: str) -> str:
    """Return a theme's name, or its folder as an absolute path, which no name looks like."""
    is_folder = bool(name) and (Path(name).is_dir() or "/" in name)
    return str(Path(name).absolute()) if is_folder else name


def _setting(key: str, typed: str, request: Request) -> str:
    """Return a value as the settings would hold it; raises ``UsageError`` for a wrong one."""
    if not typed:
        return ""
    place = request.place(key)
    table = read_keys(Settings, {key: typed}, lambda _: place, UsageError, strict=True)
    return str(getattr(table, key))


def _moment() -> datetime | None:
    """Return the moment in SOURCE_DATE_EPOCH (reproducible-builds.org), in UTC; None when unset."""
    text = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not text:
        return None
    try:
        return datetime.fromtimestamp(int(text), UTC)
    except (ValueError, OverflowError, OSError):
        message = f"SOURCE_DATE_EPOCH is “{text}”, expected whole seconds since 1970"
        raise UsageError(message, hint="Unset it, or use a number such as 1755648000.") from None
