"""A publication that is built again: which articles are pressed, and which stay as they are."""

from dataclasses import replace
from pathlib import Path

import pytest

from triptych.core.errors import SettingsError
from triptych.desk.rebuilding import Rebuilder, watched_of
from triptych.press import publishing, requests
from triptych.press.orders import Means, Order
from triptych.press.requests import Request

HEAD = "---\ntitle: {}\ndate: 2026-01-02\n{}---\n\n"


def _article(path: Path, text: str, keys: str = "") -> Path:
    """Write an article."""
    path.write_text(HEAD.format(path.stem, keys) + text)
    return path


@pytest.fixture
def desk(tmp_path: Path) -> Rebuilder:
    """Build a publication of two articles, of which one links to the other."""
    root = tmp_path / "publication"
    content = root / "content"
    content.mkdir(parents=True)
    (root / "triptych.toml").write_text('title = "Desk"\nformats = ["html"]\npage_list = false\n')
    _article(content / "first.md", "See [it](second.md).")
    _article(content / "second.md", "Words.")

    means = Means(tmp_path / "cache", 1 << 30)
    rebuilder = Rebuilder(_order(root), lambda: _order(root), means)
    rebuilder.note(list(publishing.publish(rebuilder.order, means)))
    return rebuilder


def _order(root: Path) -> Order:
    """Return the order for a publication."""
    return requests.order_of(Request((root,)))


def _rebuilt(desk: Rebuilder, *changed: Path) -> dict[str, bool]:
    """Return the names of the articles that were pressed after a change: whether each failed."""
    found = desk.rebuild(changed)
    return {Path(o.place).name: bool(o.error) for o in found.outcomes} if found else {}


def test_only_what_a_change_concerns_is_pressed(desk: Rebuilder) -> None:
    """A saved article, one that another links to, and a file that concerns none."""
    content = desk.order.publication.content
    assert _rebuilt(desk, content / "first.md") == {}
    assert _rebuilt(desk, _article(content / "first.md", "Other, [it](second.md).")) == {
        "first.md": False
    }
    changed = _article(content / "second.md", "Words.", "slug: other\n")
    assert _rebuilt(desk, changed) == {"first.md": False, "second.md": False}
    (content / "notes.txt").write_text("nothing")
    assert _rebuilt(desk, content / "notes.txt") == {}


def test_an_article_that_fails_keeps_its_editions(desk: Rebuilder) -> None:
    """It is not pressed again with others, and its editions are those of before."""
    content = desk.order.publication.content
    (content / "first.md").write_text("---\ntitle: [x\n---\n")
    assert _rebuilt(desk, content / "first.md") == {"first.md": True}
    ((_, edition),) = desk.outcomes()[str(content / "first.md")].editions
    assert "See" in edition.read_text()
    assert _rebuilt(desk, _article(content / "second.md", "More.")) == {"second.md": False}
    assert _rebuilt(desk, _article(content / "first.md", "Whole.")) == {"first.md": False}


def test_articles_come_and_go(desk: Rebuilder) -> None:
    """A new one is pressed, with those whose links mean something else now; a draft is not."""
    content = desk.order.publication.content
    new = _article(content / "new.md", "New.", "draft: true\n")
    assert _rebuilt(desk, new) == {}
    assert _rebuilt(desk, _article(new, "New.")) == {"new.md": False}
    moved = new.rename(content / "moved.md")
    found = desk.rebuild([new, moved])
    assert found
    assert [path.name for path in found.gone] == ["new.md"]
    assert [Path(outcome.place).name for outcome in found.outcomes] == ["moved.md"]
    (content / "second.md").unlink()
    assert _rebuilt(desk, content / "second.md") == {"first.md": False}


def test_settings_concern_every_article(desk: Rebuilder) -> None:
    """Wrong ones are raised, and what changed meanwhile is built when they are right again."""
    settings = desk.order.publication.root / "triptych.toml"
    right = settings.read_text()
    settings.write_text("titel = 1")
    with pytest.raises(SettingsError, match="titel"):
        desk.rebuild([settings])
    changed = _article(desk.order.publication.content / "first.md", "Meanwhile.")
    with pytest.raises(SettingsError, match="titel"):
        desk.rebuild([changed])
    settings.write_text(right)
    assert _rebuilt(desk, settings) == {"first.md": False}
    settings.write_text(right.replace("Desk", "Other"))
    assert _rebuilt(desk, settings) == {"first.md": False, "second.md": False}


def test_a_name_that_is_another_s_too_moves_both(desk: Rebuilder) -> None:
    """A second article of the same name is refused or moved as a build of all has it."""
    content = desk.order.publication.content
    both = _rebuilt(desk, _article(content / "first.md", "x", "slug: second\n"))
    assert both == {"first.md": True, "second.md": True}
    assert _rebuilt(desk, _article(content / "other.md", "x")) == {"other.md": False}
    both = _rebuilt(desk, _article(content / "first.md", "x"))
    assert both == {"first.md": False, "second.md": False}


def test_what_is_watched(desk: Rebuilder) -> None:
    """The publication is, without its editions and the cache."""
    root = desk.order.publication.root
    watched = desk.watched()
    assert watched.folders == (root,)
    assert set(watched.ignored) == {root / "out", root.parent / "cache"}
    assert watched_of(replace(desk.order, out=root)).ignored == ()
    assert watched_of(replace(desk.order, out=root.parent)).ignored == ()
