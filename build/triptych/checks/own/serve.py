"""The process of our own checks: a file name per line in, a judgement as JSON per line out."""

import json
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path

from triptych.checks.own.judgement import Judgement, unreadable

_MEMORY = 2 * 1024**3
"""The most bytes of address space that the checks may use."""

_MOST = 1000
"""The most findings of one code on one edition."""

_Judge = Callable[[bytes], Judgement]


def main() -> None:
    """Answer until the input ends."""
    _bound()
    for line in sys.stdin:
        kind, _, name = line.rstrip("\n").partition("\t")
        judgement = _judge(kind, Path(name))
        print(json.dumps(asdict(judgement)), flush=True)  # noqa: T201  stdout carries the answer


def _judge(kind: str, path: Path) -> Judgement:
    """Judge one file by the module of its kind."""
    try:
        return _first(_checks_of(kind)(path.read_bytes()))
    except OSError as error:
        return unreadable(f"{kind}-broken", f"cannot be read: {error.strerror}")
    except MemoryError:
        return unreadable(f"{kind}-large", "judging it takes too much memory")
    except RecursionError:
        return unreadable(f"{kind}-broken", "it is nested too deeply")


def _checks_of(kind: str) -> _Judge:
    """Return the checks of a kind of edition, and load no others."""
    match kind:
        case "epub":
            from triptych.checks.own import epub  # noqa: PLC0415  most runs judge one kind of file

            return epub.judge
        case "html":
            from triptych.checks.own import html  # noqa: PLC0415  the same

            return html.judge
        case _:
            from triptych.checks.own import pdf  # noqa: PLC0415  the same

            return pdf.judge


def _first(judgement: Judgement) -> Judgement:
    """Return a judgement with at most ``_MOST`` findings of each code."""
    counts: Counter[str] = Counter()
    first = []
    for finding in judgement.findings:
        counts[finding.code] += 1
        if counts[finding.code] <= _MOST:
            first.append(finding)
    return replace(judgement, findings=first)


def _bound() -> None:
    """Limit the memory of this process where the system can."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415  Windows has none

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    main()
