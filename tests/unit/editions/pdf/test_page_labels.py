"""Labels of pages as the typesetter prints them."""

from types import SimpleNamespace

import pytest

from triptych.editions.pdf.page_labels import page_label, page_ranges


@pytest.mark.parametrize(
    ("index", "front", "label"),
    [
        (0, 0, "1"),
        (6, 0, "7"),
        (0, 4, "i"),
        (3, 4, "iv"),
        (4, 4, "1"),
        (13, 20, "xiv"),
        (48, 60, "xlix"),
    ],
)
def test_pages_before_the_articles_have_roman_numerals(index: int, front: int, label: str) -> None:
    """Those behind them are counted from 1."""
    assert page_label(index, front) == label


class _Page(SimpleNamespace):
    """A page of the typesetter's with what is asked of it: its ids, its kind, whether it is blank."""

    def __init__(self, ids: str, *, name: str = "pf-articles", blank: bool = False) -> None:
        kind = SimpleNamespace(name=name, blank=blank)
        super().__init__(
            anchors=dict.fromkeys(ids.split()), _page_box=SimpleNamespace(page_type=kind)
        )


def test_the_pages_of_a_member_end_before_the_next_and_before_empty_ones() -> None:
    """A part's heading is before its first member; two members may share a page."""
    pages = [
        _Page("", name=""),
        _Page("pf-part-1 x"),
        _Page("", blank=True),
        _Page("one one--a"),
        _Page("one--b"),
        _Page("", blank=True),
        _Page("two three"),
        _Page(""),
    ]
    found = page_ranges(pages, ["pf-part-1", "one", "two", "three", "gone"])
    assert [(each.name, each.first, each.last) for each in found] == [
        ("pf-part-1", "1", "1"),
        ("one", "3", "4"),
        ("two", "6", "6"),
        ("three", "6", "7"),
    ]
    assert page_ranges(pages, []) == ()
