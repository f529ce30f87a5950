"""Markdown written for code forges means here what it means there, and no line of it is lost."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triptych.markdown import dialect, pandoc, tree


def _kinds(text: str) -> list[str]:
    """Return the kinds of the top-level blocks that a text is read as."""
    return [block["t"] for block in pandoc.parse(dialect.normalise(text))]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Words:\n- one\n- two", ["Para", "BulletList"]),
        ("Words:\n1. one\n2. two", ["Para", "OrderedList"]),
        ("Words\n# Heading\nmore", ["Para", "Header", "Para"]),
        ("- item\n# Heading", ["BulletList", "Header"]),
        ("- item\n\n  ```js {1}\n  x\n  ```\n# Heading", ["BulletList", "Header"]),
        ("Words\n> quoted", ["Para", "BlockQuote"]),
        ("Words\n| a | b |\n|---|---|\n| c | d |", ["Para", "Table"]),
        ("Words\n```js {1,3}\ncode\n```", ["Para", "CodeBlock"]),
        ("```r, echo=FALSE\ncode\n```", ["CodeBlock"]),
        ("It was in\n1986. A good year.", ["Para"]),
        ("Roe\nv. Wade, and\n(ii) another", ["Para"]),
        ("1. one\n2. two\n\n7. seven", ["OrderedList"]),
        ("Words\n\n4. four\n5. five", ["Para", "OrderedList"]),
        ("```\ncode\n```\n2. two", ["CodeBlock", "OrderedList"]),
        ("# Heading\n3. three", ["Header", "OrderedList"]),
        ("$$\na\n# b\n$$", ["Para"]),
    ],
)
def test_blocks_are_those_that_commonmark_sees(text: str, kinds: list[str]) -> None:
    """A block that CommonMark lets follow a paragraph at once is a block of its own, and no other is."""
    assert _kinds(text) == kinds


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ("rust,ignore", ["rust"]),
        ("js {1,3}", ["js"]),
        ('ts title="a b.ts"', ["ts"]),
        ("python {.numberLines}", ["python", "numberLines"]),
        ('{.python .x key="v w"}', ["python", "x"]),
        ("{r, echo=FALSE}", ["r"]),
        ("c++", ["cpp"]),
        ("", []),
    ],
)
def test_the_language_of_a_fence_is_read_whatever_stands_behind_it(
    told: str, names: list[str]
) -> None:
    """Attributes are kept where they are well formed; of anything else the language remains."""
    (block,) = pandoc.parse(dialect.normalise(f"```{told}\nx\n```"))
    assert tree.classes(block) == names


@settings(deadline=None, derandomize=True, max_examples=300)
@given(text=st.text(alphabet="ab1.)(-+*#>|`~$:<pre/>\\ \t\n", max_size=80))
def test_no_word_is_lost_or_moved(text: str) -> None:
    """But for marks of blocks, and what follows a fence, the letters and digits are what they were."""

    def plain(markdown: str) -> str:
        lines = (re.sub(r"^([^ab1]*(?:`{3,}|~{3,})).*", "", ln) for ln in markdown.split("\n"))
        return "".join(re.findall(r"[ab1]", "".join(lines)))

    assert plain(dialect.normalise(text)) == plain(text)
