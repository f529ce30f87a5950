"""``triptych doctor``: a table of what is there, and what to type for the rest."""

import json
import sys
from collections.abc import Iterator

import click

from triptych.checks import inventory
from triptych.checks.inventory import Row
from triptych.cli import tables
from triptych.core.errors import ToolError


@click.command(name="doctor")
@click.option("--json", "is_json", is_flag=True, help="Print the result for machines.")
def command(*, is_json: bool) -> None:
    """Tell what is there of all that Triptych and the judges stand on, and how to get the rest.

    It fails only when something is missing without which no edition can be made.
    """
    rows = inventory.rows()
    is_fit = all(row.is_there for row in rows if row.is_needed)
    code = 0 if is_fit else ToolError.exit_code
    if is_json:
        click.echo(json.dumps(_values(rows, code), ensure_ascii=False, indent=2))
    else:
        _tell(rows)
    sys.exit(code)


def _tell(rows: list[Row]) -> None:
    """Print the table, and below it the commands for what is missing."""
    table = tables.table("What", "Version", "For")
    for row in rows:
        state = row.version if row.is_there else _lack(row)
        table.add_row(row.name, state, row.purpose, style=None if row.is_there else "yellow")
    tables.console().print(table)
    lines = list(dict.fromkeys(_commands(rows)))
    if lines:
        click.echo("\nTo get the rest, type:")
        for line in lines:
            click.echo(f"  {line}")


def _lack(row: Row) -> str:
    """Say in a cell what a thing lacks."""
    if not row.version:
        return "missing"
    first = row.lacking[0].split(" (")[0]
    return f"{row.version}, needs {first}"


def _commands(rows: list[Row]) -> Iterator[str]:
    """Give what to type on this system, or for each where it is none that is known."""
    here = inventory.system()
    for row in rows:
        commands = row.commands or {}
        if row.is_there or (row.is_alone and row.name not in inventory.GROUNDS):
            continue
        if here in commands or "" in commands:
            yield commands.get(here) or commands[""]
        else:
            yield from (f"{name}: {line}" for name, line in commands.items())


def _values(rows: list[Row], code: int) -> dict[str, object]:
    """Give the table for machines."""
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
    return {"system": inventory.system() or None, "things": things, "exit_code": code}
