"""The typesetter's declarations are kept once parsed, and what is kept makes the same PDF.

Parsing takes seconds, so this is for the sweep; the suite has one such test, of all that is kept.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pressing import ROOT

pytestmark = pytest.mark.sweep

PRESS = """\
import hashlib, sys
from pathlib import Path
from pressing import press_text
pdf = press_text(Path(sys.argv[1]), "A *paragraph*[^1] and a word.\\n\\n[^1]: A note.", ("pdf",))["pdf"]
print(hashlib.sha256(pdf).hexdigest(), "pycparser" in sys.modules)
"""
"""Tells the digest of a PDF, and whether declarations were parsed to make it."""


def _press(folder: Path, **environment: str) -> tuple[str, str]:
    """Press in a process of its own; give the PDF's digest, and whether it parsed."""
    done = subprocess.run(
        [sys.executable, "-c", PRESS, str(folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "tests/support"), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    digest, is_parsed = done.stdout.split()
    return digest, is_parsed


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return an environment whose processes keep what they compile in a folder of their own."""
    folder = tmp_path_factory.mktemp("kept")
    return {"PYTHONPYCACHEPREFIX": str(folder), "PYTHONDONTWRITEBYTECODE": ""}


@pytest.fixture(scope="module")
def whole(kept: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """Return what the first process tells that keeps there."""
    return _press(tmp_path_factory.mktemp("whole"), **kept)


def test_declarations_are_parsed_once_and_come_to_the_same_pdf(
    whole: tuple[str, str], kept: dict[str, str], tmp_path: Path
) -> None:
    """The first process parses and keeps, the second only reads, one that may not keep parses again."""
    first, second = whole, _press(tmp_path, **kept)
    nowhere = {"PYTHONPYCACHEPREFIX": str(tmp_path / "none"), "PYTHONDONTWRITEBYTECODE": "1"}
    third = _press(tmp_path, **nowhere)
    assert [first[1], second[1], third[1]] == ["True", "False", "True"]
    assert first[0] == second[0] == third[0]
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("rest", [b"", b"raise SystemExit(7)", b"ffi = None", b"\xff("])
def test_a_damaged_file_is_replaced(
    rest: bytes, whole: tuple[str, str], kept: dict[str, str], tmp_path: Path
) -> None:
    """A file that is empty, of another kind, or no Python at all is replaced."""
    (path,) = Path(kept["PYTHONPYCACHEPREFIX"]).rglob("*.declarations-*.cached")
    before = hashlib.sha256(path.read_bytes()).digest()
    path.write_bytes(rest)
    assert _press(tmp_path, **kept) == whole
    assert hashlib.sha256(path.read_bytes()).digest() == before
