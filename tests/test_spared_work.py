"""What spares the typesetter work changes no byte of a PDF."""

import json
import os
import subprocess
import sys
from pathlib import Path

MENDS = ("draw_by_table", "share_setups", "write_once")
"""Those of ``write_pdf/door.py`` that are there for their speed alone."""

ARTICLES = {
    "plain": "Plain text, *of* `every` kind: office, fjord, AVAToWa.\n\n## A section\n\n"
    + "A. " * 900,
    "joined": "مرحبا بالعالم and नमस्ते, 漢字 \U0001f600 and שלום.\n\n- one\n- two",
    "missing": "Letters that no face has: \U00012345, \U0001e900, and H~2~O^3^ with x\u0301\u0327.",
    "formed": "---\ncustom_css: 'p {letter-spacing: 1px; word-spacing: 2px; text-decoration: "
    'underline; font-feature-settings: "smcp"} em {text-overflow: ellipsis; overflow: hidden}'
    "'\n---\nSome *words* of [it](https://example.org).[^1]\n\n[^1]: A note.\n\n$$x^2$$",
}

_PRESS = """
import hashlib, json, sys
from pathlib import Path
from triptych import pipeline, sources
from triptych.model import Override
from triptych.settings.publication import bare
from triptych.write_pdf import door
for name in sys.argv[2:]:
    assert callable(getattr(door, name))
    setattr(door, name, lambda *_: None)
hashes = []
for path in [*sorted(Path(sys.argv[1]).glob("*.md"))] * 2:
    manuscript, _, _ = sources.read(path, bare(path.parent), Override())
    (made,), _ = pipeline.press(manuscript, ("pdf",))
    hashes.append([path.name, len(made.data), hashlib.sha256(made.data).hexdigest()])
print(json.dumps(hashes))
"""


def _pressed(folder: Path, *without: str) -> list[list[object]]:
    """Give each article's name with the hash of its PDF, twice over, by one process of its own."""
    command = [sys.executable, "-c", _PRESS, str(folder), *without]
    done = subprocess.run(command, check=True, capture_output=True, env=dict(os.environ))
    found: list[list[object]] = json.loads(done.stdout)
    return found


def test_pdfs_are_the_same_without_what_spares_work(tmp_path: Path) -> None:
    """Articles of every kind of line have the bytes of a typesetter that is spared nothing."""
    for name, text in ARTICLES.items():
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    spared = _pressed(tmp_path)
    assert len(spared) == 2 * len(ARTICLES)
    assert spared[: len(ARTICLES)] == spared[len(ARTICLES) :]
    assert spared == _pressed(tmp_path, *MENDS)
