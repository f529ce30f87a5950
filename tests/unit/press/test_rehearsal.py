"""The article that set-up presses for itself."""

import tempfile
from pathlib import Path

import pytest

from triptych.core.errors import ToolError
from triptych.press import publishing, rehearsal
from triptych.press.orders import Order, Outcome


def test_it_is_pressed_without_a_fault_and_nothing_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has all editions, no warning, and no folder afterwards."""
    made = list[Outcome]()
    publish = publishing.publish

    def noting(order: Order) -> list[Outcome]:
        made.extend(publish(order))
        return made

    monkeypatch.setattr(publishing, "publish", noting)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    rehearsal.press()
    (outcome,) = made
    assert {edition.format for edition, _ in outcome.editions} == {"html", "epub", "pdf"}
    assert [found.code for found in outcome.findings if found.severity.value != "note"] == []
    assert not list(tmp_path.glob("triptych-*"))


def test_what_cannot_be_pressed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set-up ends with the error."""
    error = ToolError("there is no Pango")
    monkeypatch.setattr(publishing, "publish", lambda _: [Outcome(0, "index.md", error=error)])
    with pytest.raises(ToolError, match="no Pango"):
        rehearsal.press()
