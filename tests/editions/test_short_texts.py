"""A short text that comes again is known, and its page has the same bytes."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from triptych.editions.pdf.patches import glyph_strings, short_texts
from typesetting import laying_out, patched, uncompressed

LISTING = """\
<style>@page { size: 12cm 9cm } pre b { font-weight: 400 } .wide { letter-spacing: 2px }
p { text-align: justify } .narrow { width: 2em }
.cut { width: 3em; overflow: hidden; text-overflow: ellipsis }
</style>
<pre><b>int</b> <b>int</b>\t<b>x</b>\n<b>int</b>\n\n    <b>x</b> <b>int</b></pre>
<p><b>int</b> and <b>a b</b> are set with other words so that this line is full, and <b>a b</b> comes again.
<p class=wide><b>int</b> <b>int</b><p class=narrow><b>a b</b> <b>a b</b> abcdefghij abcdefghij
<p class=cut>abc abc abc abc<p><bdo dir=rtl>int</bdo> <b>مرحبا</b> <b>مرحبا</b> \U000e1234 \U000e1234
<svg width=90 height=20><text y=9>int</text><text y=19>int</text></svg>
"""


@pytest.fixture(scope="module")
def package() -> ModuleType:
    """Return WeasyPrint with every patch in it."""
    return patched()


@pytest.fixture
def lay_out(tmp_path: Path) -> Callable[[str], Any]:
    """Return what lays out HTML with the fonts of a theme."""
    return laying_out(tmp_path)


def _pdf(sheets: Any) -> bytes:
    """Return sheets as PDF that can be read."""
    return uncompressed(sheets.rendering)


def _shaped(package: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows by the text of each layout of which Pango is asked for a line."""
    texts: list[str] = []
    layouts = package.text.line_break.Layout
    first_line = layouts.get_first_line

    def counted(self: Any) -> Any:
        texts.append(self.text)
        return first_line(self)

    monkeypatch.setattr(layouts, "get_first_line", counted)
    return texts


def test_a_short_text_is_shaped_once(
    package: ModuleType, lay_out: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty equal names in a listing are measured once, and read once to be drawn."""
    texts = _shaped(package, monkeypatch)
    _pdf(lay_out(f"<pre>{'<b>unheard</b> ' * 20}</pre>"))
    assert 1 <= texts.count("unheard") <= 2


def test_pages_are_the_same_when_no_text_is_known(
    package: ModuleType, lay_out: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Listings, justified lines, spaced letters, narrow columns, cut lines and pictures are alike."""
    texts = _shaped(package, monkeypatch)
    known = _pdf(lay_out(LISTING))
    count = len(texts)
    monkeypatch.setattr(short_texts, "_SHORT", -1)
    assert _pdf(lay_out(LISTING)) == known
    assert len(texts) - count > count


def test_a_document_is_drawn_twice(lay_out: Callable[[str], Any]) -> None:
    """The second file of a document has fonts of its own, of which no glyph is known."""
    sheets = lay_out(LISTING)
    first = _pdf(sheets)
    assert _pdf(sheets) == first


def test_a_text_that_is_known_is_shaped_where_it_is_drawn_otherwise(
    lay_out: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a glyph turns out not to be plain, the typesetter draws the text, and has what it needs."""
    sheets = lay_out(LISTING)
    first = _pdf(sheets)

    def unplain(*_: Any) -> None:
        raise glyph_strings._UnplainError  # noqa: SLF001  what a glyph raises

    monkeypatch.setattr(glyph_strings._Reader, "read", unplain)  # noqa: SLF001  what is to fail
    assert _pdf(sheets) == first
