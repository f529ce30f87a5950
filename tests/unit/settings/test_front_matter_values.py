"""Values of front matter that are refused, encoded or repaired: addresses, and halves of letters."""

import pytest

from triptych.core.errors import Place, SourceError
from triptych.settings.front_matter import Split, read, split

ADDRESSES = {
    "source: 'javascript:x'": ("`source`", 2),
    "title: t\nsource: //example.org": ("`source`", 3),
    'title: t\nauthor:\n  - name: A\n    url: "java\\tscript:x"': ("`author.url`", 5),
}


@pytest.mark.parametrize("text", ADDRESSES)
def test_an_address_of_another_scheme_is_an_error_with_its_line(text: str) -> None:
    """Only http and https addresses go into editions as links."""
    key, line = ADDRESSES[text]
    with pytest.raises(SourceError, match="expected a web address") as caught:
        read(split(f"---\n{text}\n---\nText.", "a.md"), "a.md")
    assert caught.value.message.startswith(key)
    assert caught.value.place == Place("a.md", line)


def test_an_address_is_encoded() -> None:
    """A space in an address is one in the editions, as URLs write it."""
    front, _ = read(split("---\nsource: https://example.org/a b\n---\nText.", "a.md"), "a.md")
    assert front.source == "https://example.org/a%20b"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ('"\\ud83c\\udffd"', "\U0001f3fd"),
        ('"a\\ud800b"', "a\ufffdb"),
        ('"\\udc00"', "\ufffd"),
        ('"\\ud835\\udc9c, \\ud835\\udc9c"', "\U0001d49c, \U0001d49c"),
    ],
)
def test_letters_of_two_halves_are_one(typed: str, expected: str) -> None:
    """JSON’s way to write letters beyond U+FFFF gives the letter, and half of one no fault."""
    front, _ = read(Split("---", f"title: {typed}\nlang: en", "Text.", 4), "a.md")
    assert front.title == expected


def test_a_number_of_columns_is_a_number() -> None:
    """YAML's plain values are texts here; only one and two are columns."""
    front, _ = read(split("---\ncolumns: 2\n---\nText.", "a.md"), "a.md")
    assert front.columns == 2
    with pytest.raises(SourceError, match="expected 1 or 2, found “3”"):
        read(split("---\ncolumns: 3\n---\nText.", "a.md"), "a.md")


def test_no_and_nought_of_json_are_values() -> None:
    """Only ``null`` is nothing: ``false`` switches off, and 0 is a number."""
    keys = '"toc": false, "offprints": false, "subtitle": null, "issue": 0'
    front, _ = read(split(f"{{\n{keys}\n}}\nText.", "a.md"), "a.md")
    assert (front.toc, front.offprints, front.subtitle) == (False, "no", "")
    assert front.issue
    assert front.issue.number == "0"
