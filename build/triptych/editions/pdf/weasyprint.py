"""The only door to WeasyPrint: a page laid out on paper, then written as PDF.

Not all that is used of it is public. ``patches/table.py`` lists what is changed, and what is read that has
no public name, each with a guard, so that a version that was not tested is refused.
"""

import logging
import os
import tempfile
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from functools import cache
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from triptych.core.errors import OutputError, Place, ToolError
from triptych.core.model import Asset
from triptych.core.page_starts import PageStart
from triptych.editions.pdf.font_configurations import FontConfigurations
from triptych.editions.pdf.footnote_flow import misplaced, move_footnotes
from triptych.editions.pdf.page_labels import front_pages, page_label
from triptych.editions.pdf.page_names import SCHEME
from triptych.editions.pdf.page_starts import find_starts, take_numbers
from triptych.editions.pdf.patches.short_texts import forget_texts
from triptych.editions.pdf.patches.table import apply_patches, patched_import
from triptych.editions.pdf.patches.tags import Tag, tag_with
from triptych.editions.pdf.tall_rows import heads_to_keep, keep_heads, release, too_tall
from triptych.editions.pdf.wide_tables import tighten, too_wide

if TYPE_CHECKING:
    from types import ModuleType

PANGO = {
    "debian": "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "sudo dnf install pango harfbuzz fontconfig",
    "macos": "brew install pango",
    "windows": "(in an MSYS2 shell) pacman -S mingw-w64-ucrt-x86_64-pango",
}
"""What to type where Pango is missing, by system (WeasyPrint's "First Steps" names the packages)."""

_INSTALL = (
    f"Debian, Ubuntu: {PANGO['debian']}\n"
    f"Fedora: {PANGO['fedora']}\n"
    f"macOS: {PANGO['macos']}\n"
    f"Windows: {PANGO['windows']}\n"
    "Without a PDF: triptych build --formats html,epub"
)


@dataclass(frozen=True, slots=True)
class Sheets:
    """A document laid out: WeasyPrint's rendering, and the HTML tree that its boxes refer to.

    ``numbers`` are those of the tree's elements.
    """

    rendering: Any
    root: Element
    numbers: Mapping[Element, str]

    def starts(self) -> tuple[PageStart, ...]:
        """Return where the pages begin in the text."""
        pages = self.rendering.pages
        front = front_pages(pages)
        labelled = [
            (page_label(index, front), page._page_box)  # noqa: SLF001  no public name
            for index, page in enumerate(pages)
        ]
        return find_starts(labelled, self.root, self.numbers, boxes())

    def starts_by_number(self) -> tuple[PageStart, ...]:
        """Return where the pages begin in the text, labelled by their numbers from 0."""
        pages = enumerate(self.rendering.pages)
        labelled = [(str(number), page._page_box) for number, page in pages]  # noqa: SLF001  no public name
        return find_starts(labelled, self.root, self.numbers, boxes())


def lay_out(html: str, resources: Mapping[str, Asset], variant: str | None) -> Sheets:
    """Return a page laid out on paper.

    Raises ``ToolError`` when Pango is missing, and ``OutputError`` when there is no room for fonts.
    """
    weasyprint = _weasyprint()
    late: frozenset[str] = frozenset()
    wide: Counter[int] = Counter()
    tall: frozenset[int] = frozenset()
    heads: frozenset[int] = frozenset()
    while True:
        page = weasyprint.HTML(string=html, url_fetcher=_fetcher_class()(resources))
        numbers = take_numbers(page.etree_element)
        tighten(page.etree_element, wide)
        release(page.etree_element, tall)
        keep_heads(page.etree_element, heads)
        move_footnotes(page.etree_element, late)
        with _room_for_fonts():
            font_config = _font_configurations().for_assets(resources.values())
            forget_texts(font_config)
            rendering = page.render(font_config=font_config, pdf_variant=variant)
        boxes_of_pages = [sheet._page_box for sheet in rendering.pages]  # noqa: SLF001  no public name
        more = misplaced(boxes_of_pages, page.etree_element) - late
        wider = too_wide(boxes_of_pages, page.etree_element)
        taller = too_tall(boxes_of_pages, page.etree_element) - tall
        lost = heads_to_keep(boxes_of_pages, page.etree_element) - heads
        if not more and not wider and not taller and not lost:
            return Sheets(rendering, page.etree_element, numbers)
        late |= more
        wide += wider
        tall |= taller
        heads |= lost


