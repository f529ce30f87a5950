"""Blocks of many kinds in the preview: each is found from each panel in the others, and in the source."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from commandline import write
from previewing import PUBLICATION, Server, Shown, preview, shown

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ARTICLE, URDU, HOSTILE = "content/kinds.md", "content/urdu.md", "content/hostile.md"
FRONT = "---\ntitle: {}\nlang: {}\ndate: 2026-01-02\nidentifier: urn:{}\npaper: a6\n---\n"
KINDS = """\
## A heading of level two

A plain paragraph with a note.[^n]

### A heading of level three

- an item of a list

1. an item with a number

a. an item with a letter

Term
:   What it means

> A quotation of somebody

> [!NOTE]
> A callout with words

::: {.pull-quote}
A pull quote in large letters
:::

```python
print("a line of code")
```

| head of a column | other |
|---|---|
| cell of a table | y |

: The caption of a table

![A picture of nothing](p.png)

$$x = \\frac{1}{2}$$

- [ ] a task to do

A line with `code inside` and *emphasis*

---

The last paragraph of all

[^n]: The text of the note
"""
WORDS = {
    "heading 2": "A heading of level two",
    "paragraph": "A plain paragraph",
    "heading 3": "A heading of level three",
    "item": "an item of a list",
    "numbered item": "an item with a number",
    "lettered item": "an item with a letter",
    "term": "Term",
    "definition": "What it means",
    "quotation": "A quotation of somebody",
    "callout": "A callout with words",
    "pull quote": "A pull quote in large",
    "code": "a line of code",
    "head": "head of a column",
    "cell": "cell of a table",
    "caption": "The caption of a table",
    "figure": "A picture of nothing",
    "task": "a task to do",
    "inline": "A line with",
    "last": "The last paragraph",
    "note": "The text of the note",
}
URDU_TEXT = "پہلا پیراگراف\n\nدوسرا پیراگراف جس میں کچھ الفاظ ہیں\n\n## ایک سرخی\n\nآخری بات\n"
SCRIPT = (
    "Words.\n\n<script>window.top.hacked = 1</script>\n\n<img src=x onerror='window.top.hacked = 2'>\n\n"
    "[go](javascript:window.top.hacked=3)\n"
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Yield a preview of articles of all kinds."""
    texts = {
        ARTICLE: FRONT.format("Kinds", "en", "kinds") + KINDS,
        URDU: FRONT.format("اردو", "ur", "urdu") + URDU_TEXT,
        HOSTILE: FRONT.format("Hostile", "en", "hostile") + SCRIPT,
    }
    folder = write(tmp_path_factory.mktemp("kinds"), {"triptych.toml": PUBLICATION, **texts})
    Image.new("RGB", (400, 300), "teal").save(folder / "content" / "p.png")
    with preview(folder) as running:
        yield running


@pytest.fixture(scope="module")
def page(browser: "Browser", server: Server) -> Iterator[Shown]:
    """Yield a page on the preview."""
    with shown(browser, server, has_touch=True) as opened:
        yield opened


@pytest.fixture
def kinds(page: Shown) -> Shown:
    """Return the page with the article of many kinds."""
    if "Kinds" not in page.page.title():
        page.open(ARTICLE)
    return page


FIND = """
const find = (docs, words) => docs.flatMap(doc => [...doc.querySelectorAll('[data-triptych-b]')])
  .filter(b => (b.textContent + (b.alt ?? '')).includes(words)).pop();
const number = block => block?.getAttribute('data-triptych-b');
const web = [desk.web.document];
const books = () => desk.reader.documents.map(({ doc }) => doc);
const marked = docs => docs.flatMap(doc => [...doc.querySelectorAll('.desk-mark')]).map(number)[0];
"""


@pytest.mark.parametrize("name", WORDS)
def test_a_block_is_found_from_each_panel(kinds: Shown, name: str) -> None:
    """A click in one panel marks it in all three, and its line has its words."""
    script = f"""{FIND}
    const block = find(web, {WORDS[name]!r}), own = number(block), found = [];
    for (const panel of ['web', 'reader', 'paper']) {{
      await desk.pick('', null);
      if (panel === 'web') block.click();
      else if (panel === 'reader') find(books(), {WORDS[name]!r}).click();
      else {{
        const [page, x, y, w, h] = desk.paper.pieces(own)[0];
        const sheet = desk.paper.sheets[page].element, room = sheet.getBoundingClientRect();
        sheet.dispatchEvent(new MouseEvent('click', {{ bubbles: true,
          clientX: room.left + (x + w / 2) * room.width, clientY: room.top + (y + h / 2) * room.height }}));
      }}
      await desk.picking;
      const pieces = document.querySelectorAll('#paper .mark').length;
      found.push([marked(web), marked(books()), pieces > 0, desk.source(desk.picked).line]);
    }}
    return [own, found];
    """
    own, found = kinds.run(script)
    source = (FRONT.format("Kinds", "en", "kinds") + KINDS).split("\n")
    for web, book, is_on_paper, line in found:
        assert web == book
        assert is_on_paper
        assert WORDS[name] in " ".join(source[line - 1 : line + 1])
    assert found[0][0] == own


