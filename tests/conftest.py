"""What every test may ask for: the judges, and the switch that writes expectations anew."""

import os
import shutil
from collections.abc import Iterator
from typing import NoReturn

import pytest

from triptych.checks import verapdf as verapdf_engine


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer ``--update-cases``, which writes what cases give into ``expected/``."""
    parser.addoption("--update-cases", action="store_true", help="write expected/ anew")


@pytest.fixture(scope="session")
def judge() -> "Judge":
    """Give the finder of outside judges."""
    return Judge()


@pytest.fixture(scope="session")
def verapdf(judge: "Judge") -> Iterator[verapdf_engine.Engine]:
    """Give veraPDF's engine, one Java process for the whole session."""
    if lacking := verapdf_engine.missing():
        judge.miss(f"{lacking}, for veraPDF,")
    with verapdf_engine.engine() as engine:
        yield engine


class Judge:
    """Finds programs that rule on editions; with ``CI=true`` a missing one is a failure."""

    def path(self, name: str) -> str:
        """Give the path of a program; skips the test, or fails it in CI, when it is missing."""
        found = shutil.which(name)
        if found is None:
            self.miss(name)
        return found

    def miss(self, name: str) -> NoReturn:
        """Skip the test, or fail it in CI, for want of a judge."""
        message = f"{name} is not installed; `make test` installs it"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
