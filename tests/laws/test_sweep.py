"""A sweep: of articles with every pair of features, also one in the other, no judge has anything to say."""

import os
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from textwrap import indent

import pytest
from PIL import Image

from judging import Judging
from triptych.checks.verapdf import A_3A, A_4F, UA_1, UA_2, Engine

FEATURES = {
    "paragraph": "Words with *stress*, **weight**, ~~a slip~~, H~2~O and x^2^.",
    "headings": "## Second\n\n### Third\n\nText.\n\n## Second again",
    "raw_heading": "<h5>Out of order</h5>\n\nText.",
    "tight_list": "- one\n- two\n    - nested\n- three",
    "loose_list": "1. one\n\n2. two\n\n    and more of it\n\n3. three",
    "letters_list": "a) one\nb) two",
    "tasks": "- [ ] open\n- [x] done",
    "terms": "Term\n:   Its definition.\n\nOther\n:   One.\n:   Two.",
    "quote": "> A quotation.\n>\n> > Another inside it.",
    "pull_quote": "::: pullquote\nWorth saying twice.\n:::",
    "table": "| Year | Count |\n|------|------:|\n| 2024 | 12 |\n\n: A caption.",
    "headless_table": "--- ---\n a   b\n c   d\n--- ---",
    "spans": '<table><tr><th rowspan="2">a</th><td colspan="2">b</td></tr><tr><td>c</td></tr></table>',
    "figure": "![A field under the sky](field.png)",
    "inline_picture": "A mark ![of red](mark.png) in a line.",
    "decoration": 'A rule <img src="mark.png" alt=""> of marks.',
    "drawing": "![A drawing](drawn.svg)",
    "linked_picture": "A linked [![mark](mark.png)](https://example.org/) here.",
    "links": "[A link *with stress*](https://example.org/a), <https://example.org/b> and [back](#top).",
    "note": "A note[^SEQ].\n\n[^SEQ]: Its words, with `code`.",
    "long_note": "A note[^SEQ].\n\n[^SEQ]: A list:\n\n    - one\n    - two",
    "code": '``` {.python .numberLines caption="A listing"}\ndef double(x):\n    return 2 * x\n```',
    "inline_code": "Type `triptych build` and <kbd>Enter</kbd>.",
    "formula": "Here $x^2$ and\n\n$$\\sum_{i=0}^n i = \\frac{n(n+1)}{2}$$",
    "language": "The [mot juste]{lang=fr} and [שלום]{lang=he dir=rtl}.",
    "abbreviation": '<abbr title="Portable Document Format">PDF</abbr> and <q>so on</q>.',
    "callout": "::: warning\nMind the *gap*.\n:::",
    "aside": "<aside><p>Aside.</p></aside>\n\n<details><summary>More</summary><p>Hidden.</p></details>",
}
PAIRS = list(combinations(FEATURES, 2))
FRONT = """\
---
title: "{first} and {second}"
author: Jane Doe
date: 2025-03-01
toc: true
custom_css: "#pf-content blockquote {{ opacity: 0.99 }}"
---
"""


def test_there_are_pairs_enough() -> None:
    """The sweep covers at least three hundred articles."""
    assert len(PAIRS) >= 300


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for the articles and their editions."""
    return tmp_path_factory.mktemp("sweep")


@pytest.mark.sweep
@pytest.mark.parametrize("first", list(FEATURES)[:-1])
class TestPairs:
    """Articles with a feature and each that comes after it, built together."""

    @pytest.fixture
    def built(self, first: str, home: Path) -> Path:
        """Return the folder with the editions of a feature's articles."""
        return _built(home / first, first, "1")

    def test_pdfs_conform(self, built: Path, verapdf: Engine) -> None:
        """Each PDF fails no check of PDF/UA-1 and PDF/A-3a."""
        assert _failures(built, verapdf, (UA_1, A_3A)) == []

    def test_pdfs_of_the_second_kind_conform(
        self, first: str, built: Path, verapdf: Engine
    ) -> None:
        """Each PDF 2.0 fails no check of PDF/UA-2 and PDF/A-4f."""
        out = built.with_name("second")
        _build(built.parent, out, "1", "--formats", "pdf", "--pdf-profile", "archive-pdf2")
        assert len(list(out.rglob("*.pdf"))) == _count(first)
        assert _failures(out, verapdf, (UA_2, A_4F)) == []

    def test_books_are_faultless(self, built: Path, epubcheck: Judging, ace: Judging) -> None:
        """EPUBCheck and Ace have nothing to say of any EPUB."""
        paths = sorted(built.rglob("*.epub"))
        assert (epubcheck(paths), ace(paths)) == ({}, {})

    def test_pages_are_faultless(self, built: Path, axe: Judging, nu: Judging) -> None:
        """Axe-core and the Nu checker have nothing to say of any page."""
        paths = sorted(built.rglob("*.html"))
        assert (axe(paths), nu(paths)) == ({}, {})

    def test_a_second_build_gives_the_same_bytes(self, first: str, built: Path, home: Path) -> None:
        """In another folder, time zone and hash seed every edition comes out as it did."""
        again = _built(home / "again" / first, first, "77")
        made = sorted(path.relative_to(built) for path in built.rglob("*.*"))
        assert len(made) == 3 * _count(first)
        assert [n for n in made if (built / n).read_bytes() != (again / n).read_bytes()] == []


def _count(first: str) -> int:
    """Return how many pairs begin with a feature."""
    return len([pair for pair in PAIRS if pair[0] == first])


def _built(folder: Path, first: str, seed: str) -> Path:
    """Write the articles of a feature and build them, unless that is done; return the output folder."""
    out = folder / "out"
    if out.exists():
        return out
    content = folder / "content"
    content.mkdir(parents=True)
    Image.new("RGB", (600, 300), (20, 90, 60)).save(content / "field.png")
    Image.new("RGBA", (40, 30), (200, 0, 0, 128)).save(content / "mark.png")
    (content / "drawn.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40"><text y="20">Abc</text></svg>',
        encoding="utf-8",
    )
    for second in [pair[1] for pair in PAIRS if pair[0] == first]:
        parts = [
            FEATURES[first],
            FEATURES[second],
            indent(FEATURES[second], "> ", lambda _: True),
            "1. An item.\n\n" + indent(FEATURES[first], "    "),
        ]
        texts = [part.replace("SEQ", str(number)) for number, part in enumerate(parts)]
        front = FRONT.format(first=first, second=second)
        path = content / f"{first}-{second}.md"
        path.write_text(front + "\n\n".join(texts) + "\n", encoding="utf-8")
    _build(folder, out, seed)
    return out


def _build(folder: Path, out: Path, seed: str, *options: str) -> None:
    """Build a publication by command, with a hash seed that also picks the time zone."""
    command = [sys.executable, "-m", "triptych", "build", "--out", str(out), *options]
    env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC{seed[0]}"}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _failures(folder: Path, verapdf: Engine, flavours: tuple[str, ...]) -> list[str]:
    """Return what fails of the PDFs in a folder."""
    return [
        f"{path.stem}: {failure}"
        for path in sorted(folder.rglob("*.pdf"))
        for failure in verapdf.judge(path, flavours)
    ]
