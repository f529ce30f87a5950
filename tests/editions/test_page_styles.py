"""Pages of one kind share their styles, and each is set as it would be with styles of its own."""

from typing import Any

import pytest

from triptych.editions.pdf import weasyprint as door

RULES = """
@page { size: 400px 200px; margin: 20px; @bottom-center { content: counter(page) } }
@page :left { margin-left: 50px }
@page :nth(5) { margin-top: 60px; @bottom-center { content: "five" } }
@page wide { size: 600px 200px }
@page wide:right { @top-left { content: string(head) } }
h1 { string-set: head content() }
section { break-before: page }
.wide { page: wide }
"""
PAGES = [("wide" if number in (6, 7, 8) else "plain") for number in range(10)]


def _laid_out(rules: str, kinds: list[str]) -> list[Any]:
    """Return the boxes of pages, each of a section with a heading."""
    texts = [f"<section class={kind}><h1>H{n}</h1></section>" for n, kind in enumerate(kinds)]
    html = f"<html lang=en><title>T</title><style>{rules}</style><body>{''.join(texts)}"
    return [page._page_box for page in door.lay_out(html, {}, None).rendering.pages]  # noqa: SLF001  no public name


def _margins(page: Any) -> dict[str, str]:
    """Return the texts in the margins of a page, by the names of the boxes."""
    boxes = [box for box in page.children if isinstance(box, door.boxes().MarginBox)]
    texts = [[each.text for each in box.descendants() if hasattr(each, "text")] for box in boxes]
    return {box.at_keyword: "".join(text) for box, text in zip(boxes, texts, strict=True)}


def test_pages_of_one_kind_share_their_styles() -> None:
    """So they do on both sides, and those for which another rule holds do not."""
    pages = _laid_out(RULES, PAGES)
    assert pages[3].style is pages[1].style
    assert pages[5].style is pages[3].style
    assert pages[8].style is pages[6].style is not pages[7].style
    assert pages[4].style is not pages[2].style
    assert pages[6].style is not pages[2].style


def test_each_page_has_the_rules_of_its_kind() -> None:
    """Side, number and name decide on size, margins and what is printed there."""
    pages = _laid_out(RULES, PAGES)
    assert [page.margin_width() for page in pages] == [400] * 6 + [600] * 3 + [400]
    assert [page.margin_left for page in pages] == [20, 50] * 5
    assert [page.margin_top for page in pages] == [20] * 4 + [60] + [20] * 5
    numbers = [str(number) for number in range(1, 11)]
    numbers[4] = "five"
    assert [_margins(page)["@bottom-center"] for page in pages] == numbers
    heads = {6: "H6", 8: "H8"}
    assert {
        n: m["@top-left"] for n, m in enumerate(map(_margins, pages)) if "@top-left" in m
    } == heads


def test_the_first_page_has_styles_of_its_own() -> None:
    """A share of its size is another on the pages after it, for it is not known before it is made."""
    pages = _laid_out("@page { margin: 5vw } section { break-before: page }", ["a"] * 4)
    first, *others = [page.margin_left for page in pages]
    assert first not in others
    assert len(set(others)) == 1


@pytest.mark.parametrize("kinds", [["fixed", "a", "a"], ["a", "a", "fixed"]])
def test_what_is_fixed_stands_on_every_other_page(kinds: list[str]) -> None:
    """Also on those before it in the text."""
    pages = _laid_out(".fixed h1 { position: fixed } section { break-before: page }", kinds)
    word = f"H{kinds.index('fixed')}"
    own = kinds.index("fixed")
    others = [page for number, page in enumerate(pages) if number != own]
    found = [[box.text for box in page.descendants() if hasattr(box, "text")] for page in others]
    assert [word in texts for texts in found] == [True, True]
