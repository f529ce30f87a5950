"""The bundled themes: each dresses three editions in letters, colours and a page of its own."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pymupdf
import pytest
from fontTools.ttLib import TTFont

from triptych.core import zip_archive
from triptych.core.model import Override
from triptych.editions.formats import FORMATS
from triptych.fonts import families
from triptych.press import publishing
from triptych.press.orders import Order, Outcome
from triptych.settings import resolve
from triptych.settings.front_matter import FrontMatter
from triptych.settings.publication import Settings
from triptych.sources import discover
from triptych.theme.contrasts import low_contrasts
from triptych.theme.find import built_in_folder
from triptych.theme.load import load_theme
from triptych.theme.paper import dress_look

Build = Callable[..., Outcome]

THEMES = sorted(path.name for path in built_in_folder().iterdir() if path.is_dir())
FACES = {
    "printfriendly": "Literata",
    "journal": "Source Serif 4",
    "magazine": "Newsreader",
    "paperback": "EB Garamond",
    "manuscript": "Atkinson Hyperlegible",
    "manuscript-large": "Atkinson Hyperlegible",
}
SENTENCE = "One line after another is set, until there are enough of them to look at. "
ARTICLE = (
    "---\ntitle: Dressed\ndate: 2025-01-01\nauthor: Jane Doe\nstandfirst: In short.\n---\n\n"
    + "\n\n".join([SENTENCE * 8] * 6)
    + "\n\n## A heading\n\n"
    + "\n\n".join([SENTENCE * 8] * 6)
)


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Return the function that builds an article in a theme, with settings and on a paper."""

    def made(theme: str, text: str = ARTICLE, paper: str = "", settings: str = "") -> Outcome:
        (tmp_path / "content").mkdir(exist_ok=True)
        (tmp_path / "triptych.toml").write_text(settings, encoding="utf-8")
        (tmp_path / "content" / "dressed.md").write_text(text, encoding="utf-8")
        publication, files = discover.locate((tmp_path,), tmp_path)
        override = Override(theme=theme, paper=paper)
        order = Order(publication, tuple(files), tuple(FORMATS), tmp_path / "out", override)
        (outcome,) = publishing.publish(order)
        assert outcome.error is None, outcome.error
        return outcome

    return made


def _pdf(outcome: Outcome) -> pymupdf.Document:
    """Return the PDF edition, opened."""
    return pymupdf.open(outcome.editions[2][1])


def test_five_themes_and_a_large_print_come_along() -> None:
    """The issue's five are found by name, with the variant for readers with low vision."""
    assert set(FACES) == set(THEMES)


@pytest.mark.parametrize("name", THEMES)
def test_the_colours_of_a_bundled_theme_can_be_read(name: str) -> None:
    """Each ink has a contrast of 4.5 on paper and wash, on light and dark screens."""
    assert list(low_contrasts(load_theme(name, None))) == []


@pytest.mark.parametrize("name", THEMES)
def test_a_bundled_theme_dresses_three_editions(name: str, build: Build) -> None:
    """No edition is missing, no finding is reported, and the text is in the theme's own face."""
    outcome = build(name)
    assert [edition.format for edition, _ in outcome.editions] == list(FORMATS)
    assert not [finding for finding in outcome.findings if finding.code != "identifier"]
    page = outcome.editions[0][1].read_text(encoding="utf-8")
    first = _pdf(outcome)[0].get_text().splitlines()
    assert not [line for line in first if line.strip().startswith("·")]
    assert f'--pf-font-text: "{FACES[name]}"' in page
    fonts = {font[3].partition("+")[2] for font in _pdf(outcome).get_page_fonts(0)}
    assert any(font.replace("-", " ").startswith(FACES[name]) for font in fonts), fonts


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("banner", ["rule", "none"])
def test_a_banner_is_taken_from_themes_that_have_one(name: str, banner: str) -> None:
    """The others set their titles themselves."""
    settings = Settings(banner=banner, theme=name)
    look = resolve.look(FrontMatter(), settings, Override(), 0)
    dressed = dress_look(look, load_theme(name, None))
    assert dressed.banner == (banner if name == "printfriendly" else "dark")


@pytest.mark.parametrize("name", ["printfriendly", "magazine", "paperback"])
@pytest.mark.parametrize("paper", ["216mm 279mm", "210mm 297mm", "6in 9in", "148mm 210mm"])
def test_a_line_of_a_theme_has_sixty_to_seventy_five_letters(name: str, paper: str) -> None:
    """By the widths of its own face: Garamond's letters are a fifth narrower than the usual."""
    theme = load_theme(name, None)
    look = resolve.look(FrontMatter(), Settings(theme=name), Override(paper=paper), 0)
    page = dress_look(look, theme).page
    assert page
    font = TTFont(BytesIO(families.theme_faces(theme)[0].data))
    widths, names = font["hmtx"], font.getBestCmap()
    mean = sum(widths[names[ord(c)]][0] for c in SENTENCE) / len(SENTENCE)
    assert 58 <= page.column * font["head"].unitsPerEm / mean <= 76


def test_a_theme_names_the_paper_of_articles_that_name_none(build: Build) -> None:
    """The paperback is 6 by 9 inches; a paper of the settings or of the command line wins."""
    assert _pdf(build("paperback"))[0].rect[2:] == (432, 648)
    a5 = _pdf(build("paperback", settings='paper = "a5"\n'))[0].rect
    assert round(a5.width * 25.4 / 72) == 148
    letter = _pdf(build("paperback", settings='paper = "a5"\n', paper="612pt 792pt"))[0].rect
    assert letter[2:] == (612, 792)
    assert round(_pdf(build("journal"))[0].rect.width * 25.4 / 72) == 210


def test_extra_rules_add_to_those_of_the_theme_inherited_from(tmp_path: Path, build: Build) -> None:
    """A theme that inherits from a bundled one and adds a rule keeps all of that one's rules."""
    folder = tmp_path / "templates" / "ours" / "css"
    folder.mkdir(parents=True)
    (folder.parent / "theme.toml").write_text('inherits = "journal"\n', encoding="utf-8")
    for name in ("extra.css", "epub-extra.css"):
        (folder / name).write_text("#ours { margin: 0 }", encoding="utf-8")
    outcome = build("ours")
    book = zip_archive.unpack(outcome.editions[1][1].read_bytes())
    sheets = [outcome.editions[0][1].read_text(), book["EPUB/styles/article.css"].decode()]
    for sheet in sheets:
        assert re.search(r"\.pf-issue \{.*#ours \{", sheet, re.DOTALL)
