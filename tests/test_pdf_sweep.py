"""A sweep: articles with every pair of features, also one inside the other, are PDF/UA-1 and PDF/A-3a."""

from itertools import combinations
from pathlib import Path
from textwrap import indent

import pytest
from PIL import Image

from pressing import document
from triptych.checks.verapdf import Engine
from triptych.write_pdf import edition

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
    "code": "``` python\ndef double(x):\n    return 2 * x\n```",
    "inline_code": "Type `triptych build` and <kbd>Enter</kbd>.",
    "formula": "Here $x^2$ and\n\n$$\\sum_{i=0}^n i = \\frac{n(n+1)}{2}$$",
    "language": "The [mot juste]{lang=fr} and [שלום]{lang=he dir=rtl}.",
    "abbreviation": '<abbr title="Portable Document Format">PDF</abbr> and <q>so on</q>.',
    "rule": "Before.\n\n---\n\nAfter.",
    "aside": "<aside><p>Aside.</p></aside>\n\n<details><summary>More</summary><p>Hidden.</p></details>",
}
PAIRS = list(combinations(FEATURES, 2))
FRONT = """\
---
title: "{first} and {second}"
author: Jane Doe
date: 2025-03-01
toc: true
custom_css: "#pf-content blockquote {{ opacity: 0.8 }}"
---
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the pictures that the features name."""
    folder = tmp_path_factory.mktemp("sweep")
    Image.new("RGB", (600, 300), (20, 90, 60)).save(folder / "field.png")
    Image.new("RGBA", (40, 30), (200, 0, 0, 128)).save(folder / "mark.png")
    (folder / "drawn.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40"><text y="20">Abc</text></svg>',
        encoding="utf-8",
    )
    return folder


def test_there_are_pairs_enough() -> None:
    """The sweep covers at least three hundred articles."""
    assert len(PAIRS) >= 300


@pytest.mark.sweep
@pytest.mark.parametrize("first", list(FEATURES)[:-1])
def test_every_pair_of_features_conforms(first: str, folder: Path, verapdf: Engine) -> None:
    """One after the other, in a quotation and in an item of a list, no pair fails any check."""
    failures = []
    for second in [pair[1] for pair in PAIRS if pair[0] == first]:
        path = folder / f"{first}-{second}.md"
        parts = [
            FEATURES[first],
            FEATURES[second],
            indent(FEATURES[second], "> ", lambda _: True),
            "1. An item.\n\n" + indent(FEATURES[first], "    "),
        ]
        texts = [part.replace("SEQ", str(number)) for number, part in enumerate(parts)]
        front = FRONT.format(first=first, second=second)
        path.write_text(front + "\n\n".join(texts) + "\n", encoding="utf-8")
        made = path.with_suffix(".pdf")
        made.write_bytes(edition.write(document(path)).data)
        failures += [f"{first}, {second}: {failure}" for failure in verapdf.judge(made)]
    assert failures == []
