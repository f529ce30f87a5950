"""Print the rooms of the program, their ranks, and every import from one room to another.

Run it from the repository's root. The imports are read from the source, those inside functions and
under ``TYPE_CHECKING`` included; the ranks are those of the import contract in ``pyproject.toml``.
"""

import sys
import tomllib
from pathlib import Path

import grimp

ROOT = Path(__file__).parents[2]
PACKAGE = "triptych"


def ranks() -> dict[str, int]:
    """Return the rank of each room, 0 for the lowest, as the import contract orders them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (layers,) = [c["layers"] for c in contracts if c.get("containers") == [PACKAGE]]
    rows = enumerate(reversed(layers))
    return {name.strip(): rank for rank, row in rows for name in row.split("|")}


def arrows() -> dict[tuple[str, str], list[str]]:
    """Return the imports between two rooms, as ``{("body", "core"): ["body.links: core.errors"]}``."""
    graph = grimp.build_graph(PACKAGE, cache_dir=None)
    found: dict[tuple[str, str], list[str]] = {}
    for importer in sorted(graph.modules - {PACKAGE}):
        for imported in sorted(graph.find_modules_directly_imported_by(importer) - {PACKAGE}):
            pair = (_room(importer), _room(imported))
            if pair[0] != pair[1]:
                tails = (name.removeprefix(f"{PACKAGE}.") for name in (importer, imported))
                found.setdefault(pair, []).append(": ".join(tails))
    return found


def _room(module: str) -> str:
    """Return the room of a module, ``"body"`` for ``"triptych.body.links"``."""
    return module.split(".")[1]


def upward() -> list[tuple[str, str]]:
    """Return the arrows that do not lead to a lower rank; a cycle has at least one."""
    rank = ranks()
    return [(one, other) for one, other in arrows() if rank[one] <= rank[other]]


def main() -> None:
    """Print a line a room, from the highest rank down, and the number of arrows."""
    rank, found = ranks(), arrows()
    for name in sorted(rank, key=lambda name: (-rank[name], name)):
        below = sorted((other for one, other in found if one == name), key=lambda n: -rank[n])
        print(f"{rank[name]:>3}  {name:<12} {' '.join(below) or '–'}")
    print(f"{len(found)} arrows between {len(rank)} rooms, {len(upward())} of them upward.")
    if "--imports" in sys.argv:
        for (one, other), imports in sorted(found.items()):
            print(f"\n{one} → {other}", *imports, sep="\n  ")


if __name__ == "__main__":
    main()
