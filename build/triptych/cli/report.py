"""How outcomes are told: a table and plain lines for people, JSON for machines."""

import json
import sys
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

import click

from triptych.cli import diagnostics
from triptych.core.errors import Finding, Severity, TriptychError
from triptych.press.orders import Outcome
from triptych.sources import discover

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


def prepare() -> None:
    """Load what tables are made of, so that they are there when there is something to print."""
    import rich.table  # noqa: F401, PLC0415  a build that prints no table need not load it


def console(*, stderr: bool = False) -> "Console":
    """Give a console that never breaks a path in two when its output is no terminal."""
    from rich.console import Console  # noqa: PLC0415  as above

    stream = sys.stderr if stderr else sys.stdout
    return Console(
        stderr=stderr, highlight=False, soft_wrap=True, width=None if stream.isatty() else 10_000
    )


_MOST = 60
"""The most editions of which each is told."""


def tell_editions(outcomes: list[Outcome]) -> None:
    """Print a table of editions with path, size and pages; of very many the new ones, or their number."""
    made = [outcome for outcome in outcomes if outcome.editions]
    listed = made if _count(made) <= _MOST else [outcome for outcome in made if outcome.is_new]
    if 0 < _count(listed) <= _MOST:
        _tell_table(listed)
    if _count(made) > _MOST:
        new = sum(outcome.is_new for outcome in made)
        edition, path = made[0].editions[0]
        folder = edition.url.rsplit("/", 2)[0] or discover.display_path(path.parents[1])
        click.echo(
            f"{_count(made)} editions of {len(made)} articles in {folder}: "
            f"{new} articles made anew, {len(made) - new} as they were."
        )


def _count(outcomes: list[Outcome]) -> int:
    """Give the number of editions."""
    return sum(len(outcome.editions) for outcome in outcomes)


def _tell_table(outcomes: list[Outcome]) -> None:
    """Print a row for each edition."""
    rows = table("Edition", "Size", "Pages", "Path", right=("Size", "Pages"), fold="Path")
    for outcome in outcomes:
        for edition, path in outcome.editions:
            pages = str(edition.pages or "")
            rows.add_row(
                edition.format,
                size(edition.size),
                pages,
                edition.url or discover.display_path(path),
            )
    console().print(rows)


def table(*names: str, right: tuple[str, ...] = (), fold: str = "") -> "Table":
    """Give an empty table with columns of these names; some stand at the right, one may be broken."""
    from rich.table import Table  # noqa: PLC0415  as above

    made = Table(box=None, pad_edge=False, header_style="bold")
    for name in names:
        justify: Literal["left", "right"] = "right" if name in right else "left"
        made.add_column(name, justify=justify, overflow="fold" if name == fold else "ellipsis")
    return made


def exit_code(
    errors: Iterable[TriptychError], findings: Iterable[Finding], *, is_strict: bool
) -> int:
    """Give the first error's code, else 1 when a finding that is not waived fails it all, else 0."""
    for error in errors:
        return error.exit_code
    failing = {Severity.ERROR, Severity.WARNING} if is_strict else {Severity.ERROR}
    return int(any(f.severity in failing for f in findings if not f.waived))


def tell_waived(findings: Iterable[Finding]) -> None:
    """Print in one line how many findings are waived, by code."""
    codes = Counter(finding.code for finding in findings if finding.waived)
    if codes:
        listed = ", ".join(f"{code} {count}" for code, count in sorted(codes.items()))
        verb = "findings are" if codes.total() > 1 else "finding is"
        click.echo(f"{codes.total()} {verb} waived ({listed}).", err=True)


def as_json(outcomes: list[Outcome], exit_code: int) -> str:
    """Give outcomes for machines: editions with SHA-256, findings, errors and the exit code."""
    editions = [
        {
            "article": outcome.place,
            "format": edition.format,
            "path": edition.url or discover.display_path(path),
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
    errors = [diagnostics.error_values(outcome.error) for outcome in outcomes if outcome.error]
    whole = {"editions": editions, "findings": findings, "errors": errors, "exit_code": exit_code}
    return json.dumps(whole, ensure_ascii=False, indent=2)


def size(count: int) -> str:
    """Give a number of bytes as people read it."""
    return f"{count / 1024:.0f} kB" if count < 1024 * 1024 else f"{count / 1024 / 1024:.1f} MB"
