"""``triptych doctor`` reports what is installed, and how to install the rest."""

import json
import re
from pathlib import Path
from typing import Any

from commandline import triptych, write
from triptych.checks.system_packages import NPM
from triptych.checks.tested_versions import constraints

ROOT = Path(__file__).parents[2]


def _things(folder: Path, path: str) -> dict[str, dict[str, Any]]:
    """Return what the doctor says of each thing where the path is another."""
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
    assert "To install the rest, run:" in told.out


def test_an_old_node_is_told(tmp_path: Path) -> None:
    """A program that is too old is there, and lacks a newer version."""
    script = "#!/bin/sh\necho v18.19.0\n"
    write(tmp_path, {"node": script})
    (tmp_path / "node").chmod(0o755)
    things = _things(tmp_path, str(tmp_path))
    assert things["Node.js"]["lacks"] == ["Node.js 20 or newer (installed: 18.19.0)"]


def test_judges_are_found_in_the_folder_that_the_environment_names(tmp_path: Path) -> None:
    """What ``npm install`` put there is used, in its own version."""
    package = '{"name": "axe-core", "version": "4.7.0"}'
    write(tmp_path, {"judges/node_modules/axe-core/package.json": package})
    environment = {"TRIPTYCH_JUDGES": str(tmp_path / "judges")}
    told = triptych(tmp_path, "doctor", "--json", environment=environment)
    things = {thing["name"]: thing for thing in json.loads(told.out)["things"]}
    assert things["axe"]["version"] == "4.7.0"
    assert "axe-core 4.8 or newer (installed: 4.7.0)" in things["axe"]["lacks"]


def test_the_versions_that_are_told_are_those_that_are_tested() -> None:
    """What the doctor has one type is what `make test` installs."""
    package = json.loads((ROOT / "build/judges/package.json").read_text(encoding="utf-8"))
    assert package["dependencies"] == NPM


def test_a_version_that_is_not_the_tested_one_is_reported(tmp_path: Path) -> None:
    """A package of another version is listed with both versions and the command for the tested one."""
    write(
        tmp_path,
        {"click-0.9.dist-info/METADATA": "Metadata-Version: 2.1\nName: click\nVersion: 0.9\n"},
    )
    environment = {"PYTHONPATH": str(tmp_path)}
    printed = triptych(tmp_path, "doctor", environment=environment).out
    (tested,) = re.findall(r"^click==(.+)$", constraints(), re.MULTILINE)
    assert f"  click 0.9 (tested: {tested})\n" in printed
    assert f"  pip install click=={tested}\n" in printed
    result = json.loads(triptych(tmp_path, "doctor", "--json", environment=environment).out)
    assert result["differing"] == [{"name": "click", "version": "0.9", "tested": tested}]
