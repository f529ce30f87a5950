"""Every PDF is PDF/UA-1 and PDF/A-3a at once, as veraPDF judges."""

from pathlib import Path

from triptych.checks.verapdf import Engine


def test_a_file_that_is_no_pdf_is_told_as_broken(verapdf: Engine, tmp_path: Path) -> None:
    """What cannot be judged is a failure with its reason, in every flavour asked for."""
    path = tmp_path / "no.pdf"
    path.write_bytes(b"This is no PDF.")
    failures = verapdf.judge(path)
    assert [(f.flavour, f.rule) for f in failures] == [("ua1", "broken"), ("3a", "broken")]
    assert all(f.message for f in failures)
