"""Where an edition cannot be written, that is told plainly, and what was there before stays as it was."""

import json
import os
import resource
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import shake_256
from pathlib import Path

import pytest
from PIL import Image

from commandline import ARTICLE, TRIPTYCH, editions, triptych, write

HTML = ("build", "--formats", "html")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with one good article."""
    return write(tmp_path, {"mine.md": ARTICLE})


PLACES = {
    "a file in its way": "mine.md",
    "a file above it": "mine.md/out",
    "a device": "/dev/null",
    "the kernel's folder": "/proc/out",
}


@pytest.mark.parametrize("name", PLACES)
def test_an_output_folder_that_cannot_be_is_told(folder: Path, name: str) -> None:
    """The message names the folder, the reason and ``--out``, and what was there stays."""
    told = triptych(folder, *HTML, "mine.md", "--out", PLACES[name])
    assert told.code == 7
    assert told.err.startswith(f"{PLACES[name]}: error: cannot write the editions: ")
    assert "--out" in told.err
    assert (folder / "mine.md").read_text(encoding="utf-8") == ARTICLE


def test_a_folder_in_an_edition_s_place_is_told(folder: Path) -> None:
    """A folder called like an edition is named, stays, and nothing else is made beside it."""
    (folder / "out" / "mine" / "mine.epub").mkdir(parents=True)
    told = triptych(folder, "build", "--formats", "html,epub", "mine.md")
    assert (told.code, "mine.epub: error:" in told.err) == (7, True)
    assert "a folder stands where the file belongs" in told.err
    assert [path.name for path in (folder / "out" / "mine").iterdir()] == ["mine.epub"]


def _noise(path: Path) -> None:
    """Draw a picture of about 480 kB that no format can make smaller."""
    pixels = shake_256(b"noise").digest(400 * 400 * 3)
    Image.frombytes("RGB", (400, 400), pixels).save(path)


def test_a_full_disc_leaves_the_earlier_editions(
    tmp_path: Path, disc: Callable[[int], Path]
) -> None:
    """When room ends in the middle of an article, its earlier editions stay to the byte, alone."""
    small_disc = disc(1500)
    folder = write(tmp_path, {"mine.md": ARTICLE})
    words = ("build", "--formats", "html,epub", "mine.md", "--out", str(small_disc))
    assert triptych(folder, *words).code == 0
    before = editions(small_disc)
    _noise(folder / "noise.png")
    write(folder, {"mine.md": f"{ARTICLE}\n![Noise](noise.png)\n"})
    told = triptych(folder, *words)
    assert told.code == 7
    assert "cannot write the editions: the disc is full" in told.err
    assert editions(small_disc) == before


def _texts(names: str, said: str) -> dict[str, str]:
    """Return the files of a publication whose articles all say something."""
    return {"triptych.toml": "page_list = false\n"} | {
        f"content/{n}.md": f"{ARTICLE}\n{said} {n}.\n" for n in names
    }


def _whole(folder: Path, said: str) -> dict[str, bytes]:
    """Return the editions that six such articles come to."""
    root = write(folder / said, _texts("abcdef", said))
    assert triptych(root, *HTML).code == 0
    return editions(root / "out")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_disc_that_fills_up_in_the_middle_keeps_what_is_done_and_goes_on_when_there_is_room(
    tmp_path: Path, disc: Callable[[int], Path], jobs: str
) -> None:
    """Each article without room is told and keeps what it had; every other is new, and that is all."""
    small = disc(1300)  # room for five pages
    folder = write(tmp_path / "p", _texts("abc", "Old"))
    kept = {"TRIPTYCH_NO_CACHE": "", "TRIPTYCH_CACHE": str(tmp_path / "cache")}
    words = (*HTML, "--json", "--jobs", jobs, "--out", str(small))
    assert triptych(folder, *words, environment=kept).code == 0
    old, new = editions(small), _whole(tmp_path, "New")
    write(folder, _texts("abcdef", "New"))
    told = triptych(folder, *words, environment=kept)
    errors = json.loads(told.out)["errors"]
    assert (told.code, bool(errors)) == (7, True)
    assert all("the disc is full" in error["message"] for error in errors)
    failed = {Path(error["path"]).name for error in errors}
    found = editions(small)
    for name in new:
        slug = name.partition("/")[0]
        assert found.get(name) == (old.get(name) if slug in failed else new[name])
    assert set(found) <= set(new)
    subprocess.run(["mount", "-o", "remount,size=9m", str(small)], check=True)
    assert triptych(folder, *words, environment=kept).code == 0
    assert editions(small) == new


def test_two_builds_at_once_into_one_folder_leave_whole_editions(tmp_path: Path) -> None:
    """Each edition is wholly that of the one publication or of the other, and no other file is there."""
    whole = [_whole(tmp_path, said) for said in ("One", "Two")]
    words = (*HTML, "--json", "--no-cache", "--out", str(tmp_path / "out"))
    for _ in range(2):
        with ThreadPoolExecutor(2) as threads:
            told = threads.map(lambda said: triptych(tmp_path / said, *words), ("One", "Two"))
        assert [json.loads(found.out)["errors"] for found in told] == [[], []]
        found = editions(tmp_path / "out")
        assert set(found) == set(whole[0])
        assert all(data in (whole[0][name], whole[1][name]) for name, data in found.items())


LIMITS = {"html,epub": (100_000, "larger than the system allows"), "pdf": (20_000, "its fonts")}


@pytest.mark.parametrize("formats", LIMITS)
def test_a_file_size_limit_leaves_the_earlier_editions(folder: Path, formats: str) -> None:
    """Where the system refuses so large a file, the earlier editions stay to the byte, alone."""
    words = [*TRIPTYCH, "build", "--formats", formats, "mine.md"]
    assert triptych(folder, *words[len(TRIPTYCH) :]).code == 0
    before = editions(folder / "out")
    write(folder, {"mine.md": ARTICLE + "More.\n"})
    size, phrase = LIMITS[formats]

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    done = subprocess.run(words, cwd=folder, capture_output=True, check=False, preexec_fn=limit)
    assert done.returncode == 7
    assert phrase in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    assert editions(folder / "out") == before


def test_a_full_standard_output_is_told(folder: Path) -> None:
    """A result that cannot be printed is told by a code and a line, and the editions are made."""
    with Path("/dev/full").open("wb") as full:
        words = [*TRIPTYCH, *HTML, "mine.md", "--json"]
        done = subprocess.run(words, cwd=folder, stdout=full, stderr=subprocess.PIPE, check=False)
    told = done.stderr.decode()
    assert (done.returncode, "cannot print the result" in told) == (7, True)
    assert "Traceback" not in told
    assert "Exception ignored" not in told
    assert (folder / "out" / "mine" / "mine.html").is_file()


@pytest.mark.parametrize("tail", ["--json", "--formats=html"])
def test_a_reader_that_goes_away_is_no_fault(folder: Path, tail: str) -> None:
    """With the other end of the pipe closed nothing is said, and the editions are made."""
    known = ARTICLE.replace("---\n", "---\nidentifier: urn:x:a\n", 1)
    write(folder, {"mine.md": known})
    reading, writing = os.pipe()
    os.close(reading)
    words = [*TRIPTYCH, *HTML, "mine.md", tail]
    done = subprocess.run(words, cwd=folder, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert done.stderr == b""
    assert (folder / "out" / "mine" / "mine.html").is_file()
