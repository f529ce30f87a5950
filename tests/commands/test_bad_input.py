"""Whatever is wrong, the command line says so once, with its exit code, and spoils nothing."""

import json
import os
import re
from pathlib import Path

import pytest

from commandline import ARTICLE, editions, triptych, write
from triptych.core.errors import EXIT_CODES

HTML = ("build", "--formats", "html")
LEAD = ARTICLE.replace("date:", "image: {path: field.png, alt: A field}\ndate:")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with one good article."""
    return write(tmp_path, {"mine.md": ARTICLE})


USAGE = {
    "no file": (
        [*HTML, "zebra.md"],
        3,
        ["zebra.md: error: there is no such file", "Check the path"],
    ),
    "file misspelt": ([*HTML, "mien.md"], 3, ["Did you mean mine.md?"]),
    "a device": ([*HTML, "/dev/null"], 3, ["/dev/null: error: is neither a file nor a folder"]),
    "a file of the kernel": ([*HTML, "/proc/self/mem"], 3, ["cannot be read"]),
    "a subcommand misspelt": (["buidl"], 2, ["error: unknown command `buidl`", "mean `build`?"]),
    "no such subcommand": (
        ["zebra"],
        2,
        ["unknown command `zebra`", "build, preview, check, clean, doctor"],
    ),
    "an option misspelt": ([*HTML, "--paer", "a4"], 2, ["--paer", "--paper", "build --help"]),
    "an option without value": (["build", "--paper"], 2, ["--paper", "requires an argument"]),
    "no such format": (
        ["build", "--formats", "pfd"],
        2,
        ["--formats: error: unknown format “pfd”"],
    ),
    "a format misspelt": (["build", "--formats", "htm"], 2, ["Did you mean `html`?", "epub, pdf"]),
    "no such paper": ([*HTML, "--paper", "a44"], 2, ["--paper: error:", "a4,", "found “a44”"]),
    "a paper too small": ([*HTML, "--paper", "0mm x 0mm"], 2, ["from 50 to 5000 mm"]),
    "a theme misspelt": ([*HTML, "--theme", "printfrendly"], 6, ["--theme", "`printfriendly`?"]),
    "no such theme folder": (
        [*HTML, "--theme", "./none"],
        6,
        ["--theme: error: folder"],
    ),
    "a folder without theme": ([*HTML, "--theme", "."], 6, ["is not a theme", "theme new NAME"]),
    "a theme name that is none": (["theme", "new", "a/b"], 2, ["“a/b” is not a theme name"]),
    "no such schema": (["schema", "artcle"], 2, ["'artcle' is not one of 'article'"]),
}
"""What is typed, the exit code, and what must stand in the message."""


@pytest.mark.parametrize("name", USAGE)
def test_a_wrong_command_line_is_told_with_what_was_meant(folder: Path, name: str) -> None:
    """Each gives its code and one error line, on the standard error alone, and makes nothing."""
    words, code, phrases = USAGE[name]
    is_about_file = any("md" in word or word.startswith("/") for word in words)
    is_build = words[0] == "build" and not is_about_file and words[-1] != "--paper"
    told = triptych(folder, *words, *(["mine.md"] if is_build else []))
    assert told.code == code
    assert told.out == ""
    assert told.err.count("error:") == 1
    for phrase in phrases:
        assert phrase in told.err
    assert sorted(editions(folder)) == ["mine.md"]


def test_a_pipe_is_no_article(folder: Path) -> None:
    """A named pipe is refused at once, as an article and as a picture, and not waited for."""
    os.mkfifo(folder / "pipe.md")
    os.mkfifo(folder / "field.png")
    assert "is neither a file nor a folder" in triptych(folder, *HTML, "pipe.md").err
    write(folder, {"lead.md": LEAD})
    told = triptych(folder, *HTML, "lead.md")
    assert (told.code, "lead.md:3: error: “field.png” is not a regular file" in told.err) == (
        5,
        True,
    )


def test_a_misspelt_key_is_told_and_the_article_made(folder: Path) -> None:
    """A key near a known one is a warning with its line; it fails the build where that is strict."""
    write(folder, {"mine.md": ARTICLE.replace("date", "kiker: News\ndate")})
    told = triptych(folder, *HTML, "mine.md")
    assert told.code == 0
    assert "mine.md:3: warning: unknown key `kiker` [unknown-key]" in told.err
    assert "Did you mean `kicker`?" in told.err
    assert triptych(folder, *HTML, "--strict", "mine.md").code == 1
    write(folder, {"triptych.toml": "strict = true\n"})
    assert triptych(folder, *HTML, "mine.md").code == 1
    assert (folder / "out" / "mine" / "mine.html").is_file()


def test_a_bad_article_does_not_hold_the_others_back(tmp_path: Path) -> None:
    """The good ones are made and listed, the bad ones told, and the exit code is the first error's."""
    folder = write(
        tmp_path,
        {
            "triptych.toml": "",
            "content/a.md": ARTICLE,
            "content/b.md": "",
            "content/c.md": LEAD,
            "content/d.md": ARTICLE,
        },
    )
    told = triptych(folder, *HTML)
    assert told.code == 3
    assert [line for line in told.err.splitlines() if "error:" in line] == [
        "content/b.md: error: the file is empty",
        "content/c.md:3: error: “field.png” is missing",
    ]
    assert sorted(editions(folder / "out")) == ["a/a.html", "d/d.html"]
    assert [line.split()[0] for line in told.out.splitlines()] == [
        "Edition",
        "html",
        "html",
        "Open",
    ]
    as_json = triptych(folder, *HTML, "--json")
    result = json.loads(as_json.out)
    assert as_json.code == result["exit_code"] == 3
    assert [edition["path"] for edition in result["editions"]] == ["out/a/a.html", "out/d/d.html"]
    assert [(e["kind"], e["path"], e["line"]) for e in result["errors"]] == [
        ("SourceError", "content/b.md", None),
        ("AssetError", "content/c.md", 3),
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["none.md"], 3),
        (["--paer"], 2),
        (["mine.md", "--formats", "pfd"], 2),
        (["mine.md", "--theme", "none"], 6),
        (["mine.md", "--out", "mine.md"], 7),
    ],
)
def test_json_tells_errors_too(folder: Path, words: list[str], code: int) -> None:
    """With ``--json`` an error is valid JSON on the standard output, with the exit code in it."""
    told = triptych(folder, "build", *words, "--json")
    result = json.loads(told.out)
    assert told.code == result["exit_code"] == code
    assert result["editions"] == []
    assert [bool(e["message"]) and bool(e["hint"]) for e in result["errors"]] == [True]


