"""``triptych check``: judge editions of any origin, and report what is wrong with each."""

import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from triptych.checks import choice, subjects
from triptych.checks.judges import JUDGES
from triptych.checks.survey import CheckRequest, Survey, survey
from triptych.cli import check_report, diagnostics, sarif, tables, terminal
from triptych.core.errors import Place, UsageError
from triptych.settings.publication import Publication, bare, find
from triptych.sources import discover

PROFILES = (
    *("ua1", "ua2", "wt1a", "wt1r"),
    *("1a", "1b", "2a", "2b", "2u", "3a", "3b", "3u", "4", "4e", "4f"),
)
"""The profiles of PDF/UA, Well-Tagged PDF and PDF/A, as veraPDF names them."""


@dataclass(frozen=True, slots=True)
class Options:
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
    "--judges", default="", metavar="LIST", help=f"Outside judges: {','.join(JUDGES)} [installed]."
)
@click.option("--no-judges", is_flag=True, help="Run only our own fast checks.")
@click.option(
    "--profile", default="", metavar="LIST", help="Profiles of PDFs: ua1,3a,… [as they claim]."
)
@click.option(
    "--seconds",
    type=click.FloatRange(1, 3600),
    default=120,
    show_default=True,
    help="Longest time of a judge for one file.",
)
@click.option("--strict", is_flag=True, help="Fail on any warning.")
@click.option("--json", is_flag=True, help="Print the result as JSON.")
@click.option("--sarif", is_flag=True, help="Print the result as SARIF 2.1.0.")
def command(paths: tuple[Path, ...], **options: object) -> None:
    """Judge editions: any EPUB, PDF or HTML.

    PATHS are files or folders. The default is out/ of the publication around the current folder.
    """
    typed = Options(**options)  # type: ignore[arg-type]  # click passes each as declared above
    judges, absent = _judges(typed)
    place = Place("--profile")
    profiles = choice.require_known(_split(typed.profile), PROFILES, "profile", place)
    publication = None if paths else _publication()
    found, errors = subjects.find(paths or _outputs(publication))
    request = CheckRequest(found, judges, profiles, typed.seconds, publication)
    around = publication or (find(paths[0]) if paths else None)
    is_strict = typed.strict or (around is not None and around.settings.strict)
    result = _survey(request, is_quiet=typed.json or typed.sarif)
    result.errors[:0] = errors
    code = diagnostics.exit_code(result.errors, result.findings, is_strict=is_strict)
    if typed.json or typed.sarif:
        values = (
            sarif.log(result, code)
            if typed.sarif
            else check_report.survey_values(result, absent, code)
        )
        terminal.echo_json(json.dumps(values, ensure_ascii=False, indent=2))
        for error in result.errors:
            diagnostics.print_error(error)
    else:
        check_report.print_survey(result, absent)
    sys.exit(code)


def _survey(request: CheckRequest, *, is_quiet: bool) -> Survey:
    """Judge, with a progress bar if somebody watches."""
    kinds = Counter(subject.kind for subject in request.subjects)
    answers = len(request.subjects) + sum(kinds[JUDGES[name].kind] for name in request.judges)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    is_hidden = is_quiet or not sys.stderr.isatty()
    console = tables.console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=is_hidden) as bar:
        task = bar.add_task("Judging", total=answers)
        return survey(request, lambda: bar.advance(task))


def _publication() -> Publication:
    """Return the publication around the current folder; raises ``UsageError`` when there is none."""
    here = Path.cwd()
    publication = find(here) or (bare(here) if (here / "out").is_dir() else None)
    if publication is None:
        hint = "Name an EPUB, PDF or HTML file, or a folder with such files."
        raise UsageError("no publication here", Place(str(here)), hint)
    return publication


def _outputs(publication: Publication | None) -> tuple[Path, ...]:
    """Return the output folder of a publication; raises ``UsageError`` when nothing was built."""
    out = (publication.root if publication else Path.cwd()) / "out"
    if not out.is_dir():
        hint = "Run `triptych build` first, or name files to judge."
        raise UsageError("no editions yet", Place(discover.display_path(out)), hint)
    return (Path(discover.display_path(out)),)


def _judges(typed: Options) -> tuple[tuple[str, ...], dict[str, list[str]]]:
    """Return the judges to ask, and what each of the others lacks, by name."""
    if typed.no_judges:
        return (), {}
    return choice.choose_judges(_split(typed.judges), Place("--judges"))


def _split(typed: str) -> tuple[str, ...]:
    """Return comma-separated names in lower case."""
    return tuple(name.strip().lower() for name in typed.split(",") if name.strip())
