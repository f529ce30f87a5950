"""The articles of an order on their way through the press."""

from dataclasses import dataclass

from triptych.press.cache.entries import Entry
from triptych.press.cache.memory import Known
from triptych.press.orders import Order, Printed, Task


@dataclass(frozen=True, slots=True)
class Job:
    """One article of an order: its number there, what it says of itself, and what is known of it.

    ``folder`` is that of its editions, below the output folder and separated by ``/``; ``printed`` is the
    issue whose pages it names.
    """

    number: int
    entry: Entry
    known: Known
    folder: str = ""
    printed: Printed | None = None


def task_of(job: Job, formats: tuple[str, ...], order: Order) -> Task:
    """Return all that pressing some editions of an article needs."""
    known, publication = job.known, order.publication
    return Task(
        known.path, known.place, publication, order.override, formats, job.folder, job.printed
    )
