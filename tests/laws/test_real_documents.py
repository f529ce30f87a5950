"""The laws that hold for generated documents hold for written ones: the content, and every case."""

import re
import subprocess
from pathlib import Path

import pytest

import pressing
from generated.words import squeezed
from laws import editions, links, paper
from own_content import is_covering
from pressing import Once
from triptych.core.model import Tree
from triptych.markdown import dialect, pandoc, tree
from triptych.settings.publication import bare, find
from triptych.sources import discover

ROOT = Path(__file__).parents[2]
WORD = re.compile(r"[^\W\d_]{4,}")


ARTICLES = [
    pytest.param(
        path, id=str(path.relative_to(ROOT)), marks=[] if is_covering(path) else pytest.mark.sweep
    )
    for path in discover.articles(ROOT / "content")
]
CASES = sorted(p for p in (ROOT / "tests/cases").iterdir() if not p.name.endswith("-error"))


@pytest.mark.parametrize("path", ARTICLES)
def test_the_laws_hold(path: Path, once: Once) -> None:
    """Links lead somewhere, no id stands twice, nothing leaves its page, no word is lost."""
    assert _broken(path, once) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_laws_hold_for_a_case(case: Path, once: Once) -> None:
    """As they do for the content."""
    _, paths = discover.locate((case / "in",), case / "in")
    assert [fault for path in paths for fault in _broken(path, once)] == []


def _broken(path: Path, once: Once) -> list[str]:
    """Return how the laws are broken in the editions of an article."""
    pressed = editions.opened(once.press(path, find(path) or bare(path.parent)))
    shown = {
        "html": "".join(editions.strings(pressed.page, "//body//text() | //@alt | //@title")),
        "epub": "".join(editions.strings(pressed.chapter, "//text() | //@alt | //@title")),
        "pdf": "".join(str(sheet.get_text()) for sheet in pressed.sheets) + _copied(pressed),
    }
    broken = [*links.astray(pressed), *paper.overflowing(pressed)]
    for edition, text in shown.items():
        letters = squeezed(text)
        words = set(WORD.findall(_source(path, is_paper=edition == "pdf")))
        initials = 1 if edition == "pdf" and "dropcap" in path.read_text(encoding="utf-8") else 0
        broken += [
            f"{edition}: {w} is lost"
            for w in sorted(words)
            if squeezed(w)[initials:] not in letters
        ]
    return broken


def _source(path: Path, *, is_paper: bool) -> str:
    """Return an article's words below its front matter, without code, formulas and names of references.

    Paper prints no words that stand in for a picture.
    """
    manuscript = pressing.read(path, find(path) or bare(path.parent))
    blocks = pandoc.parse(dialect.normalise(manuscript.text))
    within = [each for block in blocks for each in tree.elements(block, words=True)]
    hidden = [
        s
        for e in within
        if _is_hidden(e, is_paper=is_paper)
        for w in e["c"][1]
        for s in tree.elements(w, words=True)
    ]
    unseen = {id(each) for each in hidden}
    said = [e["c"] for e in within if e["t"] == "Str" and id(e) not in unseen]
    return " ".join(each for each in said if not re.search(r"[@{}\\]", each))


def _copied(pressed: editions.Editions) -> str:
    """Return a PDF's text as Poppler copies it: what was typed, however it is drawn."""
    command = ["pdftotext", "-", "-"]
    done = subprocess.run(command, input=pressed.data("pdf"), capture_output=True, check=True)
    return done.stdout.decode()


def _is_hidden(element: Tree, *, is_paper: bool) -> bool:
    """Whether an element is taken out as its author asks, or stands for a picture on paper."""
    if element["t"] == "Image":
        return is_paper
    is_block = element["t"] in ("Div", "Span")
    return is_block and not {"pf-remove", "print-no"}.isdisjoint(tree.classes(element))
