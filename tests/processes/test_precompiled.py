"""Patterns, selectors and the methods of dataclasses are compiled once, and mean the same then."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pressing import ROOT

_USED = """\
import dataclasses, re, sys
from triptych.core import precompiled

PATTERNS = [
    (r"(?P<year>\\d{4})-(\\d\\d)(?:-(?P<day>\\d\\d))?", 0),
    ("[äöü]+|ß", re.IGNORECASE),
    (rb"\\x00(a|b)*", 0),
    (" a  b # a remark", re.VERBOSE | re.MULTILINE),
    ("(?i)(?<!x)word(?=s)", 0),
    (r"\\w+", re.ASCII),
    (rb"\\w", re.LOCALE),
    ("", 0),
]
plain = [re._compiler.compile(*each) for each in PATTERNS]

def start():
    found = [re.compile(*each) for each in PATTERNS]
    @dataclasses.dataclass(frozen=True, slots=True, order=True)
    class Point:
        x: int
        y: list[int] = dataclasses.field(default_factory=list)
    return found, Point

if sys.argv[1] == "record":
    with precompiled.record():
        start()
    sys.exit()
precompiled.use()
found, Point = start()
count = precompiled.misses()
assert found == plain and [each.pattern for each in found] == [each.pattern for each in plain]
assert [each.flags for each in found] == [each.flags for each in plain]
assert [dict(e.groupindex) for e in found] == [dict(e.groupindex) for e in plain]
assert found[0].fullmatch("2025-01-31").groupdict() == {"year": "2025", "day": "31"}
assert found[0].fullmatch("2025-01").lastgroup == plain[0].fullmatch("2025-01").lastgroup
assert repr(Point(1)) == "start.<locals>.Point(x=1, y=[])"
assert Point(1) < Point(2) and Point(1) == Point(1)
try:
    Point(1).x = 2
    raise SystemExit("it is not frozen")
except dataclasses.FrozenInstanceError:
    pass
assert re.compile("never (recorded)").match("never recorded")[1] == "recorded"
try:
    re.compile("(")
    raise SystemExit("it is no pattern")
except re.error as error:
    assert "missing )" in str(error)
print(count)
"""
"""Records, or compiles by the table and compares with what Python itself makes; prints what was missing."""

_LOADED = """\
from triptych.core import precompiled
precompiled.use()
from triptych.cli import build, program
from triptych.press import pipeline
from triptych.editions import html_format
print(precompiled.misses())
"""

_PREVIEW = """\
from triptych.core import precompiled
precompiled.use()
from triptych.cli import preview
from triptych.desk import paper, screen, server
server.prepare()
print(precompiled.misses())
"""
"""What the preview and its processes load until a browser is answered."""

_LATE = """\
from triptych.core import precompiled
precompiled.use()
from triptych.editions.pdf import formula_outlines
from triptych.fonts import subset
from triptych.pictures import raster
formula_outlines._ziamath()
subset.scripts("a")
print(precompiled.misses())
"""
"""What an article with formulas, other scripts and pictures loads beside."""

_VAULT = """\
from triptych.core import precompiled
precompiled.use()
from triptych.cli import build, program
from triptych.dialects import registry
print(precompiled.misses())
"""
"""What a build loads where it finds a site or a vault."""

_PAGE = """\
from triptych.core import precompiled
precompiled.use()
from triptych.press import pdf_helper
pdf_helper.prepare()
print(precompiled.misses())
"""
"""What a process loads that sets pages, with the style sheets of the first."""

_SELECTORS = """\
import sys
from xml.etree import ElementTree
from triptych.core import precompiled
from triptych.editions.pdf.patches.table import patched_import

with patched_import():
    import cssselect2

def found(selector):
    page = ElementTree.XML('<a lang="en"><b class="x y"><c/><c id="z"/></b><b/></a>')
    root = cssselect2.ElementWrapper.from_html_root(page)
    return [each.local_name for each in root.query_all(selector)]

if sys.argv[1] == "record":
    with precompiled.record():
        found("b.x > c:last-child, b:empty")
    sys.exit()
assert found("b.x > c:last-child, b:empty") == ["c", "b"]
known = precompiled.misses()
assert found("a:lang(en) c:not(#z)") == ["c"]
print(known, precompiled.misses())
"""
"""Records selectors, or matches by one that is recorded and one that is not; prints what was missing."""


_UNSTEADY = 1
"""Babel joins a set of letters in one pattern, in another order in each process."""

_MAIL = 5
"""Python's reader of e-mail does so in five, which the typesetter loads with what fetches addresses."""


def _run(code: str, *words: str, **own: str) -> str:
    """Return what a fresh Python prints; raises when it fails."""
    command = [sys.executable, "-c", code, *words]
    environment = {**os.environ, **own}
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_what_was_recorded_is_what_python_compiles(tmp_path: Path) -> None:
    """Every kind of pattern but one that depends on the locale is found, and equal; so is a dataclass."""
    cache = {"PYTHONPYCACHEPREFIX": str(tmp_path)}
    assert int(_run(_USED, "use", **cache)) == 0  # without a table nothing is replaced
    _run(_USED, "record", **cache)
    assert _run(_USED, "use", **cache) == "1"
    (table,) = tmp_path.rglob("*.compiled-*.cached")
    table.write_bytes(table.read_bytes()[:-1])
    assert int(_run(_USED, "use", **cache)) == 0


def test_selectors_are_compiled_once_and_mean_the_same(tmp_path: Path) -> None:
    """One that was recorded is not compiled again; any other is compiled, and matches too."""
    cache = {"PYTHONPYCACHEPREFIX": str(tmp_path)}
    assert _run(_SELECTORS, "use", **cache) == "2 3"
    _run(_SELECTORS, "record", **cache)
    assert _run(_SELECTORS, "use", **cache) == "0 1"


_STARTS = {
    "build": (_LOADED, _UNSTEADY),
    "preview": (_PREVIEW, _UNSTEADY),
    "vault": (_VAULT, _UNSTEADY),
    "late": (_LATE, _UNSTEADY),
    "page": (_PAGE, _MAIL),
}


@pytest.mark.parametrize(("code", "unsteady"), _STARTS.values(), ids=_STARTS)
def test_what_starts_compiles_nothing_that_set_up_recorded(code: str, unsteady: int) -> None:
    """No pattern and no dataclass of the program, its packages and Python's own library is missing."""
    if int(_run(code)) > unsteady:  # set up before the code changed
        _run("from triptych.cli import set_up; set_up.main()")
        assert int(_run(code)) <= unsteady
