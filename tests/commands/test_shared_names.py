"""Articles whose files have one name are all built, wherever their editions go, and are told apart."""

import json
import re
from pathlib import Path

import fsspec
import pytest

from commandline import Told, editions, triptych, write
from triptych.core.model import Override
from triptych.press import publishing
from triptych.press.orders import Means, Order, Outcome
from triptych.sources import discover

NAMES = ("api/params", "guide/params", "other")
HTML = ["api/params/params.html", "guide/params/params.html", "other/other.html"]


def _article(title: str, front: str = "") -> str:
    """Return an article of a title."""
    return f"---\ntitle: {title}\ndate: 2026-01-02\n{front}---\nText of {title}.\n\n![](none.png)\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a publication with an address and three articles, two of which have one name."""
    files = {f"content/{n}.md": _article(n) for n in ("guide/params", "api/params", "api/other")}
    return write(tmp_path, {"triptych.toml": 'url = "https://paper.example"\n', **files})


def _outcomes(folder: Path, paths: tuple[str, ...] = (), url: str = "") -> list[Outcome]:
    """Build HTML with a cache beside the publication."""
    named = tuple(folder / path for path in paths) or (folder,)
    publication, files = discover.locate(named, folder)
    order = Order(publication, tuple(files), ("html",), folder / "out", Override(), url=url)
    return list(publishing.publish(order, Means(folder / ".cache", 10**9)))


def _build(folder: Path, *words: str) -> Told:
    """Build HTML on the command line."""
    return triptych(folder, "build", "--formats", "html", *words)


def _identifier(page: bytes) -> str:
    """Return the identifier of a page."""
    found = re.search(rb'dcterms.identifier" content="([^"]+)"', page)
    assert found is not None
    return found[1].decode()


def test_both_are_built_in_folders_of_their_own(folder: Path) -> None:
    """The third stays where it was; each of the two is told where its editions are."""
    told = _build(folder, "--json")
    result = json.loads(told.out)
    assert [e["path"] for e in result["editions"]] == [f"out/{HTML[n]}" for n in (2, 0, 1)]
    notes = [f for f in result["findings"] if f["code"] == "slug-shared"]
    assert [(f["severity"], f["path"].rpartition("content/")[2]) for f in notes] == [
        ("note", "api/params.md"),
        ("note", "guide/params.md"),
    ]
    pages = editions(folder / "out")
    assert list(pages) == HTML
    assert len({_identifier(page) for page in pages.values()}) == 3


def test_a_build_of_one_puts_it_where_a_build_of_all_does(folder: Path) -> None:
    """The name of the other is seen although that is not built."""
    _build(folder, "content/guide/params.md")
    alone = editions(folder / "out")
    assert list(alone) == [HTML[1]]
    _build(folder)
    assert editions(folder / "out")[HTML[1]] == alone[HTML[1]]


def test_a_draft_has_its_place_before_it_is_published(folder: Path) -> None:
    """So that to publish it moves no other article."""
    draft = folder / "content/api/params.md"
    draft.write_text(_article("Draft", "draft: true\n"), encoding="utf-8")
    _build(folder)
    assert list(editions(folder / "out")) == HTML[1:]


def test_a_slug_keeps_an_article_where_it_is(folder: Path) -> None:
    """One of the two has it; the other is then the only one of its name."""
    article = folder / "content/api/params.md"
    article.write_text(_article("Api", "slug: api-params\n"), encoding="utf-8")
    told = _build(folder)
    assert list(editions(folder / "out")) == [
        "api-params/api-params.html",
        "other/other.html",
        "params/params.html",
    ]
    assert "slug-shared" not in told.err


@pytest.mark.parametrize(
    "more",
    [
        {"content/a.md": "slug: same\n", "content/b/c.md": "slug: SAME\n"},
        {"content/same.md": "", "content/x/b.md": "slug: same\n"},
        {"content/same.md": "", "content/same/index.md": ""},
        {"content/x/same.md": "", "content/x/same.markdown": ""},
        {"content/X/same.md": "", "content/x/same.md": ""},
    ],
)
def test_two_that_would_overwrite_each_other_are_refused(
    more: dict[str, str], folder: Path
) -> None:
    """Each is an error that names the other, and every other article is built."""
    write(folder, {path: _article(path, front) for path, front in more.items()})
    told = _build(folder, "--json")
    errors = json.loads(told.out)["errors"]
    assert told.code == 9
    assert sorted(e["path"].rpartition("content/")[2] for e in errors) == sorted(
        path.removeprefix("content/") for path in more
    )
    assert list(editions(folder / "out")) == HTML


def test_the_cache_knows_each_by_its_place(folder: Path) -> None:
    """A second build makes none again; when the other is gone, an article returns to the top."""
    assert [o.is_new for o in _outcomes(folder)] == [True] * 3
    before = editions(folder / "out")
    again = _outcomes(folder)
    assert [o.is_new for o in again] == [False] * 3
    assert [f.code for o in again for f in o.findings].count("slug-shared") == 2
    (folder / "content/api/params.md").unlink()
    _outcomes(folder)
    top = (folder / "out/params/params.html").read_bytes()
    assert _identifier(top) != _identifier(before[HTML[1]])


def test_a_store_has_the_same_folders(folder: Path) -> None:
    """Each edition is told with its URL."""
    outcomes = _outcomes(folder, url="memory://shared")
    store = fsspec.filesystem("memory")
    found = [path.removeprefix("/shared/") for path in sorted(store.find("/shared"))]
    assert found == HTML
    urls = sorted(o.editions[0][0].url for o in outcomes)
    assert urls == [f"memory://shared/{name}" for name in HTML]


def test_a_finding_of_a_check_leads_to_the_right_one(folder: Path) -> None:
    """A link that leads nowhere is found in both editions, each with its own article."""
    for where in ("guide", "api"):
        text = (
            _article(where, "lang: en\n" if where == "api" else "")
            + "\nSee [it](#e).\n\n# E\n\n# F\n"
        )
        (folder / f"content/{where}/params.md").write_text(text, encoding="utf-8")
    _build(folder)
    for where in ("guide", "api"):
        page = folder / f"out/{where}/params/params.html"
        html = page.read_text(encoding="utf-8").replace('href="#e"', 'href="#none"')
        page.write_text(html, encoding="utf-8")
    told = triptych(folder, "check", "--json", "--no-judges", "out")
    found = json.loads(told.out)["findings"]
    places = {(f["edition"], f["path"]) for f in found if f["code"] == "html-link"}
    assert places == {
        ("out/guide/params/params.html", "content/guide/params.md"),
        ("out/api/params/params.html", "content/api/params.md"),
    }


def test_clean_removes_them_with_their_folders(folder: Path) -> None:
    """No empty folder stays, and ``out`` itself does."""
    environment = {"TRIPTYCH_CACHE": str(folder / ".cache"), "TRIPTYCH_NO_CACHE": ""}
    triptych(folder, "build", "--formats", "html", environment=environment)
    told = triptych(folder, "clean", "--outputs", environment=environment)
    assert "Removed 3 editions." in told.out
    assert list((folder / "out").iterdir()) == []


def test_they_are_reproduced(folder: Path) -> None:
    """Every edition is compared at its place."""
    told = triptych(folder, "reproduce", "--json", environment={"COLUMNS": "80"})
    result = json.loads(told.out)
    assert told.code == 0
    assert {e["path"].rpartition(".")[0] for e in result["editions"]} == {
        "api/params/params",
        "guide/params/params",
        "other/other",
    }
