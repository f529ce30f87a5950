"""The preview for who does not see it, or bears no motion; and pages on paper that come late."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from previewing import ARTICLE, FRONT, Server, Shown, previewed, shown

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

_MOVED = (
    "[...document.querySelectorAll('*')].filter(e => "
    "getComputedStyle(e).animationName !== 'none' || "
    "getComputedStyle(e).transitionDuration !== '0s').length"
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Yield a preview of a publication with one article."""
    with previewed(tmp_path_factory.mktemp("desk"), {ARTICLE: f"{FRONT}Words.\n"}) as running:
        yield running


def _save(page: Shown, words: str) -> None:
    """Save the article, and wait until it is shown."""
    before = page.settle()
    (page.server.folder / ARTICLE).write_text(f"{FRONT}{words}\n")
    page.settle(before + 1)


def test_nothing_moves_for_who_bears_no_motion(browser: "Browser", server: Server) -> None:
    """What glows after a save does so without a movement; for others something moves."""
    moved = {}
    for choice in ("no-preference", "reduce"):
        with shown(browser, server, reduced_motion=choice) as page:
            page.open(ARTICLE)
            _save(page, f"Words for {choice}.")
            page.wait("document.querySelector('#paper .glow')")
            moved[choice] = page.run(f"return {_MOVED}")
    assert moved["no-preference"]
    assert moved["reduce"] == 0


def test_a_save_is_told_once(browser: "Browser", server: Server) -> None:
    """The live region says that something is under way, and that it is done, each once; no more."""
    with shown(browser, server) as page:
        page.open(ARTICLE)
        page.run(
            "window.told = []; const state = document.getElementById('state');"
            "new MutationObserver(() => window.told.push(state.textContent))"
            ".observe(state, { childList: true, characterData: true, subtree: true })"
        )
        _save(page, "Words that are told.")
        page.wait("document.getElementById('state').textContent === 'Up to date'")
        told = page.run("return window.told")
        assert told[-1] == "Up to date"
        assert set(told[:-1]) <= {"Setting …", "Printing …"}
        assert 1 <= len(told) - 1 <= 2
        assert page.page.get_by_role("status").first.inner_text() == "Up to date"


def test_an_error_is_an_alert(browser: "Browser", server: Server) -> None:
    """It is announced as one, with its line, until it is mended."""
    with shown(browser, server) as page:
        page.open(ARTICLE)
        (server.folder / ARTICLE).write_text(FRONT.replace("2026-01-02", "never") + "Words.\n")
        page.wait("!document.getElementById('error').hidden")
        alert = page.page.get_by_role("alert")
        assert "line 4" in alert.inner_text()
        (server.folder / ARTICLE).write_text(f"{FRONT}Mended.\n")
        page.wait("document.getElementById('error').hidden")
        assert alert.count() == 0


def test_a_page_that_could_not_be_had_is_asked_for_again(
    browser: "Browser", server: Server
) -> None:
    """A busy server, or one that has another revision by then, leaves no panel behind for ever."""
    with shown(browser, server) as page:
        page.open(ARTICLE)
        refused = list[str]()

        def refuse(route: "Route") -> None:
            if len(refused) < 2:
                refused.append(route.request.url)
                route.abort()
            else:
                route.continue_()

        page.page.route("**/pages/*.png*", refuse)
        _save(page, "Words that are refused at first.")
        assert len(refused) == 2
