"""The paper process: it sends a PDF with the places of its blocks, or the error that kept it from it."""

import io
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from triptych.core import child_process
from triptych.core.errors import ToolError
from triptych.desk import paper, serving
from triptych.desk.jobs import Dressed, Press, Print, Printed
from triptych.desk.screen import Screen
from triptych.desk.serving import Wake
from triptych.press import pdf_helper, requests
from triptych.press.requests import Request


def test_a_pdf_has_places_and_an_error_is_sent(tmp_path: Path) -> None:
    """Each block of the article is on its page; a fault of our own ends no process."""
    path = tmp_path / "content" / "one.md"
    path.parent.mkdir()
    (tmp_path / "triptych.toml").write_text('title = "P"\n')
    path.write_text("---\ntitle: One\npaper: a6\n---\n\nWords.\n\nMore of them.\n")
    sent = list[Any]()
    order = requests.order_of(Request((path,), prefix="--"))
    Screen().answer(Press(path, order), sent.append)
    (document,) = [each.document for each in sent if isinstance(each, Dressed)]
    answers = list[Any]()
    paper.answer(Print(document), answers.append)
    paper.answer(Print(replace(document, pages={})), answers.append)
    printed, failed = answers
    assert isinstance(printed, Printed)
    assert printed.artifact
    assert printed.artifact.data.startswith(b"%PDF-")
    assert len(printed.boxes) >= 2
    assert {piece[0] for pieces in printed.boxes.values() for piece in pieces} == {0}
    assert (failed.artifact, failed.boxes) == (None, {})
    assert failed.result.error


@pytest.mark.parametrize("is_woken", [True, False])
def test_it_practises_until_it_is_asked(monkeypatch: pytest.MonkeyPatch, is_woken: bool) -> None:  # noqa: FBT001  a case
    """One that was only woken has time for that; whatever fails there is left to the first article."""
    asked = list[bool]()
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as requests, os.fdopen(writing, "wb") as pipe:

        def prepare(is_asked: Callable[[], bool]) -> None:
            asked.append(is_asked())
            child_process.write_value(pipe, "a question")
            asked.append(is_asked())
            raise ToolError("there is no Pango")

        monkeypatch.setattr(pdf_helper, "prepare", prepare)
        monkeypatch.setattr(serving, "serve", lambda *rest: asked.append(len(rest) == 4))
        paper.run(requests, io.BytesIO(), Wake() if is_woken else "a question before")
    assert asked == [not is_woken, True, True]
