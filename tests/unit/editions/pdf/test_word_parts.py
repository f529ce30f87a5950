"""Words that a page divides."""

import pytest

from triptych.editions.pdf.word_parts import end_of_word, is_divided


@pytest.mark.parametrize(
    ("before", "after"),
    [("hy", "phen"), ("hy\u00ad", "phen"), ("Lief", "erung"), ("a1", "2"), ("caf", "e\u0301s")],
)
def test_letters_beside_each_other_are_one_word(before: str, after: str) -> None:
    """With a hyphen that the typesetter adds, or without any."""
    assert is_divided(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a ", "b"),
        ("well-", "known"),
        ("path/", "file"),
        ("a\u200b", "b"),
        ("日本", "語"),
        ("かな", "漢字"),
        ("한국", "어"),
        ("ไทย", "ไทย"),
        ("", "word"),
        ("word", ""),
    ],
)
def test_a_line_may_end_elsewhere_too(before: str, after: str) -> None:
    """After a space, a hyphen or a place to break, and anywhere in a script without spaces."""
    assert not is_divided(before, after)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("phen, and", "phen,"),
        ("phen”) and", "phen”)"),
        ("l’été. Et", "l’été."),
        ("ded\nnext", "ded"),
        ("word日本", "word"),
        ("ple.org/x", "ple."),
    ],
)
def test_a_word_ends_behind_its_marks(text: str, word: str) -> None:
    """What closes a sentence or a quotation belongs to its last word."""
    assert end_of_word(text) == word
