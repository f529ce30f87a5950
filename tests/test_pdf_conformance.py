"""Every PDF is PDF/UA-1 and PDF/A-3a at once, as veraPDF judges."""

from pathlib import Path

import pytest

from pressing import ROOT, pdfs
from triptych.checks.verapdf import Engine

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


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_pdf_of_every_case_conforms(case: Path, verapdf: Engine, tmp_path: Path) -> None:
    """Each PDF that a case gives fails no check of PDF/UA-1 and none of PDF/A-3a."""
    _judge_all(case / "in", verapdf, tmp_path)


def test_the_pdfs_of_the_content_conform(verapdf: Engine, tmp_path: Path) -> None:
    """Each PDF of our own publication fails no check of PDF/UA-1 and none of PDF/A-3a."""
    _judge_all(ROOT, verapdf, tmp_path)


def _judge_all(folder: Path, verapdf: Engine, tmp_path: Path) -> None:
    """Assert that what is pressed from a folder fails nothing."""
    failures = []
    for artifact in pdfs(folder):
        path = tmp_path / artifact.name
        path.write_bytes(artifact.data)
        failures += [f"{artifact.name}: {failure}" for failure in verapdf.judge(path)]
    assert failures == []
