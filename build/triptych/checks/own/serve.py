"""The process that our own checks run in: a file's name a line in, its findings as JSON a line out."""

import json
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path

from triptych.checks.own.findings import Findings, broken

_MEMORY = 2 * 1024**3
"""The most bytes of address space that the checks may take."""

_MOST = 1000
"""The most verdicts of one code on one edition."""

_Judge = Callable[[bytes], Findings]


def main() -> None:
    """Answer until the input ends."""
    _bound()
    for line in sys.stdin:
        kind, _, name = line.rstrip("\n").partition("\t")
        found = _judge(kind, Path(name))
        print(json.dumps(asdict(found)), flush=True)  # noqa: T201  the answer goes by the output


def _judge(kind: str, path: Path) -> Findings:
    """Judge one file by the module of its kind."""
    try:
        return _first(_checks_of(kind)(path.read_bytes()))
    except OSError as error:
        return broken(f"{kind}-broken", f"it cannot be read: {error.strerror}")
    except MemoryError:
        return broken(f"{kind}-large", "it takes more memory than any edition should")
    except RecursionError:
        return broken(f"{kind}-broken", "it is nested too deep")


def _checks_of(kind: str) -> _Judge:
    """Give the checks of a kind of edition; no others are loaded."""
    match kind:
        case "epub":
            from triptych.checks.own import epub  # noqa: PLC0415  one kind of file is what most runs have

            return epub.judge
        case "html":
            from triptych.checks.own import html  # noqa: PLC0415  the same

            return html.judge
        case _:
            from triptych.checks.own import pdf  # noqa: PLC0415  the same

            return pdf.judge


def _first(found: Findings) -> Findings:
    """Give findings with no more than the first of each code that anybody would read."""
    counts: Counter[str] = Counter()
    kept = []
    for verdict in found.verdicts:
        counts[verdict.code] += 1
        if counts[verdict.code] <= _MOST:
            kept.append(verdict)
    return replace(found, verdicts=kept)


def _bound() -> None:
    """Bound the memory of this process, where the system can."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415  Windows has none

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    main()
