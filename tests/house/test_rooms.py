"""The rooms of the program: what lies in them, what each imports, and what each says of that."""

import ast
import re
import tomllib
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tools import load_tool

ROOT = Path(__file__).parents[2]
TRIPTYCH = ROOT / "build" / "triptych"
SOURCES = sorted(TRIPTYCH.rglob("*.py"))
ROOMS = sorted(path.parent.name for path in TRIPTYCH.glob("*/__init__.py"))


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """Return ``build/tools/rooms.py`` as a module."""
    return load_tool("rooms")


def _layers() -> list[set[str]]:
    """Return the lines of the import contract between rooms, from the highest rank down."""
    settings: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (layers,) = [c["layers"] for c in contracts if c.get("containers") == ["triptych"]]
    return [{name.strip() for name in row.split("|")} for row in layers]


def test_rooms_are_joined_by_few_arrows_and_none_leads_upward(tool: ModuleType) -> None:
    """At most 80 pairs of rooms import one another, each from a higher rank to a lower one."""
    assert 20 < len(tool.arrows()) <= 80
    assert tool.upward() == []


def test_the_tool_sees_an_import_inside_a_function(tool: ModuleType) -> None:
    """An import that runs late counts as any other: the press loads the cluster in a function."""
    graph = tool.grimp.build_graph("triptych", cache_dir=None)
    late = graph.find_modules_directly_imported_by("triptych.press.dispatch")
    assert "triptych.press.cluster.dask" in late


def test_the_package_holds_rooms_and_nothing_else() -> None:
    """Every module lies in a room; beside the rooms are ``__init__``, ``__main__`` and ``py.typed``."""
    names = {path.name for path in TRIPTYCH.iterdir()} - {"__pycache__"}
    assert names - set(ROOMS) == {"__init__.py", "__main__.py", "py.typed"}
    for path in SOURCES:
        assert (path.parent / "__init__.py").is_file(), path
    assert set().union(*_layers()) - {"__main__"} == set(ROOMS)


def test_no_module_of_ours_is_imported_by_a_string() -> None:
    """``import_module`` and ``__import__``, which the import contract cannot see, are never called."""
    called = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                called += [path.name] if name in ("import_module", "__import__") else []
    assert called == []


@pytest.mark.parametrize(("row", "below"), list(pairwise([*_layers()[1:], set()])))
def test_each_room_says_what_it_may_import(row: set[str], below: set[str]) -> None:
    """The docstring of a room names the rooms that the contract puts directly below it."""
    for room in row:
        text = ast.get_docstring(ast.parse((TRIPTYCH / room / "__init__.py").read_text("utf-8")))
        (words,) = re.findall(r"It\s+may\s+import\s+([^.]*)", text or "")
        named = set(re.findall(r"\w+", words)) & set(ROOMS)
        assert named == below, room
