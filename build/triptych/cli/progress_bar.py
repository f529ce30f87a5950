"""The progress bar of a build: articles done, articles per second, time left."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from triptych.cli import tables


@contextmanager
def display(total: int, *, is_wanted: bool) -> Iterator[Callable[[], None]]:
    """Display a bar, and yield the function to call after each article; the bar vanishes at the end."""
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
        console=tables.console(stderr=True),
        transient=True,
        auto_refresh=False,  # a refreshing thread would make forking unsafe
    ) as bar:
        task = bar.add_task("Building", total=total, rate="")

        def advance() -> None:
            bar.advance(task)
            speed = bar.tasks[0].speed
            bar.update(task, rate=f"{speed:.1f}/s" if speed else "", refresh=True)

        yield advance
