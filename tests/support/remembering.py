"""The memory of a build of one article, for the tests of the cache."""

from pathlib import Path

from triptych.core.dependencies import Dependencies, state_of
from triptych.core.errors import Finding, Place, Severity
from triptych.core.model import Artifact, Override
from triptych.press.cache.entries import Entry, Variant
from triptych.press.cache.memory import Memory
from triptych.press.cache.store import Store
from triptych.press.orders import Order, Result
from triptych.settings.publication import bare, find

TEXT = b"---\ntitle: A\n---\nText.\n"
PAGE = Artifact("html", "a.html", b"page")
SHEETS = Artifact("pdf", "a.pdf", b"sheets", 3)
ENTRY = Entry("a", draft=False)


def memory_of(root: Path, override: Override | None = None) -> Memory:
    """Return the memory of an order of the article, over a cache beside the publication."""
    publication = find(root / "a.md") or bare(root)
    order = Order(publication, (root / "a.md",), ("html",), root / "out", override or Override())
    return Memory(order, Store(root.parent / "cache", 10**6))


def result_of(*artifacts: Artifact, reads: Dependencies | None = None) -> Result:
    """Return what pressing the article gave, with what was read beside it."""
    reads = {("article", ""): state_of(TEXT), **(reads or {})}
    return Result(artifacts, own=tuple(() for _ in artifacts), dependencies=reads)


def remember(root: Path, result: Result, place: str = "a.md", name: str = "a.md") -> None:
    """Store what came of an article, in a memory of its own."""
    memory = memory_of(root)
    memory.remember(memory.recall(root / name, place), ENTRY, result)
    memory.close()


def recalled(root: Path, place: str = "a.md", name: str = "a.md") -> Variant | None:
    """Return what a new memory knows of an article."""
    return memory_of(root).recall(root / name, place).variant


def finding_at(path: str, message: str = "m", hint: str = "h") -> Finding:
    """Return a warning at a place."""
    return Finding("no-date", Severity.WARNING, message, Place(path, 2, 3), hint)
