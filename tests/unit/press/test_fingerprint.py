"""The state of the program is read once, and again when a file of it has changed."""

import sys
from pathlib import Path

import pytest

from triptych.press import fingerprint
from triptych.theme.find import Stamp, folder_state, state_of


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a module, where what follows from an installation is cached elsewhere."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "cache"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "program").mkdir()
    (tmp_path / "program" / "module.py").write_text("one = 1\n")
    return tmp_path / "program"


def _count(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return a list that grows by each folder whose files are read."""
    read: list[Path] = []
    original = state_of

    def counted(folder: Path, stamps: tuple[Stamp, ...]) -> str:
        read.append(folder)
        return original(folder, stamps)

    monkeypatch.setattr(fingerprint, "state_of", counted)
    return read


def test_an_unchanged_program_is_not_read_again(
    program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The recorded state is that of the files, and a change of one is seen."""
    monkeypatch.setattr(fingerprint, "_MARGIN", -(10**18))
    read = _count(monkeypatch)
    first = fingerprint.installed_state(program)
    assert first == folder_state(program)
    assert fingerprint.installed_state(program) == first
    assert read == [program]
    (program / "module.py").write_text("two = 2\n")
    assert fingerprint.installed_state(program) not in (first, "")
    assert read == [program, program]


def test_a_program_that_has_just_changed_is_read_again(
    program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Moments that a file system may tell as one prove nothing."""
    read = _count(monkeypatch)
    assert fingerprint.installed_state(program) == fingerprint.installed_state(program)
    assert read == [program, program]
