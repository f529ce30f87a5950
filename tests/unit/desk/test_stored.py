"""What the desk takes from the cache of earlier builds, and adds to it."""

from pathlib import Path
from typing import Any

from triptych.desk import paper
from triptych.desk.jobs import Dressed, Press, Pressed, Print, Settle
from triptych.desk.screen import Screen
from triptych.desk.stored import Stored
from triptych.press import requests
from triptych.press.orders import Means
from triptych.press.requests import Request


def test_what_is_added_is_there_until_the_article_changes(tmp_path: Path) -> None:
    """All editions of it with their findings, for these settings; without a cache nothing."""
    path = tmp_path / "content" / "one.md"
    path.parent.mkdir()
    (tmp_path / "triptych.toml").write_text('title = "P"\n')
    path.write_text("---\ntitle: One\npaper: a6\n---\n\nWords, and [a link](nothing.md).\n")
    order = requests.order_of(Request((path,), prefix="--"))
    stored = Stored(Means(tmp_path / "cache", 1 << 30))
    assert (stored.artifacts(path, order), stored.findings(path, order)) == ((), None)
    screen, sent = Screen(), list[Any]()
    screen.answer(Press(path, order), sent.append)
    by_kind = {type(each): each for each in sent}
    paper.answer(Print(by_kind[Dressed].document), sent.append)
    printed = sent[-1]
    screen.answer(Settle(printed.artifact.starts), sent.append)
    made = [*sent[-1].artifacts, printed.artifact]
    results = {"screen": by_kind[Pressed].result, "paper": printed.result}
    stored.add(path, order, results, made)
    found = {each.format: each for each in stored.artifacts(path, order)}
    assert {name: each.data for name, each in found.items()} == {a.format: a.data for a in made}
    assert found["pdf"].pages == printed.artifact.pages
    assert any("nothing.md" in each.message for each in stored.findings(path, order) or [])
    assert Stored(Means(None, 0)).artifacts(path, order) == ()
    path.write_text("---\ntitle: One\npaper: a6\n---\n\nOther words.\n")
    assert (stored.artifacts(path, order), stored.findings(path, order)) == ((), None)
