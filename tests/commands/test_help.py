"""Help and version answer at once, for they load nothing that presses editions."""

import subprocess
import sys
from pathlib import Path

import pytest
from click import Context

from commandline import triptych
from triptych.cli.main import cli

HEAVY = {
    "PIL",
    "babel",
    "ebooklib",
    "fontTools",
    "jinja2",
    "lxml",
    "nh3",
    "pydantic",
    "rich",
    "weasyprint",
    "yaml",
}

LOADED = """\
import sys
from triptych.cli.main import cli
try:
    cli.main(sys.argv[1:], prog_name="triptych", standalone_mode=False)
finally:
    print("LOADED", *sorted({name.partition(".")[0] for name in sys.modules}))
"""


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_load_nothing_heavy(option: str) -> None:
    """Neither the typesetters nor what reads sources and settings is imported to answer."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, option], capture_output=True, text=True, check=True
    )
    answer, _, names = done.stdout.partition("LOADED")
    assert "triptych" in answer
    assert "click" in names.split()
    assert HEAVY & set(names.split()) == set()


def test_help_lists_every_subcommand() -> None:
    """Each name stands in the list, and has a help of its own."""
    whole = _help()
    names = cli.list_commands(Context(cli))
    assert "build" in names
    for name in names:
        assert f"  {name} " in whole
        assert f"Usage: triptych {name}" in _help(name)


def _help(*words: str) -> str:
    """Return the help of a command."""
    return triptych(Path(), *words, "--help").out
