"""``triptych init`` and ``triptych new``: from nothing to three editions without a finding."""

import json
import sys
from pathlib import Path

import pytest

from commandline import triptych, write
from triptych.cli import habits
from triptych.cli.main import _COMMANDS as COMMANDS


@pytest.mark.parametrize("name", ["magazine", "Flüsse & Seen", "📚 books, 'quoted'"])
def test_a_new_publication_builds_at_once(tmp_path: Path, name: str) -> None:
    """Strictly, without a finding, whatever the folder is called; a second time nothing is written."""
    told = triptych(tmp_path, "init", name)
    assert (told.code, told.err) == (0, "")
    assert "triptych build" in told.out
    again = triptych(tmp_path / name, "init")
    assert (again.code, again.err) == (0, "")
    assert "Nothing is missing" in again.out
    built = triptych(tmp_path / name, "build", "--strict", "--json", "--formats", "html,epub")
    result = json.loads(built.out)
    assert (built.code, result["findings"], len(result["editions"])) == (0, [], 2)


def test_a_new_article_s_path_is_printed_alone(tmp_path: Path) -> None:
    """So that an editor can be given it; the article builds without a finding."""
    triptych(tmp_path, "init")
    told = triptych(tmp_path, "new", 'He said: "it is #1" 🎉')
    path = tmp_path / told.out.strip()
    assert (told.code, told.err, path.is_file()) == (0, "", True)
    built = triptych(tmp_path, "build", told.out.strip(), "--json", "--formats", "html")
    assert (built.code, json.loads(built.out)["findings"]) == (0, [])
    again = triptych(tmp_path, "new", "He", "said:", '"it is #1" 🎉')
    assert again.code == 7
    assert "Choose another title" in again.err


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a folder where nobody writes")
def test_a_folder_where_nothing_can_be_written(tmp_path: Path) -> None:
    """It is named, with the reason."""
    told = triptych(tmp_path, "init", "/proc/new")
    assert told.code == 7
    assert "/proc/new: error: cannot write the new files: no folder can be made there" in told.err


def test_what_is_in_the_way_is_left(tmp_path: Path) -> None:
    """The error names it, and what to do."""
    write(tmp_path, {"taken": "mine"})
    told = triptych(tmp_path, "init", "taken")
    assert told.code == 7
    assert "taken: error: a file" in told.err
    assert (tmp_path / "taken").read_text() == "mine"


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("serve", "Use `triptych preview`."),
        ("Watch", "Use `triptych build --watch`."),
        ("create", 'Use `triptych new "Title"`.'),
        ("start", "Use `triptych init my-magazine`."),
        ("export", "Use `triptych build`."),
        ("exprot", "Use `triptych build`."),
        ("creat", 'Use `triptych new "Title"`.'),
        ("chekc", "Did you mean `check`?"),
        ("pdf", "Use `triptych build --formats pdf`."),
        ("themes", "Use `triptych theme list`."),
        ("help", "Use `triptych --help`."),
        ("biuld", "Did you mean `build`?"),
        ("article.md", "To build it, type `triptych build article.md`."),
    ],
)
def test_a_word_typed_by_habit_is_answered(typed: str, advice: str) -> None:
    """With what to type here; a misspelt command with its name, a file with the build."""
    assert habits.advice(typed, COMMANDS) == advice


def test_no_habit_hides_a_command(tmp_path: Path) -> None:
    """Every word means one thing, no command is one, and each answer is a command that there is."""
    answered = [word for words in habits._NEAREST.values() for word in words]  # noqa: SLF001  the table
    assert len(answered) == len(set(answered))
    assert set(answered).isdisjoint(COMMANDS)
    first = {typed.split()[0] for typed in habits._NEAREST}  # noqa: SLF001  the same
    assert first - {"--help", "--version"} <= set(COMMANDS)
    told = triptych(tmp_path, "serve")
    assert told.code == 2
    assert "unknown command `serve`. Use `triptych preview`" in told.err


def test_a_build_ends_with_how_to_open_the_page_above_the_others(tmp_path: Path) -> None:
    """The article highest in the folders is the home of a publication, whatever the others are called."""
    names = ("content/a/a.md", "content/a/b.md", "content/start.md")
    files = {name: f"---\ntitle: {name[-4]}\nlang: en\n---\n\nText.\n" for name in names}
    write(tmp_path, {**files, "triptych.toml": 'title = "T"\n'})
    told = triptych(tmp_path, "build", "--formats", "html")
    (last,) = [line for line in told.out.splitlines() if "Open one with" in line]
    assert last.endswith("out/start/start.html")
