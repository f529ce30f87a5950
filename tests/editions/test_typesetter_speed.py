"""What the typesetter did again and again is done once, and comes to the same."""

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from PIL import Image, ImageFile

from triptych.editions.pdf.patches import glyph_strings, used_lengths
from triptych.editions.pdf.patches.everywhere import replace_everywhere
from typesetting import laying_out, patched, uncompressed

RICH = """\
<style>
@page { size: 12cm 8cm; margin: 5% 1cm }
body { font-feature-settings: "onum"; text-align: justify; hyphens: auto; line-height: 1.3 }
.framed { box-sizing: border-box; width: 80%; padding: 1em; border: 1px solid; min-height: 10% }
.half { margin: 2% 10%; padding-left: calc(1em + 2%); max-width: 90%; height: 50% }
.wide { letter-spacing: 1px; word-spacing: 3px; font-kerning: none } td { width: 30% }
.up { font-variant-position: super } u { text-decoration: underline dotted }
table { border-collapse: collapse }
</style><h1>Fine <em>affinity</em></h1>
<p>An even paragraph of some words, with <b>others</b> between, is set in <u>lines</u> that end together.
<p class=wide>Spaced words are further apart: AVAVA.
<div class=framed>In <i>a</i> frame<span class=up>2</span></div>
<div class=half><p lang=de>Straßenbahnhaltestellenverzeichnis<p dir=rtl lang=ar>مرحبا بالعالم</div>
<table><tr><td>one<td style="padding: 3px">two\tthree</table><pre>\ttabs\there</pre>
<p>\U0001f600 \U000e1234 missing
"""


@pytest.fixture(scope="module")
def package() -> ModuleType:
    """Return WeasyPrint with every patch in it."""
    return patched()


@pytest.fixture(scope="module")
def lay_out(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Any]:
    """Return what lays out HTML with the fonts of a theme."""
    sheets = laying_out(tmp_path_factory.mktemp("speed"))
    return lambda html: sheets(html).rendering


def _captured(function: Callable[..., Any], name: str) -> Any:
    """Return what a function has captured under a name: the one that it replaces."""
    assert function.__closure__ is not None
    return dict(zip(function.__code__.co_freevars, function.__closure__, strict=True))[
        name
    ].cell_contents


@contextmanager
def _without(package: ModuleType, name: str) -> Iterator[None]:
    """Undo one of the patches for a while."""
    line_break = package.text.line_break
    undone: dict[str, Callable[[], tuple[Any, Any]]] = {
        "used_lengths": lambda: _pair(package.layout.percent.resolve_percentages, "resolve"),
        "struts": lambda: _pair(line_break.strut, "measure"),
        "text_layouts": lambda: _pair(line_break.Layout.setup, "make"),
        "glyph_strings": lambda: (None, _unplain),
    }
    patched, original = undone[name]()
    with pytest.MonkeyPatch.context() as patch:
        if name == "text_layouts":
            patch.setattr(line_break.Layout, "setup", original)
        elif name == "glyph_strings":
            patch.setattr(glyph_strings._Reader, "read", original)  # noqa: SLF001  what is to fail
        else:
            replace_everywhere(package, patched, original)
        yield
    if name in ("used_lengths", "struts"):
        replace_everywhere(package, original, patched)


def _unplain(*_: Any) -> None:
    """Raise what a glyph raises that is left to the typesetter."""
    raise glyph_strings._UnplainError  # noqa: SLF001  as above


def _pair(patched: Any, name: str) -> tuple[Any, Any]:
    """Return a function, and the one that it replaces."""
    return patched, _captured(patched, name)


def _style(package: ModuleType, fonts: Any = None) -> Any:
    """Return a style with the initial value of every property, with fonts of its own by default."""
    return package.css.InitialStyle(fonts or package.text.fonts.FontConfiguration())


def _counted(monkeypatch: pytest.MonkeyPatch, place: Any, name: str) -> list[None]:
    """Count the calls of a function: return a list that grows by one with each."""
    calls: list[None] = []
    function = getattr(place, name)

    def counted(*rest: Any, **more: Any) -> Any:
        calls.append(None)
        return function(*rest, **more)

    monkeypatch.setattr(place, name, counted)
    return calls


def _memory() -> int:
    """Return the memory of this process in bytes."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGESIZE")


@pytest.mark.parametrize("name", ["used_lengths", "struts", "text_layouts", "glyph_strings"])
def test_a_page_is_the_same_without_a_patch(
    package: ModuleType, lay_out: Callable[[str], Any], name: str
) -> None:
    """Frames, percentages, functions, tabs, scripts, ligatures and missing glyphs have the same bytes."""
    first = uncompressed(lay_out(RICH))
    with _without(package, name):
        assert uncompressed(lay_out(RICH)) == first


def test_a_pattern_of_the_parser_is_compiled_once(package: ModuleType) -> None:
    """Each pattern is cached under its characters, under which it is looked for."""
    package.HTML(string=RICH)
    patterns = package.tinyhtml5.inputstream.characters_until_regex
    assert len(patterns) > 3
    assert not any(isinstance(characters, re.Pattern) for characters, _ in patterns)


def test_the_height_of_a_line_is_looked_up_once_a_style(
    package: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text of its properties is made once for a style, and again when its size is another.

    The lines' height is a multiple of the size: without any font, Pango's own is the same in every size.
    """
    asked = _counted(monkeypatch, package.text.line_break, "_font_style_cache_key")
    style = _style(package)
    style["line_height"] = 1.5
    heights = {package.text.line_break.strut(style) for _ in range(5)}
    assert (len(heights), len(asked)) == (1, 1)
    style["font_size"] *= 2
    assert package.text.line_break.strut(style) not in heights
    assert len(asked) == 2