@contextmanager
def _room_for_fonts() -> Iterator[None]:
    """Raise ``OutputError`` when the temporary folder has no room for the fonts of the typesetter."""
    try:
        yield
    except OSError as error:
        _font_configurations().clear()  # or a font written in part would be used as complete
        message = f"the typesetter cannot write its fonts: {error.strerror or error}"
        hint = "Make room there, or set `TMPDIR` to another folder."
        raise OutputError(message, Place(tempfile.gettempdir()), hint) from None


def write(sheets: Sheets, variant: str | None, tag: Tag, finish: Callable[[Any], None]) -> bytes:
    """Return the sheets as PDF, tagged by ``tag`` and then completed by ``finish``.

    Both change the file that is being written, a ``pydyf.PDF``.
    """
    tag_with(sheets.rendering, tag)
    data: bytes = sheets.rendering.write_pdf(
        pdf_variant=variant, pdf_identifier=True, pdf_tags=True, finisher=lambda _, pdf: finish(pdf)
    )
    return data


def draw(sheets: Sheets, numbers: Sequence[int]) -> bytes:
    """Return some pages of the sheets, by their numbers from 0, as PDF without structure or metadata."""
    rendering = sheets.rendering
    data: bytes = rendering.copy([rendering.pages[number] for number in numbers]).write_pdf()
    return data


def version_of(variant: str | None) -> str:
    """Return the version of PDF that files of a variant have."""
    variants = _weasyprint().pdf.VARIANTS
    return str(variants[variant][1].get("pdf_version") or _VERSION) if variant else _VERSION


_VERSION = "1.7"


def outline_tools() -> tuple[Any, Any, Any]:
    """Return the typesetter's matrix, what nests a page's bookmarks, and what writes an outline."""
    door = _weasyprint()
    return door.matrix.Matrix, door.anchors.make_page_bookmark_tree, door.pdf.add_outlines


def boxes() -> "ModuleType":
    """Return the module with WeasyPrint's kinds of box."""
    module: ModuleType = _weasyprint().formatting_structure.boxes
    return module


def pydyf() -> "ModuleType":
    """Return pydyf, the module with the kinds of PDF object."""
    module: ModuleType = _weasyprint().pdf.pydyf
    return module


def producer() -> str:
    """Return the typesetter's name and version."""
    return f"WeasyPrint {_weasyprint().__version__}"


@cache
def _weasyprint() -> "ModuleType":
    """Import WeasyPrint, which takes half a second, and patch it; no font of the machine is in reach.

    Its own fontconfig file, which names no folder, makes pages the same on every machine.
    """
    settings = Path(__file__).with_name("fonts.conf")
    os.environ["FONTCONFIG_FILE"] = str(settings)
    logging.getLogger("weasyprint").addHandler(logging.NullHandler())
    logging.getLogger("weasyprint").propagate = False
    try:
        # WeasyPrint prints a message of its own to the standard output, where JSON may be expected.
        with warnings.catch_warnings(), redirect_stdout(StringIO()), patched_import():
            warnings.simplefilter("ignore")
            import weasyprint  # noqa: PLC0415  slow, and its absence has a message of its own
            import weasyprint.css  # noqa: PLC0415  the same
            import weasyprint.layout.inline  # noqa: PLC0415  the same
            import weasyprint.pdf  # noqa: PLC0415  the same
            import weasyprint.text.fonts  # noqa: PLC0415  the same
    except OSError as error:
        reason = str(error).split(": ")[0]
        message = f"the PDF needs Pango, which is missing: {reason}"
        raise ToolError(message, hint=_INSTALL) from None
    apply_patches(weasyprint)
    door: ModuleType = weasyprint
    return door


@cache
def _font_configurations() -> FontConfigurations:
    """Return the font configurations of this process."""
    return FontConfigurations(_weasyprint().text.fonts.FontConfiguration)


@cache
def _fetcher_class() -> type:
    """Return the class that gives the typesetter only assets of the document."""
    urls = _weasyprint().urls

    class Resources(urls.URLFetcher):  # type: ignore[name-defined, misc]  # known once imported
        """Fetch an asset by its address; any other address is refused."""

        def __init__(self, resources: dict[str, Asset]) -> None:
            super().__init__(allowed_protocols=("data",))
            self._resources = resources

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> object:
            """Return an asset's bytes and type; raises ``ValueError`` for any other address."""
            asset = self._resources.get(url.removeprefix(f"{SCHEME}///"))
            if asset:
                return urls.URLFetcherResponse(url, asset.data, {"Content-Type": asset.media_type})
            return super().fetch(url, headers)

    return Resources
