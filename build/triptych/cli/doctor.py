"""``triptych doctor``: a table of what is installed, and the commands that install the rest."""

import json
import sys
from collections.abc import Iterator

import click

from triptych.checks import inventory, system_packages, tested_versions
from triptych.checks.inventory import Row
from triptych.checks.tested_versions import Difference
from triptych.cli import tables, terminal
from triptych.core.errors import ToolError


@click.command(name="doctor")
@click.option("--json", "is_json", is_flag=True, help="Print the result as JSON.")
def command(*, is_json: bool) -> None:
    """Report what Triptych and the judges need, what is installed, and how to install the rest.

    It fails only if something is missing that every edition needs.
    """
    rows = inventory.rows()
    differing = list(tested_versions.differences(tested_versions.constraints()))
    is_fit = all(row.is_ready for row in rows if row.is_needed)
    code = 0 if is_fit else ToolError.exit_code
    if is_json:
        terminal.echo_json(json.dumps(_values(rows, differing, code), ensure_ascii=False, indent=2))
    else:
        _print_rows(rows)
        _print_differing(differing)
    sys.exit(code)


def _print_rows(rows: list[Row]) -> None:
    """Print the table, and below it the commands that install what is missing."""
    table = tables.table("What", "Version", "For")
    for row in rows:
        state = row.version if row.is_ready else _lack(row)
        table.add_row(row.name, state, row.purpose, style=None if row.is_ready else "yellow")
    tables.console().print(table)
    lines = list(dict.fromkeys(_commands(rows)))
    if lines:
        click.echo("\nTo install the rest, run:")
        for line in lines:
            click.echo(f"  {line}")


def _print_differing(differing: list[Difference]) -> None:
    """Print the packages whose version is not the tested one, and the command that installs those."""
    if not differing:
        return
    click.echo("\nOther versions than the tested ones are installed:")
    for package in differing:
        click.echo(f"  {package.name} {package.version} (tested: {package.tested})")
    pinned = " ".join(f"{package.name}=={package.tested}" for package in differing)
    click.echo(f"To install the tested versions, run:\n  pip install {pinned}")


def _lack(row: Row) -> str:
    """Return what a row lacks, for its cell."""
    if not row.version:
        return "missing"
    first = row.lacking[0].split(" (")[0]
    return f"{row.version}, needs {first}"


def _commands(rows: list[Row]) -> Iterator[str]:
    """Yield the commands for this system, or those for each system if this one is unknown."""
    here = system_packages.system()
    for row in rows:
        commands = row.commands or {}
        if row.is_ready or (row.lacks_only_runtimes and row.name not in system_packages.RUNTIMES):
            continue
        if here in commands or "" in commands:
            yield commands.get(here) or commands[""]
        else:
            yield from (f"{name}: {line}" for name, line in commands.items())


def _values(rows: list[Row], differing: list[Difference], code: int) -> dict[str, object]:
    """Return the result as values for JSON."""
    things = [
        {
            "name": row.name,
            "for": row.purpose,
            "version": row.version or None,
            "lacks": list(row.lacking) or ([] if row.version else [row.name]),
            "commands": row.commands or {},
            "needed": row.is_needed,
        }
        for row in rows
    ]
    return {
        "system": system_packages.system() or None,
        "things": things,
        "differing": [
            {"name": package.name, "version": package.version, "tested": package.tested}
            for package in differing
        ],
        "exit_code": code,
    }
