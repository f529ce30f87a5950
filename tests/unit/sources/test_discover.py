"""Which files of a folder are articles, and what an index.md stands for."""

from pathlib import Path

import pytest

from commandline import write
from triptych.core.errors import Place, UsageError
from triptych.sources import discover

WHOLE = "---\nwhole-folder: true\n---\nText.\n"
TREES: dict[str, tuple[list[str], list[str]]] = {
    "an index alone": (["index.md"], ["index.md"]),
    "an index with articles beside and below it": (
        ["index.md", "one.md", "sub/two.md"],
        ["index.md", "one.md", "sub/two.md"],
    ),
    "an index above a folder that is an article": (
        ["index.md", "essay/index.md", "essay/photo.png"],
        ["essay/index.md", "index.md"],
    ),
    "an index with what is no article": (
        ["e/index.md", "e/README.md", "e/_notes.md", "e/.x.md", "e/_old/a.md", "e/data.csv"],
        ["e/index.md"],
    ),
    "an index in capitals": (["e/INDEX.md", "e/more.md"], ["e/INDEX.md", "e/more.md"]),
    "an index with another suffix": (
        ["e/index.markdown", "e/more.MD"],
        ["e/index.markdown", "e/more.MD"],
    ),
    "two levels, each with an index": (
        ["index.md", "g/index.md", "g/a.md", "g/h/index.md", "g/h/b.markdown"],
        ["g/a.md", "g/h/b.markdown", "g/h/index.md", "g/index.md", "index.md"],
    ),
    "a read-me in a folder of its own": (["readme/a.md", "README.md"], ["readme/a.md"]),
}
"""Files of a folder, and those that are articles."""


@pytest.mark.parametrize("case", TREES)
def test_an_index_hides_no_article(case: str, tmp_path: Path) -> None:
    """It stands for its folder alone when that has no other article, at any depth."""
    files, expected = TREES[case]
    write(tmp_path, dict.fromkeys(files, "Text.\n"))
    found = discover.articles(tmp_path)
    assert sorted(p.relative_to(tmp_path).as_posix() for p in found) == expected


@pytest.mark.parametrize("name", ["index.md", "INDEX.md", "index.markdown"])
def test_an_index_may_take_its_whole_folder(name: str, tmp_path: Path) -> None:
    """Then what is beside and below it is its material, such as the text of a listing."""
    files = {f"e/{name}": WHOLE, "e/listing.md": "Text.\n", "e/parts/a.md": "Text.\n", "b.md": ""}
    write(tmp_path, files)
    assert discover.articles(tmp_path) == [tmp_path / "b.md", tmp_path / "e" / name]


def test_an_index_that_cannot_be_read_takes_nothing(tmp_path: Path) -> None:
    """It is still an article, whose error the build reports."""
    write(tmp_path, {"index.md": "---\nwhole_folder: perhaps\n---\nText.\n", "a.md": "Text.\n"})
    assert len(discover.articles(tmp_path)) == 2


def test_links_in_a_loop_hide_nothing(tmp_path: Path) -> None:
    """One that is named like an article is one, whose error the build reports; a folder has none."""
    write(tmp_path, {"a.md": "Text.\n", "x/b.md": "Text.\n"})
    for name in ("l.md", "x/loop", "one.md"):
        target = {"one.md": "other.md"}.get(name, Path(name).name)
        (tmp_path / name).symlink_to(target)
    (tmp_path / "other.md").symlink_to("one.md")
    found = sorted(p.relative_to(tmp_path).as_posix() for p in discover.articles(tmp_path))
    assert found == ["a.md", "l.md", "one.md", "other.md", "x/b.md"]


def test_articles_of_two_publications_are_not_one(tmp_path: Path) -> None:
    """Each would be read by the settings of the first: the second is named, and how to build it."""
    site = {
        "book.toml": '[book]\ntitle = "B"\n',
        "src/SUMMARY.md": "[A](a.md)\n",
        "src/a.md": "A.\n",
    }
    write(tmp_path / "site", site)
    write(
        tmp_path, {"own/triptych.toml": 'title = "Own"\n', "own/content/b.md": "B.\n", "c.md": ""}
    )
    of_site, own, loose = (tmp_path / n for n in ("site/src/a.md", "own/content/b.md", "c.md"))
    for first, second in ((of_site, own), (own, of_site), (loose, own)):
        with pytest.raises(UsageError, match="belongs to the publication in ") as caught:
            discover.locate((first, second), tmp_path)
        assert caught.value.place == Place(str(second))
        assert f"triptych build {second}" in caught.value.hint
    with pytest.raises(UsageError, match="is outside the publication of "):
        discover.locate((own, loose), tmp_path)


def test_articles_outside_of_a_publication_share_the_folder_around_them(tmp_path: Path) -> None:
    """So that each may use what is beside it, and no more is read than that folder."""
    write(tmp_path, dict.fromkeys(["in/a/x.md", "in/b/y.md", "z.md"], "Text.\n"))
    x, y = tmp_path / "in/a/x.md", tmp_path / "in/b/y.md"
    publication, found = discover.locate((x, y), tmp_path)
    assert (publication.root, found) == (tmp_path / "in", [x, y])
    assert discover.locate((x,), tmp_path)[0].root == x.parent
    assert discover.locate((x, tmp_path / "in/b"), tmp_path)[0].root == tmp_path / "in"


def test_a_folder_around_all_is_no_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than the two folders would be read: the second is refused."""
    write(tmp_path, dict.fromkeys(["a/x.md", "b/y.md"], "Text.\n"))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    with pytest.raises(UsageError, match="is outside the publication of "):
        discover.locate((tmp_path / "a/x.md", tmp_path / "b/y.md"), tmp_path)
