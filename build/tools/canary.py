"""Try the PDF with the newest typesetter, and report the guards that no longer fit.

    python build/tools/canary.py          in a new environment and a copy of the tree, both temporary
    python build/tools/canary.py --pin    write tested.json from what is installed here

The copy has no upper bound on WeasyPrint's version, and its guards are set to the functions that are new,
so that the tests show whether the patches still do what they should.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from triptych.editions.pdf.patches import guard, table

ROOT = Path(__file__).parents[2]
TESTED = Path("build/triptych/editions/pdf/patches/tested.json")
TABLE = Path("build/triptych/editions/pdf/patches/table.py")
PACKAGES = ("weasyprint", "pydyf", "pyphen", "cffi", "tinyhtml5")
TESTS = (
    "editions/test_patches.py",
    "editions/test_declarations.py",
    "editions/test_notes.py",
    "judges/test_paper.py",
    "editions/test_pdf_rules.py",
    "editions/test_pdf_structure.py",
    "editions/test_pdf_text.py",
    "editions/test_computed_styles.py",
    "editions/test_typesetter_speed.py",
)
"""The tests of the PDF that need neither a judge nor a browser."""

NEEDED = ("pytest", "pytest-timeout", "hypothesis", "playwright", "pymupdf<2")
"""What those tests import beside the program itself."""

MODULES = (
    "cffi.api",
    "weasyprint.css",
    "weasyprint.layout.inline",
    "weasyprint.pdf",
    "weasyprint.text.fonts",
)
"""What must be loaded for every function of a guard to be found."""

_COPIED = ("build", "content", "templates", "tests", "pyproject.toml", "README.md", "LICENSE")


def main() -> int:
    """Run the canary, or pin what is installed; return the exit status of the tests."""
    parser = argparse.ArgumentParser(description="Try the PDF with the newest typesetter.")
    parser.add_argument(
        "--pin", action="store_true", help="write tested.json from this environment"
    )
    if parser.parse_args().pin:
        _pin()
        return 0
    with tempfile.TemporaryDirectory(prefix="canary-") as folder:
        return _try(Path(folder))


def _try(folder: Path) -> int:
    """Set up a copy of the tree with the newest packages, report changed guards, and run the tests."""
    copy = folder / "tree"
    copy.mkdir()
    for name in _COPIED:
        source = ROOT / name
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "node_modules")
            shutil.copytree(source, copy / name, ignore=ignored)
        else:
            shutil.copy(source, copy / name)
    python = str(folder / "venv" / "bin" / "python")
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    _lift_bounds(copy)
    pip = [python, "-m", "pip", "install", "--quiet", "--upgrade", "--upgrade-strategy", "eager"]
    subprocess.run([*pip, "--editable", str(copy), *PACKAGES, *NEEDED], check=True)
    before = json.loads((ROOT / TESTED).read_text(encoding="utf-8"))
    subprocess.run([python, copy / "build/tools/canary.py", "--pin"], check=True)
    after = json.loads((copy / TESTED).read_text(encoding="utf-8"))
    _report(before, after)
    run = [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-o", "addopts="]
    return subprocess.run(
        [*run, *(f"tests/{name}" for name in TESTS)], cwd=copy, check=False
    ).returncode


def _lift_bounds(copy: Path) -> None:
    """Take WeasyPrint's upper bound out of the copy, where it is declared and where it is checked."""
    project = copy / "pyproject.toml"
    text = project.read_text(encoding="utf-8")
    project.write_text(re.sub(r'("weasyprint>=\d+),<\d+"', r'\1"', text), encoding="utf-8")
    table = copy / TABLE
    text = table.read_text(encoding="utf-8")
    table.write_text(re.sub(r"range\((\d+), \d+\)", r"range(\1, 1000)", text), encoding="utf-8")


def _report(before: dict[str, dict[str, object]], after: dict[str, dict[str, object]]) -> None:
    """Print the versions that differ, and the functions that are missing or have changed."""
    for package, tested in before["versions"].items():
        newest = after["versions"][package]
        print(f"{package}: tested {tested}, newest {newest}")
    changed = [name for name, was in before["functions"].items() if after["functions"][name] != was]
    for name in changed:
        print(f"guard no longer fits: {name} {after['functions'][name] or ''}")
    print(f"{len(before['functions'])} guards, {len(changed)} no longer fit")


def _pin() -> None:
    """Write ``tested.json``: the versions that are installed, and what their functions are."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # WeasyPrint warns where the system has no fonts
        for module in MODULES:
            import_module(module)
    targets = sorted({target for patch in table.PATCHES for target in patch.targets})
    found = {
        "versions": {package: version(package) for package in PACKAGES},
        "functions": {target: guard.fingerprint(target) for target in targets},
    }
    (ROOT / TESTED).write_text(f"{json.dumps(found, indent=1)}\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
