"""The Markdown of Astro becomes Triptych's, and code stays as it is typed."""

import pytest

from dialect_pages import plain, rewritten

CASES: dict[str, tuple[str, str, list[str]]] = {
    "an aside": (":::note\nText.\n:::", "::: note\nText.\n:::", []),
    "with a title": (
        ":::tip[Did *you* know?]\nText.\n:::",
        "::: tip\n#### Did *you* know?\nText.\n:::",
        [],
    ),
    "with an icon": (
        ':::caution[T]{icon="heart"}\nText.\n:::',
        '::: {.caution title="T"}\nText.\n:::',
        [],
    ),
    "in a fence": ("```\n:::note\n:::\n```", "```\n:::note\n:::\n```", []),
    "braces in Markdown": ("A {b} and <b>c</b>.", "A {b} and <b>c</b>.", []),
    "a picture by an alias": (
        "![a](~/assets/a.png) ![b](@/assets/b.png) [c]\n\n[c]: ~/c.md",
        "![a](/src/assets/a.png) ![b](/src/assets/b.png) [c]\n[c]: /src/c.md",
        [],
    ),
    "an address that is none": ("mail@assets/x and `](~/a)`", "mail@assets/x and `](~/a)`", []),
    "a film": (
        "::youtube{#abc}",
        "[https://www.youtube.com/watch?v=abc](https://www.youtube.com/watch?v=abc)",
        [],
    ),
    "a card of a repository": (
        '::github{repo="a/b"}',
        "[https://github.com/a/b](https://github.com/a/b)",
        [],
    ),
    "an unknown directive": ("::lamp[words]{oil=1}", "words", ["foreign-markup"]),
    "a title of code": (
        '```js title="a.js" ins={1} {2-3}\na\n```',
        '```js title="a.js" ins={1} {2-3}\na\n```',
        [],
    ),
    "an alert": ("> [!NOTE]\n> Text.", "::: note\nText.\n:::", []),
}
"""A text, the same in Triptych's Markdown without blank lines, and the codes that are reported."""


@pytest.mark.parametrize("name", CASES)
def test_it_is_read(name: str) -> None:
    """Each kind of markup becomes what it means, and what has no meaning is reported."""
    text, expected, codes = CASES[name]
    made, found = rewritten("astro", text, front={"title": "The *title*"})
    assert plain(made) == expected
    assert [each.code for each in found] == codes
