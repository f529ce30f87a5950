"""Every EPUB and every page is faultless, as EPUBCheck, Ace, axe-core and the Nu checker judge."""

from pathlib import Path

import pytest

from judging import Judging
from pressing import ROOT, Once
from triptych.core.errors import Finding

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


def test_ace_finds_no_violation(editions: list[Path], ace: Judging) -> None:
    """Ace finds no violation in any EPUB."""
    assert _told(ace([path for path in editions if path.suffix == ".epub"])) == ""


def test_axe_finds_no_violation(editions: list[Path], axe: Judging) -> None:
    """Axe-core finds no violation of WCAG 2.2 AA or best practice in any page, wide, dark or narrow."""
    assert _told(axe([path for path in editions if path.suffix == ".html"])) == ""


def test_nu_has_nothing_to_say(editions: list[Path], nu: Judging) -> None:
    """The Nu checker reports no error and no warning of any page."""
    assert _told(nu([path for path in editions if path.suffix == ".html"])) == ""
