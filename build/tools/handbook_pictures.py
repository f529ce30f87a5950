"""Build the handbook's own examples, and take the pictures that its pages show beside them.

A picture is of the example above it: the name of its file, ``shown/NAME.VIEW.png``, says how it is
looked at (``VIEWS``). So syntax and picture have one source, and each picture carries its example's hash.
Run it from the repository's root, with the tests' judges installed (Chromium, poppler): ``--check``
tells of pictures that are missing, left over or of an earlier example; ``--all`` takes all anew.
"""

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import handbook_scenes
from handbook_views import CSS, VIEWS
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from playwright.sync_api import sync_playwright

PAGES = Path("content/handbook")
FOLDER = PAGES / "shown"
HASH = "Example"
"""The PNG's text chunk with the example's hash."""

FEATURES = (
    "citations",
    "code",
    "cross-references",
    "languages",
    "mathematics",
    "notes",
    "pictures",
    "raw-html",
    "structure",
    "tables",
)
"""The pages on the elements of a text: each of their examples has a picture."""

_EXAMPLE = re.compile(r"^(`{3,})(?:markdown|html)\n(.*?)^\1\n+", re.MULTILINE | re.DOTALL)
_PICTURE = re.compile(r"!\[[^\]]*\]\(shown/([\w-]+)\.([a-z]+)\.png\)\{[^}]*\}\n*|:{3,}(?: row)?\n+")
_FRONT = {"citations": "bibliography: works.bib\n"}
"""Front matter for the examples of a page that have none of their own."""


@dataclass(frozen=True)
class Shown:
    """A picture of a page: its name, its view, and the article that it shows."""

    name: str
    view: str
    article: str

    @property
    def path(self) -> Path:
        """The picture's file."""
        return FOLDER / f"{self.name}.{self.view}.png"

    @property
    def hash(self) -> str:
        """The SHA-256 of the example."""
        return hashlib.sha256(self.article.encode()).hexdigest()

    def is_fresh(self) -> bool:
        """Whether the picture exists and shows this example."""
        if not self.path.is_file():
            return False
        with Image.open(self.path) as picture:
            return picture.info.get(HASH) == self.hash


def shown() -> Iterator[Shown]:
    """Return the pictures of all pages."""
    for page in sorted(PAGES.glob("*.md")):
        text = page.read_text(encoding="utf-8")
        for example in _EXAMPLE.finditer(text):
            front = f"---\ntitle: An example\ndate: 2026-11-24\nlang: en\n{_FRONT.get(page.stem, '')}---\n"
            article = example[2] if example[2].startswith("---\n") else front + example[2]
            for picture in _following(text, example.end()):
                yield Shown(picture[1], picture[2], article)


def bare() -> Iterator[str]:
    """Return the place of each example on those pages without a picture after it."""
    for page in sorted(PAGES.glob("*.md")):
        text = page.read_text(encoding="utf-8")
        for example in _EXAMPLE.finditer(text):
            if page.stem in FEATURES and not list(_following(text, example.end())):
                yield f"{page}:{text.count(chr(10), 0, example.start()) + 1}"


def _following(text: str, at: int) -> Iterator[re.Match[str]]:
    """Return the consecutive pictures at a place of a page."""
    while found := _PICTURE.match(text, at):
        at = found.end()
        if found[1]:
            yield found


def faults() -> Iterator[str]:
    """Return what is wrong between pages and pictures."""
    wanted = list(shown())
    yield from (f"{place}: the example has no picture" for place in bare())
    yield from (f"{one.path}: is not of its example" for one in wanted if not one.is_fresh())
    stray = set(FOLDER.glob("*")) - {one.path for one in wanted}
    yield from (f"{path}: no page shows it" for path in sorted(stray))


def take(wanted: list[Shown]) -> None:
    """Build the examples, and save a picture of each in its view."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"))
        for view in sorted({one.view for one in wanted}):
            folder = Path(name) / view
            ours = [one for one in wanted if one.view == view]
            out = press(ours, folder, VIEWS[view].edition)
            for one in ours:
                made = out / one.name / f"{one.name}.{VIEWS[view].edition}"
                save(one, VIEWS[view].look(made, browser))
        browser.close()


def press(ours: list[Shown], folder: Path, edition: str) -> Path:
    """Build the examples as a publication of one edition, and return the output folder."""
    folder.mkdir()
    (folder / "view.css").write_text(CSS[ours[0].view], encoding="utf-8")
    settings = 'title = "Examples"\ncustom_css = "view.css"\n'
    (folder / "triptych.toml").write_text(settings, encoding="utf-8")
    for one in ours:
        beside = folder / "content" / one.name
        beside.mkdir(parents=True)
        (beside / "index.md").write_text(one.article, encoding="utf-8")
        handbook_scenes.lay_out(beside, one.article)
        shutil.copy(PAGES / "works.bib", beside)
    command = [sys.executable, "-m", "triptych", "build", ".", "--strict", "--formats", edition]
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return folder / "out"


def save(one: Shown, picture: Image.Image) -> None:
    """Save a picture with few colours and the hash of its example."""
    told = PngInfo()
    told.add_text(HASH, one.hash)
    few = picture.convert("RGB").quantize(64, kmeans=2, dither=Image.Dither.NONE)
    few.save(one.path, optimize=True, pnginfo=told)
    print(f"{one.path}: {few.width} × {few.height} px, {one.path.stat().st_size / 1024:.0f} kB")


def main() -> None:
    """Take the pictures that are out of date, or list them."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--check", action="store_true", help="only tell what is amiss")
    options.add_argument("--all", action="store_true", help="take all pictures anew")
    chosen = options.parse_args()
    if not chosen.check:
        FOLDER.mkdir(exist_ok=True)
        take([one for one in shown() if chosen.all or not one.is_fresh()])
    found = list(faults())
    print("\n".join(found))
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
