"""Pressing an article opens its file once and has pandoc parse it once."""

import sys
from pathlib import Path

import pytest

from triptych.core.model import Override, Tree
from triptych.markdown import pandoc
from triptych.press import pipeline
from triptych.press.orders import FORMATS, Task
from triptych.settings.publication import bare

TEXT = """---
title: Once
date: 2025-03-01
theme: printfriendly
image: lead.png
bibliography: works.bib
custom_css: own.css
---
# Once

Text[^a] and again[^a], [@one].

[^a]: A note with a list:
    - one

[^unused]: A note.
"""


@pytest.mark.parametrize("name", ["article.md", "index.md"])
def test_an_article_is_opened_and_parsed_once(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lines of front matter, notes and the source in the PDF all come of the one reading."""
    lead = Path(__file__).parents[1] / "cases" / "notes-amiss" / "in" / "dot.png"
    (tmp_path / "lead.png").write_bytes(lead.read_bytes())
    (tmp_path / "works.bib").write_text("@book{one, title={One}, date={2001}}\n", encoding="utf-8")
    (tmp_path / "own.css").write_text("p { color: red }\n", encoding="utf-8")
    path = tmp_path / name
    path.write_text(TEXT, encoding="utf-8")
    opened: list[str] = []
    parsed: list[str] = []
    parse = pandoc.parse

    def counted(markdown: str, before: str = "", extensions: str = "") -> list[Tree]:
        parsed.append(markdown)
        return parse(markdown, before, extensions)

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and str(arguments[0]) == str(path):
            opened.append(str(arguments[1]))

    monkeypatch.setattr(pandoc, "parse", counted)
    sys.addaudithook(watch)
    task = Task(path, str(path), bare(tmp_path), Override(), tuple(FORMATS))
    result = pipeline.work(task)
    assert result.error is None
    assert len(result.artifacts) == len(FORMATS)
    assert len(opened) == 1
    assert len(parsed) == 1
