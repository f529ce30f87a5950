"""The answers of the desk to a browser, without a process."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coroutines import run_in_thread
from samples import pdf
from triptych.core.model import Artifact
from triptych.desk.articles import Articles
from triptych.desk.desk import Desk
from triptych.desk.web import Web
from triptych.editions.pdf.drawn import Draft
from triptych.press.orders import Means
from triptych.press.requests import Request

ARTICLE, PORT, TOKEN = "content/one.md", 4747, "token"
Ask = Callable[..., tuple[int, bytes, dict[str, str]]]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return the desk of a publication with one article."""
    (tmp_path / "content").mkdir()
    (tmp_path / "triptych.toml").write_text('title = "P"\n')
    (tmp_path / ARTICLE).write_text("---\ntitle: One\n---\n\nWords.\n")
    return Desk(Articles(Request((tmp_path,), prefix="--"), Means(None, 0)))


@pytest.fixture
def ask(desk: Desk) -> Ask:
    """Return a function that returns status, content and headers of an answer."""
    app = Web(desk, PORT, TOKEN).app

    async def request(path: str, query: str, method: str, body: bytes) -> Any:
        headers = [(b"host", b"127.0.0.1:4747"), (b"x-triptych-token", TOKEN.encode())]
        scope = {"type": "http", "method": method, "path": path, "query_string": query.encode()}
        scope |= {"headers": headers, "root_path": "", "http_version": "1.1", "scheme": "http"}
        messages = list[Any]()

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Any) -> None:
            messages.append(message)

        await app(scope, receive, send)
        start = messages[0]
        found = {name.decode(): value.decode() for name, value in start["headers"]}
        return start["status"], b"".join(m.get("body", b"") for m in messages[1:]), found

    def ask(path: str, query: str = "", method: str = "GET", body: bytes = b"") -> Any:
        return run_in_thread(request(path, query, method, body))

    return ask


def test_what_is_not_made_yet_is_not_found(ask: Ask) -> None:
    """Nor an edition that there is not, nor an article; the list is there at once."""
    for path in ("/shown/html", "/shown/docx", "/download/pdf", "/pages", "/pages/0.png"):
        assert ask(path)[0] == 404
    assert ask("/blocks", "a=content/two.md")[0] == 404
    assert json.loads(ask("/blocks")[1]) == {"lines": {}, "files": {}, "boxes": {}}
    assert [each["name"] for each in json.loads(ask("/articles")[1])] == [ARTICLE]


def test_a_download_has_its_name_and_its_bytes(ask: Ask, desk: Desk) -> None:
    """It is saved under its name, or shown in the browser to be printed."""
    desk.articles.proofs[ARTICLE].save(Artifact("pdf", "one.pdf", b"%PDF-", 1), 1)
    status, data, headers = ask("/download/pdf", f"a={ARTICLE}")
    assert (status, data, headers["content-type"]) == (200, b"%PDF-", "application/pdf")
    assert headers["content-disposition"] == 'attachment; filename="one.pdf"'
    assert ask("/download/pdf", "inline=1")[2]["content-disposition"] == "inline"


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[1]", b'{"theme": 1}' + b" " * 5000, b"[" * 3000, b"\xff", b"null"]
)
def test_what_is_no_request_changes_nothing(ask: Ask, desk: Desk, body: bytes) -> None:
    """Nothing is tried, and no editor is opened."""
    before = desk.articles.tried()
    assert ask("/try", "", "POST", body)[0] == 200
    assert ask("/edit", "", "POST", body)[0] == 404
    assert desk.articles.tried() == before


def test_a_wrong_setting_is_refused_in_a_sentence(ask: Ask) -> None:
    """The page shows it as it is."""
    answer = json.loads(ask("/try", "", "POST", b'{"text_size": "99"}')[1])
    assert answer == {"error": "The text size is not one of the sizes."}


def test_a_page_in_a_width_that_is_none_is_not_drawn(ask: Ask, desk: Desk) -> None:
    """Neither a word nor a number that no screen has."""
    desk.articles.proofs[ARTICLE].show("pdf", 1, b"%PDF-")
    for width in ("", "w=x", "w=-1", "w=99999", "w=1e3"):
        assert ask("/pages/0.png", width)[0] == 404


def test_a_page_on_paper_says_which_others_are_seen(desk: Desk, ask: Ask) -> None:
    """They are drawn first after the next save; what is no number is nothing."""
    proofs = desk.articles.proofs[ARTICLE]
    proofs.show("pdf", 1, pdf())
    for query in ("w=40&v=0-7", "w=40&v=", "w=40&v=0-x", "w=40"):
        assert ask("/pages/0.png", query)[0] == 200
    assert (proofs.visible, proofs.width) == ((0, 7), 40)


def test_visible_pages_are_drawn_before_they_are_asked_for(desk: Desk, ask: Ask) -> None:
    """A draft is painted as wide as the pages before, those of its pages that are seen."""
    proofs = desk.articles.proofs[ARTICLE]
    proofs.visible, proofs.width = (0, 5), 40
    proofs.show_draft(1, Draft(pdf(), (0,), ((1.0, 2.0),), {}))
    desk.printed(proofs)
    assert ask("/pages/0.png", "w=40")[1].startswith(b"\x89PNG")
