"""The project's own publication: the sample and the handbook build without complaint."""

from pathlib import Path

import pytest

from triptych import publishing, sources
from triptych.editions import FORMATS
from triptych.errors import Severity
from triptych.model import Override
from triptych.orders import Order, Outcome

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    """Give what every article of ``content/`` comes to in all editions."""
    publication, files = sources.locate((ROOT,), ROOT)
    out = tmp_path_factory.mktemp("content")
    return list(
        publishing.publish(Order(publication, tuple(files), tuple(FORMATS), out, Override()))
    )


def test_everything_in_content_builds_without_warning(outcomes: list[Outcome]) -> None:
    """Each article gives every edition, and no finding that ``--strict`` would fail on."""
    assert {o.place: o.error for o in outcomes if o.error} == {}
    assert all(len(outcome.editions) == len(FORMATS) for outcome in outcomes)
    heavy = [f for o in outcomes for f in o.findings if f.severity is not Severity.NOTE]
    assert heavy == []
