"""``--profile``: how long each step and the slowest articles took."""

from collections import Counter

from triptych.cli import tables, terminal
from triptych.press.orders import Outcome

_SLOWEST = 10


def print_timings(outcomes: list[Outcome], seconds: float) -> None:
    """Print the seconds of each step over all processes, and the slowest articles."""
    console = tables.console()
    pressed = [outcome for outcome in outcomes if outcome.times]
    steps: Counter[str] = Counter()
    for outcome in pressed:
        steps.update(outcome.times)
    whole = sum(steps.values())
    table = tables.table("Step", "Seconds", "Share", right=("Seconds", "Share"))
    for name, taken in steps.most_common():
        table.add_row(name, f"{taken:.2f}", f"{taken / whole:.0%}")
    console.print(table)
    slowest = sorted(pressed, key=lambda outcome: -sum(outcome.times.values()))[:_SLOWEST]
    articles = tables.table("Article", "Seconds", "Longest step", right=("Seconds",))
    for outcome in slowest:
        longest = max(outcome.times, key=lambda name: outcome.times[name])
        articles.add_row(
            terminal.escape(outcome.place), f"{sum(outcome.times.values()):.2f}", longest
        )
    console.print(articles)
    rate = len(pressed) / seconds if seconds else 0.0
    known = len(outcomes) - len(pressed)
    console.print(
        f"{tables.plural(len(pressed), 'article')} built in {seconds:.2f} s ({rate:.1f}/s), "
        f"{known} reused from the cache or failed"
    )
