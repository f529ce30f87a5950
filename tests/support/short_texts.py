"""A short text as an article, for tests of what one line of it becomes."""

from pathlib import Path

import pressing
from triptych.core.errors import Finding
from triptych.press import pipeline
from triptych.settings.publication import bare


def press(
    folder: Path, text: str, *formats: str, front: str = "lang: en"
) -> tuple[dict[str, bytes], list[Finding]]:
    """Press a text, titled and dated, into editions by format."""
    path = folder / "article.md"
    path.write_text(f"---\ntitle: Law\ndate: 2025-03-01\n{front}\n---\n{text}\n", encoding="utf-8")
    manuscript = pressing.read(path, bare(folder))
    artifacts, findings = pipeline.press(manuscript, formats or ("pdf",))
    return {artifact.format: artifact.data for artifact in artifacts}, findings


def codes(findings: list[Finding]) -> list[str]:
    """Return the codes of findings."""
    return [finding.code for finding in findings]
