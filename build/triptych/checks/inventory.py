"""What is installed of all that Triptych and the judges need, and how to install the rest."""

import ctypes
import ctypes.util
import platform
from dataclasses import dataclass

from triptych.checks import installed, system_packages
from triptych.checks.judges import JUDGES
from triptych.checks.system_packages import COMMANDS, RUNTIMES
from triptych.core.errors import TriptychError
from triptych.fonts.scripts import CJK_PACKAGES
from triptych.markdown import pandoc

_FONTS = ("fontpkg-literata", "fontpkg-inter", "fontpkg-jetbrains-mono")
_CJK = "manimgx-fonts-cjk"
_PANGO = ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll")


@dataclass(frozen=True, slots=True)
class Row:
    """One requirement: its purpose, its version, what it lacks, and the commands that install it.

    ``commands`` are by system; "" stands for all of them. Without a row that ``is_needed`` no
    edition can be built.
    """

    name: str
    purpose: str
    version: str
    lacking: tuple[str, ...] = ()
    commands: dict[str, str] | None = None
    is_needed: bool = False

    @property
    def lacks_only_runtimes(self) -> bool:
        """Whether it is installed, and only what it runs on is missing."""
        return bool(self.version) and all(lack.startswith(RUNTIMES) for lack in self.lacking)

    @property
    def is_ready(self) -> bool:
        """Whether it can be used."""
        return bool(self.version) and not self.lacking


def rows() -> list[Row]:
    """Return all requirements."""
    return [*_needed(), *_optional(), *_runtimes(), *map(_judge, JUDGES)]


def _needed() -> list[Row]:
    """Return what every edition needs."""
    fonts = [installed.python_version(name) for name in _FONTS]
    found = [
        ("Python", "everything", platform.python_version(), None),
        ("pandoc", "reading", _pandoc(), _reinstall("pypandoc-binary")),
        ("WeasyPrint", "PDF", installed.python_version("weasyprint"), _reinstall("weasyprint")),
        ("Pango", "PDF", _pango(), COMMANDS["Pango"]),
        ("Fonts", "all editions", fonts[0] if all(fonts) else "", _reinstall(*_FONTS)),
    ]
    return [
        Row(name, purpose, version, commands=commands, is_needed=True)
        for name, purpose, version, commands in found
    ]


def _optional() -> list[Row]:
    """Return what some editions or options need."""
    found = [
        ("Fonts, CJK", "Chinese, Japanese, Korean", _CJK, CJK_PACKAGES),
        ("Dask", "--cluster", "distributed", "distributed"),
        ("fsspec", "--out URL", "fsspec", "fsspec"),
    ]
    return [
        Row(
            name,
            purpose,
            installed.python_version(package),
            commands={"": f"pip install {packages}"},
        )
        for name, purpose, package, packages in found
    ]


def _reinstall(*packages: str) -> dict[str, str]:
    """Return the command that installs packages again, which came with Triptych itself."""
    return {"": f"pip install --force-reinstall {' '.join(packages)}"}


def _runtimes() -> list[Row]:
    """Return what judges run on."""
    browser = installed.program_version(installed.chromium())
    found = [
        ("Java", "EPUBCheck, veraPDF, Nu", installed.lacks_java(), installed.java_version()),
        ("Node.js", "Ace, axe", installed.lacks_node(), installed.node_version()),
        ("Chromium", "Ace, axe", installed.lacks_chromium(), browser),
    ]
    return [
        Row(name, purpose, version, tuple(lacking), COMMANDS[name])
        for name, purpose, lacking, version in found
    ]


def _judge(name: str) -> Row:
    """Return one judge."""
    judge = JUDGES[name]
    purpose = f"judges {'HTML' if judge.kind == 'html' else judge.kind.upper()}"
    commands = system_packages.judge_commands(name)
    return Row(judge.name, purpose, judge.version(), tuple(judge.missing()), commands)


def _pandoc() -> str:
    """Return the version of pandoc, or ""."""
    try:
        return pandoc.version()
    except TriptychError:
        return ""


def _pango() -> str:
    """Return the version of Pango that WeasyPrint would load, or ""."""
    for name in (*_PANGO, ctypes.util.find_library("pango-1.0")):
        try:
            library = ctypes.CDLL(name) if name else None
            version = library.pango_version_string if library else None
        except (OSError, AttributeError):
            continue
        if version is not None:
            version.restype = ctypes.c_char_p
            return str(version().decode())
    return ""
