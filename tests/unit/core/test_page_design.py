"""Every paper has a page that can be read: its measure, its margins, its last line."""

from itertools import product

import pytest

from triptych.core.page_design import HAND, LETTER, Given, design_page
from triptych.settings import kinds

PAPERS = {
    **{name: size for name, size in kinds.PAPERS.items() if name != "screen"},
    "crown": "189mm 246mm",
    "square": "210mm 210mm",
    "on its side": "297mm 210mm",
}
_POINT = 25.4 / 72


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_a_line_has_sixty_to_seventy_five_characters(paper: str) -> None:
    """The measure is that of a book on any paper, on its side or not."""
    assert 60 <= design_page(paper).letters <= 75


def test_smaller_paper_has_smaller_type_and_narrower_margins() -> None:
    """Type and margins go down together from A3 to a telephone."""
    pages = [design_page(PAPERS[each]) for each in ("a3", "a4", "b5", "a5", "a6")]
    pages.append(design_page("70mm 140mm"))
    assert [page.size for page in pages] == sorted((page.size for page in pages), reverse=True)
    assert [page.side for page in pages] == sorted((page.side for page in pages), reverse=True)


def test_a_page_for_the_hand_wastes_no_room() -> None:
    """A telephone's page has letters that can be read, in more than six sevenths of its width."""
    page = design_page("70mm 140mm")
    assert page.width < HAND
    assert page.size > 7
    assert page.side <= page.width / 14


@pytest.mark.parametrize(
    "wanted", [Given(), Given(size=12), Given(side=30), Given(top=25, leading=1.6)]
)
def test_every_page_ends_with_a_whole_line(wanted: Given) -> None:
    """Between head and foot is a whole number of lines on any paper; what is given stays."""
    for width, height, text_size in product(range(70, 900, 61), range(90, 1300, 97), range(9, 16)):
        page = design_page(f"{width}mm {height}mm", text_size, wanted)
        line = page.size * page.leading * (1 + (text_size - 12) / 10) * _POINT
        lines = (page.height - page.top - page.bottom) / line
        assert lines >= 1
        assert lines % 1 < 0.1
        for name in ("size", "leading", "top", "side"):
            assert getattr(wanted, name) in (0, getattr(page, name))


def test_a_measure_of_one_s_own_makes_the_margins() -> None:
    """A theme may ask for a number of characters; the margins leave room for it."""
    assert design_page(PAPERS["a4"], 12, Given(measure=62)).letters == pytest.approx(62, abs=0.5)


@pytest.mark.parametrize("paper", ["210mm 297mm", "216mm 279mm", "148mm 210mm", "6in 9in"])
@pytest.mark.parametrize("letter", [0.388, 0.44, 0.53])
def test_a_line_has_as_many_letters_in_any_face(paper: str, letter: float) -> None:
    """A narrow face has a narrower column and is somewhat larger, a wide one the opposite."""
    usual, other = design_page(paper), design_page(paper, given=Given(letter=letter))
    assert 60 <= other.letters <= 75
    assert (other.size > usual.size) == (letter < LETTER)
    assert (other.side >= usual.side) if letter < LETTER else (other.side <= usual.side)
