"""A process that draws one Mermaid diagram: its source comes in, an SVG goes out.

It stands alone, so that a diagram that takes too long or ends the process ends nothing else.
"""

import contextlib
import sys

import mmdr

_MEMORY = 2 << 30
"""The most bytes of memory that the process may take."""

_SECONDS = 20
"""The most processor time that a diagram may take."""

_PLAIN, _COMPLETE = "mermaid-rs-renderer", "merman"
"""The library's renderers: one draws plain shapes, the other every kind of diagram."""


def main() -> None:
    """Draw the diagram on standard input; print what is wrong with it to standard error."""
    source = sys.stdin.buffer.read().decode()
    with contextlib.suppress(ImportError):  # Windows has no such bounds
        import resource  # noqa: PLC0415  not on every system

        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    try:
        drawn = mmdr.render(source, backend=_COMPLETE).svg()  # which knows what is wrong
        with contextlib.suppress(ValueError):
            drawn = mmdr.render(source, backend=_PLAIN).svg()
    except ValueError as error:
        sys.exit(str(error))
    sys.stdout.buffer.write(drawn.encode())


if __name__ == "__main__":
    main()
