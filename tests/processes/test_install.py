"""What a newcomer does first: set up on a bare machine, install the wheel, press an article."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from email import message_from_bytes
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from triptych.core.version import __version__

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of every file that git knows, without environment or outputs."""
    folder = tmp_path_factory.mktemp("checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


def _typed(begin: str) -> str:
    """Return the command of the README that begins so, as a reader copies it from the text."""
    text = re.sub(r"```.*?```", "", (ROOT / "README.md").read_text("utf-8"), flags=re.DOTALL)
    found = [str(each) for each in re.findall(r"`([^`]+)`", text) if each.startswith(begin)]
    (command,) = found
    return command


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel that the README's command builds in the checkout, where nothing cleans it away."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    # false: without isolation (pip's own reading of the variable), so that nothing is fetched
    settings = {"PATH": path, "PIP_NO_BUILD_ISOLATION": "false", "PIP_QUIET": "1"}
    command = ["bash", "-c", _typed("pip wheel")]
    subprocess.run(
        command, cwd=checkout, env={**os.environ, **settings}, check=True, capture_output=True
    )
    there = shutil.copytree(checkout / "dist", tmp_path_factory.mktemp("wheel") / "dist")
    (built,) = there.glob("*.whl")
    return built


def test_the_wheel_carries_the_source_the_themes_and_the_tested_versions(wheel: Path) -> None:
    """Every module and every file of the built-in theme is in the wheel, and nothing of the tests."""
    names = set(zipfile.ZipFile(wheel).namelist())
    modules = {
        str(path.relative_to(ROOT / "build")) for path in (ROOT / "build/triptych").rglob("*.py")
    }
    dressed = {
        f"triptych/{path.relative_to(ROOT)}"
        for path in (ROOT / "templates").rglob("*")
        if path.is_file()
    }
    assert modules | dressed | {"triptych/constraints.txt"} <= names
    assert not any(name.startswith(("tests", "build/", "content")) for name in names)


def test_the_wheel_has_the_version_of_the_code(wheel: Path) -> None:
    """The version is written in one module; the package's metadata is read from it."""
    assert wheel.name.split("-")[1] == __version__


def _install(wheel: Path, environment: Path, clean: dict[str, str]) -> None:
    """Install the wheel with what it depends on, as a reader does."""
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    pinned = {**clean, "PIP_CONSTRAINT": str(ROOT / "build/constraints.txt")}
    pinned["PATH"] = f"{environment / 'bin'}:{pinned['PATH']}"
    install = ["bash", "-c", _typed("pip install")]
    subprocess.run(install, cwd=wheel.parents[1], check=True, env=pinned, capture_output=True)


def _needed(wheel: Path) -> list[metadata.Distribution]:
    """Return what a wheel depends on, and what that depends on, as it is installed here."""
    archive = zipfile.ZipFile(wheel)
    (name,) = [each for each in archive.namelist() if each.endswith(".dist-info/METADATA")]
    asked = message_from_bytes(archive.read(name)).get_all("Requires-Dist", [])
    left = [(line, frozenset[str]()) for line in asked]
    found: dict[str, metadata.Distribution] = {}
    while left:
        line, extras = left.pop()
        need = Requirement(line)
        if need.marker and not any(need.marker.evaluate({"extra": e}) for e in {"", *extras}):
            continue
        key = f"{need.name.lower()}{sorted(need.extras)}"
        if key not in found:
            found[key] = metadata.distribution(need.name)
            left += [(each, frozenset(need.extras)) for each in found[key].requires or ()]
    return [*found.values()]


