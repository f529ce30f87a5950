"""A command that tests fork from a process that has loaded the program is one in a new Python."""

import sys
from pathlib import Path

import pytest

from commandline import ARTICLE, editions, triptych, write

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere each is in a new Python")


def test_both_come_to_the_same(tmp_path: Path) -> None:
    """Exit code, streams and every byte of the editions, twice from one server."""
    write(tmp_path, {"a.md": f"{ARTICLE}\n$x^2$ ![](none.png)\n"})
    for words in (("build", "a.md"), ("build", "none.md", "--json"), ("buidl",), ("--help",)):
        fresh = triptych(tmp_path, *words, fresh=True)
        made = editions(tmp_path / "out")
        assert triptych(tmp_path, *words) == fresh == triptych(tmp_path, *words)
        assert editions(tmp_path / "out") == made


def test_variables_of_one_call_are_not_those_of_the_next(tmp_path: Path) -> None:
    """Each fork has its own, and one that is read when a process starts needs a new Python."""
    write(tmp_path, {"a.md": "# T\n"})
    words = ("build", "--formats", "epub", "a.md")
    first = triptych(tmp_path, *words, environment={"SOURCE_DATE_EPOCH": "never"})
    second = triptych(tmp_path, *words, environment={"SOURCE_DATE_EPOCH": ""})
    third = triptych(tmp_path, *words, environment={"PYTHONHASHSEED": "5"})
    assert "SOURCE_DATE_EPOCH" in first.err
    assert "SOURCE_DATE_EPOCH" not in second.err
    assert [told.peak is None for told in (first, second, third)] == [False, False, True]


def test_one_that_takes_too_long_is_killed(tmp_path: Path) -> None:
    """The test fails, and does not hang."""
    write(tmp_path, {"a.md": ARTICLE})
    with pytest.raises(TimeoutError):
        triptych(tmp_path, "build", "a.md", seconds=0.05)
