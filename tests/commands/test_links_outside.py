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
