"""Symbolic links: one that leads out of the publication is refused, a loop is not followed."""

import json
from pathlib import Path

import pytest

from commandline import Told, triptych, write

ARTICLE = "---\ntitle: T\ndate: 2025-01-01\n{}---\nText.\n"
WORDS = "Words of others."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a publication beside a folder that is none of its business."""
    write(tmp_path / "away", {"a.md": f"{WORDS}\n", "x.css": "p {}", "theme/theme.toml": ""})
    files = {"triptych.toml": 'title = "P"\n', "content/a.md": ARTICLE.format("")}
    return write(tmp_path / "here", files)


def _build(root: Path, *words: str) -> Told:
    """Build the HTML editions of a publication."""
    return triptych(root, "build", "--formats", "html", "--json", *words)


def _refusal(told: Told) -> str:
    """Return the message of the one error, after its place."""
    report = json.loads(told.out)
    (error,) = report["errors"]
    assert WORDS not in told.out
    assert "traceback" not in told.err.lower()
    return f"{error['path']}: {error['message']}"


OUTSIDE = "is outside the publication: a link leads there"


def test_an_article_that_is_a_link_outside_is_refused(root: Path) -> None:
    """Also one that goes through another link, and one that is named on the command line."""
    (root / "b.md").symlink_to("../away/a.md")
    (root / "content" / "c.md").symlink_to("../b.md")
    assert _refusal(_build(root)) == f"content/c.md: {OUTSIDE}"
    assert _refusal(_build(root, "content/c.md")) == f"content/c.md: {OUTSIDE}"


def test_a_folder_of_articles_that_is_a_link_outside_is_refused(root: Path) -> None:
    """Whether it is a folder in the content, or a parent of the article that is named."""
    (root / "content" / "more").symlink_to("../../away")
    assert _refusal(_build(root)) == f"content/more: {OUTSIDE}"
    assert _refusal(_build(root, "content/more/a.md")) == f"content/more: {OUTSIDE}"


def test_content_that_is_a_link_outside_is_refused(root: Path) -> None:
    """The default folder of articles is checked as one that the settings name."""
    (root / "content").rename(root / "old")
    (root / "content").symlink_to("../away")
    assert _refusal(_build(root)) == f"content: {OUTSIDE}"


def test_a_link_to_nothing_is_an_error(root: Path) -> None:
    """An article that is a dangling link is not passed over in silence."""
    (root / "content" / "b.md").symlink_to("gone.md")
    assert _refusal(_build(root)) == "content/b.md: cannot be read: No such file or directory"


def test_a_loop_is_not_followed(root: Path) -> None:
    """A folder that contains itself, or its parent, has each article once."""
    (root / "content" / "loop").symlink_to(".")
    (root / "content" / "deep").mkdir()
    (root / "content" / "deep" / "up").symlink_to("../..")
    told = _build(root)
    assert told.code == 0, told.err
    assert [edition["path"] for edition in json.loads(told.out)["editions"]] == ["out/a/a.html"]


def test_a_link_within_the_publication_is_followed(root: Path) -> None:
    """What leads to another place of the publication is read as if it were here."""
    write(root / "shared", {"b.md": ARTICLE.format("")})
    (root / "content" / "more").symlink_to("../shared")
    assert _build(root).code == 0
    assert (root / "out" / "b" / "b.html").exists()


NAMED = {
    "bibliography": ("bibliography: x.css\n", "x.css"),
    "citation style": ("csl: x.css\n", "x.css"),
    "custom CSS": ("custom_css: x.css\n", "x.css"),
    "picture": ("image: x.css\n", "x.css"),
    "through a folder": ("custom_css: /there/x.css\n", "../there"),
}


@pytest.mark.parametrize("name", NAMED)
def test_a_file_that_is_a_link_outside_is_refused(name: str, root: Path) -> None:
    """A file that the article names is in the publication, whatever a link says."""
    front, link = NAMED[name]
    away = "../away" if link == "../there" else "../../away/x.css"
    (root / "content" / link).symlink_to(away)
    (root / "content" / "a.md").write_text(ARTICLE.format(front), encoding="utf-8")
    assert "is outside the publication (here/)" in _refusal(_build(root))


def test_a_header_image_that_is_a_link_outside_is_refused(root: Path) -> None:
    """The settings name no more than the article does."""
    (root / "logo.png").symlink_to("../away/x.css")
    (root / "triptych.toml").write_text('header_image = "logo.png"\n', encoding="utf-8")
    assert "is outside the publication (here/)" in _refusal(_build(root))


THEME_LINKS = {
    "the theme": "",
    "a template": "article.html.j2",
    "a style sheet": "css/extra.css",
    "a folder": "css",
    "its own settings": "labels.toml",
}


@pytest.mark.parametrize("name", THEME_LINKS)
@pytest.mark.parametrize("target", ["away", "away/x.css", "gone"])
def test_a_theme_that_is_a_link_outside_is_refused(name: str, target: str, root: Path) -> None:
    """A theme of the publication is in it with all its files; a link to nothing counts as one."""
    link = root / "templates" / "mine" / THEME_LINKS[name]
    if THEME_LINKS[name]:
        write(root / "templates" / "mine", {"theme.toml": 'description = "M"\n'})
        link.parent.mkdir(exist_ok=True)
        link.symlink_to(root.parent / target)
    else:
        link.parent.mkdir(parents=True)
        link.symlink_to(root.parent / "away" / "theme")
    place = str(link.relative_to(root))
    message = "this link of the theme leads out of the publication"
    assert _refusal(_build(root, "--theme", "mine")) == f"{place}: {message}"


def test_a_theme_in_a_folder_keeps_to_it(root: Path) -> None:
    """A theme that is named by its folder may be anywhere, but its files are in it."""
    theme = write(root.parent / "themes", {"theme.toml": 'description = "M"\n'})
    assert _build(root, "--theme", str(theme)).code == 0
    (theme / "article.html.j2").symlink_to("../away/a.md")
    assert "leads out of" in _refusal(_build(root, "--theme", str(theme)))


@pytest.mark.parametrize("name", ["triptych.toml", "pyproject.toml"])
@pytest.mark.parametrize(
    "text",
    [
        '[tool.triptych]\ntitle = "Words of others."',
        "[tool.triptych]\ntitle = Words of others.",
        None,
    ],
    ids=["settings", "no TOML", "gone"],
)
def test_settings_that_are_a_link_outside_are_refused(
    name: str, text: str | None, root: Path
) -> None:
    """Whatever it leads to; a link to nothing in place of a shared file is no settings."""
    (root / "triptych.toml").unlink()
    (root / name).symlink_to("../away/deep.toml")
    if text is not None:
        write(root.parent / "away", {"deep.toml": text})
    if (name, text) == ("pyproject.toml", None):
        assert _build(root, "content/a.md").code == 0
        return
    message = "the settings are outside the publication: a link leads there"
    assert _refusal(_build(root, "content/a.md")) == f"{name}: {message}"


def test_links_of_settings_that_lead_to_no_settings_outside_stay(root: Path) -> None:
    """A shared file without our table is none of ours, and a link inside is followed."""
    write(root.parent / "away", {"other.toml": "[tool.other]\na = 1\n"})
    (root / "pyproject.toml").symlink_to("../away/other.toml")
    (root / "triptych.toml").rename(root / "real.toml")
    (root / "triptych.toml").symlink_to("real.toml")
    assert _build(root).code == 0


@pytest.mark.parametrize("link", ["templates", "templates/mine", "templates/mine/theme.toml"])
@pytest.mark.parametrize("target", ["away/room", "away/gone"])
def test_a_new_theme_is_written_to_no_place_outside(link: str, target: str, root: Path) -> None:
    """A link in place of the folder of themes, the theme or its file is refused."""
    (root.parent / "away" / "room").mkdir()
    (root / link).parent.mkdir(parents=True, exist_ok=True)
    (root / link).symlink_to(root.parent / target)
    told = triptych(root, "theme", "new", "mine")
    assert told.code == 7
    assert "the new theme is outside the publication: a link leads there" in told.err
    assert not list((root.parent / "away" / "room").iterdir())
    assert not (root.parent / "away" / "gone").exists()
