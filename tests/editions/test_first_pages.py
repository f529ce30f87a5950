"""The first page of an article has some lines of its text, on every paper and in every theme."""

from itertools import cycle, product
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from PIL import Image

from editions import structure
from pressing import document, issue_document
from triptych.core.model import Override
from triptych.editions.pdf import edition
from triptych.editions.pdf.pages.openings import LINES
from triptych.settings.kinds import PAPERS
from triptych.sources import discover
from triptych.theme.find import built_in_folder

THEMES = tuple(sorted(folder.name for folder in built_in_folder().iterdir()))
SHOWN = ("a4", "letter", "a5", "b5", "6x9")
TITLES = (
    "Short",
    "A title of middling length that takes two lines in most of the themes",
    "A title that goes on, as those of scholarly articles do, until it has said what the article says",
)
STANDFIRSTS = (
    "",
    "What has twenty words or so, in a sentence or two, as most standfirsts have. " * 2,
)
SHAPES = ((1200, 500), (1200, 900), (1000, 1000), (800, 1200))
TEXT = "\n\n".join(["Early words. " * 4 + "Some of the text goes on here. " * 14] * 4)


def _write(folder: Path, title: str, standfirst: str, shape: tuple[int, int]) -> Path:
    """Write an article with a lead picture of a shape."""
    Image.new("L", shape, 90).save(folder / "p.png")
    path = folder / "a.md"
    caption = ", caption: A caption of some words., credit: The house" if standfirst else ""
    front = [
        f"title: {title}",
        f"standfirst: {standfirst}",
        "author: Ann Author",
        "date: 2025-03-01",
    ]
    front.append(f"image: {{path: p.png, alt: A{caption}}}")
    path.write_text("\n".join(["---", *front, "---", "", TEXT, ""]), encoding="utf-8")
    return path


def _press(path: Path, theme: str, paper: str) -> Any:
    """Return an article as an open PDF."""
    override = Override(theme=theme, paper=PAPERS[paper])
    return pymupdf.open(stream=edition.write(document(path, None, override)).data, filetype="pdf")


def _lines(page: pymupdf.Page) -> int:
    """Return how many lines of the text are on a page."""
    words = [
        word for word in page.get_text("words") if word[4] in ("Early", "words.", "goes", "here.")
    ]
    return len({round(word[3]) for word in words})


KINDS = [(title, stand, shape) for shape in SHAPES for stand in STANDFIRSTS for title in TITLES]
SOME = list(zip(product(THEMES, SHOWN), cycle(KINDS[::-5]), strict=False))


@pytest.mark.parametrize(("place", "kind"), SOME)
def test_the_first_page_has_text_on_every_paper(
    place: tuple[str, str], kind: tuple[str, str, tuple[int, int]], tmp_path: Path
) -> None:
    """It has four lines at least, and no word of the text is lost."""
    with _press(_write(tmp_path, *kind), *place) as pdf:
        assert _lines(pdf[0]) >= LINES
        assert sum(page.get_text().count("Early") for page in pdf) == 16


@pytest.mark.sweep
@pytest.mark.parametrize("place", list(product(THEMES, SHOWN)))
def test_the_first_page_has_text_whatever_its_title_and_picture(
    place: tuple[str, str], tmp_path: Path
) -> None:
    """The same with titles and standfirsts of several lengths, and pictures of several shapes."""
    for kind in KINDS:
        with _press(_write(tmp_path, *kind), *place) as pdf:
            assert _lines(pdf[0]) >= LINES, kind


LARGE = ("manuscript-large", "a5")
"""A theme and a paper where a picture takes the page."""


def test_a_picture_that_takes_the_page_is_set_behind_the_first_paragraphs(tmp_path: Path) -> None:
    """It would be too small otherwise; it is read aloud at its place in the source."""
    with _press(_write(tmp_path, "T", STANDFIRSTS[1], SHAPES[3]), *LARGE) as pdf:
        assert [len(page.get_image_info()) for page in pdf][:2] == [0, 1]
        assert _lines(pdf[0]) > LINES
        (picture,) = pdf[1].get_image_info()
        above, below = _around(pdf[1], picture["bbox"])
        tree = structure(pdf.tobytes())
    assert picture["bbox"][1] - above > 12
    assert below - picture["bbox"][3] > 12
    assert tree.index("Figure") < tree.index("Early")


EPIGRAPH = """\
::: epigraph
A page is read before any word on it.

--- A saying
:::

"""


def test_an_epigraph_is_on_the_first_page_where_no_text_is(tmp_path: Path) -> None:
    """However high the title is: no page is empty because the text below the epigraph has no room."""
    found = []
    for words in range(8, 40, 6):
        path = _write(tmp_path, "A title of some words", "Any thing. " * words, SHAPES[0])
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(TEXT, EPIGRAPH + TEXT), encoding="utf-8")
        with _press(path, *LARGE) as pdf:
            page = pdf[0]
            (*_, last) = sorted(word[3] for word in page.get_text("words"))[:-3]
            found.append((_lines(page), "saying" in page.get_text(), last / page.rect.height))
    assert all(has_epigraph or lines or end > 0.75 for lines, has_epigraph, end in found), found
    assert (0, True) in [(lines, has_epigraph) for lines, has_epigraph, _ in found]


def _around(page: pymupdf.Page, box: tuple[float, ...]) -> tuple[float, float]:
    """Return where the words above a box end, and those of the text below it begin."""
    words = [word for word in page.get_text("words") if word[4] in ("Some", "Early")]
    return max(w[3] for w in words if w[3] < box[1] + 5), min(w[1] for w in words if w[1] > box[3])


def test_each_article_of_an_issue_begins_with_text(tmp_path: Path) -> None:
    """It is set as it would be alone."""
    (tmp_path / "triptych.toml").write_text(
        'title = "I"\ntheme = "manuscript-large"\npaper = "a5"\n'
    )
    content = tmp_path / "content"
    content.mkdir()
    for name in ("b", "a"):
        path = _write(content, f"Member{name}", STANDFIRSTS[1], SHAPES[3])
        if name != "a":
            path.rename(content / f"{name}.md")
    path = content / "issue.md"
    path.write_text("---\ntitle: Issue\ncontents: [a.md, b.md]\n---\n")
    publication, _ = discover.locate((path,), tmp_path)
    data = edition.write(issue_document(path, publication)).data
    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        firsts = [page for page in pdf if "What has" in page.get_text()]
        assert [_lines(page) > LINES for page in firsts] == [True, True]


@pytest.mark.parametrize("theme", THEMES)
def test_a_page_may_end_within_the_masthead(theme: str, tmp_path: Path) -> None:
    """A standfirst may be longer than a page; no word of it is lost."""
    path = _write(tmp_path, TITLES[2], "Very many words. " * 150, SHAPES[0])
    with _press(path, theme, "a5") as pdf:
        text = " ".join(page.get_text() for page in pdf)
    assert text.count("Very") == 150
    assert text.count("Early") == 16
