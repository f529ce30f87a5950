"""What a link's answer depends on: the articles, where it may lead to one, and else nothing."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from commandline import write
from triptych.core import dependencies
from triptych.sources import article_index, discover


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Path]:
    """Yield a site of two articles, with an address of its own, that is known to the index."""
    texts = {f"content/{name}.md": f"---\ntitle: {name}\n---\nText.\n" for name in ("a", "b")}
    root = write(tmp_path, {"triptych.toml": "", **texts})
    publication, _ = discover.locate((root,), root)
    site = replace(publication.site, url="https://own.example/")
    article_index.register(replace(publication, site=site))
    yield publication.root
    article_index.forget()


@pytest.mark.parametrize(
    "address",
    ["https://example.org/a", "HTTP://example.org", "//example.org/b.md", "mailto:a@example.org",
     "data:,x", "x-1.y+z:b.md", "a:b/c.md", "https://own.example.org/b", "https://[broken"],
)  # fmt: skip
def test_a_link_to_elsewhere_depends_on_no_article(root: Path, address: str) -> None:
    """It leads to no article, whatever articles there are: nothing is recorded."""
    with dependencies.recording() as recorded:
        assert article_index.resolve(root, root / "content/a.md", address) is None
    assert not recorded


@pytest.mark.parametrize(
    "address", ["b.md", "c.md", "https://own.example/c/", "#place", "./a:b.md"]
)
def test_a_link_that_may_lead_to_an_article_is_recorded(root: Path, address: str) -> None:
    """Also where there is no such article yet."""
    with dependencies.recording() as recorded:
        article_index.resolve(root, root / "content/a.md", address)
    assert [kind for kind, _ in recorded] == [dependencies.LINK]
