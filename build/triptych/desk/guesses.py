"""What a new publication need not ask: its title, author, language and paper, by the machine it is on."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from triptych.settings import language

if sys.platform != "win32":
    import pwd

_SECONDS = 5
_LETTER = frozenset(
    [*("BZ", "CA", "CL", "CO", "CR", "GT", "MX"), *("NI", "PA", "PH", "PR", "SV", "US", "VE")]
)
"""Territories that print on Letter paper (Unicode CLDR, measurement data)."""

_LOCALE = re.compile(r"(?P<lang>[a-z]{2,3})(?:[_-](?P<territory>[A-Z]{2}))?(?:[.@].*)?")


def title_of(folder: Path) -> str:
    """Return a title made of a folder's name: ``my-magazine`` is “My magazine”."""
    words = " ".join(re.sub(r"[-_]+", " ", folder.name).split())
    return words[:1].upper() + words[1:] if words else folder.name


def author(folder: Path) -> str:
    """Return the name of who writes: that of git, else the one that the system has; "" for none."""
    return _git(folder, "config", "user.name") or _full_name()


def lang() -> str:
    """Return the language that the user's system speaks, as a BCP 47 tag; English where none is known."""
    found = _locale("LC_ALL", "LC_MESSAGES", "LANG")
    return language.language_tag("-".join(filter(None, found))) or "en"


def paper() -> str:
    """Return ``letter`` where that is what people print on, else ""."""
    return "letter" if _locale("LC_ALL", "LC_PAPER", "LANG")[1] in _LETTER else ""


def is_on_gitlab(folder: Path) -> bool:
    """Whether a folder's repository has its home on a GitLab."""
    return "gitlab" in _git(folder, "config", "remote.origin.url").lower()


def repository_of(folder: Path) -> Path | None:
    """Return the top folder of the git repository around a folder, or None."""
    around = (folder, *folder.absolute().parents)
    return next((each for each in around if (each / ".git").exists()), None)


def _locale(*variables: str) -> tuple[str, str]:
    """Return language and territory of the first variable that is set; "" for what it does not say."""
    text = next((value for name in variables if (value := os.environ.get(name))), "")
    found = _LOCALE.fullmatch(text)
    return (found["lang"], found["territory"] or "") if found else ("", "")


def _git(folder: Path, *words: str) -> str:
    """Return what git says; "" where it is missing, or has nothing to say."""
    program = shutil.which("git")
    if not program:
        return ""
    around = next(each for each in (folder.absolute(), *folder.absolute().parents) if each.is_dir())
    try:
        done = subprocess.run(
            [program, *words],
            cwd=around,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return " ".join(done.stdout.decode("utf-8", "replace").split())


def _full_name() -> str:
    """Return the user's name as the system has it, where it looks like one of a person."""
    if sys.platform == "win32":
        return ""
    try:
        name = pwd.getpwuid(os.getuid()).pw_gecos.partition(",")[0].strip()
    except KeyError:
        return ""
    return name if " " in name else ""
