"""What the options of ``triptych build`` ask for: from words as typed to an order and the means for it."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from triptych.core.errors import Place, SettingsError, TriptychError, UsageError
from triptych.core.model import Override
from triptych.press import stores
from triptych.press.cache import home
from triptych.press.helper_process import HelperProcess
from triptych.press.orders import FORMATS, Means, Order
from triptych.settings import fields, kinds
from triptych.settings.publication import Publication, Settings, find, told
from triptych.sources import discover
from triptych.theme.find import available_themes


@dataclass(frozen=True, slots=True)
class Options:
    """The options of the command line, as typed."""

    out: str | None
    formats: str
    theme: str
    paper: str
    pdf_profile: str
    strict: bool
    drafts: bool
    allow_remote: bool
    json: bool
    no_cache: bool
    cache_limit: float
    jobs: int | None
    time_limit: float | None
    cluster: str
    profile: bool


def format_names(_: click.Context, __: click.Parameter, typed: str) -> list[str]:
    """Complete a list of formats by those that it does not name yet."""
    *named, begun = typed.split(",")
    free = [name for name in FORMATS if name not in named and name.startswith(begun)]
    return [",".join([*named, name]) for name in free]


def theme_names(_: click.Context, __: click.Parameter, typed: str) -> list[str]:
    """Complete a theme's name by those there are."""
    around = find(Path.cwd())
    return [
        n for n in sorted(available_themes(around.root if around else None)) if n.startswith(typed)
    ]


def paper_names(_: click.Context, __: click.Parameter, typed: str) -> list[str]:
    """Complete a paper by the names that are known."""
    return [name for name in kinds.PAPERS if name.startswith(typed)]


def profile_names(_: click.Context, __: click.Parameter, typed: str) -> list[str]:
    """Complete a kind of PDF by those there are."""
    return [name for name in kinds.PDF_PROFILES if name.startswith(typed)]


def order_of(paths: tuple[Path, ...], wishes: Options) -> Order:
    """Give what the command line asks for; raises ``TriptychError`` when it cannot be had."""
    publication, files = discover.locate(paths, Path.cwd())
    is_named = any(
        (publication.root / name).is_file() for name in ("triptych.toml", "pyproject.toml")
    )
    default = publication.root / "out" if is_named else Path("out")
    url = wishes.out if wishes.out and stores.is_url(wishes.out) else ""
    wished = _theme(wishes.theme)
    if wished:
        from triptych.theme.load import load_theme  # noqa: PLC0415  only for a theme that is asked for

        load_theme(wished, publication.root, Place("--theme"))
    return Order(
        publication,
        tuple(files),
        _formats(wishes.formats, publication),
        Path(wishes.out) if wishes.out and not url else default,
        Override(
            wished,
            _told("paper", wishes.paper),
            _moment(),
            wishes.allow_remote,
            _told("pdf_profile", wishes.pdf_profile),
        ),
        wishes.drafts,
        is_whole=any(path.resolve() == publication.root.resolve() for path in paths) or not paths,
        url=url.rstrip("/"),
    )


def means_of(wishes: Options, mate: HelperProcess | None = None) -> Means:
    """Give how to make it, with a process that was begun for it, if any."""
    cache = None if wishes.no_cache else home.folder()
    limit = int(wishes.cache_limit * 1024**3)
    jobs = wishes.jobs or _cores()
    mate = mate if jobs > 1 else None
    return Means(cache, limit, jobs, wishes.time_limit, wishes.cluster, mate)


def _cores() -> int:
    """Give how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _formats(typed: str, publication: Publication) -> tuple[str, ...]:
    """Give the formats asked for, else the settings', in the table's order; all when none are named.

    Raises ``UsageError`` or ``SettingsError`` for one that there is not, with what was meant.
    """
    kind: type[TriptychError] = UsageError
    place = Place("--formats")
    wanted = [name.strip() for name in typed.split(",") if name.strip()]
    if not wanted:
        kind, place = SettingsError, told(publication.root, "formats")
        wanted = publication.settings.formats
    for name in wanted:
        if name not in FORMATS:
            meant = fields.nearest(name, list(FORMATS))
            known = f"There are: {', '.join(FORMATS)}."
            raise kind(
                f"no format “{name}”", place, f"Did you mean `{meant}`? {known}" if meant else known
            )
    return tuple(name for name in FORMATS if not wanted or name in wanted)


def _theme(name: str) -> str:
    """Give a theme's name, or its folder as a path that cannot be taken for a name."""
    is_folder = bool(name) and (Path(name).is_dir() or "/" in name)
    return str(Path(name).absolute()) if is_folder else name


def _told(key: str, typed: str) -> str:
    """Give a setting that an option tells as settings hold it; raises ``UsageError`` for a wrong one."""
    if not typed:
        return ""
    place = Place(f"--{key.replace('_', '-')}")
    table = fields.read_keys(Settings, {key: typed}, lambda _: place, UsageError, strict=True)[0]
    return str(getattr(table, key))


def _moment() -> datetime | None:
    """Give the moment that SOURCE_DATE_EPOCH tells (reproducible-builds.org), in UTC."""
    text = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not text:
        return None
    try:
        return datetime.fromtimestamp(int(text), UTC)
    except (ValueError, OverflowError, OSError):
        message = f"SOURCE_DATE_EPOCH is “{text}”, expected whole seconds since 1970"
        raise UsageError(message, hint="Unset it, or give a number such as 1755648000.") from None
