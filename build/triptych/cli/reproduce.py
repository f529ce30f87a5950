"""``triptych reproduce``: build twice in different environments, and report where the editions differ."""

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from triptych.cli import diagnostics, reproduce_report, terminal
from triptych.cli.reproduce_report import Comparison
from triptych.core.errors import InternalError, Place, TriptychError, UsageError
from triptych.press import compare, reproduce
from triptych.press.reproduce import BuildResult
from triptych.settings.publication import Publication
from triptych.sources import discover

_ABSENT = compare.Difference("the whole file", "exists", "missing")


@click.command(name="reproduce")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--against",
    type=click.Path(path_type=Path, file_okay=False),
    help="Compare with the editions in a folder instead of building a second time.",
)
@click.option("--formats", default="", metavar="LIST", help="Editions to build [all].")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def command(paths: tuple[Path, ...], against: Path | None, formats: str, *, as_json: bool) -> None:
    """Build twice in different environments and compare every byte.

    The two builds differ in folder, locale, time zone, clock, hash seed and umask. PATHS are those of
    `triptych build`. The exit code is 0 if all editions are equal, and 1 if any differs.
    """
    publication, _ = discover.locate(paths, Path.cwd())
    words = [*_relative(paths, publication), *(["--formats", formats] if formats else [])]
    places = [reproduce.REFERENCE] if against else [reproduce.REFERENCE, reproduce.contrasting()]
    archive = _archived(against) if against else {}
    with tempfile.TemporaryDirectory(prefix="triptych-") as room:
        first, *others = reproduce.build(publication.root, words, places, Path(room).resolve())
    _exit_if_failed(first)
    comparisons = list(_compare(first, others[0].editions if others else archive))
    if others and others[0].code != first.code:
        comparisons.append(_second_failed(others[0]))
    exit_code = 1 if any(comparison.difference for comparison in comparisons) else 0
    if as_json:
        terminal.echo_json(reproduce_report.as_json(comparisons, places, exit_code))
    else:
        reproduce_report.print_comparisons(comparisons, places, against)
    sys.exit(exit_code)


def _relative(paths: tuple[Path, ...], publication: Publication) -> list[str]:
    """Return paths relative to the publication; raises ``UsageError`` for one outside of it."""
    root = publication.root.resolve()
    for path in paths:
        if not path.resolve().is_relative_to(root):
            hint = "Reproduce one publication at a time."
            raise UsageError("the path is in another publication", Place(str(path)), hint)
    return [str(path.resolve().relative_to(root)) for path in paths]


def _archived(folder: Path) -> dict[str, bytes]:
    """Return the editions in a folder by path; raises ``UsageError`` when there are none."""
    if not folder.is_dir():
        hint = "Name the folder that `triptych build` wrote into, such as out."
        raise UsageError("no such folder", Place(str(folder)), hint)
    found = (p for pattern in ("*.html", "*.epub", "*.pdf") for p in folder.rglob(pattern))
    editions = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(found)}
    if not editions:
        hint = "Its files must be named as in the output folder: SLUG/SLUG.epub."
        raise UsageError("the folder has no editions", Place(str(folder)), hint)
    return editions


def _exit_if_failed(built: BuildResult) -> None:
    """Print the errors of a build and exit with its code if there is nothing to compare."""
    errors = _result(built)["errors"]
    if not errors:
        return
    for error in errors:
        path, message = (
            str(error[key] or "").replace(f"{built.copy}/", "") for key in ("path", "message")
        )
        place = Place(path, error["line"] or 0) if path else None
        diagnostics.print_error(TriptychError(message, place, error["hint"]))
    sys.exit(built.code)


def _result(built: BuildResult) -> Mapping[str, Any]:
    """Return the JSON that a build printed; raises ``InternalError`` when it is not JSON."""
    try:
        result: dict[str, Any] = json.loads(built.output)
    except ValueError:
        message = f"a build ended with code {built.code} and printed nothing"
        raise InternalError(message, hint="Please report this line.") from None
    return result


def _compare(built: BuildResult, others: Mapping[str, bytes]) -> Iterator[Comparison]:
    """Yield the comparison of each edition with the other of its path."""
    for path, data in built.editions.items():
        found = compare.difference(path, data, others[path]) if path in others else _ABSENT
        yield Comparison(path, found)


def _second_failed(built: BuildResult) -> Comparison:
    """Return that the second build ended with another exit code than the first."""
    errors = _result(built)["errors"]
    end = errors[0]["message"] if errors else f"exit code {built.code}"
    return Comparison("the build itself", compare.Difference("its end", "success", end))
