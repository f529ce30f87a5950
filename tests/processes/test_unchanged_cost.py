"""What an unchanged article costs: its file and its edition are looked at once each, and no more."""

import os
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commandline import write
from triptych.core.model import Override
from triptych.press import publishing
from triptych.press.cache import stamps
from triptych.press.orders import Means, Order, Outcome
from triptych.sources import discover

_ASKED = ("stat", "lstat", "mkdir", "utime", "getcwd", "readlink", "scandir", "listdir")
_TOML = 'formats = ["html"]\n'
_FEW, _MANY = 3, 9
_opened: Counter[str] = Counter()


def _hear(event: str, _: tuple[object, ...]) -> None:
    """Count what is opened."""
    if event == "open":
        _opened["open"] += 1


def _build(root: Path) -> list[Outcome]:
    """Build a publication, with a cache."""
    publication, files = discover.locate((root,), root)
    order = Order(publication, tuple(files), ("html",), root / "out", Override(), is_whole=True)
    return list(publishing.publish(order, Means(root / ".cache", 10**9)))


def _counted(monkeypatch: pytest.MonkeyPatch, root: Path) -> Counter[str]:
    """Return what a build asks the system for, by name."""
    asked: Counter[str] = Counter()

    def counting(name: str, ask: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*words: Any, **options: Any) -> Any:
            asked[name] += 1
            return ask(*words, **options)

        return counted

    with monkeypatch.context() as patch:
        for name in _ASKED:
            patch.setattr(os, name, counting(name, getattr(os, name)))
        _opened.clear()
        assert not any(outcome.is_new or outcome.error for outcome in _build(root))
    return asked + _opened


def test_an_unchanged_article_costs_three_questions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One for the source, one for the edition, one for a folder; no file of the cache is opened."""
    monkeypatch.setattr(stamps, "_MARGIN", -(10**12))  # what was just saved counts as old
    sys.addaudithook(_hear)
    counts = []
    for number in (_FEW, _MANY):
        root = tmp_path / str(number)
        files = {
            f"content/a{n}.md": f"---\ntitle: A{n}\ndate: 2025-01-01\n---\nText {n}.\n"
            for n in range(number)
        }
        write(root, {"triptych.toml": _TOML, **files})
        _build(root)
        _build(root)  # which knows the files by their stamps
        counts.append(_counted(monkeypatch, root))
    few, many = counts
    each = {name: (many[name] - few[name]) / (_MANY - _FEW) for name in many}
    assert sum(each.values()) <= 4, each
    assert each["open"] == 0
