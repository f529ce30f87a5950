"""Diagrams that are written as text: drawn by the programs that are installed for them, within bounds.

Nothing of a diagram reaches the network or a file: Graphviz reads none where a web server runs it, PlantUML
has its sandbox, and Mermaid's library has no access to either.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from triptych.core import processor_time

LONGEST = 100_000
"""The most characters of a diagram."""

_SECONDS = 20
_WALL = 90
_LIBRARY = "mmdr"


@dataclass(frozen=True, slots=True)
class Renderer:
    """What draws a kind of diagram: its name, its command after the program's, and how it is installed."""

    label: str
    program: str
    arguments: tuple[str, ...]
    install: str


class DiagramError(Exception):
    """A diagram that cannot be drawn; the message is the renderer's own, on one line."""


RENDERERS: dict[str, Renderer] = {
    "mermaid": Renderer("Mermaid", "", (), "Run `pip install mmdr`."),
    "graphviz": Renderer("Graphviz", "dot", ("-Tsvg",), "Install Graphviz, which has `dot`."),
    "plantuml": Renderer(
        "PlantUML", "plantuml", ("-tsvg", "-pipe", "-nometadata", "-failfast2"), "Install PlantUML."
    ),
}
"""The renderer of each kind of diagram."""

KINDS = {
    "mermaid": "mermaid",
    "dot": "graphviz",
    "graphviz": "graphviz",
    "plantuml": "plantuml",
    "puml": "plantuml",
}
"""The kind of diagram by the language of its block of code."""


def is_installed(kind: str) -> bool:
    """Whether diagrams of a kind can be drawn here."""
    program = RENDERERS[kind].program
    return bool(shutil.which(program)) if program else _has_library()


@cache
def _has_library() -> bool:
    """Whether the library for Mermaid is installed, which is not loaded to see that."""
    return find_spec(_LIBRARY) is not None


def draw(kind: str, source: str) -> bytes:
    """Return a diagram as SVG; raises ``DiagramError`` when it cannot be drawn within the bounds."""
    renderer = RENDERERS[kind]
    if len(source) > LONGEST:
        raise DiagramError(f"it has {len(source)} characters, at most {LONGEST} are drawn")
    if renderer.program:
        command = [shutil.which(renderer.program) or renderer.program, *renderer.arguments]
    else:
        command = [sys.executable, "-I", str(Path(__file__).with_name("diagram_process.py"))]
    with tempfile.TemporaryDirectory(prefix="triptych-") as folder:
        try:
            with subprocess.Popen(
                command,
                cwd=folder,
                env=_environment(folder, command[0]),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            ) as process:
                processor_time.limit(process.pid, _SECONDS)
                try:
                    data, errors = process.communicate(source.encode(), timeout=_WALL)
                finally:
                    process.kill()  # nothing where it has ended
        except subprocess.TimeoutExpired:
            raise DiagramError("it takes too long") from None
        except OSError as error:
            raise DiagramError(f"{renderer.label} does not start: {error.strerror}") from None
    if process.returncode or b"<svg" not in data:
        raise DiagramError(_reason(errors or data, is_late=process.returncode < 0))
    return data[data.index(b"<svg") :]


def _environment(folder: str, program: str) -> dict[str, str]:
    """Return the variables of a renderer: those that keep it to itself, and none of the user's."""
    return {
        "PATH": os.pathsep.join([str(Path(program).parent), os.defpath]),
        "HOME": folder,
        "TMPDIR": folder,
        "LC_ALL": "C.UTF-8",
        "SERVER_NAME": "triptych",  # Graphviz reads files only below GV_FILE_PATH then
        "GV_FILE_PATH": folder,
        "PLANTUML_SECURITY_PROFILE": "SANDBOX",
        "PLANTUML_LIMIT_SIZE": "8192",
        "JAVA_TOOL_OPTIONS": "-Djava.awt.headless=true -Duser.home=" + folder,
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _reason(output: bytes, *, is_late: bool) -> str:
    """Return what a renderer says is wrong, on one line."""
    if is_late:
        return "it takes too long"
    lines = output.decode(errors="replace").replace("<stdin>", "the diagram").split("\n")
    told = [line.strip() for line in lines if line.strip() and "JAVA_TOOL_OPTIONS" not in line]
    return " ".join(told)[:200] or "its renderer gives no reason"
