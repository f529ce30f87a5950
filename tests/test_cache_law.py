"""Whatever is edited, a build with the cache is a build from nothing, and does no more than it must."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from commandline import ARTICLE, editions, write
from triptych import pandoc, publishing, sources, versions
from triptych.errors import Finding
from triptych.model import Override, Tree
from triptych.orders import Means, Order, Outcome

LIMIT = 10**9
NAMES = ("plain", "pictured", "citing", "dressed")
ALL = frozenset(NAMES)
BIBLIOGRAPHY = "@book{{key, title = {{Title {0}}}, author = {{A. Author}}, year = 2001}}\n"
THEME = 'description = "Ours"\n[tokens]\ngap = "{0}px"\n'
ARTICLES = {
    "content/plain.md": "---\ntitle: Plain\n---\nText {0}. <script>x</script>\n",
    "content/pictured/index.md": "---\ntitle: Pictured\ndate: 2025-01-02\n---\nA {0}.\n\n![](a.png)\n",
    "content/citing.md": "---\ntitle: Citing\nbibliography: refs.bib\n---\nSee [@key] {0}.\n",
    "content/dressed.md": "---\ntitle: Dressed\ntheme: ours\ncustom_css: own.css\n---\nText {0}.\n",
}


def _lay(root: Path) -> None:
    """Write a publication of four articles, each of which depends on something else."""
    files = {name: text.format(0) for name, text in ARTICLES.items()}
    files |= {"content/refs.bib": BIBLIOGRAPHY.format(0)}
    files |= {"triptych.toml": 'title = "P"\n', "templates/ours/theme.toml": THEME.format(0)}
    write(root, files | {"own.css": "p { color: red }\n"})
    _draw(root, 0)


def _draw(root: Path, number: int) -> None:
    """Draw the picture of an article."""
    Image.new("RGB", (8, 8), (number % 256, 0, 0)).save(root / "content" / "pictured" / "a.png")


def _rewrite(name: str, text: str) -> Callable[[Path, int], None]:
    """Give an edit that writes a file anew, with a number in it."""

    def edit(root: Path, number: int) -> None:
        (root / name).write_text(text.format(number), encoding="utf-8")

    return edit


def _touch(root: Path, _: int) -> None:
    """Touch every file, changing none."""
    for path in [*root.rglob("*.*")]:
        path.write_bytes(path.read_bytes()) if path.is_file() else None


def _lose(root: Path, _: int) -> None:
    """Take the picture away."""
    (root / "content" / "pictured" / "a.png").unlink(missing_ok=True)


def _move(root: Path, _: int) -> None:
    """Move the whole publication elsewhere and back, so that each file has another inode."""
    shutil.copytree(root, root.with_name("moved"))
    shutil.rmtree(root)
    root.with_name("moved").rename(root)


def _spoil(root: Path, _: int) -> None:
    """Change an edition on the disc."""
    for path in root.with_name("out").rglob("*.html"):
        path.write_bytes(b"spoilt")
        break


EDITS: dict[str, tuple[Callable[[Path, int], None], frozenset[str]]] = {
    "article": (_rewrite("content/plain.md", ARTICLES["content/plain.md"]), frozenset({"plain"})),
    "picture": (_draw, frozenset({"pictured"})),
    "picture lost": (_lose, frozenset({"pictured"})),
    "bibliography": (_rewrite("content/refs.bib", BIBLIOGRAPHY), frozenset({"citing"})),
    "theme": (_rewrite("templates/ours/theme.toml", THEME), frozenset({"dressed"})),
    "style sheet": (_rewrite("own.css", "p {{ margin: {0}px }}\n"), frozenset({"dressed"})),
    "nearer style sheet": (
        _rewrite("content/own.css", "p {{ margin: {0}em }}\n"),
        frozenset({"dressed"}),
    ),
    "settings": (_rewrite("triptych.toml", 'title = "P"\ntagline = "{0}"\n'), ALL),
    "settings' lines": (_rewrite("triptych.toml", '# {0}\ntitle = "P"\n'), frozenset()),
    "front matter": (
        _rewrite(
            "content/citing.md", ARTICLES["content/citing.md"].replace("Citing", "Citing {0}")
        ),
        frozenset({"citing"}),
    ),
    "touch": (_touch, frozenset()),
    "move": (_move, frozenset()),
    "edition": (_spoil, frozenset()),
}
"""Every edit with the articles that it concerns."""


def _build(root: Path, out: Path, cache: Path | None, formats: tuple[str, ...]) -> list[Outcome]:
    """Build a publication."""
    publication, files = sources.locate((root,), root)
    order = Order(publication, tuple(files), formats, out, Override())
    return list(publishing.publish(order, Means(cache, LIMIT)))


def _told(outcomes: list[Outcome]) -> list[tuple[str, tuple[Finding, ...], str]]:
    """Give what a user is told of each article, by its place; what is kept comes before what is pressed."""
    return sorted((o.place, o.findings, str(o.error)) for o in outcomes)


def _new(outcomes: list[Outcome]) -> set[str]:
    """Give the articles that were pressed."""
    return {o.editions[0][0].name.partition(".")[0] for o in outcomes if o.is_new}


Steps = list[tuple[str, int, bool]]
STEPS = st.lists(
    st.tuples(st.sampled_from(sorted(EDITS)), st.integers(1, 3), st.booleans()), max_size=6
)


@settings(max_examples=6, deadline=None)
@given(STEPS)
@example([(edit, 1, False) for edit in EDITS])
@example([("article", 1, True), *((edit, 2, True) for edit in EDITS)])
def test_a_build_with_the_cache_is_a_build_from_nothing(steps: Steps) -> None:
    """After any edits both give the same bytes and findings, and only what an edit concerns is pressed."""
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        root, out, cache = top / "publication", top / "out", top / "cache"
        root.mkdir()
        _lay(root)
        assert _new(_build(root, out, cache, ("html",))) == ALL
        made = {article: {"html"} for article in ALL}  # of each as it is now
        for edit, number, more in steps:
            change, concerned = EDITS[edit]
            change(root, number)
            formats = ("html", "epub") if more else ("html",)
            kept = _build(root, out, cache, formats)
            fresh = _build(root, top / "fresh", None, formats)
            assert _told(kept) == _told(fresh)
            found = {k: v for k, v in editions(out).items() if k.endswith(formats)}
            assert found == editions(top / "fresh")
            for article in concerned:
                made[article] = set()
            assert _new(kept) <= {article for article in ALL if not made[article] >= set(formats)}
            for article in ALL:
                made[article] |= set(formats)
            shutil.rmtree(top / "fresh")
            assert _new(_build(root, out, cache, formats)) == set()


def test_on_other_versions_everything_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was made by other code, packages or libraries is no answer, until they are back."""
    root, out, cache = tmp_path / "publication", tmp_path / "out", tmp_path / "cache"
    root.mkdir()
    _lay(root)
    assert _new(_build(root, out, cache, ("html",))) == ALL
    with monkeypatch.context() as other:
        other.setattr(versions, "state", lambda: "other versions")
        assert _new(_build(root, out, cache, ("html",))) == ALL
    assert _new(_build(root, out, cache, ("html",))) == set()


