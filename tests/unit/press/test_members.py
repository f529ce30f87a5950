"""The members of an issue are read in order; what is wrong with its contents is an error on its line."""

from pathlib import Path

import pytest

from commandline import write
from triptych.core import findings, postponed
from triptych.core.model import Manuscript, Override
from triptych.press.members import Member, read_members
from triptych.settings.publication import Publication
from triptych.sources import manuscripts
from triptych.sources.listed_issues import member_paths
from triptych.sources.sites import publication_around

_HEAD = "---\ntitle: An issue\ndate: 2026-05-01\n"


def _article(title: str, more: str = "") -> str:
    """Return a short article."""
    return f"---\ntitle: {title}\ndate: 2026-05-01\n{more}---\nText.\n"


_FILES: dict[str, str | bytes] = {
    "triptych.toml": 'title = "P"\n',
    "content/one.md": _article("One", "number_sections: true\ntoc: true\n"),
    "content/part/two.md": _article("Two", "theme: journal\npaper: a5\n"),
    "content/part/one.md": _article("One again"),
    "content/three/index.md": _article("Three"),
    "content/named.md": _article("Named", "slug: ONE\n"),
    "content/draft.md": _article("Draft", "draft: true\n"),
    "content/other.md": f"{_HEAD}contents: [one.md]\n---\n",
    "outside.md": _article("Outside"),
}

_LINKS = {"loop.md": "loop.md", "out.md": "../../a.md", "same.md": "one.md"}


def _read(folder: Path, entries: str) -> tuple[Manuscript, Publication]:
    """Return an issue with these lines of contents, as read."""
    write(folder, {**_FILES, "content/a.md": f"{_HEAD}contents:\n{entries}\n---\n"})
    for name, target in _LINKS.items():
        (folder / "content" / name).symlink_to(target)
    publication = publication_around(folder)
    assert publication
    return manuscripts.read(
        folder / "content" / "a.md", publication, Override(), "a.md"
    ), publication


def _members(folder: Path, entries: str) -> tuple[list[str], tuple[Member, ...], list[str]]:
    """Return errors as printed, the members, and what was found, of an issue with these contents."""
    with findings.collecting() as found, postponed.collecting_errors() as errors:
        members = read_members(*_read(folder, entries), Override())
    said = [f"{each.place}: {each.message}" for error in errors for each in error.all_errors()]
    return said, members, [f"{f.place}: {f.message}" for f in found if f.code == "empty-part"]


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ("- oen.md", "a.md:5: “oen.md” is missing"),
        ("- ../../etc/hosts", "a.md:5: “../../etc/hosts” is outside the publication"),
        ("- https://a.example/x.md", "a.md:5: “https://a.example/x.md” is an address on the web"),
        ("- part\\one.md", "a.md:5: “part\\one.md” is missing"),
        ("- //a.example/x.md", "a.md:5: “//a.example/x.md” is an address on the web"),
        ("- /etc/hosts", "a.md:5: “/etc/hosts” is missing"),
        ("- loop.md", "a.md:5: “loop.md” cannot be read"),
        ("- out.md", "a.md:5: “out.md” is outside the publication"),
        ("- same.md\n- one.md", "a.md:6: “one.md” is named twice, first on line 5"),
        ("- part", "a.md:5: “part/index.md” is missing"),
        ("- one.md\n- ./one.md", "a.md:6: “./one.md” is named twice, first on line 5"),
        ("- a.md", "a.md:5: the issue cannot be a member of itself"),
        ("- other.md", "a.md:5: “other.md” is an issue itself"),
        ("- draft.md", "a.md:5: “draft.md” is a draft"),
        ("- one.md#x", "a.md:5: “one.md#x” is missing"),
        ("- one.md?x", "a.md:5: “one.md?x” is missing"),
        (f"- {'x' * 300}.md", "a.md:5: “xxx"),
        ("- /triptych.toml", "a.md:5: “/triptych.toml” is not an article"),
        ("- ONE.md", "a.md:5: “ONE.md” is missing"),
        ("- one.md\n- part/one.md", "a.md:6: the slug “one” of "),
        ("- one.md\n- named.md", "named.md:4: the slug “ONE” is also that of "),
    ],
)
def test_a_wrong_member_is_an_error_on_its_line(entries: str, message: str, tmp_path: Path) -> None:
    """Missing, outside, named twice, the issue itself, an issue, a draft, of one slug."""
    said, _, _ = _members(tmp_path, entries)
    assert len(said) == 1
    assert message in said[0]


