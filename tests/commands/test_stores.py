"""Editions may go to any store that has a URL, and are there what they are on a disc."""

from pathlib import Path

import fsspec
import pytest

from commandline import ARTICLE, editions, triptych, write
from triptych.core.errors import OutputError
from triptych.core.model import Override
from triptych.press import publishing
from triptych.press.orders import Means, Order, Outcome
from triptych.sources import discover


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a publication of two articles."""
    return write(tmp_path, {"triptych.toml": "", "content/a.md": ARTICLE, "content/b.md": ARTICLE})


def _build(folder: Path, url: str, means: Means) -> list[Outcome]:
    """Build into a store, or into a folder where no URL is given."""
    publication, files = discover.locate((folder,), folder)
    formats = ("html", "epub")
    order = Order(publication, tuple(files), formats, folder / "out", Override(), url=url)
    return list(publishing.publish(order, means))


def test_a_store_in_memory_holds_what_a_disc_would(folder: Path) -> None:
    """The same names and bytes; from the cache too, into a store that has nothing yet."""
    _build(folder, "", Means())
    for name, means in (("first", Means()), ("kept", Means(folder / "cache", 10**9))):
        for _ in range(2):
            outcomes = _build(folder, f"memory://{name}", means)
        store = fsspec.filesystem("memory")
        found = {path.removeprefix(f"/{name}/"): store.cat(path) for path in store.find(f"/{name}")}
        assert found == editions(folder / "out")
        assert [o.editions[0][0].url for o in outcomes] == [
            f"memory://{name}/a/a.html",
            f"memory://{name}/b/b.html",
        ]


def test_a_url_of_the_disc_is_a_folder(folder: Path) -> None:
    """The command line takes ``file://`` and tells where the editions are."""
    url = f"file://{folder}/there"
    told = triptych(folder, "build", "--formats", "html", "--out", url)
    assert told.code == 0
    assert f"{url}/a/a.html" in told.out
    assert sorted(editions(folder / "there")) == ["a/a.html", "b/b.html"]


def test_a_store_that_takes_nothing_is_told(folder: Path) -> None:
    """An unknown kind of URL, or a place that cannot be, is an error that names it, and nothing is made."""
    with pytest.raises(OutputError, match="cannot write the editions"):
        _build(folder, "nosuch://place", Means())
    told = triptych(folder, "build", "--formats", "html", "--out", "file:///dev/null/x")
    assert told.code == 7
    assert told.err.startswith("file:///dev/null/x: error: cannot write the editions: ")
