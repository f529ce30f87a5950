"""A sweep: thousands of random publications and editions, and no fault of our own in any.

Each seed gives the same publication everywhere. For each, in this process: no internal error, at most
twenty seconds of processor time, nothing active in an edition, no complaint of EPUBCheck.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fuzz import checked, editions
from triptych.core.errors import Severity

if TYPE_CHECKING:
    from judging import Judging

BATCH = 100
BUILDS = 20_000
CHECKS = 3_000
PAPER = 10
"""One in this number is printed too."""


def faults(seeds: range, books: Path) -> list[str]:
    """Return what is wrong with the publications of some seeds, each fault with its seed."""
    found = []
    for seed in seeds:
        formats = ("html", "epub") if seed % PAPER else ("html", "epub", "pdf")
        report = editions.press(seed, formats, books)
        found += [f"{seed}: {fault}" for fault in report.faults]
    return found


def test_the_first_publications_have_no_fault(tmp_path: Path) -> None:
    """A few seeds are pressed with every run of the tests."""
    assert faults(range(6), tmp_path) == []


def test_the_first_damaged_editions_are_checked() -> None:
    """A few damaged editions are judged with every run of the tests."""
    assert [fault for seed in range(40) for fault in checked.faults(seed)] == []


@pytest.mark.sweep
@pytest.mark.parametrize("start", range(0, BUILDS, BATCH))
def test_publications_have_no_fault(start: int, tmp_path: Path, epubcheck: "Judging") -> None:
    """No publication of a batch is a fault of ours, and every book is valid."""
    found = faults(range(start, start + BATCH), tmp_path)
    complaints = epubcheck(sorted(tmp_path.glob("*.epub"))).items()
    grave = [(n, f) for n, all_ in complaints for f in all_ if f.severity is not Severity.NOTE]
    found += [f"{name}: {each.message}" for name, each in grave]
    assert found == []


@pytest.mark.sweep
@pytest.mark.parametrize("start", range(0, CHECKS, BATCH))
def test_damaged_editions_are_checked(start: int) -> None:
    """No damaged edition makes our own checks fail."""
    seeds = range(start, start + BATCH)
    assert [fault for seed in seeds for fault in checked.faults(seed)] == []
