"""The rooms of the tests: unit tests mirror the program's folders, and load neither browser nor judge."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "tests" / "unit"
TRIPTYCH = ROOT / "build" / "triptych"

COLLECT = """\
import sys
import pytest

plain = ["-p", "no:cacheprovider", "-p", "no:hypothesispytest"]  # whose summary loads Hypothesis
assert pytest.main(["tests/unit", "--setup-plan", "-q", *plain]) == 0
heavy = {"playwright", "hypothesis", "judging", "pressing", "weasyprint", "pymupdf", "distributed"}
print("loaded:", *sorted(heavy & set(sys.modules)))
"""
SHARED = ("browser", "judge", "verapdf", "epubcheck", "ace", "axe", "nu", "once")


def test_unit_tests_load_neither_browser_nor_judge_nor_typesetter() -> None:
    """Collecting each unit test imports no heavy package, and none asks for a fixture that would."""
    done = subprocess.run(
        [sys.executable, "-c", COLLECT], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.endswith("loaded:\n"), done.stdout[-2000:]
    assert [name for name in SHARED if f"SETUP    S {name}" in done.stdout] == []


def test_unit_tests_mirror_the_folders_of_the_program() -> None:
    """``tests/unit/body/test_links_hosts.py`` belongs to ``body/links.py``; no other name is possible."""
    strays = []
    for path in UNIT.rglob("test_*.py"):
        name = path.stem.removeprefix("test_")
        folder = TRIPTYCH / path.parent.relative_to(UNIT)
        if not any(name == p.stem or name.startswith(f"{p.stem}_") for p in folder.glob("*.py")):
            strays.append(str(path.relative_to(ROOT)))
    assert strays == []
