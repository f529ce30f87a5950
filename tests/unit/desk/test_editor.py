"""The user's editor."""

from pathlib import Path

import pytest

from triptych.desk.editor import command, open_at

FILE = Path("an article.md")


def test_an_own_command_is_filled_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Path and line are filled in unchanged; the path is added where it is missing."""
    monkeypatch.setenv("TRIPTYCH_EDITOR", "edit --at {line} {path}")
    assert command(FILE, 7) == ["edit", "--at", "7", "an article.md"]
    monkeypatch.setenv("TRIPTYCH_EDITOR", "edit")
    assert command(FILE, 7) == ["edit", "an article.md"]


def test_a_known_editor_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """That of VISUAL comes first where it has windows; one for a terminal is not started."""
    for name in ("code", "gedit", "vi"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.delenv("TRIPTYCH_EDITOR", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("VISUAL", "gedit --wait")
    assert command(FILE, 7) == [str(tmp_path / "gedit"), "+7", "an article.md"]
    monkeypatch.setenv("VISUAL", "vi")
    monkeypatch.delenv("EDITOR", raising=False)
    assert command(FILE, 7) == [str(tmp_path / "code"), "--goto", "an article.md:7"]


def test_without_an_editor_the_user_learns_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is started."""
    for name in ("TRIPTYCH_EDITOR", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", "")
    assert "TRIPTYCH_EDITOR" in open_at(FILE, 7)["error"]
    monkeypatch.setenv("TRIPTYCH_EDITOR", "/nowhere/edit")
    assert "cannot be started" in open_at(FILE, 7)["error"]
