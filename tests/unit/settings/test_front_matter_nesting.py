"""Front matter that is nested deep is refused before it costs time."""

import time

import pytest

from triptych.core.errors import SourceError
from triptych.core.findings import collecting
from triptych.settings.front_matter import read, split

DEEP = {
    "lists on a line": "---\na: " + "[" * 60_000 + "\n---\nText.",
    "lists on lines": "---\na: " + "[\n" * 30_000 + "\n---\nText.",
    "tables on a line": "---\n" + "{a: " * 15_000 + "\n---\nText.",
    "dashes": "---\na:\n  " + "- " * 30_000 + "\n---\nText.",
    "keys that are tables": "---\n" + "? " * 30_000 + "\n---\nText.",
    "just too deep": "---\na: " + "[" * 33 + "]" * 33 + "\n---\nText.",
    "TOML": "+++\na = " + "[" * 60_000 + "\n+++\nText.",
    "TOML, just too deep": "+++\na = " + "[" * 40 + "]" * 40 + "\n+++\nText.",
    "a dotted key": "+++\n" + "a." * 30_000 + "a = 1\n+++\nText.",
    "a dotted key in a table": "+++\nb = {" + "a . " * 15_000 + "a = 1}\n+++\nText.",
    "a quoted dotted key": "+++\n" + '"a".' * 15_000 + "a = 1\n+++\nText.",
    "a dotted table": "+++\n[" + "a." * 30_000 + "a]\n+++\nText.",
    "tables within tables": "+++\na=" + "{a=" * 20_000 + "\n+++\nText.",
}


@pytest.mark.parametrize("name", DEEP)
def test_nesting_is_refused_before_it_costs(name: str) -> None:
    """Front matter of the largest size, nested to its end, is refused within two seconds."""
    begun = time.process_time()
    with pytest.raises(SourceError, match="nested too deep"):
        read(split(DEEP[name], "a.md"), "a.md")
    assert time.process_time() - begun < 2


def test_what_is_not_deep_is_read() -> None:
    """Tables within each other as other tools have them, and many dots in a text, are read."""
    text = 'a = {b = {c = {d = [1, {e = "f"}]}}}\nlong = "' + "a." * 100 + '"\n'
    with collecting():
        read(split(f"+++\n{text}+++\nText.", "a.md"), "a.md")
        read(split("---\na: {b: {c: {d: [1, {e: f}]}}}\n---\nText.", "a.md"), "a.md")
