"""``triptych reproduce``: build twice in unlike surroundings, and tell where the results differ."""

import json
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from triptych.cli import diagnostics
from triptych.core.errors import InternalError, Place, TriptychError, UsageError
from triptych.press import compare, reproduce
from triptych.press.reproduce import BuildResult, Environment
from triptych.settings.publication import Publication
from triptych.sources import discover


@dataclass(frozen=True, slots=True)
class Verdict:
    """An edition, and how the two of it differ: None when every byte is equal."""

    path: str
    difference: compare.Difference | None


@click.command(name="reproduce")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--against",
    type=click.Path(path_type=Path, file_okay=False),
    help="Compare with the editions in a folder, in the place of a second build.",
)
@click.option("--formats", default="", metavar="LIST", help="Which editions [all].")
@click.option("--json", "as_json", is_flag=True, help="Print the result for machines.")
def command(paths: tuple[Path, ...], against: Path | None, formats: str, *, as_json: bool) -> None:
    """Build twice in unlike surroundings and compare every byte.

    The two builds differ in folder, locale, time zone, clock, hash seed and umask. PATHS are as for
    build. The exit code is 0 when all is equal, and 1 when anything differs.
    """
    publication, _ = discover.locate(paths, Path.cwd())
    words = [*_named(paths, publication), *(["--formats", formats] if formats else [])]
    places = [reproduce.REFERENCE] if against else [reproduce.REFERENCE, reproduce.contrasting()]
    archive = _archived(against) if against else {}
    with tempfile.TemporaryDirectory(prefix="triptych-") as room:
        first, *others = reproduce.build(publication.root, words, places, Path(room).resolve())
    _leave_if_failed(first)
    verdicts = list(_verdicts(first, others[0].editions if others else archive))
    if others and others[0].code != first.code:
        verdicts.append(_failed_elsewhere(others[0]))
    exit_code = 1 if any(verdict.difference for verdict in verdicts) else 0
    if as_json:
        click.echo(_json(verdicts, places, exit_code))
    else:
        _tell(verdicts, places, against)
    sys.exit(exit_code)


def _named(paths: tuple[Path, ...], publication: Publication) -> list[str]:
    """Give the paths from the publication's root; raises ``UsageError`` for one outside of it."""
    root = publication.root.resolve()
    for path in paths:
        if not path.resolve().is_relative_to(root):
            hint = "Reproduce one publication at a time."
            raise UsageError("the path lies in another publication", Place(str(path)), hint)
    return [str(path.resolve().relative_to(root)) for path in paths]


def _archived(folder: Path) -> dict[str, bytes]:
    """Give the editions in a folder by their path; raises ``UsageError`` when there are none."""
    if not folder.is_dir():
        hint = "Name the folder that `triptych build` wrote into, such as out."
        raise UsageError("there is no such folder", Place(str(folder)), hint)
    found = (p for pattern in ("*.html", "*.epub", "*.pdf") for p in folder.rglob(pattern))
    editions = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(found)}
    if not editions:
        hint = "It must hold editions as they lie in the output folder: SLUG/SLUG.epub."
        raise UsageError("the folder holds no editions", Place(str(folder)), hint)
    return editions


def _leave_if_failed(built: BuildResult) -> None:
    """Leave with the build's own errors and code when there is nothing to compare."""
    told = _told(built)
    if not told["errors"]:
        return
    for error in told["errors"]:
        path, message = (
            str(error[key] or "").replace(f"{built.copy}/", "") for key in ("path", "message")
        )
        place = Place(path, error["line"] or 0) if path else None
        diagnostics.tell_error(TriptychError(message, place, error["hint"]))
    sys.exit(built.code)


def _told(built: BuildResult) -> Mapping[str, Any]:
    """Give what a build printed; raises ``InternalError`` when it is no JSON."""
    try:
        told: dict[str, Any] = json.loads(built.output)
    except ValueError:
        message = f"a build ended with code {built.code} and told nothing"
        raise InternalError(message, hint="Please report this line.") from None
    return told


def _verdicts(built: BuildResult, others: Mapping[str, bytes]) -> "list[Verdict]":
    """Compare each edition with the other of its path."""
    verdicts = []
    for path, data in built.editions.items():
        found = compare.difference(path, data, others[path]) if path in others else _ABSENT
        verdicts.append(Verdict(path, found))
    return verdicts


_ABSENT = compare.Difference("the whole file", "is there", "is missing")


def _failed_elsewhere(built: BuildResult) -> Verdict:
    """Tell that the second build ended otherwise than the first."""
    errors = _told(built)["errors"]
    message = errors[0]["message"] if errors else f"ended with code {built.code}"
    return Verdict("the build itself", compare.Difference("its end", "as before", message))


def _json(verdicts: list[Verdict], places: list[Environment], exit_code: int) -> str:
    """Give the result for machines."""
    editions = []
    for verdict in verdicts:
        found = verdict.difference
        told = (found.place, found.first, found.second) if found else (None, None, None)
        values = dict(zip(("place", "first", "second"), told, strict=True))
        editions.append({"path": verdict.path, "equal": found is None, **values})
    varied = [name for name, *_ in _varied(places)]
    whole = {"editions": editions, "varied": varied, "exit_code": exit_code}
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _tell(verdicts: list[Verdict], places: list[Environment], against: Path | None) -> None:
    """Print each difference with its place, and in how many editions every byte is equal."""
    differing = [verdict for verdict in verdicts if verdict.difference]
    for verdict in differing:
        click.secho(f"{verdict.path}: {verdict.difference}", fg="red")
    equal = len(verdicts) - len(differing)
    click.echo(f"{equal} of {len(verdicts)} editions are equal, byte for byte.")
    if against:
        click.echo(f"Compared: a new build, and the editions in {against}.")
        return
    for name, *values in _varied(places):
        click.echo(f"  {name}: {' and '.join(values)}")
    if not places[-1].clock:
        click.echo("The clock was not moved, for faketime is not installed.", err=True)


def _varied(places: list[Environment]) -> list[tuple[str, str, str]]:
    """Give what differed between two builds, and how."""
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
