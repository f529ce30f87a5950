"""What follows from the installation is worked out once, and changes no byte of what is made of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pressing import ROOT
from triptych.core import installation_cache

PRESS = """\
import hashlib, sys
from pathlib import Path
from pressing import press_text
text = "---\\ntitle: Kept\\n---\\n*Uncommonly* “hyphenated” " + 40 * "considerations "
made = press_text(Path(sys.argv[1]), text, ("html", "epub", "pdf"))
digest = hashlib.sha256(b"".join(made[name] for name in sorted(made))).hexdigest()
print(digest, "pycparser" in sys.modules)
"""
"""Prints the digest of editions, and whether declarations of the typesetter were parsed to make them."""


def _press(folder: Path, **environment: str) -> tuple[str, str]:
    """Press in a process of its own; return the digest of the editions, and whether it parsed."""
    own = {"PYTHONPATH": f"{ROOT / 'tests/support'}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}
    done = subprocess.run(
        [sys.executable, "-c", PRESS, str(folder)],
        env={**os.environ, **own, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    digest, is_parsed = done.stdout.split()
    return digest, is_parsed


def test_what_is_kept_makes_the_same_editions_and_so_does_what_is_cut_short(tmp_path: Path) -> None:
    """Editions are equal where nothing is kept yet, where all is, and where it is spoilt."""
    prefix = tmp_path / "kept"
    environment = {"PYTHONPYCACHEPREFIX": str(prefix), "PYTHONDONTWRITEBYTECODE": ""}
    first = _press(tmp_path, **environment)
    files = sorted(prefix.rglob("*.cached"))
    kinds = {file.name.split(".")[2].split("-")[0] for file in files}
    assert kinds == {
        "cut",
        "declarations",
        "guards",
        "hyphens",
        "letters",
        "narrow",
        "scripts",
        "small",
        "template",
        "web",
    }
    before = [file.read_bytes() for file in files]
    second = _press(tmp_path, **environment)
    assert sorted(prefix.rglob("*.cached")) == files
    for file in files:
        file.write_bytes(file.read_bytes()[:-1])
    third = _press(tmp_path, **environment)
    assert [file.read_bytes() for file in files] == before
    assert first[0] == second[0] == third[0]
    assert [first[1], second[1], third[1]] == ["True", "False", "True"]


def test_what_is_kept_is_told_apart_by_all_that_it_depends_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another key, or another kind, is another thing; room is made where there are too many."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    assert installation_cache.cached("kind", ("a", 1), lambda: b"one") == b"one"
    assert installation_cache.cached("kind", ("a", 2), lambda: b"two") == b"two"
    assert installation_cache.cached("other", ("a", 1), lambda: b"three") == b"three"
    assert installation_cache.cached("kind", ("a", 1), lambda: b"never made") == b"one"
    for number in range(300):
        installation_cache.store("many", number, b"")
    assert len(list(tmp_path.rglob("*.many-*.cached"))) <= 200
    assert installation_cache.look_up("kind", ("a", 1)) == b"one"
    assert installation_cache.look_up("other", ("a", 1)) == b"three"
    assert not [file for file in tmp_path.rglob("*") if file.is_file() and file.suffix != ".cached"]
