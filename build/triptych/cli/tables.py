"""Tables and sizes as every command prints them."""

import sys
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


def prepare() -> None:
    """Import what tables need ahead of time, while a build waits for its processes."""
    import rich.table  # noqa: F401, PLC0415  a build that prints no table need not load it


def console(*, stderr: bool = False) -> "Console":
    """Return a console that never wraps a path if its output is not a terminal."""
    from rich.console import Console  # noqa: PLC0415  as above

    stream = sys.stderr if stderr else sys.stdout
    return Console(
        stderr=stderr,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=True,
        width=None if stream.isatty() else 10_000,
    )


def table(*names: str, right: tuple[str, ...] = (), fold: str = "") -> "Table":
    """Return an empty table with these columns; some are right-aligned, and one may wrap."""
    from rich.table import Table  # noqa: PLC0415  as above

    made = Table(box=None, pad_edge=False, header_style="bold")
    for name in names:
        justify: Literal["left", "right"] = "right" if name in right else "left"
        made.add_column(name, justify=justify, overflow="fold" if name == fold else "ellipsis")
    return made


def format_size(count: int) -> str:
    """Return a number of bytes in kB or MB, such as 12 kB."""
    return f"{count / 1024:.0f} kB" if count < 1024 * 1024 else f"{count / 1024 / 1024:.1f} MB"


def plural(count: int, noun: str) -> str:
    """Return a number with its noun, such as 1 edition or 2 editions."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
