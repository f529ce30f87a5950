"""``triptych check``: judge editions, ours or anybody's, and tell what is wrong with each."""

import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from triptych.checks import subjects
from triptych.checks.judges import JUDGES
from triptych.checks.survey import Charge, Survey, survey
from triptych.cli import diagnostics, report, sarif, verdicts
from triptych.core.errors import Place, ToolError, UsageError
from triptych.settings import fields
from triptych.settings.publication import Publication, bare, find
from triptych.sources import discover

PROFILES = (
    *("ua1", "ua2", "wt1a", "wt1r"),
    *("1a", "1b", "2a", "2b", "2u", "3a", "3b", "3u", "4", "4e", "4f"),
)
"""The profiles of PDF/UA, Well-Tagged PDF and PDF/A, as veraPDF names them."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """The options of the command line, as typed."""

    judges: str
    no_judges: bool
    profile: str
    seconds: float
    strict: bool
    json: bool
    sarif: bool


@click.command(name="check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--judges", default="", metavar="LIST", help=f"Which: {','.join(JUDGES)} [installed]."
)
@click.option("--no-judges", is_flag=True, help="Make our own fast checks alone.")
@click.option("--profile", default="", metavar="LIST", help="For PDFs: ua1,3a,… [as they claim].")
@click.option(
    "--seconds",
    type=click.FloatRange(1, 3600),
    default=120,
    show_default=True,
    help="How long a judge may take for one file.",
)
@click.option("--strict", is_flag=True, help="Fail when there is any warning.")
@click.option("--json", is_flag=True, help="Print the result for machines.")
@click.option("--sarif", is_flag=True, help="Print it as SARIF 2.1.0.")
def command(paths: tuple[Path, ...], **options: object) -> None:
    """Judge editions: any EPUB, PDF or HTML.

    PATHS are files, or folders with some; without any it is the out/ of the publication around the
    current folder.
    """
    wishes = Wishes(**options)  # type: ignore[arg-type]  # click gives each as declared above
    judges, absent = _judges(wishes)
    profiles = _chosen(wishes.profile, PROFILES, "profile")
    publication = None if paths else _publication()
    found, errors = subjects.find(paths or _outputs(publication))
    charge = Charge(found, judges, profiles, wishes.seconds, publication)
    around = publication or (find(paths[0]) if paths else None)
    is_strict = wishes.strict or (around is not None and around.settings.strict)
    result = _survey(charge, is_shown=not (wishes.json or wishes.sarif))
    result.errors[:0] = errors
    findings = [told.finding for told in result.told]
    code = report.exit_code(result.errors, findings, is_strict=is_strict)
    if wishes.sarif:
        click.echo(json.dumps(sarif.log(result, code), ensure_ascii=False, indent=2))
    elif wishes.json:
        click.echo(json.dumps(verdicts.values(result, absent, code), ensure_ascii=False, indent=2))
    else:
        verdicts.tell(result, absent)
    for error in result.errors if wishes.sarif or wishes.json else ():
        diagnostics.tell_error(error)
    sys.exit(code)


def _survey(charge: Charge, *, is_shown: bool) -> Survey:
    """Judge, with a bar that tells how far it is where somebody looks on."""
    kinds = Counter(subject.kind for subject in charge.subjects)
    asked = len(charge.subjects) + sum(kinds[JUDGES[name].kind] for name in charge.judges)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    is_hidden = not is_shown or not sys.stderr.isatty()
    console = report.console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=is_hidden) as bar:
        task = bar.add_task("Judging", total=asked)
        return survey(charge, lambda: bar.advance(task))


def _publication() -> Publication:
    """Give the publication around the current folder; raises ``UsageError`` when there is none."""
    here = Path.cwd()
    publication = find(here) or (bare(here) if (here / "out").is_dir() else None)
    if publication is None:
        hint = "Name an EPUB, a PDF, an HTML file, or a folder with some."
        raise UsageError("there is no publication here", Place(str(here)), hint)
    return publication


def _outputs(publication: Publication | None) -> tuple[Path, ...]:
    """Give the output folder of a publication; raises ``UsageError`` when nothing was built."""
    out = (publication.root if publication else Path.cwd()) / "out"
    if not out.is_dir():
        hint = "Type `triptych build` first, or name what is to be judged."
        raise UsageError("there are no editions yet", Place(discover.display_path(out)), hint)
    return (Path(discover.display_path(out)),)


def _judges(wishes: Wishes) -> tuple[tuple[str, ...], dict[str, list[str]]]:
    """Give the judges to ask, and what those lack that were not named and are not there.

    Raises ``UsageError`` for a name that there is not, and ``ToolError`` for a judge that was named
    and is not installed.
    """
    if wishes.no_judges:
        return (), {}
    named = _chosen(wishes.judges, tuple(JUDGES), "judge")
    lacking = {name: JUDGES[name].missing() for name in named or JUDGES}
    for name in named:
        if lacking[name]:
            message = f"{JUDGES[name].name} needs {', '.join(lacking[name])}"
            raise ToolError(message, Place("--judges"), "`triptych doctor` tells how to get it.")
    there = tuple(name for name, needs in lacking.items() if not needs)
    return there, {name: needs for name, needs in lacking.items() if needs}


def _chosen(typed: str, known: tuple[str, ...], what: str) -> tuple[str, ...]:
    """Give names typed with commas between; raises ``UsageError`` for one that there is not."""
    names = [name.strip().lower() for name in typed.split(",") if name.strip()]
    for name in names:
        if name not in known:
            meant = fields.nearest(name, list(known))
            hint = f"Did you mean `{meant}`? " if meant else ""
            place = Place("--judges" if what == "judge" else "--profile")
            raise UsageError(f"no {what} “{name}”", place, f"{hint}There are: {', '.join(known)}.")
    return tuple(dict.fromkeys(names))
