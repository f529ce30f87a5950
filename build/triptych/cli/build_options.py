"""What the options of ``triptych build`` ask for: from words as typed to an order and the means for it."""

from dataclasses import dataclass
from pathlib import Path

import click

from triptych.press import requests
from triptych.press.cache import home
from triptych.press.helper_process import HelperProcess
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
    """Return what the command line asks for; raises ``TriptychError`` when it cannot be carried out."""
    return requests.order_of(
        Request(
            paths,
            wishes.out or "",
            tuple(name.strip() for name in wishes.formats.split(",") if name.strip()),
            wishes.theme,
            wishes.paper,
            wishes.pdf_profile,
            drafts=wishes.drafts,
            allow_remote=wishes.allow_remote,
            prefix="--",
        )
    )


def means_of(wishes: Options, helper: HelperProcess | None = None) -> Means:
    """Give how to make it, with a process that was begun for it, if any."""
    cache = None if wishes.no_cache else home.folder()
    limit = int(wishes.cache_limit * 1024**3)
    jobs = wishes.jobs or requests.cores()
    helper = helper if jobs > 1 else None
    return Means(cache, limit, jobs, wishes.time_limit, wishes.cluster, helper)
