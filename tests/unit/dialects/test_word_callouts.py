"""Callouts that begin with a word in capitals."""

import pytest

from dialect_pages import plain, rewritten
from triptych.core.site import Site

SITE = Site(dialect="mkdocs", values={"markdown_extensions": ["callouts"]})
CASES = {
    "a paragraph": ("NOTE: One\ntwo.\n\nAfter.", "::: note\nOne\ntwo.\n:::\nAfter."),
    "in a list": ("- a\n\n    TIP: One.", "- a\n    ::: tip\n    One.\n    :::"),
    "a quotation": ("> WARNING: One.\n> Two.\n", "::: warning\nOne.\nTwo.\n:::"),
    "with a title": (
        "> TIP: **Trim *it*.**\n> One.\n",
        "::: tip\n**Trim *it*.**\nOne.\n:::",
    ),
    "with a plain title": (
        "> TIP: **Trim it.**\n> One.\n",
        '::: {.tip title="Trim it."}\nOne.\n:::',
    ),
    "folded": (">? LAMP: **Oil**\n> One.\n", '::: {.note title="Oil"}\nOne.\n:::'),
    "in code": ("```\nNOTE: x\n```", "```\nNOTE: x\n```"),
    "within a paragraph": ("One.\nNOTE: two", "One.\nNOTE: two"),
    "one letter, or lower case": ("A: one\n\nNote: two", "A: one\nNote: two"),
}


@pytest.mark.parametrize("case", CASES)
def test_it_is_read(case: str) -> None:
    """A paragraph or a quotation becomes a callout; what only looks like one stays."""
    text, expected = CASES[case]
    made, found = rewritten("mkdocs", text, site=SITE)
    assert plain(made) == expected
    assert not found


def test_without_the_extension_it_is_text() -> None:
    """A word in capitals is nothing else to other sites."""
    made, _ = rewritten("mkdocs", "NOTE: One.")
    assert made == "NOTE: One."
