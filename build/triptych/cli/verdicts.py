"""How a survey of editions is told: lines and a table for people, JSON for machines."""

from collections import Counter
from typing import Any

import click

from triptych.checks.judges import JUDGES
from triptych.checks.survey import OWN, Survey, Told
from triptych.cli import diagnostics, report
from triptych.sources import discover

_ROWS = 12
"""With more editions than these, only those with a finding get a row."""

_ALIKE = 3
"""How many findings of one code in one edition are printed."""


def tell(result: Survey, absent: dict[str, list[str]]) -> None:
    """Print findings and errors, then a table of editions with what each judge found."""
    alike: Counter[tuple[str, str]] = Counter()
    for told in result.told:
        if not told.finding.waived:
            kind = discover.display_path(told.edition) if told.edition else "", told.finding.code
            alike[kind] += 1
            if alike[kind] <= _ALIKE:
                _tell_one(told)
    for (edition, code), count in alike.items():
        if count > _ALIKE:
            where = f"{edition}: " if edition else ""
            click.echo(f"{where}and {count - _ALIKE} more of [{code}]", err=True)
    for error in result.errors:
        diagnostics.tell_error(error)
    report.tell_waived([told.finding for told in result.told])
    _tell_table(result)
    if absent and result.judged:
        names = ", ".join(JUDGES[name].name for name in absent)
        click.echo(f"Not asked, for want of something: {names}. Type `triptych doctor`.")


def _tell_one(told: Told) -> None:
    """Print a finding, and where in the edition it stands when its place is the source's."""
    diagnostics.tell_finding(told.finding)
    if told.edition is None:
        return
    edition = discover.display_path(told.edition)
    line = f":{told.line}" if told.line else ""
    is_traced = told.finding.place.path != edition
    where = [edition] if is_traced else []
    if told.part or is_traced:
        click.echo(f"  in {', '.join([*where, told.part] if told.part else where)}{line}", err=True)


def _tell_table(result: Survey) -> None:
    """Print the table: a row an edition, a column a judge, in each cell how many findings.

    Where there are many editions, those without a finding are only counted, as all are below.
    """
    asked = [
        name for name in (OWN, *JUDGES) if any(name in names for names in result.judged.values())
    ]
    counts = Counter((t.edition, t.judge) for t in result.told if not t.finding.waived)
    columns = ["Own" if name == OWN else JUDGES[name].name for name in asked]
    table = report.table("Edition", *columns, right=tuple(columns), fold="Edition")
    faulty = {told.edition for told in result.told if not told.finding.waived}
    is_long = len(result.judged) > _ROWS
    for path, names in result.judged.items():
        if is_long and path not in faulty:
            continue
        cells = [str(counts[path, name]) if name in names else "–" for name in asked]
        table.add_row(discover.display_path(path), *cells)
    if table.row_count:
        report.console().print(table)
    if result.judged:
        judges = ", ".join("our own checks" if n == OWN else JUDGES[n].name for n in asked)
        clean = sum(path not in faulty for path in result.judged)
        count = len(result.judged)
        noun = "edition" if count == 1 else "editions"
        click.echo(f"{count} {noun} judged by {judges}: {clean} without a finding.")


def values(result: Survey, absent: dict[str, list[str]], exit_code: int) -> dict[str, Any]:
    """Give a survey for machines."""
    return {
        "editions": [
            {"path": discover.display_path(path), "judges": names}
            for path, names in result.judged.items()
        ],
        "findings": [
            {
                **diagnostics.finding_values(told.finding),
                "judge": told.judge,
                "edition": discover.display_path(told.edition) if told.edition else None,
                "part": told.part or None,
                "part_line": told.line or None,
            }
            for told in result.told
        ],
        "errors": [diagnostics.error_values(error) for error in result.errors],
        "absent": absent,
        "exit_code": exit_code,
    }
