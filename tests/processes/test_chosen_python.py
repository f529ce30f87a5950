"""Set-up takes a Python that is no shared library, where there is one, and says which it took."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it asks Linux")

SET_UP = Path(__file__).parents[2] / "build" / "setup.sh"

STAND_IN = """#!/bin/sh
exec {real} -c "import sys
sys.version_info = {release}
open = lambda name: __import__('io').StringIO('/lib/libpython3.so' if {is_shared} else '/bin/python3')
exec(sys.argv[1])" "$2"
"""
"""A Python of a release and a kind; only ``-c`` is typed."""

SHARED, STATIC = "in a shared library, which is slower", "in its own program"


def _stand_in(path: Path, release: tuple[int, int], *, is_shared: bool) -> None:
    """Write a Python of that release and kind."""
    path.parent.mkdir(exist_ok=True)
    made = STAND_IN.format(real=sys.executable, release=(*release, 0), is_shared=int(is_shared))
    path.write_text(made, encoding="utf-8")
    path.chmod(0o755)


def _taken(folder: Path, **settings: str) -> str:
    """Return what set-up says of the Python that it takes, by its place below the folder."""
    path = f"{folder / 'first'}:{folder / 'tools'}"
    (folder / "tools").mkdir()
    for name in ("bash", "dirname"):
        (folder / "tools" / name).symlink_to(f"/bin/{name}")
    system = {"TRIPTYCH_SYSTEM_PYTHONS": f"{folder}/system/python3"}
    environment = {**os.environ, "PYTHON": "", **system, "PATH": path, **settings}
    command = ["bash", str(SET_UP), "python"]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return told.stdout.strip().removeprefix(f"{folder}/")


def test_a_python_in_its_own_program_is_preferred(tmp_path: Path) -> None:
    """One of the same release that is not in a shared library is taken before the first."""
    _stand_in(tmp_path / "first" / "python3", (3, 11), is_shared=True)
    _stand_in(tmp_path / "system" / "python3", (3, 11), is_shared=False)
    assert _taken(tmp_path) == f"system/python3 ({STATIC})"


def test_one_by_its_release_is_found_beside_the_first(tmp_path: Path) -> None:
    """A name with the release counts as well."""
    _stand_in(tmp_path / "first" / "python3", (3, 12), is_shared=True)
    _stand_in(tmp_path / "first" / "python3.12", (3, 12), is_shared=False)
    assert _taken(tmp_path) == f"first/python3.12 ({STATIC})"


def test_the_first_stays_where_it_is_in_its_own_program(tmp_path: Path) -> None:
    """The order of the search path holds among equals."""
    _stand_in(tmp_path / "first" / "python3", (3, 11), is_shared=False)
    _stand_in(tmp_path / "system" / "python3", (3, 11), is_shared=False)
    assert _taken(tmp_path) == f"first/python3 ({STATIC})"


@pytest.mark.parametrize("release", [(3, 10), (3, 13)])
def test_another_release_is_no_better(release: tuple[int, int], tmp_path: Path) -> None:
    """The first stays where the other is too old, or of a release that nobody asked for."""
    _stand_in(tmp_path / "first" / "python3", (3, 11), is_shared=True)
    _stand_in(tmp_path / "system" / "python3", release, is_shared=False)
    assert _taken(tmp_path) == f"first/python3 ({SHARED})"


def test_a_python_that_is_named_is_taken(tmp_path: Path) -> None:
    """``PYTHON`` leaves nothing to choose."""
    _stand_in(tmp_path / "first" / "python3", (3, 11), is_shared=False)
    _stand_in(tmp_path / "mine" / "python3", (3, 11), is_shared=True)
    named = str(tmp_path / "mine" / "python3")
    assert _taken(tmp_path, PYTHON=named) == f"mine/python3 ({SHARED})"


def test_none_is_taken_where_all_are_too_old(tmp_path: Path) -> None:
    """Nothing is printed then."""
    _stand_in(tmp_path / "first" / "python3", (3, 10), is_shared=False)
    assert _taken(tmp_path) == ""
