"""Code in tables: a bar with a backslash is a bar, as GitHub reads it."""

import pytest

from triptych.dialects.pipe_tables import unescaped

HEAD = "| a | b |\n|---|:-:|\n"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        (f"{HEAD}| `x \\| y` | c \\| d |", f"{HEAD}| `x | y` | c \\| d |"),
        ("`a \\| b` | c\n--- | ---\n`` ` \\| ` `` | d", "`a | b` | c\n--- | ---\n`` ` | ` `` | d"),
        (f"> {HEAD.replace('|---', '> |---')}> | `x\\|y` | z |", None),
        (f"{HEAD}\nText `a \\| b`.", f"{HEAD}\nText `a \\| b`."),
        (f"```\n{HEAD}| `a \\| b` |\n```", f"```\n{HEAD}| `a \\| b` |\n```"),
        (f"{HEAD}| `a \\| b", f"{HEAD}| `a \\| b"),
    ],
)
def test_bars_in_code(text: str, made: str | None) -> None:
    """Only code in tables changes."""
    assert unescaped(text) == (text.replace("x\\|y", "x|y") if made is None else made)
