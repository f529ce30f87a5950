"""``triptych build``: build the editions of articles, and report the result."""

import shlex
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path, PurePath

import click

from triptych.cli import (
    build_options,
    build_report,
    diagnostics,
    progress_bar,
    tables,
    terminal,
    timings,
)
from triptych.cli.build_options import Options
from triptych.core import clock, garbage
from triptych.core.errors import EXIT_CODES
from triptych.press import publishing
from triptych.press.orders import FORMATS, Means, Order, Outcome
from triptych.press.repeated import merge_repeated
from triptych.settings import kinds
from triptych.sources import discover


def _exit_codes() -> str:
    """Return the table of exit codes for the help."""
    return "\n".join(["\b", "Exit codes:", *(f"  {n:>3}  {EXIT_CODES[n]}" for n in EXIT_CODES)])


@click.command(name="build", epilog=_exit_codes())
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(file_okay=True),
    help="A folder or a URL for the editions [out/].",
)
@click.option(
    "--formats",
    default="",
    metavar="LIST",
    shell_complete=build_options.format_names,
    help=f"Editions to build: {','.join(FORMATS)} [all].",
)
@click.option(
    "--theme",
    default="",
    metavar="NAME|DIR",
    shell_complete=build_options.theme_names,
    help="The theme: a name, or its folder.",
)
@click.option(
    "--paper",
    default="",
    shell_complete=build_options.paper_names,
    help="Paper size: a4, letter, a5, … or 170mm x 240mm.",
)
@click.option(
    "--pdf-profile",
    default="",
    metavar="NAME",
    shell_complete=build_options.profile_names,
    help=f"The kind of PDF: {', '.join(kinds.PDF_PROFILES)}.",
)
@click.option("--strict", is_flag=True, help="Fail on any warning.")
@click.option("--drafts", is_flag=True, help="Build drafts too.")
@click.option("--allow-remote", is_flag=True, help="Download pictures on the network, once.")
@click.option(
    "--no-cache",
    is_flag=True,
    envvar="TRIPTYCH_NO_CACHE",
    help="Rebuild everything, and cache nothing.",
)
@click.option(
    "--cache-limit",
    type=click.FloatRange(0),
    default=4,
    envvar="TRIPTYCH_CACHE_LIMIT",
    metavar="GB",
    help="Largest size of the cache [4].",
)
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(1),
    metavar="N",
    help="Parallel processes [one per core].",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(0, min_open=True),
    metavar="SECONDS",
    help="Longest time for an article [900].",
)
@click.option(
    "--cluster",
    default="",
    envvar="TRIPTYCH_CLUSTER",
    metavar="ADDRESS",
    help="Build on the workers of a Dask scheduler.",
)
@click.option("--profile", is_flag=True, help="Print how long each step took.")
@click.option("--json", is_flag=True, help="Print the result as JSON.")
@click.option("--watch", is_flag=True, help="Build again whenever a source is saved.")
def command(paths: tuple[Path, ...], **options: object) -> None:
    """Build the editions of articles.

    PATHS are article files, article folders or publications. The default is the publication around
    the current folder.
    """
    typed = Options(**options)  # type: ignore[arg-type]  # click passes each as declared above
    with garbage.collected_later():  # all that is known of an article is kept for the report
        order = build_options.order_of(paths, typed)
        means = build_options.means_of(typed)
        if not typed.watch:
            sys.exit(_build(order, means, typed)[1])
    from triptych.cli import build_watch  # noqa: PLC0415  only where somebody writes
    from triptych.desk.rebuilding import Rebuilder  # noqa: PLC0415  the same

    build_watch.refuse_unsuitable(order, typed)
    desk = Rebuilder(order, lambda: build_options.order_of(paths, typed), means)
    build_watch.run(desk, lambda: _build(order, means, typed)[0])


def _build(order: Order, means: Means, typed: Options) -> tuple[list[Outcome], int]:
    """Build an order, print what came of it, and return that with the exit code."""
    begun = clock.now()
    if not typed.json:
        build_report.print_site(order)
    if not typed.json:
        means = replace(means, meanwhile=tables.prepare)
    outcomes = _publish(order, means, is_quiet=typed.json)
    errors = [outcome.error for outcome in outcomes if outcome.error]
    findings = [finding for outcome in outcomes for finding in outcome.findings]
    is_strict = typed.strict or order.publication.settings.strict
    exit_code = diagnostics.exit_code(errors, findings, is_strict=is_strict)
    if typed.json:
        terminal.echo_json(build_report.as_json(outcomes, exit_code))
    else:
        diagnostics.print_waived(findings)
        build_report.print_editions(outcomes)
        build_report.print_page_list(outcomes)
        build_report.print_failures(outcomes, is_strict=is_strict)
        if typed.profile:
            timings.print_timings(outcomes, clock.now() - begun)
        _print_opener(outcomes)
    return outcomes, exit_code


def _publish(order: Order, means: Means, *, is_quiet: bool) -> list[Outcome]:
    """Carry out an order; findings are printed in the order of the articles, whatever ends it."""
    has_bar = not is_quiet and sys.stderr.isatty() and len(order.files) > 1
    outcomes: list[Outcome] = []
    try:
        with (
            progress_bar.display(len(order.files), is_wanted=has_bar) as advance,
            closing(publishing.publish(order, means)) as coming,
        ):
            for outcome in coming:
                outcomes.append(outcome)
                advance()
    finally:
        outcomes = merge_repeated(outcomes)
        if not is_quiet:
            for outcome in outcomes:
                build_report.print_outcome(outcome)
    return outcomes


def _print_opener(outcomes: list[Outcome]) -> None:
    """Print the command that opens an edition on this system, of the article highest in the folders."""
    ranked = sorted(outcomes, key=lambda outcome: len(PurePath(outcome.place).parts))
    paths = [path for outcome in ranked for edition, path in outcome.editions if not edition.url]
    if paths:
        opener = {"darwin": "open", "win32": "start"}.get(sys.platform, "xdg-open")
        terminal.echo(f"Open one with: {opener} {shlex.quote(discover.display_path(paths[0]))}")
