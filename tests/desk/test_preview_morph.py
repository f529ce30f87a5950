"""What is kept in the panels at a save: only what differs is exchanged, and the whole is equal."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from previewing import ARTICLE, FRONT, Server, Shown, previewed, shown

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TEXT = "\n\n".join(f"Paragraph {number} has words of its own." for number in range(12))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Yield a preview of a publication with one article."""
    with previewed(tmp_path_factory.mktemp("desk"), {ARTICLE: f"{FRONT}{TEXT}\n"}) as running:
        yield running


@pytest.fixture(scope="module")
def page(browser: "Browser", server: Server) -> Iterator[Shown]:
    """Yield a page that shows the article."""
    with shown(browser, server) as opened:
        opened.open(ARTICLE)
        yield opened


_TREES = """
const { morph } = await import('/desk/morph.mjs')
let seed = 7
const random = most => (seed = (seed * 48271) % 2147483647) % most
const names = ['p', 'div', 'em', 'ul', 'img', 'svg']
const grow = depth => {
  const node = document.createElement(names[random(depth ? 4 : 6)])
  if (random(2)) node.setAttribute(['id', 'class', 'data-n'][random(3)], random(9))
  for (let count = depth && random(5); count > 0; count--) {
    node.append(random(3) ? grow(depth - 1) : ['one', 'two', ' '][random(3)])
  }
  return node
}
const wrong = []
for (let time = 0; time < 400; time++) {
  const [old, wanted] = [document.createElement('div'), document.createElement('div')]
  for (const each of [old, wanted]) for (let count = random(6); count > 0; count--) each.append(grow(3))
  if (time % 2) wanted.append(...[...old.childNodes].map(each => each.cloneNode(true)))
  morph(old, wanted)
  if (!old.isEqualNode(wanted)) wrong.push([old.outerHTML, wanted.outerHTML])
}
return wrong
"""


def test_any_tree_is_made_equal_to_any_other(page: Shown) -> None:
    """Of 400 pairs of generated trees, each is afterwards as was wanted."""
    assert page.run(_TREES) == []


def test_what_stays_is_kept_and_moved(page: Shown) -> None:
    """A paragraph with the same words stays the same node, though its number is another one."""
    script = """
    const { morph } = await import('/desk/morph.mjs')
    const [old, wanted] = [document.createElement('div'), document.createElement('div')]
    old.innerHTML = '<p n="1">a</p><p n="2">b</p><p n="3">c</p>'
    wanted.innerHTML = '<p n="1">a</p><p n="2">new</p><h2 n="3">new too</h2><p n="4">b</p><p n="5">c</p>'
    const [first, , last] = old.children
    morph(old, wanted)
    return [old.children[0] === first, old.children[4] === last, last.getAttribute('n')]
    """
    assert page.run(script) == [True, True, "5"]


_EQUAL = """
const answer = await fetch(`/shown/html?a=${encodeURIComponent(desk.article)}`)
const wanted = new DOMParser().parseFromString(await answer.text(), 'text/html')
const copy = desk.web.document.documentElement.cloneNode(true)
for (const each of copy.querySelectorAll('[class=""], .desk-glow, .desk-flag, .desk-mark')) {
  each.classList.remove('desk-glow', 'desk-flag', 'desk-mark')
  if (!each.className) each.removeAttribute('class')
}
return copy.isEqualNode(wanted.documentElement)
"""


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("Paragraph 5 has", "Paragraph 5 newly has"),
        f"Words above.\n\n{TEXT}",
        TEXT.replace("\n\nParagraph 3 has words of its own.", ""),
        f"{TEXT}\n\n- its\n- words\n\n> words of its own",
    ],
    ids=["word", "above", "less", "behind"],
)
def test_the_web_page_is_changed_in_its_frame(page: Shown, server: Server, text: str) -> None:
    """Other words are shown in the same frame, whose page is that of the edition, element by element."""
    before = page.settle()
    page.run("window.frameBefore = desk.web.frame")
    (server.folder / ARTICLE).write_text(f"{FRONT}{text}\n")
    page.settle(before + 1)
    assert page.run("return desk.web.frame === window.frameBefore")
    assert page.run(_EQUAL)
    assert page.faults == []


def test_another_dress_is_loaded_in_another_frame(page: Shown, server: Server) -> None:
    """Where the style sheets are others, the page is loaded anew."""
    before = page.settle()
    page.run("window.frameBefore = desk.web.frame")
    (server.folder / ARTICLE).write_text(FRONT.replace("a6", "a5\ntheme: journal") + TEXT + "\n")
    page.settle(before + 1)
    assert page.run("return desk.web.frame !== window.frameBefore")
    assert page.run(_EQUAL)
    (server.folder / ARTICLE).write_text(f"{FRONT}{TEXT}\n")
    page.settle(before + 2)