def test_editions_that_depend_on_different_things_are_known_together(tmp_path: Path) -> None:
    """When only one of them depends on where it is told to be, none is made again and again."""
    root, out, cache = tmp_path / "book", tmp_path / "out", tmp_path / "cache"
    write(
        root, {"triptych.toml": 'certified_by = "Me"\n', "content/a.md": f"{ARTICLE}\n![](a.png)\n"}
    )
    Image.new("RGB", (8, 8)).save(root / "content" / "a.png")
    _build(root, out, cache, ("html",))
    both = ("html", "epub")
    assert _new(_build(root, out, cache, both)) == {"a"}
    for _ in range(3):
        assert _new(_build(root, out, cache, both)) == set()


def test_a_theme_that_changes_while_it_is_used_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Put back after the build, it gives what it gives, and not what was made in between."""
    folder, style = tmp_path / "theme", tmp_path / "theme" / "css" / "extra.css"
    write(tmp_path, {"theme/theme.toml": "", "theme/css/extra.css": "/* one */"})
    write(tmp_path / "p", {"triptych.toml": "", "content/a.md": ARTICLE})
    publication, files = sources.locate((tmp_path / "p",), tmp_path / "p")
    wished = Override(theme=str(folder))
    order = Order(publication, tuple(files), ("html",), tmp_path / "out", wished)
    parse = pandoc.parse

    def meanwhile(text: str) -> list[Tree]:
        style.write_text("/* two */", encoding="utf-8")
        return parse(text)

    means = Means(tmp_path / "cache", LIMIT)
    with monkeypatch.context() as other:
        other.setattr(pandoc, "parse", meanwhile)
        list(publishing.publish(order, means))
    style.write_text("/* one */", encoding="utf-8")
    list(publishing.publish(order, means))
    (page,) = editions(tmp_path / "out").values()
    assert b"/* one */" in page
