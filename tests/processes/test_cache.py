"""What is kept of earlier builds: all that counts is noted, and what is not whole is not believed."""

import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from commandline import ARTICLE, Told, editions, triptych, write
from own_content import covering_or_all
from triptych.press.cache.store import Store

ROOT = Path(__file__).parents[2]
HTML = ("build", "--formats", "html", "--json")
FOUND = ARTICLE + "\n![](none.png)\n\n<script>x</script>\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a publication of three articles, one of which has something to tell."""
    settings = "page_list = false\n"  # so that no page need be laid out
    files = {"triptych.toml": settings, "content/a.md": ARTICLE, "content/b.md": FOUND}
    return write(tmp_path / "publication", files | {"content/c.md": f"{ARTICLE}More.\n"})


def _build(folder: Path, *words: str) -> Told:
    """Build with a cache beside the publication."""
    where = {"TRIPTYCH_NO_CACHE": "", "TRIPTYCH_CACHE": str(folder.parent / "cache")}
    return triptych(folder, *(words or HTML), environment=where)


def _kept(folder: Path, kind: str) -> list[Path]:
    """Return the files of the cache of one kind."""
    return sorted((folder.parent / "cache" / "v1" / kind).glob("*/*"))


def _mark(folder: Path) -> str:
    """Write a mark into the cached results of one article, and seal it, so that its use is seen."""
    store = Store(folder.parent / "cache")
    (path,) = [p for p in _kept(folder, "entries") if b"none.png" in p.read_bytes()]
    key = path.parent.name + path.name
    body = store.entry(key)
    assert body is not None
    store.store_entry(key, body.replace(b"is missing", b"is marked "))
    for path in _kept(folder, "tables"):
        path.unlink()
    return "“none.png” is marked "


def test_a_second_build_tells_the_same_and_comes_from_the_cache(folder: Path) -> None:
    """Told again is what was told, from what is kept: a mark there shows, and not with ``--no-cache``."""
    first, made = _build(folder), editions(folder / "out")
    assert _build(folder) == first
    assert editions(folder / "out") == made
    mark = _mark(folder)
    assert mark in _build(folder).out
    assert mark not in _build(folder, *HTML, "--no-cache").out


def test_a_moved_publication_is_known_and_told_where_it_is(folder: Path) -> None:
    """Under another name, with files copied, everything is known, and places are those of today."""
    _build(folder)
    mark = _mark(folder)
    moved = folder.rename(folder.with_name("elsewhere"))
    assert mark in _build(moved).out
    told = json.loads(_build(moved.parent, *HTML, "elsewhere").out)
    places = {found["path"] for found in told["findings"]}
    assert places == {"elsewhere/content/a.md", "elsewhere/content/b.md"}


@pytest.mark.parametrize("kind", ["entries", "editions", "stamps", "tables"])
@pytest.mark.parametrize("harm", ["emptied", "cut short", "one bit", "a folder"])
def test_what_is_not_whole_is_made_anew(folder: Path, kind: str, harm: str) -> None:
    """A file of the cache that is harmed in any way changes neither an edition nor a finding."""
    first, made = _build(folder), editions(folder / "out")
    assert _kept(folder, kind)
    for path in _kept(folder, kind):
        data = path.read_bytes()
        path.unlink()
        if harm == "a folder":
            path.mkdir()
            continue
        at = len(data) // 2
        bit = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :] if data else b""
        path.write_bytes({"emptied": b"", "cut short": data[:at], "one bit": bit}[harm])
    for path in (folder / "out").rglob("*.html"):
        path.unlink()
    assert _build(folder) == first
    assert editions(folder / "out") == made


def test_builds_at_once_share_a_cache(folder: Path) -> None:
    """Four builds at once into folders of their own give the same editions and findings."""
    with ThreadPoolExecutor(4) as threads:
        builds = threads.map(lambda n: _build(folder, *HTML, "--out", f"out{n}"), range(4))
    told = [json.loads(build.out)["findings"] for build in builds]
    assert all(found == told[0] for found in told)
    made = [editions(folder / f"out{number}") for number in range(4)]
    assert all(found == made[0] for found in made)


@pytest.mark.parametrize("place", ["a file", "below a file", "the kernel's", "a link to nowhere"])
def test_a_cache_that_cannot_be_written_is_no_fault(folder: Path, place: str) -> None:
    """Where no cache can be, everything is built all the same."""
    blank = write(folder.parent, {"blank": ""}) / "blank"
    cache = folder.parent / "cache"
    if place == "a file":
        cache.write_bytes(b"")
    else:
        there = {"below a file": blank / "x", "the kernel's": Path("/proc/x")}
        cache.symlink_to(there.get(place, Path("/nowhere/at/all")))
    first, made = _build(folder), editions(folder / "out")
    assert len(made) == 3
    assert _build(folder) == first == _build(folder, *HTML, "--no-cache")
    assert editions(folder / "out") == made


