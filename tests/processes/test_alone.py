"""One article alone is pressed in a process that can be ended, and its time is limited too."""

from pathlib import Path

import pytest

from commandline import ARTICLE, write
from triptych.core.errors import PressError
from triptych.core.model import Override
from triptych.press import limits, publishing
from triptych.press.orders import Means, Order, Outcome
from triptych.sources import discover

pytestmark = pytest.mark.usefixtures("forkable")


def _publish(root: Path, out: str, jobs: int) -> Outcome:
    """Build the one article of a folder."""
    publication, files = discover.locate((root / "a.md",), root)
    order = Order(publication, tuple(files), ("html",), root / out, Override())
    (outcome,) = publishing.publish(order, Means(jobs=jobs))
    return outcome


def test_it_comes_to_the_same_bytes(tmp_path: Path) -> None:
    """In a process of its own as in this one."""
    root = write(tmp_path, {"a.md": ARTICLE})
    apart, here = _publish(root, "apart", 1), _publish(root, "here", 0)
    assert apart.error is here.error is None
    assert apart.findings == here.findings
    assert apart.editions[0][1].read_bytes() == here.editions[0][1].read_bytes()


def test_it_is_ended_when_it_takes_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The default limit is that of each of several, and nothing is written."""
    monkeypatch.setattr(limits, "SECONDS", 0.001)
    outcome = _publish(write(tmp_path, {"a.md": ARTICLE}), "out", 1)
    assert isinstance(outcome.error, PressError)
    assert "takes longer than 0.001 seconds" in outcome.error.message
    assert not list((tmp_path / "out").iterdir())
