"""A process that reads a user's font file: its bytes come in, a line of JSON and an OpenType font go out.

A font is a program of a kind, packed as small as it likes: what takes too long, too much memory or
the process itself ends nothing else.
"""

import contextlib
import json
import sys

from triptych.fonts import subset

MEMORY = 1 << 30
"""The most bytes of memory that the process may take."""

SECONDS = 30
"""The most processor time that a font may take."""


def main() -> None:
    """Read the font on standard input; without a font the line has its ``problem``."""
    data = sys.stdin.buffer.read()
    with contextlib.suppress(ImportError):  # Windows has no such bounds
        import resource  # noqa: PLC0415  not on every system

        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    font = b""
    try:
        facts, font = subset.read_font(data)
    except subset.UnusableFontError as error:
        facts = {"problem": str(error)}
    except MemoryError:
        facts = {"problem": "is too large when it is unpacked"}
    except Exception:  # noqa: BLE001  whatever it is, the font did it
        facts = {"problem": "is damaged"}
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n" + font)


if __name__ == "__main__":
    main()