@pytest.mark.parametrize(
    ("path", "hint"),
    [("part\\one.md", "Did you mean `part/one.md`?"), ("x\\y.md", "Write `/` between folders.")],
)
def test_a_path_as_windows_writes_it_is_told_the_other_way(
    path: str, hint: str, tmp_path: Path
) -> None:
    """The path with `/` is named where there is such a file."""
    with postponed.collecting_errors() as errors:
        read_members(*_read(tmp_path, f"- {path}"), Override())
    assert [error.hint for error in errors] == [hint]


@pytest.mark.parametrize("entry", ["- {parts: x}", "- {part: x, path: one.md}", "-", "- [one.md]"])
def test_a_line_of_another_form_is_an_error(entry: str, tmp_path: Path) -> None:
    """A line names a member or a part, and not both."""
    with findings.collecting(), postponed.collecting_errors() as errors:
        _read(tmp_path, entry)
    assert [error.place and error.place.line for error in errors] == [5]
    assert "expected the path of an article, or `part: …`" in errors[0].message


def test_all_mistakes_are_reported_together(tmp_path: Path) -> None:
    """Every line that is wrong is named, and a part without articles is a finding."""
    said, _, found = _members(
        tmp_path, "- part: Bare\n- part: B\n- oen.md\n- draft.md\n- part: End"
    )
    assert [each.partition(": ")[0] for each in said] == ["a.md:7", "a.md:8"]
    assert [each.partition(": ")[0] for each in found] == ["a.md:5", "a.md:9"]


def test_members_are_read_in_order_below_their_parts(tmp_path: Path) -> None:
    """Paths are from the issue, a folder stands for its index, and the issue dresses them all."""
    entries = "- part: First\n- three\n- part/two.md\n- part: Second\n- /content/one.md"
    said, members, _ = _members(tmp_path, entries)
    assert said == []
    titles = [(each.part, each.manuscript.meta.title) for each in members]
    assert titles == [("First", "Three"), ("", "Two"), ("Second", "One")]
    assert [each.manuscript.meta.slug for each in members] == ["three", "two", "one"]
    looks = [each.manuscript.look for each in members]
    assert {look.theme for look in looks} == {"printfriendly"}
    assert len({look.paper for look in looks}) == 1
    assert [look.number_sections for look in looks] == [False, False, True]
    assert not any(look.toc for look in looks)


def test_own_contents_below_the_mark_of_another_tool_are_as_strict(tmp_path: Path) -> None:
    """Only what that tool's own list names may be a draft or missing."""
    marks: dict[str, str | bytes] = {
        "mkdocs.yml": "site_name: S\ndocs_dir: content\nnav: [one.md, draft.md, gone.md]\n"
    }
    said, members, _ = _members(write(tmp_path, marks), "- one.md\n- draft.md\n- gone.md")
    assert [each.partition(": ")[2] for each in said] == [
        "“draft.md” is a draft",
        "“gone.md” is missing",
    ]
    assert [each.manuscript.meta.title for each in members] == ["One"]


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("ü b.md", "ü b.md"),
        ("ü b.md", "%C3%BC%20b.md"),
        ("50%.md", "50%.md"),
        ("a%20b.md", "a%20b.md"),
        ("a b.md", "a%20b.md"),
        ("c#.md", "c#.md"),
        ("why?.md", "why?.md"),
        ("x y/index.md", "x y"),
        ("x%y/index.md", "x%y/"),
    ],
)
def test_a_name_is_as_it_is_or_percent_encoded(name: str, entry: str, tmp_path: Path) -> None:
    """A file whose name looks encoded is found by that name, too."""
    write(tmp_path, {f"content/{name}": _article("Odd")})
    said, members, _ = _members(tmp_path, f"- '{entry}'")
    assert said == []
    assert [each.manuscript.meta.title for each in members] == ["Odd"]


def test_the_paths_of_members_are_known_without_reading_them(tmp_path: Path) -> None:
    """They are from the root of the publication, whether the files exist or not."""
    with findings.collecting():
        issue, _ = _read(tmp_path, "- part: X\n- three\n- gone.md")
    assert member_paths(issue.contents, issue.path, issue.root) == (
        "content/three/index.md",
        "content/gone.md",
    )
