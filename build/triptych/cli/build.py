"""``triptych build``: make the editions of articles, and tell what came of it."""

import os
import shlex
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from triptych import publishing, sources
from triptych.cache import home
from triptych.cache.store import LIMIT
from triptych.cli import complaint, report
from triptych.errors import EXIT_CODES, Place, SettingsError, Severity, TriptychError, UsageError
from triptych.model import Override
from triptych.orders import Means, Order, Outcome
from triptych.pipeline import FORMATS
from triptych.settings import fields
from triptych.settings.publication import Publication, Settings, find, told
from triptych.theme import load
from triptych.themes import available


@dataclass(frozen=True, slots=True)
class Wishes:
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


def _format_names(_: click.Context, __: click.Parameter, typed: str) -> list[str]:
    """Complete a list of formats by those that it does not name yet."""
    *named, begun = typed.split(",")
    free = [name for name in FORMATS if name not in named and name.startswith(begun)]
    return [",".join([*named, name]) for name in free]


def _theme_names(_: click.Context, __: click.Parameter, typed: str) -> list[str]:
    """Complete a theme's name by those there are."""
    around = find(Path.cwd())
    return [n for n in sorted(available(around.root if around else None)) if n.startswith(typed)]


def _paper_names(_: click.Context, __: click.Parameter, typed: str) -> list[str]:
    """Complete a paper by the names that are known."""
    return [name for name in fields.PAPERS if name.startswith(typed)]


def _profile_names(_: click.Context, __: click.Parameter, typed: str) -> list[str]:
    """Complete a kind of PDF by those there are."""
    return [name for name in fields.PDF_PROFILES if name.startswith(typed)]


def _exit_codes() -> str:
    """Give the table of exit codes as the help prints it."""
    return "\n".join(["\b", "Exit codes:", *(f"  {n:>3}  {EXIT_CODES[n]}" for n in EXIT_CODES)])


@click.command(name="build", epilog=_exit_codes())
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--out", type=click.Path(file_okay=True), help="Where to put editions [default: out/]."
)
@click.option(
    "--formats",
    default="",
    metavar="LIST",
    shell_complete=_format_names,
    help=f"Which editions: {','.join(FORMATS)} [all].",
)
@click.option(
    "--theme",
    default="",
    metavar="NAME|DIR",
    shell_complete=_theme_names,
    help="The theme to dress them in.",
)
@click.option(
    "--paper",
    default="",
    shell_complete=_paper_names,
    help="a4, letter, a5, …, or a size as 170mm x 240mm.",
)
@click.option(
    "--pdf-profile",
    default="",
    metavar="NAME",
    shell_complete=_profile_names,
    help=f"The kind of PDF: {', '.join(fields.PDF_PROFILES)}.",
)
@click.option("--strict", is_flag=True, help="Fail when there is any warning.")
@click.option("--drafts", is_flag=True, help="Make drafts too.")
@click.option("--allow-remote", is_flag=True, help="Fetch pictures on the network, once.")
@click.option(
    "--no-cache",
    is_flag=True,
    envvar="TRIPTYCH_NO_CACHE",
    help="Make everything anew, and keep nothing for later.",
)
@click.option("--json", is_flag=True, help="Print the result for machines.")
def command(paths: tuple[Path, ...], **options: object) -> None:
    """Make the editions of articles.

    PATHS are article files, article folders or publications; without any it is the publication
    around the current folder.
    """
    wishes = Wishes(**options)  # type: ignore[arg-type]  # click gives each as declared above
    order = _order(paths, wishes)
    outcomes = _run(order, _means(wishes), wishes)
    is_strict = wishes.strict or order.publication.settings.strict
    exit_code = _exit_code(outcomes, is_strict=is_strict)
    if wishes.json:
        click.echo(report.as_json(outcomes, exit_code))
    else:
        report.tell_waived(outcomes)
        report.tell_editions(outcomes)
        _tell_how_to_open(outcomes)
    sys.exit(exit_code)


def _order(paths: tuple[Path, ...], wishes: Wishes) -> Order:
    """Give what the command line asks for; raises ``TriptychError`` when it cannot be had."""
    publication, files = sources.locate(paths, Path.cwd())
    is_named = any(
        (publication.root / name).is_file() for name in ("triptych.toml", "pyproject.toml")
    )
    default = publication.root / "out" if is_named else Path("out")
    wished = _theme(wishes.theme)
    if wished:
        load(wished, publication.root, Place("--theme"))
    return Order(
        publication,
        tuple(files),
        _formats(wishes.formats, publication),
        Path(wishes.out) if wishes.out else default,
        Override(
            wished,
            _told("paper", wishes.paper),
            _moment(),
            wishes.allow_remote,
            _told("pdf_profile", wishes.pdf_profile),
        ),
        wishes.drafts,
        is_whole=any(path.resolve() == publication.root.resolve() for path in paths) or not paths,
    )


def _means(wishes: Wishes) -> Means:
    """Give how to make it."""
    return Means() if wishes.no_cache else Means(home.folder(), LIMIT)


def _run(order: Order, means: Means, wishes: Wishes) -> list[Outcome]:
    """Publish, telling each article's findings as it is done."""
    is_shown = not wishes.json and sys.stderr.isatty() and len(order.files) > 1
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    outcomes = []
    with Progress(
        *columns, console=report.console(stderr=True), transient=True, disable=not is_shown
    ) as bar:
        task = bar.add_task("Pressing", total=len(order.files))
        for outcome in publishing.publish(order, means):
            outcomes.append(outcome)
            bar.advance(task)
            if not wishes.json:
                _tell(outcome)
    return outcomes


def _tell(outcome: Outcome) -> None:
    """Print what the author should know of one article."""
    for finding in outcome.findings:
        if not finding.waived:
            complaint.tell_finding(finding)
    if outcome.error:
        complaint.tell_error(outcome.error)


def _exit_code(outcomes: list[Outcome], *, is_strict: bool) -> int:
    """Give the first error's code, else 1 when a finding fails the build, else 0."""
    errors = [outcome.error for outcome in outcomes if outcome.error]
    if errors:
        return errors[0].exit_code
    failing = {Severity.ERROR, Severity.WARNING} if is_strict else {Severity.ERROR}
    severities = {f.severity for outcome in outcomes for f in outcome.findings if not f.waived}
    return 1 if failing & severities else 0


def _tell_how_to_open(outcomes: list[Outcome]) -> None:
    """Print the command that opens an edition on this system."""
    paths = [path for outcome in outcomes for _, path in outcome.editions]
    if paths:
        opener = {"darwin": "open", "win32": "start"}.get(sys.platform, "xdg-open")
        click.echo(f"Open one with: {opener} {shlex.quote(sources.shown(paths[0]))}")


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
