"""The result of comparing two builds: lines for people, JSON for machines."""

import json
from dataclasses import dataclass
from pathlib import Path

from triptych.cli import terminal
from triptych.press.compare import Difference
from triptych.press.reproduce import Environment


@dataclass(frozen=True, slots=True)
class Comparison:
    """The path of an edition, and the first difference, or None if every byte is equal."""

    path: str
    difference: Difference | None


def print_comparisons(
    comparisons: list[Comparison], places: list[Environment], against: Path | None
) -> None:
    """Print each difference, how many editions are equal, and what differed between the builds."""
    differing = [comparison for comparison in comparisons if comparison.difference]
    for comparison in differing:
        terminal.echo(f"{comparison.path}: {comparison.difference}", fg="red")
    equal = len(comparisons) - len(differing)
    terminal.echo(f"{equal} of {len(comparisons)} editions are equal, byte for byte")
    if against:
        terminal.echo(f"Compared: a new build with the editions in {against}")
        return
    for name, *values in _varied(places):
        terminal.echo(f"  {name}: {' and '.join(values)}")
    if not places[-1].clock:
        terminal.echo("The clock was not changed, because faketime is not installed.", err=True)


def as_json(comparisons: list[Comparison], places: list[Environment], exit_code: int) -> str:
    """Return the result as JSON."""
    editions = []
    for comparison in comparisons:
        found = comparison.difference
        sides = (found.place, found.first, found.second) if found else (None, None, None)
        values = dict(zip(("place", "first", "second"), sides, strict=True))
        editions.append({"path": comparison.path, "equal": found is None, **values})
    varied = [name for name, *_ in _varied(places)]
    result = {"editions": editions, "varied": varied, "exit_code": exit_code}
    return json.dumps(result, ensure_ascii=False, indent=2)


def _varied(places: list[Environment]) -> list[tuple[str, str, str]]:
    """Return what differed between two builds: its name, and the value in each."""
    if len(places) < 2:
        return []
    one, other = places
    clock = [("clock", "this machine's", other.clock)] if other.clock else []
    return [
        ("folder", one.folder, other.folder),
        ("locale", one.locale, other.locale),
        ("time zone", one.zone, other.zone),
        *clock,
        ("hash seed", one.seed, other.seed),
        ("umask", f"{one.umask:03o}", f"{other.umask:03o}"),
    ]
