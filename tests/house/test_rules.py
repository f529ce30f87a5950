"""The house's rules, held by machine: import ranks, one door each, sizes, docstrings, no clock."""

import ast
import re
import runpy
import statistics
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TRIPTYCH = ROOT / "build" / "triptych"
SOURCES = sorted(TRIPTYCH.rglob("*.py"))

DOORS: dict[str, str] = runpy.run_path(str(ROOT / "build" / "tools" / "dependencies.py"))["doors"]()
"""The one module that imports each outside package."""


_DOCUMENTED = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


@cache
def _tree(path: Path) -> ast.Module:
    """Return the syntax tree of a module, parsed once for all rules."""
    return ast.parse(path.read_text(encoding="utf-8"))


def _functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Yield every function of the source with its place."""
    for path in SOURCES:
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return a function's lines."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_every_module_imports_only_from_a_lower_rank() -> None:
    """The import contracts in pyproject.toml hold."""
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("package", DOORS)
def test_each_outside_thing_has_one_door(package: str) -> None:
    """No module but its door imports an outside package."""
    importers = {
        path.relative_to(TRIPTYCH).as_posix() for path in SOURCES if package in _imported(path)
    }
    assert importers == {DOORS[package]}


@cache
def _imported(path: Path) -> set[str]:
    """Return the top-level packages that a module imports, also inside its functions."""
    names: set[str] = set()
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").partition(".")[0])
    return names


def test_files_stay_short() -> None:
    """The median file has at most 110 lines, and none has over 300."""
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert [str(path) for path, length in lengths.items() if length > 300] == []
    assert statistics.median(lengths.values()) <= 110


def test_functions_stay_short() -> None:
    """The median function has at most 12 lines, nine in ten at most 30, and none over 60."""
    lengths = {place: _length(node) for place, node in _functions()}
    assert [place for place, length in lengths.items() if length > 60] == []
    assert statistics.median(lengths.values()) <= 12
    assert statistics.quantiles(lengths.values(), n=10)[-1] <= 30


def test_functions_take_at_most_five_parameters() -> None:
    """No function takes more than five parameters, ``self`` not counted."""
    many = []
    for place, node in _functions():
        names = [a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
        if len([name for name in names if name not in ("self", "cls")]) > 5:
            many.append(place)
    assert many == []


def test_every_module_and_function_says_what_is_true() -> None:
    """Every module, class and named function of the source has a docstring."""
    silent = []
    for path in SOURCES:
        tree = _tree(path)
        defined = [n for n in tree.body if isinstance(n, ast.ClassDef | ast.FunctionDef)]
        silent += [f"{path.name}:{n.name}" for n in defined if not ast.get_docstring(n)]
        silent += [] if ast.get_docstring(tree) else [path.name]
    assert silent == []


def test_docstrings_do_not_begin_as_translations_do() -> None:
    """No docstring begins "Give", "Tell", "Let" or "Hold": it says "Return", "Print" or "Whether"."""
    found = []
    for path in sorted([*(ROOT / "build").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]):
        if "node_modules" not in path.parts:
            tree = _tree(path)
            documented = [n for n in ast.walk(tree) if isinstance(n, _DOCUMENTED)]
            texts = [ast.get_docstring(node) or "" for node in documented]
            found += [
                f"{path.name}: {t}" for t in texts if re.match(r"(Give|Tell|Let|Hold)s?\b", t)
            ]
    assert found == []


def test_every_test_states_a_behaviour() -> None:
    """Every test has a docstring of its own."""
    silent = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        tree = _tree(path)
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        tests = [node for node in functions if node.name.startswith("test_")]
        silent += [f"{path.name}:{n.name}" for n in tests if not ast.get_docstring(n)]
    assert silent == []


def test_docstrings_of_tests_begin_in_plain_english() -> None:
    """No docstring of the tests begins with a word that no technical editor would leave there."""
    begins = re.compile(r"(?:Give|Gives|Tell|Tells|Let|Hold|Lay|Say)\b")
    found = []
    for path in sorted((ROOT / "tests").rglob("*.py")):
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                found += [path.name] if begins.match(ast.get_docstring(node) or "") else []
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "import random",
        "import secrets",
        "import datetime\n\ndatetime.datetime.now()",
        "import time\n\ntime.time()",
        "import uuid\n\nuuid.uuid4()",
        "import os\n\nos.urandom(4)",
    ],
)
def test_the_linter_refuses_clocks_and_chance(line: str) -> None:
    """A clock or a random source anywhere in the source fails the lint."""
    ruff = Path(sys.executable).with_name("ruff")
    done = subprocess.run(
        [ruff, "check", "--select", "TID251", "--stdin-filename", "build/triptych/x.py", "-"],
        cwd=ROOT,
        input=f'"""A module."""\n\n{line}\n',
        capture_output=True,
        text=True,
        check=False,
    )
    assert "determinism" in done.stdout


def test_no_machine_path_or_registry_stands_in_the_repository() -> None:
    """No tracked text file names a registry host or a path of some machine."""
    files = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    banned = [
        "pypi" + ".org",
        "pythonhosted" + ".org",
        "registry.npm" + "js",
        "deb.debian" + ".org",
    ]
    banned += ["/ro" + "ot/", "/ho" + "me/", "/wo" + "rk/"]
    found = []
    for name in filter(None, files):
        path = ROOT / name
        if path.suffix in {".png", ".jpg", ".gif", ".pdf", ".epub", ".webp"} or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="ignore")
        found += [f"{name}: {word}" for word in banned if word in text]
    assert found == []


def test_every_ignore_says_why() -> None:
    """Behind what a linter is told to pass over stands the reason, for a reader."""
    told = re.compile(r"# (?:noqa|type: ignore)\b(?:: ?[A-Z0-9, ]+\b|\[[a-z, -]+\])?")
    silent = []
    for path in sorted([*(ROOT / "build").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            last = list(told.finditer(line))[-1:]
            if last and not re.search(r"\w", line[last[0].end() :]):
                silent.append(f"{path.relative_to(ROOT)}:{number}")
    assert silent == []
