"""Each correction of the PDF is needed: without it veraPDF reports just the clause that it answers."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from pressing import document
from tree_rules import SEEN
from triptych.checks.verapdf import A_3A, A_4F, UA_1, UA_2, Engine
from triptych.core.model import Document
from triptych.editions.pdf import edition
from triptych.editions.pdf.conformance import CORRECTIONS
from triptych.editions.pdf.profiles import ARCHIVE, ARCHIVE_2, Profile
from triptych.editions.pdf.structure.destinations import add_destinations
from triptych.editions.pdf.structure.rules import PDF2_RULES, RULES

TABLE = """\
<table><thead><tr><th rowspan="2">a</th><th colspan="2">b</th></tr><tr><th>c</th><th>d</th></tr></thead>
<tbody><tr><th>r</th><td>1</td><td>2</td></tr><tr><td colspan="2">3</td></tr></tbody></table>
"""

LISTING = """\
``` {.python caption="A listing"}
pass
```
"""

PROOFS = {
    "write_packet": ("Text.", {"ua1 5-1"}),
    "forbid_interpolation": ("![A field](field.png)", {"3a 6.2.8-3"}),
    "set_up_view": ("Text.", {"ua1 7.1-10"}),
    "order_lists": ("- one\n\n- two\n\n    and more", {"ua1 7.2-20"}),
    "order_tables": (f"{TABLE}\n\n| a |\n|---|\n| b |", {"ua1 7.2-42", "ua1 7.5-1"}),
    "describe_pictures": ('Text <img src="field.png" alt=""> text.', {"ua1 7.3-1"}),
    "merge_areas": ("## First\n\nText.\n\n## Second\n\nText.", {"ua1 7.18.5-1"}),
    "enclose_annotations": ("Text, [![A mark](mark.png)](https://example.org)", {"ua1 7.18.5-1"}),
    "name_notes": ("One[^1] and two[^2].\n\n[^1]: A.\n\n[^2]: B.", {"ua1 7.9-1"}),
    "find_content": ("> Half to be seen.", {"ua1 7.1-3"}),
}
"""By the name of the rule or correction, a text that needs it, and the rules that it fails without."""

PROOFS_2 = {
    "write_packet": ("Text.", {"ua2 5-1"}),
    "attach_source": ("Text.", {"4f 6.9-5"}),
    "add_destinations": ("## First\n\nText.", {"ua2 8.8-1"}),
    "make_footnotes": ("One[^1].\n\n[^1]: A.", {"ua2 8.2.5.14-1"}),
    "refer_entries": ("## First\n\nText.", {"ua2 8.2.5.8-1"}),
    "name_descriptions": ("Term\n:   What it is.", {"ua2 8.2.5.25-1"}),
    "replace_misplaced": ("> <aside><p>Aside.</p></aside>", {"ua2 Table 5. BlockQuote-Aside-1"}),
    "enclose_captions": (f"{LISTING}", {"ua2 8.2.5.27-1", "ua2 Table 5. Document-Caption-1"}),
}
"""The same for files of PDF 2.0."""

UNSEEN = {
    "attach_source": "editions/test_pdf_source.py::test_a_publications_article_comes_back_out_of_its_pdf",
    "write_information": "editions/test_pdf_structure.py::test_the_file_says_the_same_twice",
    "restore_order": "unit/editions/pdf/structure/test_reading_order.py::test_tables_keep_their_place",
    "close_gaps": "judges/test_pdf_corrections.py::test_a_theme_that_skips_a_heading_level_needs_its_rule",
    "drop_spaces": "editions/test_pdf_rules.py::test_without_its_rule_spaces_between_blocks_are_content",
}
"""Corrections that no check of veraPDF sees in these articles, by the test that sees them."""


def _document(text: str, folder: Path) -> Document:
    """Write an article, and return it dressed for the PDF."""
    Image.new("RGB", (600, 300), (20, 90, 60)).save(folder / "field.png")
    Image.new("RGB", (60, 40), (20, 90, 60)).save(folder / "mark.png")
    css = '"#pf-content blockquote { opacity: 0.5 }"'
    front = f"title: Needed\ndate: 2025-03-01\ntoc: true\ncustom_css: {css}"
    path = folder / "needed.md"
    path.write_text(f"---\n{front}\n---\n{text}\n", encoding="utf-8")
    return document(path)


def _rules(data: bytes, verapdf: Engine, folder: Path, profile: Profile = ARCHIVE) -> set[str]:
    """Return the rules that a PDF fails, as flavour and clause-test."""
    path = folder / "needed.pdf"
    path.write_bytes(data)
    flavours = (UA_2, A_4F) if profile.is_pdf2 else (UA_1, A_3A)
    return {f"{failure.flavour} {failure.rule}" for failure in verapdf.judge(path, flavours)}


@pytest.mark.parametrize("name", PROOFS)
def test_without_a_correction_its_clause_fails(name: str, verapdf: Engine, tmp_path: Path) -> None:
    """A text fails nothing with it, and just the clause of the correction that is left out."""
    text, expected = PROOFS[name]
    dressed = _document(text, tmp_path)
    assert _rules(edition.write(dressed).data, verapdf, tmp_path) == set()
    assert _rules(edition.write(dressed, without=name).data, verapdf, tmp_path) == expected


@pytest.mark.parametrize("name", PROOFS_2)
def test_without_a_rule_of_pdf_2_its_clause_fails(
    name: str, verapdf: Engine, tmp_path: Path
) -> None:
    """A text fails nothing as PDF 2.0, and just the clause of the correction that is left out."""
    text, expected = PROOFS_2[name]
    dressed = _document(text, tmp_path)
    whole = edition.write(dressed, ARCHIVE_2).data
    assert _rules(whole, verapdf, tmp_path, ARCHIVE_2) == set()
    lacking = edition.write(dressed, ARCHIVE_2, without=name).data
    assert _rules(lacking, verapdf, tmp_path, ARCHIVE_2) == expected


def test_a_theme_that_skips_a_heading_level_needs_its_rule(verapdf: Engine, tmp_path: Path) -> None:
    """A template may set headings as it likes; those of the PDF step down one by one (7.4.2-1)."""
    plain = _document("## Second level\n\nText.", tmp_path)
    pages = {
        name: page.replace("<h2", "<h5").replace("</h2", "</h5")
        for name, page in plain.pages.items()
    }
    dressed = replace(plain, pages=pages)
    assert _rules(edition.write(dressed).data, verapdf, tmp_path) == set()
    lacking = edition.write(dressed, without="close_gaps").data
    assert _rules(lacking, verapdf, tmp_path) == {"ua1 7.4.2-1"}


def test_a_profile_without_the_schema_of_pdf_ua_fails(verapdf: Engine, tmp_path: Path) -> None:
    """PDF/A-3 knows PDF/UA's property only where the packet declares it (6.6.2.3.1)."""
    bare = replace(ARCHIVE, declares_schema=False)
    data = edition.write(_document("Text.", tmp_path), profile=bare).data
    assert {rule.rpartition("-")[0] for rule in _rules(data, verapdf, tmp_path)} == {"3a 6.6.2.3.1"}


def test_every_correction_has_its_proof() -> None:
    """Each correction and each rule of the tables is needed by a test."""
    proved = PROOFS.keys() | UNSEEN.keys() | SEEN.keys()
    assert {each.__name__ for each in (*CORRECTIONS, *RULES)} <= proved
    for place in UNSEEN.values():
        file, _, name = place.partition("::")
        assert f"def {name}(" in (Path(__file__).parents[1] / file).read_text(encoding="utf-8")
    assert {rule.__name__ for rule in (*PDF2_RULES, add_destinations)} <= PROOFS_2.keys()
