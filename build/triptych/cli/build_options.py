"""The options of ``triptych build``: completion, and the order and the means that they ask for."""

from dataclasses import dataclass
from pathlib import Path

import click

from triptych.core.user_folders import cache_folder
from triptych.press import requests
from triptych.press.orders import FORMATS, Means, Order
from triptych.press.requests import Request
from triptych.settings import kinds
from triptych.settings.publication import find
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
    watch: bool


def format_names(_: click.Context, __: click.Parameter, typed: str) -> list[str]:
    """Complete a list of formats with those that it does not name yet."""
    *named, begun = typed.split(",")
    free = [name for name in FORMATS if name not in named and name.startswith(begun)]
    return [",".join([*named, name]) for name in free]


def theme_names(_: click.Context, __: click.Parameter, typed: str) -> list[str]:
    """Complete the name of a theme."""
    around = find(Path.cwd())
    return [
        n for n in sorted(available_themes(around.root if around else None)) if n.startswith(typed)
    ]


def paper_names(_: click.Context, __: click.Parameter, typed: str) -> list[str]:
    """Complete the name of a paper size."""
    return [name for name in kinds.PAPERS if name.startswith(typed)]


def profile_names(_: click.Context, __: click.Parameter, typed: str) -> list[str]:
    """Complete the name of a kind of PDF."""
    return [name for name in kinds.PDF_PROFILES if name.startswith(typed)]


def order_of(paths: tuple[Path, ...], typed: Options) -> Order:
    """Return what the command line asks for; raises ``TriptychError`` when it cannot be carried out."""
    return requests.order_of(
        Request(
            paths,
            typed.out or "",
            tuple(name.strip() for name in typed.formats.split(",") if name.strip()),
            typed.theme,
            typed.paper,
            typed.pdf_profile,
            drafts=typed.drafts,
            allow_remote=typed.allow_remote,
            prefix="--",
        )
    )


def means_of(typed: Options) -> Means:
    """Return the means to build with."""
    cache = None if typed.no_cache else cache_folder()
    limit = int(typed.cache_limit * 1024**3)
    jobs = typed.jobs or requests.cores()
    return Means(cache, limit, jobs, typed.time_limit, typed.cluster, has_helper=jobs > 1)
