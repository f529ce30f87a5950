"""The user's own editor, opened at a line of an article."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

_AT_LINE = {
    "code": ("--goto", "{path}:{line}"),
    "codium": ("--goto", "{path}:{line}"),
    "cursor": ("--goto", "{path}:{line}"),
    "subl": ("{path}:{line}",),
    "zed": ("{path}:{line}",),
    "gedit": ("+{line}", "{path}"),
    "kate": ("--line", "{line}", "{path}"),
    "gvim": ("+{line}", "{path}"),
    "emacsclient": ("-n", "+{line}", "{path}"),
    "mate": ("--line", "{line}", "{path}"),
    "idea": ("--line", "{line}", "{path}"),
}
"""The arguments with which graphical editors open a file at a line; those of a terminal are left out."""


def command(path: Path, line: int) -> list[str]:
    """Return the command that opens a file at a line, empty where no editor is known.

    It is that of ``TRIPTYCH_EDITOR``, in which ``{path}`` and ``{line}`` are filled in, or ``VISUAL`` or
    ``EDITOR`` where they name an editor with windows, or the first such one that is installed.
    """
    own = shlex.split(os.environ.get("TRIPTYCH_EDITOR", ""))
    if own:
        words = own if any("{path}" in word for word in own) else [*own, "{path}"]
        return [_filled(word, path, line) for word in words]
    named = [shlex.split(os.environ.get(name, ""))[:1] for name in ("VISUAL", "EDITOR")]
    for name in [*(words[0] for words in named if words), *_AT_LINE]:
        program = shutil.which(name)
        how = _AT_LINE.get(Path(name).stem)
        if program and how:
            return [program, *(_filled(word, path, line) for word in how)]
    return []


def open_at(path: Path, line: int) -> dict[str, str]:
    """Open a file at a line; return the program that does it, or the reason why none does."""
    words = command(path, line)
    if not words:
        return {
            "error": "No editor is known: set TRIPTYCH_EDITOR, such as `code --goto {path}:{line}`."
        }
    try:
        subprocess.Popen(  # it outlives the desk
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=sys.platform != "win32",
        )
    except OSError as error:
        return {"error": f"{words[0]} cannot be started: {error.strerror}."}
    return {"editor": Path(words[0]).name}


def _filled(word: str, path: Path, line: int) -> str:
    """Return a word of a command with file and line."""
    return word.replace("{path}", str(path)).replace("{line}", str(line))
