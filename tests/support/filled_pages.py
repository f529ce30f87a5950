"""Articles on A5, on which little text fills a page."""

from pathlib import Path

from PIL import Image

from pressing import document
from triptych.core.model import Override
from triptych.editions.pdf import edition
from triptych.settings.kinds import PAPERS


def press_on_a5(folder: Path, text: str, front: str = "") -> bytes:
    """Return an article on A5 as PDF; it may use the picture ``p.png``."""
    Image.new("RGB", (600, 400), "navy").save(folder / "p.png")
    path = folder / "a.md"
    path.write_text(f"---\ntitle: T\n{front}---\n\n{text}\n", encoding="utf-8")
    return edition.write(document(path, None, Override(paper=PAPERS["a5"]))).data
