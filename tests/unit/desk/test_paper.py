"""The paper process: it sends a PDF with the places of its blocks, or the error that kept it from it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from triptych.desk import paper
from triptych.desk.jobs import Dressed, Press, Print, Printed
from triptych.desk.screen import Screen
from triptych.press import requests
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
