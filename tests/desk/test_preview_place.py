"""The place at which each panel is read is kept, whatever comes between."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from previewing import ARTICLE, FRONT, TEXT, Server, Shown, previewed, shown

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

ABOVE = f"Something new on top.\n\nAnd more of it.\n\n{TEXT}"

_FIND = "[...desk.web.document.querySelectorAll('p')].find(p => p.textContent.includes('WORDS'))"
_TOP = f"({_FIND}).getBoundingClientRect().top"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Yield a preview of a publication with one article."""
    with previewed(tmp_path_factory.mktemp("desk"), {ARTICLE: f"{FRONT}{TEXT}\n"}) as running:
        yield running


@pytest.fixture(scope="module")
def opened(browser: "Browser", server: Server) -> Iterator[Shown]:
    """Yield a page that shows the article."""
    with shown(browser, server) as page:
        page.open(ARTICLE)
        yield page


@pytest.fixture
def page(opened: Shown, server: Server, request: pytest.FixtureRequest) -> Shown:
    """Return the page with paragraph 12 at the top of the web panel, 17 pixels above it."""
    opened.page.keyboard.press("0")
    _save(opened, server, f"{TEXT}\n\nFor {request.node.name}.")
    opened.run("desk.web.frame.contentWindow.scrollTo(0, 0)")
    _scroll(opened, "Paragraph 12 ")
    return opened


def _scroll(page: Shown, words: str) -> None:
    """Scroll the web panel so that a paragraph begins 17 pixels above it."""
    at = _TOP.replace("WORDS", words)
    page.run(
        f"desk.web.frame.contentWindow.scrollBy(0, Math.round({at}) + 17);"
        "await new Promise(done => requestAnimationFrame(done))"  # it is told by then
    )
    assert abs(_top(page, words) + 17) < 1, "the page does not reach so far"


def _top(page: Shown, words: str = "Paragraph 12 ") -> float:
    """Return how far below the top of the web panel a paragraph begins."""
    return float(page.run(f"return {_TOP}".replace("WORDS", words)))


def _save(page: Shown, server: Server, text: str = ABOVE) -> None:
    """Save the article and wait until it is shown."""
    before = page.settle()
    (server.folder / ARTICLE).write_text(FRONT + text + "\n")
    page.settle(before + 1)


def test_the_place_is_kept_when_something_is_added_above(page: Shown, server: Server) -> None:
    """The block at the top of each panel is there again, though everything has moved down."""
    page.run("await desk.reader.view.goToFraction(0.6)")
    words = page.run("return desk.reader.place().words")
    _save(page, server)
    assert abs(_top(page) + 17) < 1
    assert page.run(
        "const b = desk.reader.documents.flatMap(({ doc }) => [...doc.querySelectorAll('p')])"
        f".find(p => p.textContent === {words!r});"
        "return desk.reader.view.lastLocation.range.intersectsNode(b)"
    )


def test_the_place_is_exact_after_many_saves(page: Shown, server: Server) -> None:
    """Pixels that are rounded at each save do not add up."""
    for number in range(6):
        _save(page, server, "One more.\n\n" * (number % 2) + f"{TEXT} {number}")
    assert abs(_top(page) + 17) < 1


def test_the_place_is_kept_when_type_comes_late(page: Shown) -> None:
    """What moves the page after it is shown, as type does that is loaded then, leaves it in its place."""
    page.run("desk.web.document.querySelector('h1').style.fontSize = '90px'")
    page.wait(f"Math.abs({_TOP.replace('WORDS', 'Paragraph 12 ')} + 17) < 1")
    page.run("desk.web.document.querySelector('h1').style.fontSize = ''")
    page.wait(f"Math.abs({_TOP.replace('WORDS', 'Paragraph 12 ')} + 17) < 1")


def test_a_page_is_shown_with_its_type(page: Shown) -> None:
    """A page in a new frame has loaded its fonts when it is seen."""
    status = page.run(
        "const frame = await desk.web.load(`/shown/html?a=${desk.article}`);"
        "const { status, size } = frame.contentDocument.fonts; frame.remove(); return [status, size > 0]"
    )
    assert status == ["loaded", True]


def test_what_is_scrolled_while_a_revision_comes_counts(page: Shown, server: Server) -> None:
    """The place is where the page is when it changes, not where it was when the revision was reported."""
    waiting: list[Any] = []

    def hold(route: "Route") -> None:
        if waiting:
            route.continue_()
        else:
            waiting.append(route)

    page.page.route("**/shown/html*", hold)
    before = page.settle()
    (server.folder / ARTICLE).write_text(FRONT + ABOVE + "\n")
    page.wait(f"desk.report.shots.html.revision > {before}")
    while not waiting:
        page.page.wait_for_timeout(20)
    _scroll(page, "Paragraph 5 ")
    waiting[0].continue_()
    page.settle(before + 1)
    page.page.unroute("**/shown/html*")
    assert abs(_top(page, "Paragraph 5 ") + 17) < 1


def test_the_place_is_kept_in_a_panel_that_is_hidden(page: Shown, server: Server) -> None:
    """What is saved while another panel is alone moves nothing in this one."""
    page.page.keyboard.press("3")
    _save(page, server)
    page.page.keyboard.press("0")
    page.wait(f"Math.abs({_TOP.replace('WORDS', 'Paragraph 12 ')} + 17) < 1")


def test_the_place_is_kept_in_a_panel_of_another_width(page: Shown) -> None:
    """A splitter that is moved leaves the block at the top where it is, and so does the paper's zoom."""
    page.run("desk.paper.stage.scrollTo(0, desk.paper.sheets[1].element.offsetTop + 50)")
    on_page = (
        "(({ element }) => { const at = element.getBoundingClientRect(); return "
        "(desk.paper.stage.getBoundingClientRect().top - at.top) / at.height })(desk.paper.sheets[1])"
    )
    before = page.run(f"return {on_page}")
    width = page.run("return desk.web.frame.offsetWidth")
    page.page.focus(".splitter")
    for _ in range(5):
        page.page.keyboard.press("ArrowLeft")
    page.wait(f"desk.web.frame.offsetWidth < {width} - 50")
    page.wait(f"Math.abs({_TOP.replace('WORDS', 'Paragraph 12 ')} + 17) < 1")
    page.page.select_option("#paper-zoom", "100")
    assert page.run(f"return {on_page}") == pytest.approx(before, abs=0.01)
    page.page.select_option("#paper-zoom", "width")
    for _ in range(5):
        page.page.keyboard.press("ArrowRight")


def test_a_panel_that_is_late_is_as_large_as_before(page: Shown, server: Server) -> None:
    """Where there is little room, what says that a panel is late takes none, so nothing jumps at a save."""
    heights = "[...document.querySelectorAll('.panel-bar')].map(bar => bar.offsetHeight).join()"
    page.page.set_viewport_size({"width": 900, "height": 900})
    page.wait("document.getElementById('web').offsetWidth < 320")
    before = page.run(f"return {heights}")
    revision = page.settle()
    (server.folder / ARTICLE).write_text(FRONT.replace("2026-01-02", "never") + TEXT + "\n")
    page.wait(
        "document.querySelectorAll('[data-is-late]').length === 3 && desk.report.errors.length"
    )
    assert page.run(f"return {heights}") == before
    assert "older" in page.run("return document.getElementById('paper-revision').textContent")
    (server.folder / ARTICLE).write_text(FRONT + TEXT + "\n")
    page.settle(revision + 2)
    page.page.set_viewport_size({"width": 1500, "height": 900})
