"""The only door to WeasyPrint: the article's page, laid out on paper and written as tagged PDF."""

import logging
import os
import re
import sys
import warnings
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from triptych.errors import ToolError
from triptych.model import Artifact, Asset, Document

if TYPE_CHECKING:
    from types import ModuleType

PAGE = "article"
_BLOCKS = frozenset(("blockquote", "dd", "div", "dl", "dt", "figure", "hr", "li", "ol", "p", "pre"))
_BLOCKS |= {"table", "tbody", "td", "th", "thead", "tr", "ul"}
_SCHEME = "triptych:"

_INSTALL = {
    "darwin": "Type `brew install pango`.",
    "win32": (
        "Install MSYS2, then type `pacman -S mingw-w64-x86_64-pango` in its shell and set "
        "WEASYPRINT_DLL_DIRECTORIES to its mingw64\\\\bin folder."
    ),
}
_INSTALL_LINUX = (
    "Debian, Ubuntu: `sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`. "
    "Fedora: `sudo dnf install pango`. macOS: `brew install pango`. "
    "Windows: MSYS2, then `pacman -S mingw-w64-x86_64-pango`."
)


def link(asset: Asset) -> str:
    """Give the address at which the typesetter is handed an asset."""
    return f"{_SCHEME}///{asset.name}"


def write(document: Document) -> Artifact:
    """Give the PDF edition; raises ``ToolError`` when Pango is missing."""
    weasyprint = _weasyprint()
    fetcher = _fetcher_class()(document.resources)
    font_config = weasyprint.text.fonts.FontConfiguration()
    options = {"pdf_variant": "pdf/ua-1", "pdf_tags": True}
    page = weasyprint.HTML(string=document.pages[PAGE], url_fetcher=fetcher)
    _lay_footnotes(page.etree_element)
    laid_out = page.render(font_config=font_config, **options)
    data = laid_out.write_pdf(**options)
    meta = document.article.meta
    return Artifact("pdf", f"{meta.slug}.pdf", data, len(laid_out.pages))


def _lay_footnotes(page: Element) -> None:
    """Move each note to where it is referred to, now that no parser can part the paragraph there.

    A note tells by ``data-foot-of`` the id of the link whose page it belongs to.
    """
    parents = {child: parent for parent in page.iter() for child in parent}
    by_id = {e.get("id"): e for e in page.iter("a") if e.get("id")}
    for note in [e for e in page.iter("div") if e.get("data-foot-of") in by_id]:
        raised = parents[by_id[note.attrib.pop("data-foot-of")]]
        parents[note].remove(note)
        parents[raised].insert(list(parents[raised]).index(raised) + 1, note)
        _tidy_spaces(note)
        raised.tail, note.tail = None, raised.tail


def _tidy_spaces(note: Element) -> None:
    """Collapse white space as CSS says (CSS Text 3, section 4.1), which the typesetter omits in notes."""
    kept = {inner for pre in note.iter("pre") for inner in pre.iter()}
    for element in note.iter():
        if element not in kept:
            begins_block = len(element) > 0 and element[0].tag in _BLOCKS
            element.text = _collapsed(element.text, is_between=begins_block)
        if element not in kept or element.tag == "pre":
            element.tail = _collapsed(element.tail, is_between=element.tag in _BLOCKS)


def _collapsed(text: str | None, *, is_between: bool) -> str | None:
    """Give ``text`` with each run of white space as one space, or as nothing between blocks."""
    plain = re.sub(r"[ \t\r\n]+", " ", text or "")
    return None if is_between and plain == " " else plain or None


@cache
def _weasyprint() -> "ModuleType":
    """Import WeasyPrint, which takes half a second, with no font of the machine in reach.

    Its own fontconfig file, which names no folder, makes pages the same on every machine.
    """
    settings = Path(str(files("triptych"))) / "fonts.conf"
    os.environ["FONTCONFIG_FILE"] = str(settings)
    logging.getLogger("weasyprint").addHandler(logging.NullHandler())
    logging.getLogger("weasyprint").propagate = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import weasyprint  # noqa: PLC0415  slow, and its absence has a message of its own
            import weasyprint.text.fonts  # noqa: PLC0415
    except OSError as error:
        hint = _INSTALL.get(sys.platform, _INSTALL_LINUX)
        reason = str(error).split("\n")[0]
        raise ToolError(f"the PDF needs Pango, which is missing: {reason}", hint=hint) from None
    door: ModuleType = weasyprint
    return door


@cache
def _fetcher_class() -> type:
    """Give the class that hands the typesetter assets of the document and nothing else."""
    urls = _weasyprint().urls

    class Resources(urls.URLFetcher):  # type: ignore[name-defined, misc]
        """Fetch an asset by its address; any other address is refused."""

        def __init__(self, resources: dict[str, Asset]) -> None:
            super().__init__(allowed_protocols=("data",))
            self._resources = resources

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> object:
            """Give an asset's bytes and type; raises ``ValueError`` for what is not the document's."""
            asset = self._resources.get(url.removeprefix(f"{_SCHEME}///"))
            if asset:
                return urls.URLFetcherResponse(url, asset.data, {"Content-Type": asset.media_type})
            return super().fetch(url, headers)

    return Resources
