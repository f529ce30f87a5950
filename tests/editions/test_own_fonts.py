"""Fonts of a theme's own files: in every edition that embeds fonts, as their licences allow."""

from io import BytesIO
from pathlib import Path

import pymupdf
import pytest

from commandline import editions, triptych, write
from own_fonts import LETTERS, font, packed

ARTICLE = (
    "---\ntitle: Dressed\ndate: 2025-01-01\nidentifier: a\n---\nSome *text* in **bold**{more}.\n"
)


def _build(
    root: Path,
    fonts: dict[str, bytes],
    toml: str = "",
    *,
    formats: str = "html,pdf",
    more: str = "",
) -> str:
    """Build an article in a theme with these files for its text, and return what is printed of it."""
    names = ", ".join(f'"{name}"' for name in fonts)
    files = {f"templates/mine/{name}": data for name, data in fonts.items()}
    write(
        root,
        {
            "triptych.toml": 'theme = "mine"\n',
            "content/a.md": ARTICLE.format(more=more),
            "templates/mine/theme.toml": toml or f"[fonts.text]\nfiles = [{names}]\n",
            **files,
        },
    )
    return triptych(root, "build", "--formats", formats).err


def _page(root: Path) -> str:
    """Return the HTML edition."""
    return (root / "out" / "a" / "a.html").read_text(encoding="utf-8")


def _printed(root: Path) -> dict[str, str]:
    """Return the fonts of the PDF that has been made, each with the text that is set in it."""
    found: dict[str, str] = {}
    with pymupdf.open(root / "out" / "a" / "a.pdf") as pdf:
        for page in pdf:
            for block in page.get_text("dict")["blocks"]:
                for line in block.get("lines", ()):
                    for span in line["spans"]:
                        found[span["font"]] = found.get(span["font"], "") + span["text"]
    return found


FAMILY = {
    "regular.woff2": packed(font(), "woff2"),
    "italic.woff": packed(font(italic=True), "woff"),
    "bold.ttf": packed(font(weight=700)),
    "bold-italic.otf": packed(font(weight=700, italic=True, outlines="CFF ")),
}


def test_files_of_every_kind_set_page_and_pdf(tmp_path: Path) -> None:
    """Each cut is named by what its own tables say, and two builds are the same."""
    assert "theme" not in _build(tmp_path, FAMILY)
    page = _page(tmp_path)
    for weight, style in [(400, "normal"), (400, "italic"), (700, "normal"), (700, "italic")]:
        assert f'"House"; font-weight: {weight}; font-style: {style}' in page
    assert "Literata" not in page
    printed = _printed(tmp_path)
    assert any("bold" in text for name, text in printed.items() if "House-Bold" in name)
    assert not any("Literata" in name for name in printed)
    before = editions(tmp_path / "out")
    triptych(tmp_path, "build", "--no-cache", "--formats", "html,pdf")
    assert editions(tmp_path / "out") == before


def test_a_variable_font_is_pinned_at_the_weights_of_the_theme(tmp_path: Path) -> None:
    """Those that the parent uses, or those that the table names."""
    axes = (("wght", 300, 400, 700), ("slnt", -10, 0, 0))
    data = packed(font(axes=axes), "woff2")
    _build(tmp_path, {"v.woff2": data}, formats="html")
    assert _page(tmp_path).count('"House"; font-weight') == 4
    toml = '[fonts.text]\nfiles = ["v.woff2"]\ncuts = [[500, "normal"]]\nfamily = "Other"\n'
    _build(tmp_path, {"v.woff2": data}, toml, formats="html")
    assert '"Other"; font-weight: 500; font-style: normal' in _page(tmp_path)
    assert _page(tmp_path).count('"Other"; font-weight') == 1


REFUSED = {
    2: "forbids embedding (fsType 2)",
    0x0100: "forbids subsets, and every edition carries subsets (fsType 256)",
    0x0108: "forbids subsets, and every edition carries subsets (fsType 264)",
    0x0200: "allows only its bitmaps to be embedded (fsType 512)",
}


@pytest.mark.parametrize("bits", REFUSED)
def test_a_licence_that_forbids_embedding_is_obeyed(bits: int, tmp_path: Path) -> None:
    """The parent's font is used instead, and a warning names the file, its line and what to do."""
    fonts = {**FAMILY, "italic.woff": packed(font(italic=True, licence=bits), "woff")}
    lines = _build(tmp_path, fonts, formats="html").splitlines()
    message = (
        "templates/mine/theme.toml:2: warning: the font file “italic.woff” "
        f"{REFUSED[bits]}; “Literata” is used instead [font-licence]"
    )
    assert message in lines
    assert "Ask its foundry" in lines[lines.index(message) + 1]
    assert '"House"' not in _page(tmp_path)
    assert "Literata" in _page(tmp_path)