def test_pango_is_set_up_once_a_style(package: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """A font is described once for all texts of a style, and once for styles that are alike."""
    asked = _counted(monkeypatch, package.text.line_break, "get_font_description")
    style = _style(package)
    for each in (style, style, _style(package, style.font_config), style):
        package.text.line_break.Layout(each).set_text("word")
    assert len(asked) == 1
    style["font_size"] *= 2
    package.text.line_break.Layout(style)
    assert len(asked) == 2


@pytest.mark.skipif(
    sys.platform != "linux", reason="the memory of a process is read as Linux has it"
)
def test_nothing_is_left_behind_of_a_text(package: ModuleType) -> None:
    """Ten thousand texts with font features take no memory that is not given back."""
    style = _style(package)
    style["font_feature_settings"] = (("onum", 1),)
    for _ in range(1000):
        package.text.line_break.Layout(style).set_text("word")
    before = _memory()
    for _ in range(10_000):
        package.text.line_break.Layout(style).set_text("word")
    assert _memory() - before < 500_000


def test_a_glyph_is_written_once_a_font(
    lay_out: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text of a hundred letters has few glyphs to be written as text."""
    asked = _counted(monkeypatch, glyph_strings._Reader, "_piece")  # noqa: SLF001  what is counted
    uncompressed(lay_out("<p>mine"))
    few = len(asked)
    uncompressed(lay_out(f"<p>{'mine ' * 25}"))
    assert 4 <= len(asked) - few <= few + 5


def test_lengths_are_read_once_a_style(
    package: ModuleType, lay_out: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The many lines of a paragraph have one style, whose lengths are read once."""
    lay_out("<p>word")
    asked = _counted(monkeypatch, used_lengths, "_read")
    lines = _counted(monkeypatch, package.layout.inline, "resolve_percentages")
    paper = "<style>@page { size: 20cm 900cm !important }</style>"
    pages = lay_out(f"{paper}<p style='--pf-wrap: greedy'>{'word ' * 4000}").pages
    assert len(pages) == 1
    assert len(lines) > 160
    assert len(asked) < len(lines) / 2


def test_a_box_without_background_is_known_by_its_style(
    package: ModuleType, lay_out: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The corners of a box are looked at where there is something to draw, and in few other boxes."""
    asked = _counted(monkeypatch, package.layout.background, "resolve_radii_percentages")
    sheet = "<style>.tint { background: red; border-radius: 3px }</style>"
    pages = lay_out(f"{sheet}<p class=tint>b{'<p>a' * 100}").pages
    boxes = [box for page in pages for box in page._page_box.descendants()]  # noqa: SLF001  no public name
    tinted = [
        box for box in boxes if box.element is not None and box.element.get("class") == "tint"
    ]
    assert {(bool(box.background), box.border_top_left_radius) for box in tinted} >= {
        (True, (3, 3))
    }
    assert len(asked) < len(boxes) / 3


def test_an_object_is_written_once(package: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream is compressed once, and the file is the one that is written without the patch."""
    pydyf = package.pdf.pydyf

    def file(write: Callable[..., None]) -> bytes:
        pdf, out = pydyf.PDF(), BytesIO()
        pdf.add_object(pydyf.Stream([b"words"], compress=True))
        pdf.info["Title"] = pydyf.String("T")
        write(pdf, out, version=b"1.7", identifier=True, compress=True)
        return out.getvalue()

    asked = _counted(monkeypatch, pydyf.zlib, "compressobj")
    once = file(pydyf.PDF.write)
    assert len(asked) == 3  # this stream, that of the other objects, and the table of all
    assert file(_captured(pydyf.PDF.write, "write")) == once
    assert len(asked) > 6


@pytest.mark.parametrize(("mode", "times"), [("RGB", 1), ("RGBA", 2), ("P", 2)])
def test_a_picture_is_encoded_once_for_two_documents(
    package: ModuleType, mode: str, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its pixels, and apart from them what is transparent; a picture with a palette is left alone."""
    size = (40, 30 + len(mode))  # one that no other test has
    picture = Image.effect_mandelbrot(size, (-2, -1, 1, 1), 20).convert(mode)
    saved, calls = Image.Image.save, list[str]()

    def save(image: Any, file: Any, **options: Any) -> None:
        calls.append(image.mode)
        saved(image, file, **options)

    monkeypatch.setattr(Image.Image, "save", save)
    encode = package.images.RasterImage._get_png_data  # noqa: SLF001  the patched function has no public name
    parts = [picture] if mode != "RGBA" else [picture.convert("RGB"), picture.getchannel("A")]
    first, second = ([encode(part) for part in parts] for _ in range(2))
    assert len(calls) == times
    plain = _captured(encode, "encode")
    assert first == second == [plain(part) for part in parts]


@pytest.mark.parametrize("mode", ["RGB", "P", "L"])
def test_a_picture_that_was_encoded_is_not_read_again(
    package: ModuleType, mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its file decides, whatever is in it."""
    file = BytesIO()
    Image.effect_mandelbrot((40, 31), (-2, -1, 1, 1), 20).convert(mode).save(file, "PNG")
    encode = package.images.RasterImage._get_png_data  # noqa: SLF001  the patched function has no public name
    first = encode(Image.open(BytesIO(file.getvalue())))
    read = _counted(monkeypatch, ImageFile.ImageFile, "load")
    assert encode(Image.open(BytesIO(file.getvalue()))) == first
    assert read == []
    plain = _captured(encode, "encode")
    assert plain(Image.open(BytesIO(file.getvalue()))) == first
