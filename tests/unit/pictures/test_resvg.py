"""A drawing that is rasterised: the same bytes in any process, and an end to what takes too long."""

import os
import resource
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from triptych.core.errors import AssetError
from triptych.pictures import resvg

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{0}" viewBox="0 0 100 100">{1}</svg>'
DRAWINGS = {
    "a gradient": '<linearGradient id="g"><stop stop-color="red"/><stop offset="1" stop-color="blue"/>'
    '</linearGradient><rect width="100" height="100" fill="url(#g)"/>',
    "a mask": '<mask id="m"><circle cx="50" cy="50" r="40" fill="white"/></mask>'
    '<path d="M0 0L100 33L10 90z" mask="url(#m)" stroke="lime"/>',
    "a filter": '<filter id="f"><feTurbulence baseFrequency="0.05" numOctaves="3"/>'
    '<feGaussianBlur stdDeviation="2"/></filter><rect width="90" height="90" filter="url(#f)"/>',
}
DRAW = """\
import sys
from hashlib import sha256
from triptych.pictures import resvg
print(sha256(resvg.rasterise(sys.stdin.buffer.read(), 2.0, (), "a.svg")).hexdigest())
"""


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_has_the_same_bytes_in_any_process(name: str, tmp_path: Path) -> None:
    """Whatever the order of sets, the language, the folder and the time zone are there."""
    data = SVG.format(100, DRAWINGS[name]).encode()
    digests = set()
    for number, lang in enumerate(("C", "de_DE.UTF-8", "tr_TR.UTF-8")):
        folder = tmp_path / lang
        folder.mkdir()
        world = {"PYTHONHASHSEED": str(number), "LANG": lang, "LC_ALL": lang, "TZ": f"UTC{number}"}
        done = subprocess.run(
            [sys.executable, "-c", DRAW],
            input=data,
            cwd=folder,
            env={**os.environ, **world, "HOME": str(folder)},
            capture_output=True,
            check=True,
        )
        digests.add(done.stdout.decode().strip())
    here = resvg.rasterise(data, 2.0, (), "a.svg")
    assert here.startswith(b"\x89PNG")
    assert digests == {sha256(here).hexdigest()}


SLOW = {
    "noise": '<filter id="f"><feTurbulence baseFrequency="0.9" numOctaves="{}"/></filter>'
    '<rect width="100" height="100" filter="url(#f)"/>',
    "light": '<filter id="f"><feTurbulence baseFrequency="0.9" numOctaves="{}"/><feSpecularLighting>'
    '<fePointLight x="5" y="5" z="5"/></feSpecularLighting></filter>'
    '<rect width="100" height="100" filter="url(#f)"/>',
    "noise in a group": '<filter id="f"><feTurbulence baseFrequency="0.9" numOctaves="{}"/></filter>'
    '<g opacity="0.5"><circle r="99" filter="url(#f)"/></g>',
}


@pytest.mark.parametrize("name", SLOW)
def test_a_drawing_that_takes_too_long_is_refused(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the processor time that it may take, and not later; a quick one is drawn within it."""
    monkeypatch.setattr(resvg, "SECONDS", 1)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    with pytest.raises(AssetError, match="takes too long to draw") as raised:
        resvg.rasterise(SVG.format(4000, SLOW[name].format(900)).encode(), 1.0, (), "slow.svg")
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < 3
    assert str(raised.value.place) == "slow.svg"
    assert resvg.rasterise(SVG.format(20, SLOW[name].format(1)).encode(), 1.0, (), "quick.svg")


@pytest.mark.parametrize("text", ["<svg", "", SVG.format(10**6, "<rect width='9' height='9'/>")])
def test_a_drawing_that_cannot_be_drawn_is_refused(text: str) -> None:
    """What is no drawing, and one that needs more memory than it may have."""
    with pytest.raises(AssetError, match="cannot be drawn"):
        resvg.rasterise(text.encode(), 1.0, (), "a.svg")
