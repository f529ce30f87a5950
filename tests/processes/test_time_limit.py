"""The time limit of a press counts what it works, not what it waits for processors that are busy."""

import sys
import time
from pathlib import Path

from triptych.core.model import Override
from triptych.press import pool
from triptych.press.orders import Result, Task
from triptych.settings.publication import bare

LIMIT = 1.5


def _use(seconds: float, of: float) -> None:
    """Use so many seconds of processor time within at least so many that pass."""
    begun = time.monotonic()
    used = time.process_time()
    while time.process_time() - used < seconds:
        latest = time.process_time() + 0.03
        while time.process_time() < latest:
            pass
        time.sleep(0.03 * (of - seconds) / seconds)
    time.sleep(max(0.0, begun + of - time.monotonic()))


def _work(_: Task) -> Result:
    """Work for longer than the limit, with a processor for a part of it."""
    _use(0.6, of=2.0)
    return Result()


def test_an_article_that_waits_for_a_busy_processor_is_not_late() -> None:
    """Its limit is of the time that it has a processor, where the system tells; elsewhere by the clock."""
    task = Task(Path("a.md"), "a.md", bare(Path()), Override(), ("html",))
    ((_, result),) = pool.press([(0, task)], _work, 1, LIMIT)
    assert bool(result.error) == (sys.platform != "linux")
