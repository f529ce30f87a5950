"""Lists of link definitions, which pandoc reads in time only with blank lines between them."""

import pytest

from triptych.dialects import link_lists

A, B, C = "[_a]: a.md", "[b_c]: b.md", "[*d]: d.md"
CASES = {
    "with underscores": (f"{A}\n{B}\n{C}", f"{A}\n\n{B}\n\n{C}"),
    "with blank lines": (f"{A}\n\n{B}\n\n{C}", f"{A}\n\n{B}\n\n{C}"),
    "below text": (f"Text.\n{A}\n{B}\n{C}", f"Text.\n{A}\n\n{B}\n\n{C}"),
    "of plain labels": ("[a]: a\n[b]: b\n[c]: c", "[a]: a\n[b]: b\n[c]: c"),
    "in code": (f"```\n{A}\n{B}\n{C}\n```", f"```\n{A}\n{B}\n{C}\n```"),
    "of footnotes": ("[^_a]: a\n[^_b]: b\n[^_c]: c", "[^_a]: a\n[^_b]: b\n[^_c]: c"),
}


@pytest.mark.parametrize("case", CASES)
def test_they_are_parted(case: str) -> None:
    """Only those whose labels could begin emphasis, and nothing else."""
    text, expected = CASES[case]
    assert link_lists.spaced(text) == expected
