"""Shells complete Triptych's words: commands, options and the values that it knows."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from commandline import triptych

TRIPTYCH = Path(sys.executable).with_name("triptych")
ON_PATH = {**os.environ, "PATH": f"{TRIPTYCH.parent}{os.pathsep}{os.environ.get('PATH', '')}"}

BASH = """\
source "$SCRIPT"
COMP_WORDS=($TYPED ${OPEN:+""})
COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
_triptych_completion triptych
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of what Triptych prints for bash."""
    path = tmp_path_factory.mktemp("bash") / "completion"
    path.write_text(triptych(path.parent, "completion", "bash").out, encoding="utf-8")
    return path


def _in_bash(typed: str, script: Path) -> list[str]:
    """Return what bash itself offers for a line, with the script that Triptych prints."""
    bash = shutil.which("bash")
    assert bash is not None
    done = subprocess.run(
        [bash, "-c", BASH],
        env={
            **ON_PATH,
            "TYPED": typed,
            "OPEN": "1" if typed.endswith(" ") else "",
            "SCRIPT": str(script),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


def _asked(shell: str, typed: str) -> str:
    """Return what Triptych answers to the question that a shell's script puts."""
    *_, last = words = typed.split(" ")
    place = last if shell == "fish" else str(len(words) - 1)
    asked = {
        "COMP_WORDS": typed,
        "COMP_CWORD": place,
        "_TRIPTYCH_COMPLETE": f"{shell}_complete",
    }
    done = subprocess.run(
        [TRIPTYCH], env={**ON_PATH, **asked}, capture_output=True, text=True, check=False
    )
    return done.stdout


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("triptych ", {"build", "theme", "schema", "completion"}),
        ("triptych bu", {"build"}),
        ("triptych theme ", {"list", "new"}),
        ("triptych build --pa", {"--paper"}),
        ("triptych build --paper lett", {"letter"}),
        ("triptych build --theme print", {"printfriendly"}),
        ("triptych build --formats p", {"pdf"}),
        ("triptych build --formats html,", {"html,epub", "html,pdf"}),
        ("triptych schema ", {"article", "publication"}),
        ("triptych completion ", {"bash", "zsh", "fish"}),
    ],
)
def test_bash_completes_commands_options_and_values(
    typed: str, offered: set[str], script: Path
) -> None:
    """With the printed script sourced, bash offers what fits, and for a value nothing else."""
    found = set(_in_bash(typed, script))
    assert offered <= found
    assert found == offered or typed == "triptych "


@pytest.mark.parametrize("shell", ["zsh", "fish"])
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("triptych bu", "build"),
        ("triptych build --pa", "--paper"),
        ("triptych theme n", "new"),
        ("triptych build --paper lett", "letter"),
    ],
)
def test_other_shells_are_answered_in_their_own_manner(
    shell: str, typed: str, offered: str
) -> None:
    """The questions of the zsh and fish scripts get the words that fit."""
    assert offered in _asked(shell, typed)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_script_names_the_command_and_its_question(shell: str) -> None:
    """What is printed for each shell registers ``triptych`` and asks it through the environment."""
    done = subprocess.run(
        [TRIPTYCH, "completion", shell], capture_output=True, text=True, check=True
    )
    assert f"_TRIPTYCH_COMPLETE={shell}_complete" in done.stdout
    registering = {"bash": "complete -o", "zsh": "compdef", "fish": "complete --no-files"}
    assert any(
        line.strip().startswith(registering[shell]) and "triptych" in line
        for line in done.stdout.splitlines()
    )