def test_a_formula_is_drawn_in_all(kinds: Shown) -> None:
    """It is MathML on screens, and has a place on paper."""
    script = (
        f"{FIND} return [web, books()].map(docs => docs.some(d => d.querySelector('math mfrac')))"
    )
    assert kinds.run(script) == [True, True]


def test_a_note_opens_over_the_page(kinds: Shown) -> None:
    """In the e-reader a click on its mark opens a window with its text, and Escape closes it."""
    kinds.run(
        f"{FIND} books().map(d => d.querySelector('a[role=doc-noteref]')).find(Boolean).click()"
    )
    note = "document.querySelector('.popup foliate-view')?.renderer?.getContents?.()[0]?.doc.body"
    kinds.wait(f"({note})?.textContent.includes('The text of the note')")
    kinds.page.keyboard.press("Escape")
    kinds.wait("!document.querySelector('.popup')")


def test_a_page_of_the_book_turns(kinds: Shown) -> None:
    """By the buttons, by keys where the e-reader has the focus, and by a click on its margin."""
    place = "desk.reader.view.lastLocation.cfi"
    kinds.run("await desk.reader.view.goToFraction(0.5)")
    for button, key in (("on", ""), ("back", ""), ("", "ArrowRight"), ("", "PageUp")):
        time.sleep(0.3)  # while a page turns, no other does
        before = kinds.run(f"return {place}")
        if button:
            kinds.page.click(f"#reader-{button}")
        else:
            kinds.page.keyboard.press(key)
        kinds.wait(f"{place} !== '{before}'")
    room = kinds.run("const r = desk.reader.device.getBoundingClientRect(); return r.toJSON()")
    for x in (room["right"] - 3, room["left"] + 3):
        time.sleep(0.3)
        before = kinds.run(f"return {place}")
        kinds.page.mouse.click(x, room["y"] + room["height"] / 2)
        kinds.wait(f"{place} !== '{before}'")


def test_a_swipe_turns_a_page(kinds: Shown) -> None:
    """Over the text and over the margin, to the left and to the right."""
    kinds.run("await desk.reader.view.goToFraction(0.3)")
    touch = kinds.page.context.new_cdp_session(kinds.page)
    room = kinds.run("const r = desk.reader.device.getBoundingClientRect(); return r.toJSON()")
    place = "desk.reader.view.lastLocation.fraction"
    for height, by in ((0.5, -1), (0.5, 1), (0.02, -1), (0.02, 1)):
        time.sleep(0.4)  # while a page turns, no other does
        before = kinds.run(f"return {place}")
        y = room["y"] + room["height"] * height + 3
        for kind, moved in (("Start", 0.0), ("Move", 0.3), ("Move", 0.5), ("Move", 0.7)):
            x = room["x"] + room["width"] * (0.5 + by * (moved - 0.35))
            points = [{"x": x, "y": y}]
            touch.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        kinds.wait(f"{place} {'>' if by < 0 else '<'} {before}")


def test_the_book_is_dark_on_a_dark_device(kinds: Shown) -> None:
    """Ink and paper change, and those of the web page with its own switch."""
    kinds.page.select_option("#reader-light", "dark")
    ink = "getComputedStyle(desk.reader.documents[0].doc.body).color"
    kinds.wait(f"{ink} === 'rgb(217, 216, 212)'")
    kinds.page.select_option("#reader-light", "light")
    kinds.page.select_option("#web-light", "dark")
    scheme = "desk.web.frame.contentWindow.matchMedia('(prefers-color-scheme: dark)').matches"
    kinds.wait(scheme)
    kinds.page.select_option("#web-light", "light")
    kinds.wait(f"!{scheme}")


def test_right_to_left_text_is_found_too(page: Shown) -> None:
    """Every block of an Urdu article has a place on paper and its line, and the book turns its way."""
    page.open(URDU)
    assert page.run("return desk.reader.view.book.dir") == "rtl"
    script = f"""{FIND}
    return [...desk.web.document.querySelectorAll('#pf-content [data-triptych-b]')]
      .filter(b => b.textContent.trim())
      .map(b => [b.textContent.trim(), desk.places.lines[number(b)], desk.paper.pieces(number(b)).length])
    """
    source = Path(page.server.folder / URDU).read_text().split("\n")
    found = page.run(script)
    assert len(found) >= 4
    for words, line, pieces in found:
        assert words in source[line - 1].replace("## ", "")
        assert pieces == 1


def test_no_script_of_an_article_runs(page: Shown, server: Server) -> None:
    """Neither in the page nor in the book, also of an edition that a hostile template would make."""
    page.open(HOSTILE)
    inject = """
    const doc = desk.web.document, s = doc.createElement('script');
    s.textContent = 'window.top.hacked = 4'; doc.body.append(s);
    for (const { doc } of desk.reader.documents) {
      const s = doc.createElement('script'); s.textContent = 'window.top.hacked = 5'; doc.body.append(s);
      const i = doc.createElement('img'); i.setAttribute('onerror', 'window.top.hacked = 6');
      i.src = 'x'; doc.body.append(i);
    }
    await new Promise(r => setTimeout(r, 300));
    return window.hacked ?? 0
    """
    assert page.run(inject) == 0
    page.faults.clear()  # the policy has reported what it stopped
    headers = server.ask(f"/shown/html?a={HOSTILE}")[2]
    assert headers["content-security-policy"].startswith("sandbox allow-same-origin;")
