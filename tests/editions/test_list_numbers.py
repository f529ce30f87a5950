"""On paper no number of a list is printed beyond the column of its text, and each is the right one."""

from pathlib import Path

import pytest

from laws import editions, paper

LISTS = {
    "two digits": "88. a\n89. b",
    "three digits": "888. a\n889. b",
    "growing": "998. a\n999. b\n1000. c",
    "roman": "::: fancy-lists\nxxxvii. a\nxxxviii. b\n:::",
    "roman capitals": "::: fancy-lists\nXXXVII. a\nXXXVIII. b\n:::",
    "a long year": '<ol type="I" start="1888"><li>a</li></ol>',
    "letters": '<ol type="A" start="700"><li>a</li></ol>',
    "a value": '<ol><li>a</li><li value="88888888">b</li></ol>',
    "nested": "- a\n\n  - b\n\n    888. c\n    889. d\n\n       888. e",
    "backwards": '<ol reversed start="1001"><li>a</li><li>b</li><li>c</li></ol>',
    "below nought": '<ol start="-1000"><li>a</li></ol>',
    "in a cell": '<table><tr><td><ol start="8888"><li>a</li></ol></td><td>b</td></tr></table>',
    "in a note": "Words.[^1]\n\n[^1]: Note\n\n    888. a\n    889. b",
    "in a callout": "> [!NOTE]\n> 888. a\n> 889. b",
}
"""Lists, each with a number of several digits."""


@pytest.mark.parametrize("lang", ["en", "ar", "ur", "fa", "he", "hi", "bn", "my", "ja"])
def test_no_number_leaves_the_column(lang: str, tmp_path: Path) -> None:
    """Each kind of list gives its longest number room, in the digits of its language."""
    path = tmp_path / "a.md"
    text = "\n\n- -\n\n".join(LISTS.values())
    path.write_text(f"---\ntitle: T\nlang: {lang}\n---\n\n{text}\n", encoding="utf-8")
    pressed = editions.press(path)
    assert list(paper.overflowing(pressed, slack=2.5)) == []
    assert list(paper.overprinted(pressed)) == []


def test_numbers_are_those_that_are_asked_for(tmp_path: Path) -> None:
    """A list counts down, from its start or from the number of its items, and on from a value."""
    lists = [
        "<ol reversed><li>a</li><li>b</li></ol>",
        '<ol reversed start="41"><li>c</li><li value="30">d</li><li>e</li></ol>',
        '<ol start="7"><li>f</li><li value="90">g</li><li>h</li></ol>',
    ]
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: T\n---\n\n" + "\n\n".join(lists), encoding="utf-8")
    (sheet,) = editions.press(path).sheets
    words = sheet.get_text("words")
    rows = {word[4]: round(word[3]) for word in words}
    letters = {rows[letter]: letter for letter in "abcdefgh"}
    numbers = {letters[y]: word for word, y in rows.items() if word.endswith(".")}
    assert numbers == {
        "a": "2.",
        "b": "1.",
        "c": "41.",
        "d": "30.",
        "e": "29.",
        "f": "7.",
        "g": "90.",
        "h": "91.",
    }
