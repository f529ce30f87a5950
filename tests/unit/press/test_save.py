"""Editions on the disc: all of an article or none, never half a file, and a plain reason for a refusal."""

import errno
import os
import resource
import signal
import threading
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from triptych.core.atomic_write import write_beside
from triptych.core.errors import OutputError, Place
from triptych.core.model import Artifact
from triptych.press import save as saving
from triptych.press.save import prepare, remove, save

ADVICE = "Use another folder with --out, or free some space."


EMPTY = sha256(b"").hexdigest()
"""The digest of an empty file."""


def _artifact(name: str, data: bytes = b"new") -> Artifact:
    """Return an edition of a name."""
    return Artifact(name.rpartition(".")[2], name, data)


def _content(folder: Path) -> dict[str, bytes | None]:
    """Return what is in a folder by name: bytes, or None for a folder."""
    return {p.name: None if p.is_dir() else p.read_bytes() for p in sorted(folder.iterdir())}


def _failed(error: pytest.ExceptionInfo[OutputError]) -> tuple[str, Place | None, str]:
    """Return an error's message, place and hint."""
    return error.value.message, error.value.place, error.value.hint


def test_editions_are_written_with_their_folder(tmp_path: Path) -> None:
    """The paths are returned in order; nothing else is left."""
    folder = tmp_path / "a" / "b"
    made = [_artifact("x.html", b"page"), _artifact("x.pdf", b"sheet")]
    assert save(made, folder) == [folder / "x.html", folder / "x.pdf"]
    assert _content(folder) == {"x.html": b"page", "x.pdf": b"sheet"}


def test_earlier_editions_are_replaced_and_others_left(tmp_path: Path) -> None:
    """A second build writes over the first."""
    save([_artifact("x.html", b"old"), _artifact("x.epub", b"book")], tmp_path)
    before = (tmp_path / "x.html").stat().st_ino
    save([_artifact("x.html")], tmp_path)
    assert _content(tmp_path) == {"x.html": b"new", "x.epub": b"book"}
    assert (tmp_path / "x.html").stat().st_ino != before


def test_an_article_without_editions_leaves_no_folder(tmp_path: Path) -> None:
    """A new folder that would stay empty goes; one that was there stays."""
    assert save([], tmp_path / "new") == []
    assert not (tmp_path / "new").exists()
    assert save([], tmp_path) == []
    assert tmp_path.exists()


def test_when_one_edition_fails_all_are_as_they_were(tmp_path: Path) -> None:
    """The first was replaced and the second new before the third met a folder of its name."""
    (tmp_path / "x.html").write_bytes(b"old")
    (tmp_path / "x.pdf").mkdir()
    made = [_artifact("x.html"), _artifact("x.epub"), _artifact("x.pdf"), _artifact("x.txt")]
    with pytest.raises(OutputError) as error:
        save(made, tmp_path)
    assert _content(tmp_path) == {"x.html": b"old", "x.pdf": None}
    message = "cannot write the editions: a folder stands where the file belongs"
    assert _failed(error) == (message, Place(str(tmp_path / "x.pdf")), ADVICE)


def test_a_folder_that_cannot_be_filled_is_not_left(tmp_path: Path) -> None:
    """The second name is too long for a file: the first, already written, goes with its folder."""
    name = "x" * 260 + ".pdf"
    with pytest.raises(OutputError) as error:
        save([_artifact("x.html"), _artifact(name)], tmp_path / "new")
    assert not (tmp_path / "new").exists()
    message = "cannot write the editions: the name is too long"
    assert _failed(error) == (message, Place(str(tmp_path / "new" / name)), ADVICE)


def test_a_file_that_is_too_large_leaves_none(tmp_path: Path) -> None:
    """A limit of the system ends the writing; the place is the folder, for no file is there."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(OutputError) as error:
            save([_artifact("x.html"), _artifact("x.pdf", bytes(9000))], tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    message = "cannot write the editions: the file would be larger than the system allows"
    assert _failed(error) == (message, Place(str(tmp_path)), ADVICE)
    assert _content(tmp_path) == {}


def test_only_what_was_recorded_is_removed(tmp_path: Path) -> None:
    """A file that changed, that a link leads to, or that is outside by its name, is left."""
    away = tmp_path / "away"
    out = tmp_path / "out"
    for path in (away / "a.html", out / "x" / "x.html", out / "x" / "x.pdf"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    (out / "x" / "x.pdf").write_bytes(b"by hand")
    (out / "x" / "x.epub").symlink_to(away / "a.html")
    (out / "y").symlink_to(away)
    names = ("x/x.html", "x/x.pdf", "x/x.epub", "y/a.html", "../away/a.html", str(away / "a.html"))
    assert remove(dict.fromkeys(names, EMPTY), out) == (1, 5)
    assert _content(away) == {"a.html": b""}
    assert sorted(_content(out / "x")) == ["x.epub", "x.pdf"]


def test_links_lead_no_edition_elsewhere(tmp_path: Path) -> None:
    """A link in the place of a file is replaced; one in the place of its folder, or of all, is refused."""
    away = tmp_path / "away"
    away.mkdir()
    (away / "x.html").write_bytes(b"mine")
    out = tmp_path / "out"
    (out / "x").mkdir(parents=True)
    (out / "x" / "x.html").symlink_to(away / "x.html")
    (out / "x" / "x.pdf").symlink_to(away / "new.pdf")
    save([_artifact("x.html"), _artifact("x.pdf")], out / "x")
    assert _content(out / "x") == {"x.html": b"new", "x.pdf": b"new"}
    (out / "y").symlink_to(away)
    with pytest.raises(OutputError, match="is a link"):
        save([_artifact("x.html")], out / "y")
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "out").symlink_to(away)
    with pytest.raises(OutputError, match="outside the publication"):
        prepare(tmp_path / "here" / "out", tmp_path / "here")
    assert _content(away) == {"x.html": b"mine"}


def test_no_name_of_a_part_can_be_guessed(tmp_path: Path) -> None:
    """Links laid at every name that was ever used lead nothing elsewhere; no part is named twice."""
    away = tmp_path / "away"
    away.write_bytes(b"mine")
    out = tmp_path / "out"
    out.mkdir()
    for number in range(50):
        (out / f".{os.getpid()}-{number}.part").symlink_to(away)
        (out / f".{os.getpid()}-{number}.old").symlink_to(away)
    (out / f".triptych-{os.getpid()}").symlink_to(away)
    names = {write_beside(out / "x", b"part").name for _ in range(20)}
    prepare(out, tmp_path)
    save([_artifact("x.html")], out)
    assert len(names) == 20
    assert away.read_bytes() == b"mine"


def test_an_edition_has_the_rights_of_any_new_file(tmp_path: Path) -> None:
    """A part is the user's own until it is complete; then the mask decides, as for any file."""
    (tmp_path / "plain").touch()
    save([_artifact("x.html")], tmp_path)
    rights = [(tmp_path / name).stat().st_mode for name in ("plain", "x.html")]
    assert rights[0] == rights[1]


