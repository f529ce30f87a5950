"""Findings are collected in order, each where it belongs, and none is lost."""

import os
import sys

import pytest

from triptych.core import findings
from triptych.core.errors import Finding, Place, Severity
from triptych.press.helper_process import HelperProcess, started

PLACE = Place("article.md", 3)


def test_findings_are_collected_in_order_and_the_inner_list_keeps_its_own() -> None:
    """An outer list gets what is reported around an inner one, and nothing of the inner one's."""
    with findings.collecting() as outer:
        findings.warn("first", "a", PLACE)
        with findings.collecting() as inner:
            findings.note("second", "b", PLACE, "c")
        findings.warn("third", "d", PLACE)
    assert [finding.code for finding in outer] == ["first", "third"]
    assert inner == [Finding("second", Severity.NOTE, "b", PLACE, "c")]


def test_a_finding_that_nothing_collects_is_an_error() -> None:
    """It must not vanish: before, between and after lists that collect."""
    with findings.collecting():
        pass
    with pytest.raises(LookupError):
        findings.warn("lost", "a", PLACE)


def prepare(_: object) -> None:
    """Do nothing: there is nothing to load."""


def assist(question: int) -> int:
    """Report as many findings as are asked for, and return how many there were."""
    for number in range(question):
        findings.warn("asked", str(number), PLACE)
    return question


@pytest.mark.usefixtures("forkable")
@pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2,
    reason="a helper is begun only where processes fork and run side by side",
)
def test_the_helper_process_hands_its_findings_back() -> None:
    """Each answer brings its own findings, in order, to whatever collects here."""
    with started(lambda: sys.modules[__name__], is_wanted=True) as helper:
        assert helper
        assert _answer(helper, 2) == ["0", "1"]
        assert _answer(helper, 1) == ["0"]


def _answer(helper: HelperProcess, question: int) -> list[str]:
    """Return the messages of the findings that come with an answer."""
    with findings.collecting() as found:
        helper.ask(question)
        assert helper.answer() == question
    return [finding.message for finding in found]
