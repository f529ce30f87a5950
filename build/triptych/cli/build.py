"""``triptych build``: make the editions of articles, and tell what came of it."""

import shlex
import sys
from contextlib import closing
from pathlib import Path

import click

from triptych.cli import build_options, diagnostics, progress_bar, report, timings
from triptych.cli.build_options import Options
from triptych.core import clock
from triptych.core.errors import EXIT_CODES
from triptych.press import publishing
from triptych.press.helper_process import HelperProcess
from triptych.press.orders import FORMATS, Means, Order, Outcome
from triptych.settings import kinds
from triptych.sources import discover


def _exit_codes() -> str:
    """Give the table of exit codes as the help prints it."""
    return "\n".join(["\b", "Exit codes:", *(f"  {n:>3}  {EXIT_CODES[n]}" for n in EXIT_CODES)])


@click.command(name="build", epilog=_exit_codes())
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(file_okay=True),
    help="Where to put editions: a folder, or a URL [out/].",
)
@click.option(
    "--formats",
    default="",
    metavar="LIST",
    shell_complete=build_options.format_names,
    help=f"Which editions: {','.join(FORMATS)} [all].",
)
@click.option(
    "--theme",
    default="",
    metavar="NAME|DIR",
    shell_complete=build_options.theme_names,
    help="The theme to dress them in.",
)
@click.option(
    "--paper",
    default="",
    shell_complete=build_options.paper_names,
    help="a4, letter, a5, …, or a size as 170mm x 240mm.",
)
@click.option(
    "--pdf-profile",
    default="",
    metavar="NAME",
    shell_complete=build_options.profile_names,
    help=f"The kind of PDF: {', '.join(kinds.PDF_PROFILES)}.",
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
@click.option(
    "--cache-limit",
    type=click.FloatRange(0),
    default=4,
    envvar="TRIPTYCH_CACHE_LIMIT",
    metavar="GB",
    help="The most that is kept [4].",
)
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(1),
    metavar="N",
    help="How many processes press at once [one a core].",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(0, min_open=True),
    metavar="SECONDS",
    help="The most that an article may take [900 each of several].",
)
@click.option(
    "--cluster",
    default="",
    envvar="TRIPTYCH_CLUSTER",
    metavar="ADDRESS",
    help="Press on the workers of a Dask scheduler.",
)
@click.option("--profile", is_flag=True, help="Tell where the time went.")
@click.option("--json", is_flag=True, help="Print the result for machines.")
@click.pass_obj
def command(helper: HelperProcess | None, /, paths: tuple[Path, ...], **options: object) -> None:
    """Make the editions of articles.

    PATHS are article files, article folders or publications; without any it is the publication
    around the current folder.
    """
    wished = Options(**options)  # type: ignore[arg-type]  # click gives each as declared above
    begun = clock.now()
    order = build_options.order_of(paths, wished)
    if helper and not wished.json:
        helper.meanwhile = report.prepare
    outcomes = _run(order, build_options.means_of(wished, helper), is_shown=not wished.json)
    is_strict = wished.strict or order.publication.settings.strict
    errors = [outcome.error for outcome in outcomes if outcome.error]
    findings = [finding for outcome in outcomes for finding in outcome.findings]
    exit_code = report.exit_code(errors, findings, is_strict=is_strict)
    if wished.json:
        click.echo(report.as_json(outcomes, exit_code))
    else:
        report.tell_waived(finding for outcome in outcomes for finding in outcome.findings)
        report.tell_editions(outcomes)
        if wished.profile:
            timings.tell(outcomes, clock.now() - begun, report.console())
        _tell_how_to_open(outcomes)
    sys.exit(exit_code)


def _run(order: Order, means: Means, *, is_shown: bool) -> list[Outcome]:
    """Publish; what the author should know is told in the order of the articles, whatever ends it."""
    is_barred = is_shown and sys.stderr.isatty() and len(order.files) > 1
    outcomes: list[Outcome] = []
    try:
        with (
            progress_bar.shown(len(order.files), is_wanted=is_barred) as advance,
            closing(publishing.publish(order, means)) as coming,
        ):
            for outcome in coming:
                outcomes.append(outcome)
                advance()
    finally:
        outcomes.sort(key=lambda outcome: outcome.number)
        if is_shown:
            for outcome in outcomes:
                _tell(outcome)
    return outcomes


def _tell(outcome: Outcome) -> None:
    """Print what the author should know of one article."""
    for finding in outcome.findings:
        if not finding.waived:
            diagnostics.tell_finding(finding)
    if outcome.error:
        diagnostics.tell_error(outcome.error)


def _tell_how_to_open(outcomes: list[Outcome]) -> None:
    """Print the command that opens an edition on this system."""
    paths = [path for outcome in outcomes for edition, path in outcome.editions if not edition.url]
    if paths:
        opener = {"darwin": "open", "win32": "start"}.get(sys.platform, "xdg-open")
        click.echo(f"Open one with: {opener} {shlex.quote(discover.display_path(paths[0]))}")
