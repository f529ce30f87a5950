"""The result of a build: a table of editions for people, JSON for machines."""

import json

from triptych.cli import diagnostics, tables, terminal
from triptych.core import clock
from triptych.press.orders import Order, Outcome
from triptych.sources import discover, sites

_MOST = 60
"""The most editions that get a row of the table."""


def print_site(order: Order) -> None:
    """Print in one line what kind of site is built, where it is another tool's."""
    site = order.publication.site
    if not site.mark:
        return
    count = len(order.files)
    articles = "1 article" if count == 1 else f"{count} articles"
    terminal.echo(f"{sites.kind_of(site)} ({site.mark}): {articles}", err=True)
    for label, mark in sites.marks_beside(order.publication).items():
        line = f"  It also has a mark of {label} ({mark}): set `dialect` to choose."
        terminal.echo(line, err=True)


def print_outcome(outcome: Outcome) -> None:
    """Print the findings of one article, and its error."""
    for finding in outcome.findings:
        if not finding.waived:
            diagnostics.print_finding(finding)
    if outcome.error:
        diagnostics.print_error(outcome.error)


def print_editions(outcomes: list[Outcome]) -> None:
    """Print a row for each edition with size, pages and path.

    If there are more than ``_MOST``, only new ones get a row, and a summary follows.
    """
    built = [outcome for outcome in outcomes if outcome.editions]
    is_long = _count(built) > _MOST
    listed = [outcome for outcome in built if outcome.is_new] if is_long else built
    if 0 < _count(listed) <= _MOST:
        _print_table(listed)
    if is_long:
        _print_summary(built)


def print_page_list(outcomes: list[Outcome]) -> None:
    """Print once that pages were laid out although no PDF was asked for."""
    failed = any(finding.code == "page-list" for each in outcomes for finding in each.findings)
    if not failed and any(clock.FIND_PAGES in outcome.times for outcome in outcomes):
        line = (
            "The PDF was laid out too, for its page numbers in the other editions; "
            "`page_list = false` saves that time."
        )
        terminal.echo(line, err=True)


def print_failures(outcomes: list[Outcome], *, is_strict: bool) -> None:
    """Print which of several articles failed, and which have findings that fail the build."""
    articles = [outcome for outcome in outcomes if outcome.editions or outcome.error]
    if len(articles) < 2:
        return
    failed = [outcome.place for outcome in articles if outcome.error]
    faulty = [
        outcome.place
        for outcome in articles
        if not outcome.error and diagnostics.exit_code([], outcome.findings, is_strict=is_strict)
    ]
    for places, words in ((failed, "failed"), (faulty, "built with findings that fail the build")):
        if places:
            line = f"{len(places)} of {tables.plural(len(articles), 'article')} {words}"
            terminal.echo(f"{line}: {diagnostics.in_words(places)}", err=True)


def _count(outcomes: list[Outcome]) -> int:
    """Return the number of editions."""
    return sum(len(outcome.editions) for outcome in outcomes)


def _print_summary(built: list[Outcome]) -> None:
    """Print how many articles were rebuilt."""
    new = sum(outcome.is_new for outcome in built)
    every = [pair for outcome in built for pair in outcome.editions]
    edition, path = min(every, key=lambda pair: (len(pair[1].parts), pair[1]))
    folder = edition.url.rsplit("/", 2)[0] or discover.display_path(path.parents[1])
    terminal.echo(
        f"{tables.plural(len(built), 'article')}, {_count(built)} files in {folder}/: "
        f"{new} rebuilt, {len(built) - new} unchanged"
    )


def _print_table(outcomes: list[Outcome]) -> None:
    """Print a row for each edition."""
    rows = tables.table("Edition", "Size", "Pages", "Path", right=("Size", "Pages"), fold="Path")
    for outcome in outcomes:
        for edition, path in outcome.editions:
            rows.add_row(
                edition.format,
                tables.format_size(edition.size),
                str(edition.pages or ""),
                terminal.escape(edition.url or discover.display_path(path)),
            )
    tables.console().print(rows)


def as_json(outcomes: list[Outcome], exit_code: int) -> str:
    """Return the result as JSON: editions with SHA-256, findings, errors and the exit code."""
    editions = [
        {
            "article": outcome.place,
            "format": edition.format,
            "path": terminal.escape(edition.url or discover.display_path(path)),
            "bytes": edition.size,
            "pages": edition.pages or None,
            "sha256": edition.sha256,
        }
        for outcome in outcomes
        for edition, path in outcome.editions
    ]
    findings = [
        diagnostics.finding_values(finding) for outcome in outcomes for finding in outcome.findings
    ]
    failed = [outcome.error for outcome in outcomes if outcome.error]
    errors = [values for error in failed for values in diagnostics.error_values(error)]
    result = {"editions": editions, "findings": findings, "errors": errors, "exit_code": exit_code}
    return json.dumps(result, ensure_ascii=False, indent=2)
