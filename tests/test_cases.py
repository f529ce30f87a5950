"""Every folder under ``cases/`` is a test: what stands in ``in/`` gives what stands in ``expected/``.

A folder whose name ends in ``-error`` gives a message and an exit code and no edition. The option
``--update-cases`` writes ``expected/`` anew; look at the difference before you commit it.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from editions import epub_files, html_text, pdf_text
from triptych.core.errors import Finding, TriptychError
from triptych.core.model import Override
from triptych.editions.formats import FORMATS
from triptych.press import publishing
from triptych.press.orders import Edition, Order, Outcome
from triptych.sources import discover

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.is_dir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_gives_what_it_expects(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """The sources in ``in/`` give exactly the files in ``expected/``, none less and none more."""
    shutil.copytree(case / "in", tmp_path / "in", symlinks=True)
    monkeypatch.chdir(tmp_path / "in")
    found = dict(_results(tmp_path / "out"))
    folder = case / "expected"
    if request.config.getoption("--update-cases"):
        _write(folder, found)
    expected = {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    assert sorted(found) == sorted(expected)
    for name, data in expected.items():
        assert _readable(found[name]) == _readable(data), name
    assert ("error.txt" in found) == case.name.endswith("-error")


def _results(out: Path) -> Iterator[tuple[str, bytes]]:
    """Yield what the current folder's article or publication comes to, by file name."""
    messages: list[str] = []
    try:
        outcomes = _outcomes(out)
    except TriptychError as error:
        yield "error.txt", _error(error)
        return
    for outcome in outcomes:
        messages.extend(map(_told, outcome.findings))
        if outcome.error:
            yield "error.txt", _error(outcome.error)
        for edition, path in outcome.editions:
            yield from _edition(edition, path)
    if messages:
        yield "findings.txt", ("\n".join(messages) + "\n").encode()


def _told(finding: Finding) -> str:
    """Return a finding as it is told, and as what it is waived."""
    tail = f" waived: {finding.waived}" if finding.waived else ""
    place = str(finding.place).replace(f"{Path.cwd()}/", "")
    return f"{place}: {finding.severity}: {finding.message} [{finding.code}]{tail}"


def _outcomes(out: Path) -> list[Outcome]:
    """Build everything in the current folder, which is a publication or a folder of articles."""
    here = Path.cwd()
    publication, files = discover.locate((here,), here)
    order = Order(publication, tuple(files), tuple(FORMATS), out, Override(), is_whole=True)
    return list(publishing.publish(order))


def _edition(edition: Edition, path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield an edition as files that can be compared."""
    if edition.format == "epub":
        for name, data in epub_files(path.read_bytes()).items():
            yield f"{edition.name}/{name}", data
    elif edition.format == "pdf":
        yield f"{edition.name}.txt", pdf_text(path).encode()
    else:
        yield edition.name, html_text(path.read_bytes()).encode()


def _error(error: TriptychError) -> bytes:
    """Return an error as it is told, with its exit code."""
    text = f"exit {error.exit_code}\n"
    for each in error.all_errors():
        place = f"{each.place}: " if each.place else ""
        text += f"{place}error: {each.message}\n{each.hint}\n"
    return text.replace(f"{Path.cwd()}/", "").replace(str(Path.cwd()), ".").encode()


def _readable(data: bytes) -> object:
    """Return text as lines, so that a difference is shown line by line, and other bytes as they are."""
    try:
        return data.decode().splitlines()
    except UnicodeDecodeError:
        return data


def _write(folder: Path, found: dict[str, bytes]) -> None:
    """Write what was found as what is expected, and take away what is there no more."""
    for path in folder.rglob("*"):
        if path.is_file() and str(path.relative_to(folder)) not in found:
            path.unlink()
    for name, data in found.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
