"""Findings that may be: waived by code with a reason, counted, and never failing a build."""

import ast
import json
import re
from pathlib import Path

import pytest

from commandline import triptych, write
from triptych.core.codes import CHECKS, CODES

ROOT = Path(__file__).parents[2]
BARE = "---\ntitle: A title\nlang: en\n{front}---\nText with ![](a.png).\n\n[^1]: Unused.\n"
WAIVED = (
    "waivers:\n  note-unused: It is kept for the index.\n  picture: It comes with the next mail.\n"
)


def test_a_waived_finding_fails_no_build_and_is_counted(tmp_path: Path) -> None:
    """Warnings and errors that are waived are not printed, and ``--strict`` lets them be."""
    write(tmp_path, {"open.md": BARE.format(front=""), "waived.md": BARE.format(front=WAIVED)})
    assert triptych(tmp_path, "build", "open.md").code == 1
    told = triptych(tmp_path, "build", "waived.md", "--strict")
    assert told.code == 0
    assert told.err.splitlines()[-1] == "2 findings waived (note-unused 1, picture 1)."
    assert "[note-unused]" not in told.err
    assert "[picture]" not in told.err


def test_machines_are_told_of_a_waived_finding_with_its_reason(tmp_path: Path) -> None:
    """``--json`` lists every finding, and ``waived`` is null or the reason."""
    write(tmp_path, {"waived.md": BARE.format(front=WAIVED)})
    result = json.loads(triptych(tmp_path, "build", "waived.md", "--json").out)
    reasons = {finding["code"]: finding["waived"] for finding in result["findings"]}
    assert reasons == {
        "note-unused": "It is kept for the index.",
        "picture": "It comes with the next mail.",
        "no-date": None,
        "identifier": None,
    }


@pytest.mark.parametrize("words", [("--formats", "html"), ("content/a.md",)])
def test_a_part_of_the_publication_cannot_tell_that_a_waiver_is_idle(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    """Neither one edition nor one article says that a code of the settings is nowhere."""
    article = "---\ntitle: A title\ndate: 2025-03-01\n---\nText.\n"
    write(tmp_path, {"triptych.toml": '[waivers]\nno-date = "Why."\n', "content/a.md": article})
    assert "[waiver-idle]" not in triptych(tmp_path, "build", *words).err
    assert "triptych.toml:2: warning" in triptych(tmp_path, "build").err


def test_a_waiver_that_is_no_table_is_told(tmp_path: Path) -> None:
    """A bare code has no reason, so the key takes a table alone."""
    write(tmp_path, {"a.md": "---\ntitle: A title\nwaivers: embed\n---\nText.\n"})
    told = triptych(tmp_path, "build", "a.md")
    assert told.code == 3
    assert "a.md:3: error: `waivers`: expected a table of keys, found “embed”" in told.err


_REPORTERS = {"Finding", "note", "warn"}
"""What takes the code of a finding first."""


def test_every_code_of_a_build_stands_in_the_table() -> None:
    """A finding cannot get a code that waivers and the handbook do not know."""
    given = set()
    for path in (ROOT / "build" / "triptych").rglob("*.py"):
        if "checks" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in _REPORTERS:
                given |= {a.value for a in node.args[:1] if isinstance(a, ast.Constant)}
    assert given - set(CODES) == set()
    assert set(CODES) - given <= {"picture", "remote-picture"}  # one place gives either


def test_the_handbook_tells_every_code_in_the_words_of_the_program() -> None:
    """The tables of codes in the page on findings are the program's own."""
    page = (ROOT / "content/handbook/findings.md").read_text(encoding="utf-8")
    assert dict(re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", page, re.MULTILINE)) == CODES | CHECKS
