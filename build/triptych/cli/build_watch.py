"""``triptych build --watch``: build again what a saved file concerns, until Ctrl-C."""

from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

from triptych.cli import build_report, diagnostics, signals, tables, terminal
from triptych.cli.build_options import Options
from triptych.core import clock
from triptych.core.errors import Place, Severity, TriptychError, UsageError
from triptych.desk import watching
from triptych.desk.rebuilding import Rebuilder, Round
from triptych.press.orders import Order, Outcome
from triptych.press.repeated import merge_repeated
from triptych.sources import discover


def refuse_unsuitable(order: Order, typed: Options) -> None:
    """Raise ``UsageError`` for options that ``--watch`` cannot have, ``ToolError`` without its package."""
    for is_given, option, hint in (
        (typed.json, "--json", "Leave one of them out."),
        (bool(order.url), "--out with a URL", "Name a folder with --out."),
        (bool(typed.cluster), "--cluster", "Leave one of them out."),
    ):
        if is_given:
            message = f"cannot be used together with {option}"
            raise UsageError(message, Place("--watch"), hint)
    watching.require()


def run(rebuilder: Rebuilder, build: Callable[[], list[Outcome]]) -> None:
    """Build everything once, and again whatever changes, until a signal to end.

    An article that fails leaves its last editions unchanged, and is reported. A signal that comes before
    everything is built once ends this as any build.
    """
    with closing(watching.changes(rebuilder.watched)) as changes:
        next(changes, None)  # it watches before anything is read
        rebuilder.note(build())
        rebuilder.prepare()
        count = tables.plural(len(rebuilder.order.files), "article")
        terminal.echo(f"Watching {count} for changes. Press Ctrl-C to stop.")
        with suppress(signals.Stop):
            error: TriptychError | None = None
            for changed in changes:
                error = _rebuild(rebuilder, changed, error)
    signals.ignore()
    terminal.echo("Stopped watching.")


def _rebuild(
    rebuilder: Rebuilder, changed: frozenset[Path], earlier: TriptychError | None
) -> TriptychError | None:
    """Build what the changes concern, and print what came of it; return what prevented it.

    An error that is the ``earlier`` one is printed only when its file was saved.
    """
    begun = clock.now()
    before = rebuilder.outcomes()
    try:
        found = rebuilder.rebuild(changed)
    except TriptychError as error:
        place = Path(error.place.path).absolute() if error.place else None
        if place in changed or str(error) != str(earlier):
            diagnostics.print_error(error)
        return error
    if found:
        _print_round(found, before, clock.now() - begun)
    return None


def _print_round(found: Round, before: Mapping[str, Outcome], seconds: float) -> None:
    """Print what became of each article, and how long it took; ``before`` are the earlier outcomes."""
    for path in found.gone:
        place = discover.display_path(path)
        terminal.echo(f"{place} is gone; its editions are left in the output folder.")
    outcomes = merge_repeated(found.outcomes)
    for outcome in outcomes:
        last = before.get(outcome.place)
        build_report.print_outcome(_without_known_notes(outcome, last))
        if outcome.error and last and last.editions:
            terminal.echo("  Its last editions are unchanged.", err=True)
        elif outcome.editions:
            terminal.echo(_line(outcome, _pages(last) if last else 0))
    if any(outcome.editions for outcome in outcomes):
        terminal.echo(f"Built in {seconds:.1f} s.")


def _without_known_notes(outcome: Outcome, last: Outcome | None) -> Outcome:
    """Return an outcome without the notes that its article had before, whatever line they are on now."""
    known = {(f.code, f.message) for f in last.findings if f.severity == _NOTE} if last else set()
    found = (f for f in outcome.findings if (f.code, f.message) not in known)
    return replace(outcome, findings=tuple(found))


_NOTE = Severity.NOTE


def _line(outcome: Outcome, before: int) -> str:
    """Return the line for an article: its editions, and its pages with their number before."""
    formats = ", ".join(edition.format for edition, _ in outcome.editions)
    pages = _pages(outcome)
    counted = f", {tables.plural(pages, 'page')}" if pages else ""
    was = f" (was {before})" if pages and before and before != pages else ""
    folder = discover.display_path(outcome.editions[0][1].parent)
    return f"{diagnostics.relative_path(outcome.place)}: {formats} in {folder}/{counted}{was}"


def _pages(outcome: Outcome) -> int:
    """Return the printed pages of an article, 0 without a PDF."""
    return sum(edition.pages for edition, _ in outcome.editions)
