"""A bar that tells on a terminal how far a build is, how fast it goes, and how long it still takes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from triptych.cli import report


@contextmanager
def shown(total: int, *, is_wanted: bool) -> Iterator[Callable[[], None]]:
    """Give what is called when one article more is done; the bar goes with what is done within."""
    if not is_wanted:
        yield lambda: None
        return
    from rich.progress import (  # noqa: PLC0415  a build without a bar need not load it
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        console=report.console(stderr=True),
        transient=True,
        auto_refresh=False,  # by a thread, beside which no process may fork
    ) as bar:
        task = bar.add_task("Pressing", total=total, rate="")

        def advance() -> None:
            bar.advance(task)
            speed = bar.tasks[0].speed
            bar.update(task, rate=f"{speed:.1f}/s" if speed else "", refresh=True)

        yield advance
