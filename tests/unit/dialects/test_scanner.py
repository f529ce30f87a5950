"""Markup is found and replaced outside code alone, and lines keep their numbers."""

import re

import pytest

from triptych.dialects import scanner

MARK = re.compile(r"==(\w+)==")
KEPT = {
    "a span": "`==x==`",
    "a longer span": "`` a ` ==x== ``",
    "a fence": "```\n==x==\n```",
    "tildes": "~~~~\n==x==\n~~~\n==x==\n~~~~",
    "a fence that nothing closes": "```\n==x==",
    "a fence of indented fences": "```\n    ```\n    a\n    ```\n==x==\n```",
    "a fence in an item of indented fences": "- ```\n      ```\n  ==x==\n  ```",
    "a fence in a quotation of indented fences": "> ```\n>     ```\n> ==x==\n> ```",
    "a fence whose end is indented": "```\n==x==\n   ```",
    "a fence in a quotation": "> ```\n> ==x==\n> ```",
    "a fence in a list": "- ```\n  ==x==\n  ```",
    "an indented block": "Text.\n\n    ==x==",
    "a raw block": "<pre>\n==x==\n</pre>",
}
REPLACED = {
    "text": "a ==x== b",
    "after a fence": "```\ncode\n```\n==x==",
    "after a fence whose end is indented": "```\ncode\n   ```\n==x==",
    "after a fence in an item that ends before it": "- ```\n  code\n```\n==x==",
    "a single backtick": "a ` b ==x==",
    "a list's second paragraph": "- one\n\n    ==x==",
    "three backticks in a line": "a ``` b ==x==",
    "after a raw block": "<pre>x</pre>\n==x==",
}


def _bold(found: scanner.Found) -> str:
    """Return marked words as bold."""
    return f"**{found[1]}**"


@pytest.mark.parametrize("name", KEPT)
def test_code_stays_as_it_is(name: str) -> None:
    """No markup is seen in code of any kind."""
    assert scanner.substitute(KEPT[name], MARK, _bold) == KEPT[name]


@pytest.mark.parametrize("name", REPLACED)
def test_markup_is_replaced(name: str) -> None:
    """Text around code, and what only looks like code, is read."""
    text = REPLACED[name]
    assert scanner.substitute(text, MARK, _bold) == text.replace("==x==", "**x**")


def test_a_masked_text_has_the_same_length_and_lines() -> None:
    """So that a position in one is that in the other."""
    for text in [*KEPT.values(), *REPLACED.values()]:
        masked = scanner.mask(text)
        assert len(masked) == len(text)
        assert masked.count("\n") == text.count("\n")


def test_lines_keep_their_numbers() -> None:
    """A line that moved keeps the number of the source; a new one follows the line before."""
    before = "one\n!!! note\n    two\n    three\nfour"
    after = "one\n\n::: note\n\ntwo\nthree\n\n:::\n\nfour"
    numbers = scanner.line_numbers(before, after)
    found = dict(zip(after.split("\n"), numbers, strict=True))
    assert (found["one"], found["two"], found["three"], found["four"]) == (0, 2, 3, 4)
    assert list(numbers) == sorted(numbers)