def test_a_read_only_cache_is_used_and_no_fault(folder: Path, disc: Callable[[int], Path]) -> None:
    """What is kept there is used, what is new is built, and nothing is told of it."""
    place = disc(4000)
    (folder.parent / "cache").symlink_to(place)
    _build(folder)
    mark = _mark(folder)
    kept = editions(place)
    subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
    write(folder, {"content/a.md": f"{ARTICLE}\nOther words.\n"})
    for _ in range(2):
        told = _build(folder)
        assert mark in told.out
        assert (json.loads(told.out)["errors"], told.err) == ([], "")
        assert b"Other words." in (folder / "out" / "a" / "a.html").read_bytes()
    assert editions(place) == kept


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b"\xff", b'{"slug": 1, "variants": {}}', b"null"]
)
def test_an_entry_of_another_form_is_made_anew(folder: Path, body: bytes) -> None:
    """Whole and sealed, but as another version might write it: it counts as none and is written over."""
    first, made = _build(folder), editions(folder / "out")
    store = Store(folder.parent / "cache")
    keys = [path.parent.name + path.name for path in _kept(folder, "entries")]
    for key in keys:
        store.store_entry(key, body)
    for path in _kept(folder, "tables"):
        path.unlink()
    assert _build(folder) == first
    assert editions(folder / "out") == made
    assert body not in [store.entry(key) for key in keys]


def test_a_cache_of_another_form_is_neither_used_nor_touched(folder: Path) -> None:
    """What another version of Triptych laid down beside ours stays as it is, whatever it holds."""
    first, made = _build(folder), editions(folder / "out")
    other = (folder.parent / "cache" / "v1").rename(folder.parent / "cache" / "v0")
    before = editions(other)
    assert _build(folder) == first
    assert editions(folder / "out") == made
    assert editions(other) == before


def test_a_full_disc_under_the_cache_is_no_fault(folder: Path, disc: Callable[[int], Path]) -> None:
    """Where the cache's disc is full, editions and findings are those of a build without one."""
    small = disc(64)
    (folder.parent / "cache").symlink_to(small)
    first, made = _build(folder), editions(folder / "out")
    assert len(made) == 3
    assert _build(folder) == first == _build(folder, *HTML, "--no-cache")
    assert editions(folder / "out") == made
    assert not list(small.rglob("*.part"))


def test_the_cache_stays_within_its_bounds(tmp_path: Path) -> None:
    """Of many results only the latest stay, entries longer than editions, and never more than the limit."""
    store = Store(tmp_path, 160_000)
    for number in range(300):
        store.store_entry(f"{number % 16:x}{number:063x}", b"entry")
        store.store_edition(f"{number % 16:x}{number:063x}", bytes(2000))
        store.trim()
    sizes = {
        kind: [p.stat().st_size for p in tmp_path.rglob(f"{kind}/*/*")]
        for kind in ("entries", "editions")
    }
    assert sum(map(sum, sizes.values())) <= 160_000
    assert len(sizes["entries"]) == 300
    assert 32 <= len(sizes["editions"]) < 80


def test_clean_empties_the_cache_and_removes_editions_when_asked(folder: Path) -> None:
    """``clean`` lets go what is kept; with ``--outputs`` the editions too, and no other file."""
    _build(folder)
    write(folder / "out", {"a/mine.txt": "mine"})
    assert _build(folder, "clean").out.startswith("Removed ")
    assert _kept(folder, "entries") == []
    assert len(editions(folder / "out")) == 4
    assert "Removed 3 editions." in _build(folder, "clean", "--outputs").out
    assert sorted(editions(folder / "out")) == ["a/mine.txt"]


HOOK = """
import os, sys
from pathlib import Path
opened = set()
def hook(event, args):
    if event == "open" and isinstance(args[0], (str, bytes, os.PathLike)):
        opened.add(os.path.realpath(os.fsdecode(args[0])))
from triptych.core.model import Override
from triptych.press import pipeline
from triptych.sources import article_index, discover
from triptych.theme import find as themes
from triptych.press.orders import FORMATS, Task
root = Path(sys.argv[1]).resolve()
publication, files = discover.locate((root,), root)
article_index.prepare(publication)  # what it has of other articles is recorded as its answers
sys.addaudithook(hook)
wanted = [root / "content" / name for name in sys.argv[2:]] or files
for file in wanted:
    opened.clear()
    task = Task(file, str(file), publication, Override(), FORMATS)
    reads = pipeline.work(task).dependencies
    recorded = {os.path.realpath(root / name) for kind, name in reads if kind == "file"}
    answers = [state for (kind, _), state in reads.items() if kind == "link"]
    recorded |= {os.path.realpath(root / answer.split("\\n")[0]) for answer in answers}
    folders = [themes.theme_folder(name, root).resolve() for kind, name in reads if kind == "theme"]
    own = {str(file.resolve()), str(root / "triptych.toml"), str(root / "pyproject.toml")}
    watched = (root / "content", themes.built_in_folder().resolve())
    for path in map(Path, opened - recorded - own):
        if any(path.is_relative_to(folder) for folder in watched):
            if not any(path.is_relative_to(folder) for folder in folders):
                print(file, path)
"""


FEW = ("showcase/index.md", "tideline/index.md", "tideline/pegel.md")
"""The articles of the content that read the most."""


@covering_or_all
def test_every_file_that_is_read_is_recorded(*, is_all: bool) -> None:
    """Of the project's own content, no press opens a file that it does not record."""
    names = () if is_all else FEW
    done = subprocess.run(
        [sys.executable, "-c", HOOK, str(ROOT), *names], capture_output=True, text=True, check=True
    )
    assert done.stdout == ""
