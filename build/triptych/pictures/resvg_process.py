"""A process that draws one SVG: a request as JSON comes in, a PNG goes out.

It stands alone, so that a drawing that takes too long or ends the process ends nothing else.
"""

import contextlib
import json
import sys

import resvg_py

_MEMORY = 2 << 30
"""The most bytes of memory that the process may take."""


def main() -> None:
    """Draw what the request on standard input asks for."""
    request = json.load(sys.stdin)
    with contextlib.suppress(ImportError):  # Windows has no such bounds
        import resource  # noqa: PLC0415  not on every system

        seconds = request["seconds"]
        resource.setrlimit(
            resource.RLIMIT_CPU, (seconds, seconds + 1)
        )  # SIGXCPU comes at the first
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    data = resvg_py.svg_to_bytes(
        svg_string=request["svg"],
        zoom=request["zoom"],
        dpi=96,
        skip_system_fonts=True,
        font_files=request["fonts"],
        resources_dir=None,
    )
    sys.stdout.buffer.write(bytes(data))


if __name__ == "__main__":
    main()
