"""Components that many sites of MDX have become text."""

import pytest

from dialect_pages import plain, rewritten

CASES = {
    "since when": (
        '<Since v="2.0.0" pkg="a" /> <Since v="v3" />',
        "**Added in:** `a@2.0.0` **Added in:** `v3`",
    ),
    "a place with a name": ('<Tabs>\n<Fragment slot="npm">\na\n</Fragment>\n</Tabs>', "**npm**\na"),
    "a place without words": ('<Box>\n<Fragment slot="header">\na\n</Fragment>\n</Box>', "a"),
    "an id in brackets": ("## Oil `x` [#oil]\n\n`[#no]`", "## Oil `x` {#oil}\n`[#no]`"),
    "a value of a file": ("import { v } from './package.json'\n\nIn {v}.", "In ."),
}


@pytest.mark.parametrize("name", CASES)
def test_it_is_read(name: str) -> None:
    """Each becomes what readers of the site see of it."""
    text, expected = CASES[name]
    assert plain(rewritten("docusaurus", text)[0]) == expected
