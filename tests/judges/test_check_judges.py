"""A judge that crashes, hangs, babbles or is not there is told in one line, and keeps no other back."""

import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from commandline import TRIPTYCH, Told, triptych, write
from judging import Judge
from samples import GOOD, PAGE, book, pdf

REPORT = {
    "report": {
        "jobs": [
            {
                "itemDetails": {"name": "NAME", "size": 1},
                "validationResult": [
                    {
                        "compliant": False,
                        "details": {
                            "ruleSummaries": [
                                {
                                    "status": "failed",
                                    "clause": "7.1",
                                    "testNumber": 10,
                                    "description": "It shall show its title",
                                    "checks": [{"status": "failed", "context": "root/document[0]"}],
                                },
                                {"status": "passed", "clause": "7.2", "testNumber": 1},
                            ]
                        },
                    }
                ],
            }
        ]
    }
}
VERSION = 'case "$*" in *-version*) echo \'openjdk version "21.0.1"\'; exit 0;; esac\n'
"""What a program says when it is asked for its version alone."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a good book, a page and a PDF."""
    files: dict[str, str | bytes] = {
        "a.epub": book(dict(GOOD)),
        "b.epub": book(dict(GOOD)),
        "page.html": PAGE.format("<h1>T</h1>"),
        "a.pdf": pdf(),
    }
    return write(tmp_path / "in", files)


def check(folder: Path, programs: dict[str, str], *words: str) -> Told:
    """Run the check where the path has nothing but these shell scripts, and what a shell needs."""
    there = folder.parent / "bin"
    there.mkdir()
    for name in ("sh", "sleep", "cat", "echo"):
        (there / name).symlink_to(shutil.which(name) or "/bin/false")
    for name, script in programs.items():
        (there / name).write_text(f"#!/bin/sh\n{script}", encoding="utf-8")
        (there / name).chmod(0o755)
    chromium = {"PUPPETEER_EXECUTABLE_PATH": ""}
    return triptych(folder, "check", *words, environment={"PATH": str(there), **chromium})


def test_without_java_or_chromium_the_own_checks_are_made_and_the_rest_is_named(
    folder: Path,
) -> None:
    """What cannot be asked is told below the table, and fails nothing."""
    told = check(folder, {}, "a.epub", "page.html")
    assert (told.code, told.err) == (0, "")
    assert "Not run (not installed): EPUBCheck, Ace, veraPDF, axe, Nu." in told.out


def test_a_judge_that_is_asked_for_by_name_must_be_there(folder: Path) -> None:
    """``--judges`` takes no silence for an answer."""
    told = check(folder, {}, "a.epub", "--judges", "epubcheck")
    assert told.code == 8
    assert told.err.startswith("--judges: error: EPUBCheck needs Java\n")


CRASHES = {
    "ends with a word": (
        "echo 'no such class' >&2; exit 3\n",
        "ended early: no such class",
    ),
    "ends without a word": ("exit 3\n", "ended early, with code 3"),
    "prints rubbish": (
        "while read line; do echo rubbish; done\n",
        "printed something other than a report: rubbish",
    ),
    "reports in another shape": (
        """while read line; do echo '{"messages": [{"x": 1}]}'; done\n""",
        "gave a report in an unknown format (KeyError('ID'))",
    ),
}


@pytest.mark.parametrize("name", CRASHES)
def test_a_judge_that_fails_is_told_and_the_others_go_on(folder: Path, name: str) -> None:
    """The error names the judge, the file and what happened; other judges and files have their row."""
    script, message = CRASHES[name]
    told = check(folder, {"java": VERSION + script}, "a.epub", "a.pdf", "--judges", "epubcheck")
    assert told.code == 8
    assert f"a.epub: error: EPUBCheck: {message}\n" in told.err
    assert "a.pdf: error: the PDF is not tagged [pdf-untagged]" in told.err
    assert "a.epub" in told.out


def test_a_judge_that_hangs_is_ended_with_all_that_it_started(folder: Path) -> None:
    """The time limit holds for each file, also when a child keeps the pipe open; two are enough."""
    begun = time.monotonic()
    script = f"{VERSION}sleep 300 &\nsleep 300\n"
    words = ("a.epub", "b.epub", "--judges", "epubcheck", "--seconds", "3")
    told = check(folder, {"java": script}, *words)
    assert told.code == 8
    assert "a.epub: error: EPUBCheck: did not answer within 3 seconds" in told.err
    assert time.monotonic() - begun < 40


