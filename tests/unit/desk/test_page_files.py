"""The files of the desk's page."""

import json
import re

import pytest
from lxml.html import fromstring

from triptych.desk import page_files


def test_each_file_that_the_page_names_is_served() -> None:
    """Modules, style sheets and the icon that are named anywhere are in the table, and nothing else is."""
    table = page_files.table()
    start = page_files.page("token")
    named = set(re.findall(r'"/desk/([^"]+)"', start))
    for path, kind in table.values():
        assert path.is_file()
        if path.suffix == ".mjs":
            named |= set(re.findall(r"from '\./([^']+)'", path.read_text(encoding="utf-8")))
            assert kind.startswith("text/javascript")
    own = {name for name in table if not name.startswith("foliate/")}
    assert {name for name in named if not name.startswith("foliate/")} == own
    assert named <= table.keys()


def test_the_page_has_the_token_and_knows_of_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the e-reader the page is told so, and none of its files is in the table."""
    assert 'content="a-token"' in page_files.page("a-token")
    assert "foliate/view.js" in page_files.page("a-token")
    monkeypatch.setattr(page_files, "READER", page_files.READER.with_name("nowhere"))
    assert 'name="triptych-reader" content=""' in page_files.page("a-token")
    assert not any(name.startswith("foliate/") for name in page_files.table())
    assert "foliate/view.js" not in page_files.page("a-token")


def test_what_is_known_comes_with_the_page() -> None:
    """The browser reads the very values, whatever a title has in it."""
    known = {"settings": {"title": "\"A\" <b> & 'c' {{token}}"}}
    [meta] = fromstring(page_files.page("t", known)).iterfind(".//meta[@name='triptych-known']")
    assert json.loads(meta.get("content", "")) == known


def test_what_is_shown_first_is_asked_for_with_the_modules(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the addresses that the modules use, of any name; the book only where there is an e-reader."""
    shots = {name: {"serial": at} for at, name in enumerate(("html", "epub", "pdf"), 1)}
    known = {"article": {"article": "content/a b&\"ü'(1).md", "shots": shots}}
    name = "content%2Fa%20b%26%22%C3%BC'(1).md"
    page = fromstring(page_files.page("t", known))
    fetched = [each.get("href") for each in page.iterfind(".//link[@rel='preload']")]
    assert fetched == [f"/shown/epub?a={name}&r=2", f"/pages?a={name}"]
    [frame] = page.iterfind(".//*[@id='web-stage']/iframe")
    assert (frame.get("src"), frame.get("sandbox")) == (
        f"/shown/html?a={name}&r=1",
        "allow-same-origin",
    )
    monkeypatch.setattr(page_files, "READER", page_files.READER.with_name("nowhere"))
    assert "/shown/epub" not in page_files.page("t", known)
    assert "<iframe" not in page_files.page("t", {"article": {"article": "a.md", "shots": {}}})


def test_no_file_of_the_page_has_a_rule_for_another_host() -> None:
    """Nothing is loaded from elsewhere."""
    for path, _ in page_files.table().values():
        if "node_modules" not in path.parts:
            text = path.read_text(encoding="utf-8").replace("http://www.idpf.org/2007/ops", "")
            assert not re.search(r"https?://(?!www\.w3\.org)\w", text), path