def test_a_missing_pandoc_is_told_once_for_all_articles(tmp_path: Path) -> None:
    """Without pandoc the one message says what to install."""
    folder = write(
        tmp_path, {"triptych.toml": "", "content/a.md": ARTICLE, "content/b.md": ARTICLE}
    )
    told = triptych(folder, *HTML, environment={"PYPANDOC_PANDOC": str(folder / "triptych.toml")})
    assert told.code == 8
    assert told.err.splitlines() == [
        "error: pandoc is missing",
        "  Run `pip install --force-reinstall pypandoc-binary`, or install pandoc 3.",
    ]


def test_a_missing_pango_is_told_with_what_to_install(folder: Path) -> None:
    """Where the loader finds no Pango, all four systems are told, and JSON stays JSON."""
    empty = write(folder, {f"lib/{name}": "none\n" for name in ("libgobject-2.0.so.0",)}) / "lib"
    environment = {"LD_LIBRARY_PATH": str(empty)}
    told = triptych(folder, "build", "mine.md", "--json", environment=environment)
    assert told.code == json.loads(told.out)["exit_code"] == 8
    assert "the PDF needs Pango, which is missing" in told.err
    for command in (
        "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        "sudo dnf install pango",
        "brew install pango",
        "pacman -S mingw-w64-ucrt-x86_64-pango",
    ):
        assert command in told.err
    assert editions(folder / "out") == {}
    without = triptych(
        folder, "build", "--formats", "html,epub", "mine.md", environment=environment
    )
    assert without.code == 0


@pytest.mark.parametrize("moment", ["x", "99999999999999"])
def test_a_moment_that_is_none_is_told(folder: Path, moment: str) -> None:
    """``SOURCE_DATE_EPOCH`` must be seconds."""
    told = triptych(folder, *HTML, "mine.md", environment={"SOURCE_DATE_EPOCH": moment})
    assert (told.code, f"SOURCE_DATE_EPOCH is “{moment}”" in told.err) == (2, True)


@pytest.mark.parametrize("moment", ["-5", "0", "9999999999"])
def test_a_moment_no_archive_can_tell_becomes_the_nearest(folder: Path, moment: str) -> None:
    """Seconds before 1980 and after 2107 still give an EPUB (ZIP knows no others)."""
    environment = {"SOURCE_DATE_EPOCH": moment}
    told = triptych(folder, "build", "--formats", "epub", "mine.md", environment=environment)
    assert told.code == 0
    assert re.findall(r"\[([\w-]+)\]$", told.err, re.MULTILINE) == ["identifier"]


@pytest.mark.parametrize("slug", ["x" * 4000, "漢" * 400, '"a\\0b"', '"../../up"'])
def test_a_strange_slug_is_a_file_name_below_the_output_folder(folder: Path, slug: str) -> None:
    """A slug too long, with a NUL or with dots becomes a name that every disc takes."""
    write(folder, {"mine.md": ARTICLE.replace("date", f"slug: {slug}\ndate")})
    told = triptych(folder, *HTML, "mine.md")
    assert told.code == 0
    assert re.findall(r"\[([\w-]+)\]$", told.err, re.MULTILINE) == ["identifier"]
    assert len(editions(folder / "out")) == 1
    assert sorted(path.name for path in folder.iterdir()) == ["mine.md", "out"]


def test_the_help_tells_every_exit_code(folder: Path) -> None:
    """``triptych build --help`` lists each code with what it says."""
    lines = [line.strip() for line in triptych(folder, "build", "--help").out.splitlines()]
    for code, meaning in EXIT_CODES.items():
        assert f"{code}  {meaning}" in lines
