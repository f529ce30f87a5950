"""The versions that Triptych is tested with, and the installed packages that differ from them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

_PINNED = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Difference:
    """A package whose installed version is not the tested one."""

    name: str
    version: str
    tested: str


def constraints() -> str:
    """Return the tested versions, ``name==version`` per line; "" if the file is missing.

    The file is ``triptych/constraints.txt`` in the wheel and ``build/constraints.txt`` in a checkout.
    """
    here = Path(__file__).resolve()
    files = (folder / "constraints.txt" for folder in here.parents[1:3])
    return next((path.read_text(encoding="utf-8") for path in files if path.is_file()), "")


def differences(tested_versions: str) -> Iterator[Difference]:
    """Yield each installed package that differs from a list of ``name==version`` lines."""
    for name, tested in _PINNED.findall(tested_versions):
        try:
            version = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
        if _normalised(version) != _normalised(tested):
            yield Difference(name, version, tested)


def _normalised(version: str) -> str:
    """Return a version without leading zeros of its numbers, 1.2 for 1.002 (PEP 440)."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", version)
