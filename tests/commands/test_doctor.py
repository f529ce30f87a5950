"""``triptych doctor`` tells what is there, and what to type for the rest."""

import json
from pathlib import Path
from typing import Any

from commandline import triptych, write
from triptych.checks.inventory import NPM

ROOT = Path(__file__).parents[2]


def _things(folder: Path, path: str) -> dict[str, dict[str, Any]]:
    """Give what the doctor says of each thing where the path is another."""
    environment = {"PATH": path, "PUPPETEER_EXECUTABLE_PATH": ""}
    told = triptych(folder, "doctor", "--json", environment=environment)
    assert told.code == 0
    return {thing["name"]: thing for thing in json.loads(told.out)["things"]}


def test_what_is_missing_is_told_with_what_to_type(tmp_path: Path) -> None:
    """Without programs, all that runs on them lacks something, and commands for each system are there."""
    things = _things(tmp_path, str(tmp_path))
    assert things["pandoc"]["lacks"] == things["Pango"]["lacks"] == []
    assert things["Java"]["lacks"] == ["Java"]
    assert set(things["Java"]["commands"]) == {"debian", "fedora", "macos", "windows"}
    assert things["EPUBCheck"]["lacks"] == ["Java"]
    assert things["Ace"]["lacks"] == ["Node.js", "Chromium"]


def test_the_table_for_people_ends_with_the_commands(tmp_path: Path) -> None:
    """A thing is a row with its version or what it lacks."""
    environment = {"PATH": str(tmp_path), "PUPPETEER_EXECUTABLE_PATH": ""}
    told = triptych(tmp_path, "doctor", environment=environment)
    assert (told.code, told.err) == (0, "")
    rows = [line.split() for line in told.out.splitlines() if line]
    assert ["Java", "missing", "EPUBCheck,", "veraPDF,", "Nu"] in rows
    assert "To get the rest, type:" in told.out


def test_an_old_node_is_told(tmp_path: Path) -> None:
    """A program that is too old is there, and lacks a newer version."""
    script = "#!/bin/sh\necho v18.19.0\n"
    write(tmp_path, {"node": script})
    (tmp_path / "node").chmod(0o755)
    things = _things(tmp_path, str(tmp_path))
    assert things["Node.js"]["lacks"] == ["Node.js 20 or newer (18.19.0 is there)"]


def test_judges_are_found_in_the_folder_that_the_environment_names(tmp_path: Path) -> None:
    """What ``npm install`` put there is used, in its own version."""
    package = '{"name": "axe-core", "version": "4.7.0"}'
    write(tmp_path, {"judges/node_modules/axe-core/package.json": package})
    environment = {"TRIPTYCH_JUDGES": str(tmp_path / "judges")}
    told = triptych(tmp_path, "doctor", "--json", environment=environment)
    things = {thing["name"]: thing for thing in json.loads(told.out)["things"]}
    assert things["axe"]["version"] == "4.7.0"
    assert "axe-core 4.8 or newer (4.7.0 is there)" in things["axe"]["lacks"]


def test_the_versions_that_are_told_are_those_that_are_tested() -> None:
    """What the doctor has one type is what `make test` installs."""
    package = json.loads((ROOT / "build/judges/package.json").read_text(encoding="utf-8"))
    assert package["dependencies"] == NPM
