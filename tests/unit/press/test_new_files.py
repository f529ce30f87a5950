"""New files: all of them or none, complete, and never over one that exists."""

import resource
from pathlib import Path

import pytest

from triptych.core.errors import OutputError, Place
from triptych.press.new_files import write_new


def _content(folder: Path) -> dict[str, bytes]:
    """Return the files in a folder by name, hidden ones too."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def _failed(error: pytest.ExceptionInfo[OutputError]) -> tuple[str, Place | None, str]:
    """Return an error's message, place and hint."""
    return error.value.message, error.value.place, error.value.hint


def test_new_text_files_are_written_with_their_folders(tmp_path: Path) -> None:
    """Text is UTF-8, and its lines end as they were given."""
    write_new({tmp_path / "z" / "a" / "b.txt": "é\n", tmp_path / "z" / "a" / "c.txt": "x\n"})
    assert _content(tmp_path / "z" / "a") == {"b.txt": "é\n".encode(), "c.txt": b"x\n"}


def test_a_file_that_exists_is_not_written_over(tmp_path: Path) -> None:
    """No file is written when one exists."""
    (tmp_path / "b.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError) as error:
        write_new({tmp_path / "a.txt": "x", tmp_path / "b.txt": "x"})
    assert _failed(error) == (
        "exists already and is not overwritten",
        Place(str(tmp_path / "b.txt")),
        "Choose another name.",
    )
    assert _content(tmp_path) == {"b.txt": b"mine"}


def test_a_text_file_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    """A file where its folder is needed has a plain reason."""
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(OutputError) as error:
        write_new({tmp_path / "a" / "b.txt": "x"})
    assert "a file stands where a folder is needed" in error.value.message
    assert error.value.place == Place(str(tmp_path / "a"))


def test_a_link_to_nothing_counts_as_a_file(tmp_path: Path) -> None:
    """Nothing is written through a link."""
    (tmp_path / "a.txt").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputError, match="exists already"):
        write_new({tmp_path / "a.txt": "x"})
    assert not (tmp_path / "elsewhere").exists()


def test_nothing_is_left_when_one_cannot_be_written(tmp_path: Path) -> None:
    """Files and folders that were made before the failure are gone, as on a full disc."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(OutputError, match="larger than the system allows") as error:
            write_new({tmp_path / "a" / "b.txt": "x", tmp_path / "c" / "d.txt": "x" * 2000})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "Nothing was written." in error.value.hint
    assert _content(tmp_path) == {}


def test_a_file_appears_while_others_are_written(tmp_path: Path) -> None:
    """One that came in between is not written over, and the others are taken back."""

    class _Late(str):
        """A text that makes a file when it is encoded."""

        __slots__ = ()

        def encode(self, *_: object) -> bytes:
            """Return the bytes, once somebody else has written the file."""
            (tmp_path / "b.txt").write_text("mine", encoding="utf-8")
            return b"x"

    with pytest.raises(OutputError, match="exists already"):
        write_new({tmp_path / "a.txt": "x", tmp_path / "b.txt": _Late("x")})
    assert _content(tmp_path) == {"b.txt": b"mine"}
