"""Every EPUB and every page is faultless, as EPUBCheck, Ace, axe-core and the Nu checker judge."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from lxml import etree, html

from judging import Judging
from own_content import press_content
from pressing import ROOT, Once, Pressed
from themed import press_themed
from triptych.core.errors import Finding
from variety import various

CASES = sorted(
    path for path in (ROOT / "tests/cases").iterdir() if not path.name.endswith("-error")
)

THEMED = "theme"
"""How the names of editions in bundled themes begin."""


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory, once: Once) -> list[Path]:
    """Return the pages and EPUBs of what covers ``content/``, of each theme, and of every case."""
    folder = tmp_path_factory.mktemp("judged")
    paths = _laid(press_content(once, is_all=False), folder, "content")
    paths += _laid(press_themed(once), folder, THEMED)
    for case in CASES:
        paths += _laid(once.press_all(case / "in"), folder, case.name)
    assert len(paths) >= 2 * len(CASES)
    return paths


@pytest.fixture(scope="session")
def all_editions(
    tmp_path_factory: pytest.TempPathFactory, once: Once, editions: list[Path]
) -> list[Path]:
    """Return the pages and EPUBs of all of ``content/``, and of every case."""
    folder = tmp_path_factory.mktemp("all judged")
    cases = [path for path in editions if not path.name.startswith("content--")]
    return _laid(press_content(once, is_all=True), folder, "content") + cases


def _laid(articles: Iterable[Pressed], folder: Path, prefix: str) -> list[Path]:
    """Write the pages and EPUBs of articles, and return their paths."""
    paths = []
    for pressed in articles:
        for artifact in (pressed.of("html"), pressed.of("epub")):
            paths.append(folder / f"{prefix}--{artifact.name}")
            paths[-1].write_bytes(artifact.data)
    return paths


def _told(faults: dict[str, list[Finding]]) -> str:
    """Return faults as lines."""
    return "\n".join(f"{name}: {finding}" for name, found in faults.items() for finding in found)


Chosen = Callable[[str], list[Path]]
"""What returns the editions of a suffix."""


@pytest.fixture(
    params=[False, pytest.param(True, marks=pytest.mark.sweep)], ids=["covering", "all"]
)
def chosen(request: pytest.FixtureRequest) -> Chosen:
    """Return what returns the editions to judge: those of the suite, or all."""
    paths: list[Path] = request.getfixturevalue("all_editions" if request.param else "editions")
    return lambda suffix: [path for path in paths if path.suffix == suffix]


@pytest.fixture(params=[False, pytest.param(True, marks=pytest.mark.sweep)], ids=["various", "all"])
def opened(request: pytest.FixtureRequest) -> Chosen:
    """Return what returns the editions to open in a browser, which takes a second or two for each."""
    paths: list[Path] = request.getfixturevalue("all_editions" if request.param else "editions")

    def of(suffix: str) -> list[Path]:
        named = [path for path in paths if path.suffix == suffix]
        if request.param:
            return named
        themed = [path for path in named if path.name.startswith(THEMED)]
        plain = various([path for path in named if path not in themed])
        return (
            plain if suffix == ".epub" else [*themed, *plain]
        )  # a book in a theme is for the sweep

    return of


def test_epubcheck_has_nothing_to_say(chosen: Chosen, epubcheck: Judging) -> None:
    """EPUBCheck reports nothing of any EPUB, not even in its usage notes."""
    assert _told(epubcheck(chosen(".epub"))) == ""


def test_ace_finds_no_violation(opened: Chosen, ace: Judging) -> None:
    """Ace finds no violation in any EPUB."""
    assert _told(ace(opened(".epub"))) == ""


def test_axe_finds_no_violation(opened: Chosen, axe: Judging) -> None:
    """Axe-core finds no violation of WCAG 2.2 AA or best practice in any page, wide, dark or narrow."""
    assert _told(axe(opened(".html"))) == ""


def test_nu_has_nothing_to_say(chosen: Chosen, nu: Judging) -> None:
    """The Nu checker reports no error and no warning of any page."""
    assert _told(nu(chosen(".html"))) == ""


@pytest.mark.sweep
def test_every_kind_of_element_is_in_what_covers_the_content(
    editions: list[Path], all_editions: list[Path]
) -> None:
    """No article of the content has an element that nothing of the suite has."""
    assert _elements(all_editions) - _elements(editions) == set()


def _elements(paths: list[Path]) -> set[str]:
    """Return the names of all elements of the pages among some editions."""
    pages = [html.document_fromstring(p.read_bytes()) for p in paths if p.suffix == ".html"]
    return {str(element.tag) for page in pages for element in page.iter(etree.Element)}
