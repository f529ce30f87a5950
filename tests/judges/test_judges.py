"""Every EPUB and every page is faultless, as EPUBCheck, Ace, axe-core and the Nu checker judge."""

from pathlib import Path

import pytest

from judging import Judging
from pressing import ROOT, Once
from triptych.core.errors import Finding
from variety import various

CASES = sorted(
    path for path in (ROOT / "tests/cases").iterdir() if not path.name.endswith("-error")
)


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory, once: Once) -> list[Path]:
    """Return the pages and EPUBs of ``content/`` and of every case."""
    folder = tmp_path_factory.mktemp("judged")
    paths = []
    for source in (ROOT, *(case / "in" for case in CASES)):
        prefix = "content" if source == ROOT else source.parent.name
        for pressed in once.press_all(source):
            for artifact in (pressed.of("html"), pressed.of("epub")):
                paths.append(folder / f"{prefix}--{artifact.name}")
                paths[-1].write_bytes(artifact.data)
    assert len(paths) >= 2 * len(CASES)
    return paths


def _told(faults: dict[str, list[Finding]]) -> str:
    """Return faults as lines."""
    return "\n".join(f"{name}: {finding}" for name, found in faults.items() for finding in found)


def test_epubcheck_has_nothing_to_say(editions: list[Path], epubcheck: Judging) -> None:
    """EPUBCheck reports nothing of any EPUB, not even in its usage notes."""
    assert _told(epubcheck([path for path in editions if path.suffix == ".epub"])) == ""


shares = pytest.mark.parametrize(
    "is_all", [False, pytest.param(True, marks=pytest.mark.sweep)], ids=["various", "all"]
)
"""A browser takes a second or two for each file, so only the sweep opens them all."""


@shares
def test_ace_finds_no_violation(is_all: bool, editions: list[Path], ace: Judging) -> None:  # noqa: FBT001  pytest passes it by name
    """Ace finds no violation in any EPUB."""
    books = [path for path in editions if path.suffix == ".epub"]
    assert _told(ace(books if is_all else various(books))) == ""


@shares
def test_axe_finds_no_violation(is_all: bool, editions: list[Path], axe: Judging) -> None:  # noqa: FBT001  pytest passes it by name
    """Axe-core finds no violation of WCAG 2.2 AA or best practice in any page, wide, dark or narrow."""
    pages = [path for path in editions if path.suffix == ".html"]
    assert _told(axe(pages if is_all else various(pages))) == ""


def test_nu_has_nothing_to_say(editions: list[Path], nu: Judging) -> None:
    """The Nu checker reports no error and no warning of any page."""
    assert _told(nu([path for path in editions if path.suffix == ".html"])) == ""