def test_an_output_folder_is_made_and_left_empty(tmp_path: Path) -> None:
    """Whether it can be written to is tried, without a trace; it may exist."""
    for _ in range(2):
        prepare(tmp_path / "a" / "b", tmp_path)
    assert _content(tmp_path / "a" / "b") == {}


@pytest.mark.parametrize(
    ("out", "reason", "place"),
    [
        ("file", "a file stands where a folder is needed", "file"),
        ("file/deep", "a file stands where a folder is needed", "file/deep"),
        ("y" * 300, "the name is too long", "y" * 300),
    ],
)
def test_an_output_folder_that_cannot_be_made_is_refused(
    tmp_path: Path, out: str, reason: str, place: str
) -> None:
    """The reason, the path and what to do are told before anything is built."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError) as error:
        prepare(tmp_path / out, tmp_path)
    message = f"cannot write the editions: {reason}"
    assert _failed(error) == (message, Place(str(tmp_path / place)), ADVICE)


REASONS = [
    (OSError(errno.ENOSPC, "x", "a.part"), "the disc is full", "out"),
    (OSError(errno.EACCES, "x", "b.old"), "permission is denied", "out"),
    (OSError(errno.EROFS, "x", ".triptych-7"), "the disc is read-only", "out"),
    (OSError(errno.EIO, "input/output error"), "input/output error", "out"),
    (OSError("no number"), "no number", "out"),
    (OSError(errno.EPERM, "x", "c.html"), "permission is denied", "c.html"),
]


@pytest.mark.parametrize(("error", "reason", "place"), REASONS)
def test_a_refusal_has_a_reason_and_a_place(error: OSError, reason: str, place: str) -> None:
    """Of our own temporary files the folder is named, else the file; an unknown reason is the system's."""
    failure = saving._failure(error, Path("out"))  # noqa: SLF001  no test can make a disc fail so
    assert failure.message == f"cannot write the editions: {reason}"
    assert (failure.place, failure.hint) == (Place(place), ADVICE)


class _Interrupting(list[Artifact]):
    """Editions that send signals to the process while they are saved."""

    def __iter__(self) -> Iterator[Artifact]:
        for artifact in super().__iter__():
            yield artifact
            signal.raise_signal(signal.SIGINT)


def test_a_signal_waits_until_the_editions_are_complete(tmp_path: Path) -> None:
    """Two signals while editions are saved end the program once, afterwards; the handlers are restored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have it ignored
    try:
        with pytest.raises(KeyboardInterrupt):
            save(_Interrupting([_artifact("x.html"), _artifact("x.pdf")]), tmp_path)
        assert _content(tmp_path) == {"x.html": b"new", "x.pdf": b"new"}
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)


def test_sigterm_waits_as_well(tmp_path: Path) -> None:
    """The handler that was set gets the signal, once everything is written."""
    seen: list[dict[str, bytes | None]] = []
    before = signal.signal(signal.SIGTERM, lambda *_: seen.append(_content(tmp_path)))

    class Ending(list[Artifact]):
        """Editions that ask the process to end while they are saved."""

        def __iter__(self) -> Iterator[Artifact]:
            signal.raise_signal(signal.SIGTERM)
            yield from super().__iter__()

    try:
        save(Ending([_artifact("x.html")]), tmp_path)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert seen == [{"x.html": b"new"}]


def test_editions_are_saved_from_any_thread(tmp_path: Path) -> None:
    """Only the main thread may handle signals; another saves without."""
    thread = threading.Thread(target=save, args=([_artifact("x.html")], tmp_path))
    thread.start()
    thread.join()
    assert _content(tmp_path) == {"x.html": b"new"}


def test_editions_are_removed_with_folders_of_their_own(tmp_path: Path) -> None:
    """A folder with anything else stays, and what is no file is not counted."""
    for name in ("one/a.html", "one/a.pdf", "two/b.html", "two/mine.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    names = ("one/a.html", "none/x.pdf", "one/a.pdf", "two", "two/b.html")
    assert remove(dict.fromkeys(names, EMPTY), tmp_path) == (3, 0)
    assert _content(tmp_path) == {"two": None}
    assert _content(tmp_path / "two") == {"mine.txt": b""}