@pytest.mark.parametrize(("bits", "is_noted"), [(0, 0), (4, 1), (8, 0), (12, 0), (6, 1), (10, 0)])
def test_the_least_restrictive_bit_rules(bits: int, is_noted: int, tmp_path: Path) -> None:
    """A font for reading and printing is embedded with a note; one for editing without."""
    told = _build(tmp_path, {"a.ttf": packed(font(licence=bits))}, formats="html")
    assert (
        "note: the font file “a.ttf” may be embedded for reading and printing only" in told
    ) == (is_noted)
    assert '"House"' in _page(tmp_path)


def test_letters_that_the_files_lack_come_from_the_parent(tmp_path: Path) -> None:
    """In its family, and on the page with these letters alone."""
    told = _build(tmp_path, FAMILY, more=" łódź Ωμέγα")
    assert "missing-glyph" not in told
    page = _page(tmp_path)
    assert '--pf-font-text: "House", "Literata"' in page
    lent = {name: text for name, text in _printed(tmp_path).items() if "Literata" in name}
    assert "μ" in "".join(lent.values())
    assert not set("".join(lent.values())) & set("Some")


def test_two_roles_may_share_a_family_name(tmp_path: Path) -> None:
    """The second is named after its role where its fonts are others."""
    toml = '[fonts.text]\nfiles = ["a.ttf"]\n[fonts.display]\nfiles = ["b.ttf"]\n'
    fonts = {"a.ttf": packed(font()), "b.ttf": packed(font(outlines="CFF "))}
    _build(tmp_path, fonts, toml, formats="html")
    assert '--pf-font-display: "House Display"' in _page(tmp_path)
    assert '"House"; font-weight: 400' in _page(tmp_path)
    _build(tmp_path, fonts, toml.replace("b.ttf", "a.ttf"), formats="html")
    assert '--pf-font-display: "House"' in _page(tmp_path)
    assert _page(tmp_path).count('font-family: "House"; font-weight') == 1


def test_gaps_and_idle_files_are_reported(tmp_path: Path) -> None:
    """A role without an italic, and a second file of one cut."""
    fonts = {"a.ttf": packed(font()), "b.ttf": packed(font("Else"))}
    told = _build(tmp_path, fonts, formats="html")
    assert "note: the files of `fonts.text` have no italic font" in told
    assert "note: the files of `fonts.text` have no bold font" in told
    assert "warning: the font file “b.ttf” is not used: another has weight 400, normal" in told


@pytest.mark.parametrize(("terms", "is_carried"), [("SIL Open Font License", 1), ("Ours", 0)])
def test_only_an_open_font_is_attached_to_the_pdf(
    terms: str, is_carried: int, tmp_path: Path
) -> None:
    """The source in the PDF has the theme, and its font files where anybody may pass them on."""
    _build(tmp_path, {"a.ttf": packed(font(terms=terms))}, formats="pdf")
    with pymupdf.open(stream=BytesIO((tmp_path / "out" / "a" / "a.pdf").read_bytes())) as pdf:
        names = [pdf.embfile_info(n)["filename"] for n in range(pdf.embfile_count())]
    assert any(name.endswith("theme.toml") for name in names)
    assert sum(name.endswith(".ttf") for name in names) == is_carried


def test_a_broken_file_is_one_error(tmp_path: Path) -> None:
    """With the line that names it, and no edition."""
    told = _build(tmp_path, {"a.woff2": b"<!DOCTYPE html>"})
    why = "the font file “a.woff2” is a web page or another text, not a font"
    assert told.splitlines()[:2] == [
        f"templates/mine/theme.toml:2: error: {why}",
        "  Export the font again as WOFF2, WOFF, TTF or OTF.",
    ]
    assert [*(tmp_path / "out").rglob("*.html")] == []


def test_a_new_file_is_noticed(tmp_path: Path) -> None:
    """A font file that is replaced changes the edition, with the cache on."""
    _build(tmp_path, {"a.ttf": packed(font())}, formats="html")
    _build(tmp_path, {"a.ttf": packed(font("Else", letters=LETTERS[:-1]))}, formats="html")
    assert '--pf-font-text: "Else"' in _page(tmp_path)