def _link(wheel: Path, environment: Path, clean: dict[str, str]) -> None:
    """Install the wheel, and link what it depends on, by its metadata, and no more."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    (site,) = environment.glob("lib/*/site-packages")
    for distribution in _needed(wheel):
        for name in {Path(file).parts[0] for file in distribution.files or ()} - {".."}:
            if name != "__pycache__" and not (site / name).exists():
                (site / name).symlink_to(str(distribution.locate_file(name)))
    install = [sys.executable, "-m", "pip", "--python", str(environment), "install", "--quiet"]
    subprocess.run(
        [*install, "--no-deps", "--no-index", str(wheel)],
        check=True,
        env=clean,
        capture_output=True,
    )


HOWS = [_link, pytest.param(_install, marks=pytest.mark.sweep)]


@pytest.mark.parametrize("how", HOWS)
def test_the_wheel_presses_an_article_in_a_clean_environment(
    how: Callable[[Path, Path, dict[str, str]], None], wheel: Path, tmp_path: Path
) -> None:
    """Installed alone, away from the checkout, the command makes three editions in the built-in theme."""
    environment = tmp_path / "env"
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    how(wheel, environment, clean)
    (tmp_path / "essay.md").write_text("# An essay\n\nIts text.\n", encoding="utf-8")
    command = [str(environment / "bin" / "triptych"), "build", "essay.md"]
    done = subprocess.run(command, cwd=tmp_path, env=clean, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    made = {path.name for path in (tmp_path / "out" / "essay").iterdir()}
    assert made == {"essay.html", "essay.epub", "essay.pdf"}
    assert "#222222" in (tmp_path / "out" / "essay" / "essay.html").read_text(encoding="utf-8")
    doctor = [command[0], "doctor", "--json"]
    done = subprocess.run(doctor, cwd=tmp_path, env=clean, capture_output=True, check=True)
    assert json.loads(done.stdout)["differing"] == []  # by the wheel's own tested versions


def _set_up(checkout: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run ``build/setup.sh run`` where no system package may be installed."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(
        ["bash", checkout / "build" / "setup.sh", "run"],
        env={**os.environ, "TRIPTYCH_NO_SYSTEM_INSTALL": "1", "PATH": path, **settings},
        capture_output=True,
        text=True,
        check=False,
    )


def test_set_up_says_what_to_type_where_it_may_not_install(checkout: Path) -> None:
    """Without Pango, and without the right to install it, set-up ends with the command for each system."""
    done = _set_up(checkout, TRIPTYCH_LIBRARIES="libnothing-of-that-name.so.0")
    assert done.returncode == 1
    assert "libnothing-of-that-name.so.0" in done.stderr
    for line in ("sudo apt-get install libpango-1.0-0", "sudo dnf install pango", "brew install"):
        assert line in done.stderr
    assert "pacman -S" in done.stderr


def test_set_up_says_what_to_type_where_python_is_missing(checkout: Path, tmp_path: Path) -> None:
    """Without a Python of 3.11 or newer, set-up says which packages bring one."""
    shutil.rmtree(checkout / ".venv", ignore_errors=True)
    for name in ("bash", "dirname", "id"):
        (tmp_path / name).symlink_to(shutil.which(name) or "")
    done = _set_up(checkout, PATH=str(tmp_path), TRIPTYCH_SYSTEM_PYTHONS="")
    assert done.returncode == 1
    assert "Python 3.11 or newer" in done.stderr
    assert "sudo apt-get install python3 python3-venv" in done.stderr


def test_make_help_lists_the_targets() -> None:
    """``make help`` names each target with a line of what it does."""
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    for target in ("publish", "test", "lint", "bench", "sweep", "clean"):
        assert re.search(rf"make {target} +\w", told.stdout), target


def test_clean_takes_outputs_and_never_the_source(checkout: Path) -> None:
    """``make clean`` removes ``out/`` and leaves every folder of sources as it is."""
    sources = [checkout / name for name in ("build", "content", "templates", "tests")]
    before = sorted(path for folder in sources for path in folder.rglob("*"))
    (checkout / "out").mkdir(exist_ok=True)
    subprocess.run(["make", "clean"], cwd=checkout, capture_output=True, check=True)
    assert not (checkout / "out").exists()
    assert sorted(path for folder in sources for path in folder.rglob("*")) == before
