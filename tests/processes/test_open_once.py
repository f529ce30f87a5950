"""Pressing an article opens its file once, has pandoc parse it once, and passes its tree once each way."""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from triptych.core.model import Override, Tree
from triptych.markdown import pandoc
from triptych.markdown.server import PandocServer
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


def test_the_tree_of_an_article_is_passed_once_each_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For three editions pandoc is asked twice: its JSON is read once here, and written once for it."""
    path = tmp_path / "article.md"
    path.write_text(
        "---\ntitle: Once\ndate: 2025-03-01\n---\nText[^a].\n\n[^a]: A note.\n", "utf-8"
    )
    task = Task(path, str(path), bare(tmp_path), Override(), tuple(FORMATS))
    assert pipeline.work(task).error is None  # the first also asks which version pandoc's tree has
    counts: Counter[str] = Counter()
    ask = PandocServer.ask

    class Counted:
        """The package ``json``, with what is read and written counted."""

        @staticmethod
        def loads(text: str) -> Any:
            counts["read"] += 1
            return json.loads(text)

        @staticmethod
        def dumps(value: Any, **options: Any) -> str:
            counts["written"] += 1
            return json.dumps(value, **options)

    def asked(server: PandocServer, verb: str, text: str, seconds: int) -> str | None:
        counts[verb.partition("+")[0].partition("-")[0]] += 1
        answer = ask(server, verb, text, seconds)
        assert answer is not None  # else a second pandoc would be asked the same
        return answer

    monkeypatch.setattr(pandoc, "json", Counted)
    monkeypatch.setattr(PandocServer, "ask", asked)
    path.write_text(path.read_text("utf-8") + "\nOne word more.\n", "utf-8")
    result = pipeline.work(task)
    assert len(result.artifacts) == len(FORMATS)
    assert counts == {"parse": 1, "read": 1, "html": 1, "written": 1}
