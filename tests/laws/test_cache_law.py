"""Whatever is edited, a build with the cache is a build from nothing, and does no more than it must."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from cache_edits import ALL, EDITS, lay
from commandline import ARTICLE, editions, write
from triptych.core.errors import Finding
from triptych.core.model import Override, Tree
from triptych.markdown import pandoc
from triptych.press import fingerprint, publishing
from triptych.press.orders import FORMATS, Means, Order, Outcome
from triptych.settings import kinds
from triptych.sources import discover

LIMIT = 10**9
ASKED = Override()


def _build(
    root: Path,
    out: Path,
    cache: Path | None,
    formats: tuple[str, ...],
    override: Override = ASKED,
) -> list[Outcome]:
    """Build a publication."""
    publication, files = discover.locate((root,), root)
    order = Order(publication, tuple(files), formats, out, override)
    return list(publishing.publish(order, Means(cache, LIMIT)))


def _told(outcomes: list[Outcome]) -> list[tuple[str, tuple[Finding, ...], str]]:
    """Return what a user reads of each article, by its place, known articles before pressed ones."""
    return sorted((o.place, o.findings, str(o.error)) for o in outcomes)


def _new(outcomes: list[Outcome]) -> set[str]:
    """Return the articles that were pressed."""
    return {o.editions[0][0].name.partition(".")[0] for o in outcomes if o.is_new}


Steps = list[tuple[str, int, bool]]
STEPS = st.lists(
    st.tuples(st.sampled_from(sorted(EDITS)), st.integers(1, 3), st.booleans()), max_size=6
)


def test_a_build_with_the_cache_is_a_build_from_nothing() -> None:
    """After two edits both give the same bytes and findings, and only what they concern is pressed."""
    _build_after_each([(edit, 1, False) for edit in EDITS], at_once=2)


@pytest.mark.sweep
@settings(max_examples=20, deadline=None)
@given(STEPS)
@example([(edit, 1, False) for edit in EDITS])
@example([("article", 1, True), *((edit, 2, True) for edit in EDITS)])
def test_a_build_with_the_cache_is_a_build_from_nothing_after_more_edits(steps: Steps) -> None:
    """The same of more edits in a row."""
    _build_after_each(steps)


def _build_after_each(steps: Steps, at_once: int = 1) -> None:
    """Build with the cache and from nothing after each edit or some, and compare all that comes of it."""
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        root, out, cache = top / "publication", top / "out", top / "cache"
        root.mkdir()
        lay(root)
        assert _new(_build(root, out, cache, ("html",))) == ALL
        made = {
            article: {"html"} for article in ALL
        }  # of each as it is now, or was when it was there
        for start in range(0, len(steps), at_once):
            concerned: set[str] = set()
            for edit, number, _ in steps[start : start + at_once]:
                change, more = EDITS[edit]
                change(root, number)
                concerned |= more
            formats = ("html", "epub") if steps[start][2] else ("html",)
            kept = _build(root, out, cache, formats)
            fresh = _build(root, top / "fresh", None, formats)
            assert _told(kept) == _told(fresh)
            whole = editions(
                top / "fresh"
            )  # editions of an article that is gone stay where they are
            assert {k: v for k, v in editions(out).items() if k in whole} == whole
            for article in concerned:
                made[article] = set()
            if not (root / "content" / "pictured" / "a.png").exists():
                made["pictured"] = set()  # the file that was meant is looked for among all names
            there = {Path(name).parts[0] for name in whole}
            assert _new(kept) <= {article for article in there if not made[article] >= set(formats)}
            for article in there:
                made[article] |= set(formats)
            shutil.rmtree(top / "fresh")
            assert _new(_build(root, out, cache, formats)) == set()


def test_options_may_change_from_build_to_build(tmp_path: Path) -> None:
    """Each choice of theme, paper and kind of PDF gives what it does from nothing, and is known again."""
    root, out, cache = tmp_path / "book", tmp_path / "out", tmp_path / "cache"
    write(root, {"triptych.toml": "", "content/a.md": ARTICLE, "templates/ours/theme.toml": ""})
    write(root, {"templates/ours/css/extra.css": "p { color: red }\n"})
    choices = [
        Override(),
        Override(theme="ours"),
        Override(paper="a5"),
        Override(pdf_profile=kinds.PDF_PROFILES[-1]),
        Override(theme="ours", paper="letter"),
    ]
    wholes = []
    for number, choice in enumerate(choices):
        assert _new(_build(root, out, cache, FORMATS, choice)) == {"a"}
        _build(root, tmp_path / f"fresh{number}", None, FORMATS, choice)
        wholes.append(editions(tmp_path / f"fresh{number}"))
        assert editions(out) == wholes[-1]
    assert all(wholes.count(whole) == 1 for whole in wholes)
    for number in (2, 0, 4, 3, 1):
        assert _new(_build(root, out, cache, FORMATS, choices[number])) == set()
        assert editions(out) == wholes[number]


def test_on_other_versions_everything_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was made by other code, packages or libraries is no answer, until they are back."""
    root, out, cache = tmp_path / "publication", tmp_path / "out", tmp_path / "cache"
    root.mkdir()
    lay(root)
    assert _new(_build(root, out, cache, ("html",))) == ALL
    with monkeypatch.context() as other:
        other.setattr(fingerprint, "state", lambda: "other versions")
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
    """A text that is restored after the build gives its own edition, not the one made in between."""
    folder, style = tmp_path / "theme", tmp_path / "theme" / "css" / "extra.css"
    write(tmp_path, {"theme/theme.toml": "", "theme/css/extra.css": "/* one */"})
    write(tmp_path / "p", {"triptych.toml": "", "content/a.md": ARTICLE})
    publication, files = discover.locate((tmp_path / "p",), tmp_path / "p")
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
