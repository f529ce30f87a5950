"""Members of an issue in the cache: an edit reads and composes one of them, and no byte tells."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from issues import SETTINGS, dot, lay
from triptych.core.errors import Finding
from triptych.core.model import Article, Galley, Override
from triptych.editions.make_up import make_up
from triptych.press import pipeline
from triptych.press.orders import Means, Order
from triptych.press.publishing import publish
from triptych.settings.publication import find

BARE = SETTINGS + "page_list = false\n"


def build(
    folder: Path, out: str, cache: str, formats: tuple[str, ...] = ("html",)
) -> tuple[list[bytes], list[Finding]]:
    """Return editions of a publication's issue, and what was found."""
    publication = find(folder)
    assert publication
    files = (folder / "content/spring.md",)
    order = Order(publication, files, formats, folder / out, Override())
    means = Means(cache=folder / cache, limit=10**8)
    (outcome,) = publish(order, means)
    assert outcome.error is None, outcome.error
    return [path.read_bytes() for _, path in outcome.editions], list(outcome.findings)


@pytest.fixture(name="composed")
def count_composed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the articles that are read and composed, as it happens."""
    names, original = list[str](), pipeline._composed  # noqa: SLF001  what the cache saves

    def counted(begun: Article) -> Any:
        """Compose an article, and note its name."""
        names.append(begun.meta.slug)
        return original(begun)

    monkeypatch.setattr(pipeline, "_composed", counted)
    return names


def edit(name: str, old: str, new: str) -> Callable[[Path], object]:
    """Return an edit of a file of the publication."""

    def change(folder: Path) -> None:
        """Replace a text that is there."""
        path = folder / "content" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


EDITS: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "a word of one member": (edit("ufer.md", "First words", "Other words"), {"ufer"}),
    "a letter that needs another font": (edit("ufer.md", "First words", "Ω 線"), {"ufer"}),
    "a title that others print": (edit("ufer.md", "title: Ufer", "title: Strand"), {"ufer"}),
    "the foreword": (edit("spring.md", "The foreword", "This foreword"), set()),
    "an id of the foreword that is a member's": (
        edit("spring.md", "The foreword", "[The]{#ufer} foreword"),
        set(),
    ),
    "a picture of two members": (
        lambda folder: (folder / "content/dot.png").write_bytes(dot((1, 2, 3))),
        {"harbour", "ufer"},
    ),
    "where an article is that others name": (
        edit("harbour.md", "date:", "slug: port\ndate:"),
        {"port", "bridges", "ufer"},
    ),
    "a setting that all print": (
        lambda folder: (folder / "triptych.toml").write_text(BARE + "tagline = 'By the sea'\n"),
        {"harbour", "bridges", "ufer"},
    ),
    "the order": (
        lambda folder: (
            edit("spring.md", "  - harbour.md\n", "")(folder)
            or edit("spring.md", "  - ufer.md\n", "  - ufer.md\n  - harbour.md\n")(folder)
        ),
        set(),
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_composes_only_what_depends_on_it(
    name: str, tmp_path: Path, composed: list[str]
) -> None:
    """The editions and what is found are those of a build without a cache."""
    lay(tmp_path)
    (tmp_path / "triptych.toml").write_text(BARE, encoding="utf-8")
    edit("harbour.md", "First words", "See [why](spring.md#why).")(tmp_path)
    edit("spring.md", "The foreword", "[Why]{#why}: The foreword")(tmp_path)
    build(tmp_path, "out", "cache")
    assert sorted(composed) == ["bridges", "harbour", "spring", "ufer"]
    composed.clear()
    change, expected = EDITS[name]
    change(tmp_path)
    warm = build(tmp_path, "out", "cache")
    assert set(composed) - {"spring"} == expected
    assert warm == build(tmp_path, "cold", "another")


def test_an_edit_dresses_one_member(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are taken over as they were, in the page and in the book, with what was found."""
    names, original = list[str](), make_up

    def counted(galley: Galley, *rest: Any) -> Any:
        """Dress a member, and note its name."""
        names.append(galley.article.meta.slug)
        return original(galley, *rest)

    monkeypatch.setattr("triptych.editions.pieces.make_up", counted)
    lay(tmp_path)
    (tmp_path / "triptych.toml").write_text(BARE.replace("url", "tagline"), encoding="utf-8")
    (tmp_path / "content/alone.md").write_text("# Alone", encoding="utf-8")
    edit("harbour.md", "First words", "Beside [it](alone.md)")(tmp_path)
    build(tmp_path, "out", "cache", ("html", "epub"))
    assert sorted(names) == ["bridges", "bridges", "harbour", "harbour", "ufer", "ufer"]
    names.clear()
    edit("ufer.md", "First words", "Other words")(tmp_path)
    warm = build(tmp_path, "out", "cache", ("html", "epub"))
    assert names == ["ufer", "ufer"]
    assert any(found.code == "article-link" for found in warm[1])
    assert warm == build(tmp_path, "cold", "another", ("html", "epub"))
