"""The only door to resvg: a drawing as pixels, by a process of its own within bounds of time and memory."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from triptych.core import processor_time
from triptych.core.errors import AssetError, Place

PIXELS = 40_000_000
"""The most pixels that a drawing is drawn with."""

SECONDS = 20
"""The most processor time that a drawing may take."""

_WALL = 120
"""The most seconds that a drawing may take on a clock, however busy the machine is."""

_HINT = "Simplify the drawing, or export it as a PNG picture."


def rasterise(data: bytes, zoom: float, fonts: tuple[bytes, ...], name: str) -> bytes:
    """Return a drawing as PNG, ``zoom`` pixels for each of its own, its letters in ``fonts`` alone.

    Raises ``AssetError`` when it cannot be drawn within the bounds.
    """
    with tempfile.TemporaryDirectory(prefix="triptych-") as folder:
        files = []
        for number, font in enumerate(fonts):
            file = Path(folder) / f"{number}.ttf"
            file.write_bytes(font)
            files.append(str(file))
        request = {"svg": data.decode(), "zoom": zoom, "fonts": files, "seconds": SECONDS}
        program = Path(__file__).with_name("resvg_process.py")
        try:
            done = subprocess.run(
                [sys.executable, "-I", str(program)],
                input=json.dumps(request).encode(),
                capture_output=True,
                timeout=_WALL,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise _refusal(name, "takes too long to draw") from None
    if done.returncode or not done.stdout:
        is_late = processor_time.is_exceeded(done.returncode)
        raise _refusal(name, "takes too long to draw" if is_late else "cannot be drawn")
    return done.stdout


def _refusal(name: str, reason: str) -> AssetError:
    """Return why a drawing is not there."""
    return AssetError(reason, Place(name), _HINT)
