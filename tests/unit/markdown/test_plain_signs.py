"""Signs that are meant as they are typed."""

import pytest

from triptych.markdown.plain_signs import escape_signs


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("About ~10–~20 of them", r"About \~10–~20 of them"),
        ("(~800g/~1.7 lbs)", r"(\~800g/~1.7 lbs)"),
        ("So ^_^ it is, or ^-^", r"So \^_^ it is, or \^-^"),
        ("On C:\\ or D:\\", "On C:\\\\ or D:\\\\"),
        ("In C:\\dir\\a.b\\ now", "In C:\\dir\\a.b\\\\ now"),
        ("far\n~ 5 km", "far\n\\~ 5 km"),
    ],
)
def test_a_sign_that_is_no_markup_is_escaped(text: str, escaped: str) -> None:
    """Numbers that are about right, faces, drives, and a line that begins with a swung dash."""
    assert escape_signs(text) == escaped


@pytest.mark.parametrize(
    "text",
    [
        "H~2~O, 10^th^ and Na^+^",
        "~~old~~ and ^[a note] and [^1]",
        "`~1~2` and $x^-^y$ and `C:\\ `",
        "https://example.org/~1/~2",
        "CC:\\ x and a\\ b",
    ],
)
def test_markup_is_unchanged(text: str) -> None:
    """Small letters, notes, code, formulas and addresses."""
    assert escape_signs(text) == text
