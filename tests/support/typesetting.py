"""HTML laid out with the fonts of a theme, for tests of how the typesetter works."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from pressing import document
from triptych.editions.pdf import weasyprint as door
from triptych.editions.pdf.page_names import PAGE


def patched() -> ModuleType:
    """Return WeasyPrint with every patch in it."""
    return door._weasyprint()  # noqa: SLF001  the patched package has no public name


def laying_out(folder: Path) -> Callable[[str], door.Sheets]:
    """Return what lays out HTML at the end of an article, which is written into a folder."""
    path = folder / "article.md"
    path.write_text("---\ntitle: Words\n---\nA *word* and **others** `fast`.\n", encoding="utf-8")
    article = document(path)
    page = article.pages[PAGE]

    def sheets(html: str) -> door.Sheets:
        return door.lay_out(page.replace("</body>", f"{html}</body>"), article.resources, None)

    return sheets


def uncompressed(rendering: Any) -> bytes:
    """Return pages as PDF, with compression off, so that a difference can be read."""
    data: bytes = rendering.write_pdf(uncompressed_pdf=True, pdf_identifier=b"1")
    return data
