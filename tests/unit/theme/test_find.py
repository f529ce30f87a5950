"""The state of a theme's folder: of all files in it, and of none that a link leads to elsewhere."""

from pathlib import Path

import pytest

from triptych.theme import find


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a theme's folder with a file in it and another below."""
    made = tmp_path / "publication" / "templates" / "house"
    (made / "css").mkdir(parents=True)
    (made / "theme.toml").write_text("")
    (made / "css" / "page.css").write_text("p {}")
    return made


def test_every_file_has_a_part_in_the_state(folder: Path) -> None:
    """Another text, another name or another file is another state; what Python compiles is none."""
    states = [find.folder_state(folder)]
    (folder / "css" / "page.css").write_text("q {}")
    states.append(find.folder_state(folder))
    (folder / "css" / "page.css").rename(folder / "css" / "book.css")
    states.append(find.folder_state(folder))
    (folder / "empty").touch()
    states.append(find.folder_state(folder))
    assert len(set(states)) == 4
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "module.pyc").write_bytes(b"1")
    assert find.folder_state(folder) == states[-1]


def test_links_are_followed_once_and_not_out_of_the_publication(
    folder: Path, tmp_path: Path
) -> None:
    """A folder linked within counts once; one outside, a loop and a broken link do no harm."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "secret").write_text("")
    shared = folder.parent.parent / "shared"
    shared.mkdir()
    (shared / "logo.svg").write_text("<svg/>")
    (folder / "out").symlink_to(elsewhere)
    (folder / "shared").symlink_to(shared)
    (folder / "again").symlink_to(folder)
    (folder / "loop").symlink_to("loop")
    (folder / "broken").symlink_to("nowhere")
    files = find.theme_files(folder)
    assert files == ["css/page.css", "shared/logo.svg", "theme.toml"]
    (shared / "logo.svg").write_text("<svg><g/></svg>")
    assert {name for name, *_ in find.stamps_of(folder)} == {*files, "broken", "loop"}


def test_a_theme_that_lies_behind_a_link_has_its_own_folder_alone(
    folder: Path, tmp_path: Path
) -> None:
    """Of a linked theme outside, only the files in its own folder count, none in folders below."""
    outside = tmp_path / "outside"
    (outside / "css").mkdir(parents=True)
    (outside / "theme.toml").touch()
    (outside / "css" / "page.css").touch()
    linked = folder.parent / "linked"
    linked.symlink_to(outside)
    assert find.theme_files(linked) == ["theme.toml"]


def test_a_folder_that_does_not_exist_has_no_files(tmp_path: Path) -> None:
    """Its state is that of an empty folder."""
    (tmp_path / "empty").mkdir()
    assert find.theme_files(tmp_path / "absent") == []
    assert find.folder_state(tmp_path / "absent") == find.folder_state(tmp_path / "empty")
