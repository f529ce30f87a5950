"""Which articles a changed file concerns, by the record of what they read."""

from pathlib import Path

from triptych.core import dependencies
from triptych.core.dependencies import ARTICLE, FILE, LINK, NEARBY, SETTINGS, THEME
from triptych.desk.concerned import Concerns
from triptych.pictures import assets
from triptych.pictures.nearby import names_state
from triptych.settings.publication import Publication, Settings
from triptych.sources import article_index
from triptych.theme.find import theme_state


def _desk(root: Path) -> tuple[Concerns, Path, Path]:
    """Return a desk with two articles, of which the first read what there is to read."""
    content = root / "content"
    content.mkdir(parents=True)
    first, second = content / "first.md", content / "second.md"
    first.write_text("first, see [second](second.md)")
    second.write_text("# second")
    (content / "a.png").write_bytes(b"picture")
    theme = root / "templates" / "house"
    theme.mkdir(parents=True)
    (theme / "theme.toml").write_text("")
    publication = Publication(root, Settings(theme="house"))
    concerns = Concerns(publication)
    concerns.note(second, {(ARTICLE, ""): dependencies.state_of(second.read_bytes())})
    query = "link\ncontent/first.md\nsecond.md#end"
    concerns.note(
        first,
        {
            (ARTICLE, ""): dependencies.state_of(first.read_bytes()),
            (FILE, "content/a.png"): assets.state(root, "content/a.png"),
            (FILE, "content/missing/b.png"): assets.MISSING,
            (THEME, "house"): theme_state("house", root),
            (LINK, query): article_index.state(publication, query),
            (NEARBY, ""): names_state(root),
            (SETTINGS, ""): "settings",
        },
    )
    return concerns, first, second


def test_a_change_concerns_what_read_it(tmp_path: Path) -> None:
    """An article, a picture, a theme's file and the settings each concern those that noted them."""
    concerns, first, second = _desk(tmp_path)
    content = tmp_path / "content"
    assert concerns.concerned([first, second, content / "a.png", content]) == set()
    second.write_text("# second, changed")
    assert concerns.concerned([second]) == {second}
    (content / "a.png").write_bytes(b"other")
    assert concerns.concerned([content / "a.png"]) == {first}
    (content / "a.png").write_bytes(b"picture")
    style = tmp_path / "templates" / "house" / "css" / "extra.css"
    style.parent.mkdir()
    style.write_text("p {}")
    assert concerns.concerned([style.parent]) == {first}
    assert concerns.concerned([tmp_path / "triptych.toml"]) == {first}


def test_what_was_missing_concerns_who_looked_for_it(tmp_path: Path) -> None:
    """A file that appears, in a folder that appears, is the one that was not found."""
    concerns, first, _ = _desk(tmp_path)
    folder = tmp_path / "content" / "missing"
    folder.mkdir()
    (folder / "b.png").write_bytes(b"picture")
    assert concerns.concerned([folder]) == {first}


def test_a_place_in_another_article_concerns_who_links_there(tmp_path: Path) -> None:
    """The answer to a look-up counts, not the other's text."""
    concerns, first, second = _desk(tmp_path)
    second.write_text("# second\n\n## End\n")
    assert concerns.concerned([second]) == {first, second}


def test_files_and_articles_come_and_go(tmp_path: Path) -> None:
    """A removed article concerns itself, one without a record is concerned by its own file."""
    concerns, first, second = _desk(tmp_path)
    second.unlink()
    assert concerns.concerned([second]) == {first, second}
    concerns.drop(second)
    assert concerns.articles() == {first}
    concerns.note(second, {})
    assert second in concerns.concerned([second])


def test_links_lead_to_the_changed_file(tmp_path: Path) -> None:
    """A publication, and an article, that are reached through a link have one name on the disc."""
    real = tmp_path / "real"
    link = tmp_path / "link"
    concerns, _, _ = _desk(real)
    link.symlink_to(real)
    first = real / "content" / "first.md"
    first.write_text("changed")
    assert concerns.concerned([link / "content" / "first.md"]) == {first}


def test_a_theme_elsewhere_concerns_its_articles(tmp_path: Path) -> None:
    """A file that is added to a theme named by its folder concerns only the articles dressed in it."""
    concerns, first, second = _desk(tmp_path / "publication")
    house = tmp_path / "house"
    house.mkdir()
    concerns.note(first, {(THEME, str(house)): theme_state(str(house), None)})
    concerns.note(second, {(THEME, "printfriendly"): ""})
    (house / "theme.toml").write_text("")
    assert concerns.concerned([house / "theme.toml"]) == {first}
