"""The page as a browser prints it, beside the pages of the PDF."""

from io import BytesIO
from pathlib import Path

from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from own_content import covering_or_all, press_content
from pressing import Once


def _printed_pages(tab: Page, path: Path, target: Path) -> int:
    """Return the number of pages on which Chromium itself prints a page."""
    tab.goto(path.as_uri())
    tab.emulate_media(media="print")
    tab.pdf(path=target, prefer_css_page_size=True, print_background=True)
    return len(PdfReader(target).pages)


@covering_or_all
def test_the_browser_s_own_print_has_the_pdf_s_pages(
    is_all: bool,  # noqa: FBT001  pytest passes it by name
    browser: Browser,
    once: Once,
    tmp_path: Path,
) -> None:
    """For each article of ``content/`` the printed page and the PDF differ by one page at most.

    Empty pages before one on the right do not count: a browser prints none.
    """
    counts = {}
    tab = browser.new_page()
    for pressed in press_content(once, is_all=is_all):
        html = tmp_path / pressed.of("html").name
        html.write_bytes(pressed.of("html").data)
        printed = _printed_pages(tab, html, tmp_path / "printed.pdf")
        pages = PdfReader(BytesIO(pressed.of("pdf").data)).pages
        counts[html.stem] = (printed, sum(bool(page.extract_text().strip()) for page in pages))
    tab.close()
    assert counts
    assert {k: v for k, v in counts.items() if abs(v[0] - v[1]) > 1} == {}