def test_who_stops_the_check_leaves_no_judge_behind(folder: Path) -> None:
    """Ctrl-C ends the judges with all that they have started, at once."""
    there = write(
        folder.parent / "bin", {"java": f"#!/bin/sh\n{VERSION}sleep 300.7 &\nsleep 300.7\n"}
    )
    (there / "java").chmod(0o755)
    path = f"{there}{os.pathsep}{os.environ['PATH']}"
    with subprocess.Popen(
        [*TRIPTYCH, "check", "a.epub", "b.epub", "--judges", "epubcheck"],
        cwd=folder,
        env={**os.environ, "PATH": path},
        stderr=subprocess.PIPE,
    ) as process:
        wait = time.monotonic() + 60
        while not _sleeping() and time.monotonic() < wait:
            time.sleep(0.2)
        assert _sleeping()
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told.startswith(b"error: interrupted")
    assert not _sleeping()


def _sleeping() -> bool:
    """Whether the fake judge's child runs; it sleeps for a time of its own."""
    done = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)
    return "sleep 300.7" in done.stdout.splitlines()


def test_a_java_that_is_too_old_or_does_not_run_is_as_good_as_none(folder: Path) -> None:
    """Both are told with what is there."""
    old = "echo 'openjdk version \"1.8.0_382\"' >&2\n"
    told = check(folder, {"java": old}, "a.epub", "--judges", "epubcheck")
    assert "EPUBCheck needs Java 11 or newer (installed: 1.8.0)" in told.err
    shutil.rmtree(folder.parent / "bin")
    told = check(folder, {"java": "exit 1\n"}, "a.epub", "--judges", "epubcheck")
    assert "EPUBCheck needs Java that runs" in told.err


def test_the_official_verapdf_is_used_where_it_is_on_the_path(folder: Path) -> None:
    """Its report in JSON is read, rule by rule."""
    report = json.dumps(REPORT).replace("NAME", str(folder / "a.pdf"))
    asked = f"cat <<'EOT'\n{report}\nEOT\n"
    script = f"case $1 in --version) echo 'veraPDF 1.28.1';; *) {asked}esac\n"
    words = ("a.pdf", "--judges", "verapdf", "--profile", "ua1", "--json")
    result = json.loads(check(folder, {"verapdf": script}, *words).out)
    found = [f for f in result["findings"] if f["judge"] == "verapdf"]
    assert [(f["code"], f["message"]) for f in found] == [
        ("verapdf-ua1-7.1-10", "It shall show its title")
    ]
    assert result["editions"] == [{"path": "a.pdf", "judges": ["own", "verapdf"]}]


VERAPDFS = {
    "babbles": ("echo 'Hello'\n", 100, "printed no report, but: Hello"),
    "crashes": (
        "echo 'java.lang.Error' >&2; exit 1\n",
        100,
        "printed no report, but: java.lang.Error",
    ),
    "hangs": ("sleep 300\n", 3, "did not answer within 3 seconds"),
}


@pytest.mark.parametrize("name", VERAPDFS)
def test_a_verapdf_that_fails_is_told(folder: Path, name: str) -> None:
    """The error names the file and what the program said."""
    script, seconds, message = VERAPDFS[name]
    program = f"case $1 in --version) echo 'veraPDF 1.28.1'; exit 0;; esac\n{script}"
    words = ("a.pdf", "--judges", "verapdf", "--profile", "ua1", "--seconds", str(seconds))
    told = check(folder, {"verapdf": program}, *words)
    assert told.code == 8
    assert f"a.pdf: error: veraPDF: {message}\n" in told.err


def test_an_old_verapdf_is_told(folder: Path) -> None:
    """A version that does not know the report is named with the one that does."""
    told = check(folder, {"verapdf": "echo 'veraPDF 1.16.1'\n"}, "a.pdf", "--judges", "verapdf")
    assert "veraPDF needs veraPDF 1.24 or newer (installed: 1.16.1)" in told.err


def test_the_real_judges_find_what_is_wrong(tmp_path: Path, judge: Judge) -> None:
    """EPUBCheck and Nu, asked of many files at once, agree with our own checks."""
    judge.path("java")
    bad = {**GOOD, "a.xhtml": GOOD["a.xhtml"].replace('"a.x', '"b.x')}
    files = {"a.epub": book(dict(bad)), "b.epub": book(dict(GOOD))}
    write(tmp_path, {**files, "p.html": PAGE.format("<img>")})
    words = (".", "--judges", "epubcheck,nu", "--json")
    result = json.loads(triptych(tmp_path, "check", *words).out)
    codes = {(f["edition"], f["code"]) for f in result["findings"]}
    assert {
        ("a.epub", "epubcheck-rsc-007"),
        ("p.html", "nu-error"),
        ("p.html", "html-alt"),
    } <= codes
