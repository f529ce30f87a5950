"""The result of a check: findings and a table of editions for people, JSON for machines."""

from collections import Counter
from typing import Any

from triptych.checks.judges import JUDGES
from triptych.checks.survey import OWN, Survey
from triptych.cli import diagnostics, tables, terminal
from triptych.core.errors import Finding
from triptych.sources import discover

_ROWS = 12
"""With more editions than these, only those with a finding get a row."""

_ALIKE = 3
"""The findings of one code in one edition that are printed in full."""


def print_survey(result: Survey, absent: dict[str, list[str]]) -> None:
    """Print findings and errors, then a table of editions with the findings of each judge."""
    _print_findings([finding for finding in result.findings if not finding.waived])
    for error in result.errors:
        diagnostics.print_error(error)
    diagnostics.print_waived(result.findings)
    _print_table(result)
    if absent and result.judged:
        names = ", ".join(JUDGES[name].name for name in absent)
        terminal.echo(f"Not run (not installed): {names}. Run `triptych doctor`.")


def _print_findings(findings: list[Finding]) -> None:
    """Print the first findings of each code in each edition, then how many more there are."""
    counts: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        kind = _edition(finding), finding.code
        counts[kind] += 1
        if counts[kind] <= _ALIKE:
            diagnostics.print_finding(finding)
    for (edition, code), count in counts.items():
        if count > _ALIKE:
            where = f"{edition}: " if edition else ""
            terminal.echo(f"{where}{count - _ALIKE} more of [{code}]", err=True)


def _edition(finding: Finding) -> str:
    """Return the path of the edition of a finding, or ""."""
    edition = finding.judged.edition if finding.judged else None
    return discover.display_path(edition) if edition else ""


def _print_table(result: Survey) -> None:
    """Print a row per edition, a column per judge, and in each cell the number of findings.

    If there are many editions, those without a finding have no row; the summary counts them.
    """
    judged = [f.judged for f in result.findings if f.judged and not f.waived]
    counts = Counter((j.edition, j.judge) for j in judged)
    faulty = {j.edition for j in judged}
    answered = [n for n in (OWN, *JUDGES) if any(n in names for names in result.judged.values())]
    columns = ["Own" if name == OWN else JUDGES[name].name for name in answered]
    table = tables.table("Edition", *columns, right=tuple(columns), fold="Edition")
    is_long = len(result.judged) > _ROWS
    for path, names in result.judged.items():
        if not is_long or path in faulty:
            cells = [str(counts[path, name]) if name in names else "–" for name in answered]
            table.add_row(terminal.escape(discover.display_path(path)), *cells)
    if table.row_count:
        tables.console().print(table)
    if result.judged:
        judges = ", ".join("our own checks" if n == OWN else JUDGES[n].name for n in answered)
        clean = sum(path not in faulty for path in result.judged)
        editions = tables.plural(len(result.judged), "edition")
        terminal.echo(f"{editions} judged by {judges}: {clean} without findings")


def survey_values(result: Survey, absent: dict[str, list[str]], exit_code: int) -> dict[str, Any]:
    """Return the result as values for JSON."""
    return {
        "editions": [
            {"path": discover.display_path(path), "judges": names}
            for path, names in result.judged.items()
        ],
        "findings": [diagnostics.finding_values(finding) for finding in result.findings],
        "errors": [each for error in result.errors for each in diagnostics.error_values(error)],
        "absent": absent,
        "exit_code": exit_code,
    }
