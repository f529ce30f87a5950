"""``--profile``: where the time went, by step and by article."""

from collections import Counter
from typing import TYPE_CHECKING

from triptych.cli import report
from triptych.press.orders import Outcome

if TYPE_CHECKING:
    from rich.console import Console

_SLOWEST = 10


def tell(outcomes: list[Outcome], seconds: float, console: "Console") -> None:
    """Print the seconds of each step, all processes taken together, and the slowest articles."""
    pressed = [outcome for outcome in outcomes if outcome.times]
    steps: Counter[str] = Counter()
    for outcome in pressed:
        steps.update(outcome.times)
    whole = sum(steps.values())
    table = report.table("Step", "Seconds", "Share", right=("Seconds", "Share"))
    for name, taken in steps.most_common():
        table.add_row(name, f"{taken:.2f}", f"{taken / whole:.0%}")
    console.print(table)
    slowest = sorted(pressed, key=lambda outcome: -sum(outcome.times.values()))[:_SLOWEST]
    articles = report.table("Article", "Seconds", "Longest step", right=("Seconds",))
    for outcome in slowest:
        longest = max(outcome.times, key=lambda name: outcome.times[name])
        articles.add_row(outcome.place, f"{sum(outcome.times.values()):.2f}", longest)
    console.print(articles)
    rate = len(pressed) / seconds if seconds else 0.0
    known = len(outcomes) - len(pressed)
    console.print(
        f"{len(pressed)} pressed in {seconds:.2f} seconds ({rate:.1f} a second); "
        f"{known} were kept from before, or failed."
    )
