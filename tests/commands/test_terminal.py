"""What a stranger's files say reaches the terminal as text: no escape, no direction, no markup."""

import json
import os
from pathlib import Path

import pytest

from commandline import triptych, write

HIDDEN = {"\x1b", "\x9b", "\x07", "\x08", "\u202e", "\u2066", "\u200f", "\u2028", "\r"}
NAMES = {
    "a colour": ("\x1b[31mred", r"\x1b[31mred"),
    "one byte": ("\x9b31m", r"\x9b31m"),
    "a title": ("\x1b]0;mine\x07", r"\x1b]0;mine\x07"),
    "backwards": ("a\u202ebcd", r"a\u202ebcd"),
    "isolated": ("a\u2066b", r"a\u2066b"),
    "a line": ("a\nerror: b", r"a\nerror: b"),
    "a return": ("a\rb", r"a\rb"),
    "markup": ("[red]a[/red]", "[red]a[/red]"),
    "half markup": ("a[/]b", "a[/]b"),
    "an emoji of words": ("a:smile:", "a:smile:"),
    "joiners are words": ("می\u200cروم", "می\u200cروم"),
}


def _hidden(text: str) -> set[str]:
    """Return what of a text steers a terminal."""
    return HIDDEN & set(text)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_shown_as_text(name: str, tmp_path: Path) -> None:
    """In the table, in the command to open it, in a finding, in an error and in JSON."""
    typed, shown = NAMES[name]
    text = "---\ntitle: T\n---\n![x](no.png)\n"
    write(tmp_path, {f"{typed}/index.md": text.replace("![x](no.png)", "Text."), "out/x": ""})
    told = triptych(tmp_path, "build", f"{typed}/index.md", "--formats", "html", "--out", typed)
    assert told.code == 0, told.err
    assert shown in told.out
    assert shown in told.err
    assert not _hidden(told.out + told.err)
    write(tmp_path, {f"{typed}/index.md": "---\ntitle: a\nlang: not a tag\n---\nText."})
    assert shown in triptych(tmp_path, "build", f"{typed}/index.md").err
    told = triptych(tmp_path, "build", f"{typed}/index.md", "--json")
    assert told.code
    assert not _hidden(told.out + told.err)
    assert json.loads(told.out)["errors"][0]["path"] == f"{typed}/index.md"


def test_a_value_and_a_theme_are_shown_as_text(tmp_path: Path) -> None:
    """A value that an error quotes, and a theme's description in the list of themes."""
    text = '---\ntitle: T\ndate: "\\x1b[2J\\u202e"\n---\nText.\n'
    theme = 'description = "[red]\\u001B[31m\\u202e"\n'
    write(tmp_path, {"triptych.toml": "", "content/a.md": text, "templates/m/theme.toml": theme})
    told = triptych(tmp_path, "build")
    assert r"\x1b[2J\u202e" in told.err
    listed = triptych(tmp_path, "theme", "list")
    assert r"[red][31m\u202e" in listed.out
    assert not _hidden(told.err + listed.out)


def test_a_name_that_is_not_utf8_is_shown(tmp_path: Path) -> None:
    """A byte that is no letter is shown as its number, also in JSON."""
    path = os.fsencode(tmp_path) + b"/caf\xe9.md"
    with open(path, "wb") as file:  # noqa: PTH123  a path object would be the same bytes
        file.write(b"")
    assert r"caf\xe9.md" in triptych(tmp_path, "build", os.fsdecode(b"caf\xe9.md")).err
    told = triptych(tmp_path, "build", os.fsdecode(b"caf\xe9.md"), "--json")
    assert json.loads(told.out)["errors"]
