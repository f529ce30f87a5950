"""Where the editions of articles go: a folder of their own name, below their folders where names meet."""

from pathlib import Path

import pytest

from triptych.core.site import Site
from triptych.settings.publication import Publication, Settings
from triptych.sources.naming import Name, output_folders, own_slug, stem_of, twins

FOLDERS: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "no two alike": (
        {"a/one.md": "", "b/two.md": "", "three/index.md": ""},
        {"a/one.md": "one", "b/two.md": "two", "three/index.md": "three"},
    ),
    "two of one name": (
        {"guide/params.md": "", "api/params.md": "", "api/other.md": ""},
        {"guide/params.md": "guide/params", "api/params.md": "api/params", "api/other.md": "other"},
    ),
    "one at the top": (
        {"params.md": "", "a/b/params.md": ""},
        {"params.md": "params", "a/b/params.md": "a/b/params"},
    ),
    "folders that are articles": (
        {"x/intro/index.md": "", "y/intro/INDEX.md": "", "intro.md": ""},
        {"x/intro/index.md": "x/intro", "y/intro/INDEX.md": "y/intro", "intro.md": "intro"},
    ),
    "names that differ by case": (
        {"a/Params.md": "", "b/params.md": ""},
        {"a/Params.md": "a/Params", "b/params.md": "b/params"},
    ),
    "a name that is given": (
        {"a/params.md": "fixed", "b/params.md": ""},
        {"a/params.md": "fixed", "b/params.md": "params"},
    ),
    "a name that is given as another has it": (
        {"a/x.md": "params", "b/params.md": ""},
        {"a/x.md": "params", "b/params.md": "params"},
    ),
    "folders with signs": (
        {"1. Guide & more/p.md": "", "naïve/p.md": ""},
        {"1. Guide & more/p.md": "1-Guide-more/p", "naïve/p.md": "naïve/p"},
    ),
}
"""Articles, each with the slug that its front matter gives, and the folders of their editions."""


def _names(written: dict[str, str], root: Path) -> dict[Path, Name]:
    """Return the names of articles in a publication's content."""
    content = root / "content"
    return {
        content / path: Name(slug or own_slug(content / path), bool(slug))
        for path, slug in written.items()
    }


@pytest.mark.parametrize("case", FOLDERS)
def test_outputs_follow_folders_where_names_meet(case: str, tmp_path: Path) -> None:
    """An article whose name no other file has stays at the top, and so does a slug that is given."""
    written, expected = FOLDERS[case]
    found = output_folders(_names(written, tmp_path), Publication(tmp_path, Settings()))
    assert {p.relative_to(tmp_path / "content").as_posix(): f for p, f in found.items()} == expected


def test_outputs_always_follow_folders_on_request(tmp_path: Path) -> None:
    """Then an article that is added moves no other."""
    written = {"a/one.md": "", "b/two.md": "second", "three/index.md": "", "four.md": ""}
    publication = Publication(tmp_path, Settings(keep_folders=True))
    found = output_folders(_names(written, tmp_path), publication)
    assert list(found.values()) == ["a/one", "second", "three", "four"]


def test_articles_outside_the_content_follow_what_they_share(tmp_path: Path) -> None:
    """Two files of two people, named on the command line, are told apart by the folders around them."""
    names = {tmp_path / who / "essay.md": Name("essay") for who in ("ann", "ben")}
    found = output_folders(names, Publication(tmp_path / "ann", Settings()))
    assert list(found.values()) == ["ann/essay", "ben/essay"]


@pytest.mark.parametrize(
    ("folders", "expected"),
    [
        ({"a": "x", "b": "y"}, {}),
        ({"a": "x", "b": "X", "c": "y"}, {"a": "b", "b": "a"}),
        ({"a": "g/x", "b": "x", "c": "G/x"}, {"a": "c", "c": "a"}),
        ({"a": "x", "b": "x", "c": "x"}, {"a": "b", "b": "a", "c": "a"}),
        ({"a": "straße", "b": "STRASSE"}, {"a": "b", "b": "a"}),
    ],
)
def test_twins_are_articles_of_one_folder(
    folders: dict[str, str], expected: dict[str, str]
) -> None:
    """Each is found with another of its folder, whatever the case of its letters."""
    found = twins({Path(path): folder for path, folder in folders.items()})
    assert {path.name: other.name for path, other in found.items()} == expected


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("essay/index.md", "essay"),
        ("essay/INDEX.MD", "essay"),
        ("essay/Index.markdown", "essay"),
        ("essay/index.txt", "index"),
        ("essay/indexes.md", "indexes"),
    ],
)
def test_an_index_has_its_folder_s_name(name: str, stem: str, tmp_path: Path) -> None:
    """Any other file has its own."""
    assert stem_of(tmp_path / name) == stem


APART = {
    "a page and an index": (["guide/en.md", "guide/en/index.md"], ["guide/en", "guide/en/en"]),
    "names that differ by case": (["Lamp.md", "lamp.md"], ["Lamp", "lamp-2/lamp"]),
    "names that differ by suffix": (["a.md", "a.mdx"], ["a", "a-2/a"]),
    "two indexes": (["x/_index.md", "x/index.md"], ["x", "x/x"]),
}


@pytest.mark.parametrize("case", APART)
def test_pages_of_one_name_in_another_tools_site_are_apart(case: str, tmp_path: Path) -> None:
    """In such a site no article is refused for its name."""
    written, expected = APART[case]
    names = _names(dict.fromkeys(written, ""), tmp_path)
    site = Publication(tmp_path, Settings(), site=Site(dialect="hugo"))
    found = output_folders(names, site)
    assert [found[path] for path in names] == expected
    assert not twins(found)
