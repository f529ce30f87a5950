"""Every PDF keeps all the standards that its profile names, as veraPDF judges."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from issues import lay
from own_content import covering_or_all, press_content
from pressing import ROOT, Once, Pressed, documents, issue_document, press
from themed import press_themed
from triptych.checks.verapdf import A_3A, A_4F, REUSABLE, UA_1, UA_2, WELL_TAGGED, Engine
from triptych.core.model import Document
from triptych.editions.pdf import edition
from triptych.editions.pdf.profiles import ARCHIVE, ARCHIVE_2, PROFILES
from triptych.settings.kinds import PDF_PROFILES
from triptych.settings.publication import bare, find

CASES = sorted(
    path for path in (ROOT / "tests/cases").iterdir() if not path.name.endswith("-error")
)


def test_a_file_that_is_no_pdf_is_told_as_broken(verapdf: Engine, tmp_path: Path) -> None:
    """What cannot be judged is a failure with its reason, in every flavour asked for."""
    path = tmp_path / "no.pdf"
    path.write_bytes(b"This is no PDF.")
    failures = verapdf.judge(path)
    assert [(f.flavour, f.rule) for f in failures] == [("ua1", "broken"), ("3a", "broken")]
    assert all(f.message for f in failures)


def test_there_is_a_profile_for_each_name() -> None:
    """Settings and the command line offer just the profiles that there are."""
    assert set(PDF_PROFILES) == set(PROFILES)


def test_the_pdf_of_every_case_conforms(verapdf: Engine, once: Once, tmp_path: Path) -> None:
    """Each PDF of a case fails no check of the standards it names."""
    pressed = [each for case in CASES for each in once.press_all(case / "in")]
    assert _broken(pressed, verapdf, tmp_path) == []


TWICE = [
    pytest.param(case, id=case.name, marks=[] if number % 4 == 0 else pytest.mark.sweep)
    for number, case in enumerate(CASES)
]
"""The cases, of which the suite has every fourth made again."""


@pytest.mark.parametrize("case", TWICE)
def test_the_pdf_of_a_case_is_made_again_and_conforms_in_the_second_profile(
    case: Path, verapdf: Engine, once: Once, tmp_path: Path
) -> None:
    """What a PDF carries gives it again, byte for byte, and one that conforms in either profile."""
    assert _failures(once.press_all(case / "in"), verapdf, tmp_path) == []


@covering_or_all
def test_the_pdfs_of_the_content_conform(
    is_all: bool,  # noqa: FBT001  pytest passes it by name
    verapdf: Engine,
    once: Once,
    tmp_path: Path,
) -> None:
    """Each of our own PDFs fails no check of its standards."""
    assert _broken(press_content(once, is_all=is_all), verapdf, tmp_path) == []


def _broken(articles: Iterable[Pressed], verapdf: Engine, tmp_path: Path) -> list[str]:
    """Return what fails of articles' PDFs in the first profile."""
    failures = []
    for number, pressed in enumerate(articles):
        pdf = pressed.of("pdf")
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(pdf.data)
        failures += [f"{pdf.name}: {failure}" for failure in verapdf.judge(path, (UA_1, A_3A))]
    assert list(tmp_path.glob("*.pdf"))
    return failures


def test_the_pdfs_of_bundled_themes_conform(verapdf: Engine, once: Once, tmp_path: Path) -> None:
    """A PDF in each theme fails no check of its standards."""
    assert _broken(press_themed(once), verapdf, tmp_path) == []


LINKS = {
    "a decorative picture above words": '<a href="https://a.example/"><img src="x.png" alt=""> Words</a>',
    "one between words": '<a href="https://a.example/">One <img src="x.png" alt=""> two</a>',
    "one alone": "[![](x.png)](https://a.example/)",
    "one in bold": "[**![](x.png){role=presentation} x**](https://a.example/)",
}


@pytest.mark.parametrize("name", LINKS)
def test_a_link_with_a_picture_conforms(name: str, verapdf: Engine, tmp_path: Path) -> None:
    """The link is tagged where its picture is decoration, too."""
    Image.new("RGB", (500, 90), (20, 40, 60)).save(tmp_path / "x.png")
    article = tmp_path / "a.md"
    article.write_text(f"---\ntitle: T\ndate: 2025-03-01\n---\n{LINKS[name]}\n", encoding="utf-8")
    (tmp_path / "judged").mkdir()
    assert _failures([press(article, bare(tmp_path))], verapdf, tmp_path / "judged") == []


def test_an_issue_bound_of_parts_conforms_in_both_profiles(verapdf: Engine, tmp_path: Path) -> None:
    """Links lead from part to part, and the contents name authors."""
    publication = find(lay(tmp_path))
    assert publication
    document = issue_document(tmp_path / "content/spring.md", publication)
    assert document.sections
    for profile, flavours in ((ARCHIVE, (UA_1, A_3A)), (ARCHIVE_2, _SECOND)):
        path = tmp_path / "issue.pdf"
        path.write_bytes(edition.write(document, profile).data)
        assert verapdf.judge(path, flavours) == []


@pytest.mark.sweep
def test_the_pdfs_of_the_content_are_made_again_and_conform_in_the_second_profile(
    verapdf: Engine, once: Once, tmp_path: Path
) -> None:
    """What holds of the PDFs of cases holds of our own."""
    assert _failures(once.press_all(ROOT), verapdf, tmp_path) == []


def _failures(articles: Iterable[Pressed], verapdf: Engine, tmp_path: Path) -> list[str]:
    """Return what fails of articles' PDFs, and of those that what they carry gives in either profile."""
    failures = []
    for number, pressed in enumerate(articles):
        pdf = pressed.of("pdf")
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(pdf.data)
        carried = _carried(path, tmp_path / str(number))
        sheets = edition.lay_out(carried, ARCHIVE)
        if edition.press(sheets, carried.article, ARCHIVE).data != pdf.data:
            failures.append(f"{pdf.name}: its attachments do not give it again, byte for byte")
        second = tmp_path / f"{number}-2.pdf"
        second.write_bytes(edition.press(sheets, carried.article, ARCHIVE_2).data)
        for judged, flavours in ((path, (UA_1, A_3A)), (second, _SECOND)):
            failures += [f"{pdf.name}: {failure}" for failure in verapdf.judge(judged, flavours)]
    assert list(tmp_path.glob("*-2.pdf"))
    return failures


def _carried(pdf: Path, there: Path) -> Document:
    """Write a PDF's attachments to the folder ``there``, and return the article that they are."""
    for name, copies in PdfReader(pdf).attachments.items():
        path = there / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(copies[0])
    return next(documents(there))


_SECOND = (UA_2, A_4F, WELL_TAGGED, REUSABLE)
"""What the second archival profile says that it conforms to."""


def test_a_profile_pressed_of_anothers_layout_is_as_if_laid_out_for_it() -> None:
    """What is judged here is what a build gives, byte for byte."""
    document = next(documents(ROOT / "tests/cases/structure/in"))
    sheets = edition.lay_out(document, ARCHIVE)
    edition.press(sheets, document.article, ARCHIVE)
    pressed = edition.press(sheets, document.article, ARCHIVE_2)
    assert pressed.data == edition.write(document, ARCHIVE_2).data
