"""Findings that articles share are reported once a publication."""

from itertools import permutations
from pathlib import Path

from triptych.core.errors import Finding, Place, Severity
from triptych.press.orders import Edition, Outcome
from triptych.press.repeated import merge_repeated

_EDITION = ((Edition("html", "a.html", "0", 1), Path("out/a/a.html")),)


def _outcome(number: int, *findings: Finding) -> Outcome:
    """Return the outcome of a built article."""
    return Outcome(number, f"{number}.md", _EDITION, findings)


def _finding(code: str, article: int, message: str = "m", waived: str = "") -> Finding:
    """Return a note in an article."""
    return Finding(code, Severity.NOTE, message, Place(f"{article}.md", 1), waived=waived)


def test_an_unknown_key_is_reported_once_with_its_other_places() -> None:
    """At the first article, whatever the order in which the articles were done."""
    outcomes = [_outcome(n, _finding("unknown-key", n, "unknown key `x`")) for n in range(3)]
    for order in permutations(outcomes):
        merged = merge_repeated(order)
        assert [len(outcome.findings) for outcome in merged] == [1, 0, 0]
        assert merged[0].findings[0].others == (Place("1.md", 1), Place("2.md", 1))


def test_different_keys_stay_apart() -> None:
    """Each has places of its own."""
    merged = merge_repeated(
        [
            _outcome(n, _finding("unknown-key", n, f"unknown key `{key}`"))
            for n, key in enumerate("aba")
        ]
    )
    assert [[f.others for f in outcome.findings] for outcome in merged] == [
        [(Place("2.md", 1),)],
        [()],
        [],
    ]


def test_missing_dates_are_one_finding_when_no_article_has_a_date() -> None:
    """Where one has a date, each other is reported by itself."""
    undated = [_outcome(n, _finding("no-date", n, "the article has no date")) for n in range(2)]
    (first,) = [f for outcome in merge_repeated(undated) for f in outcome.findings]
    assert (first.message, first.others) == ("no article has a date", (Place("1.md", 1),))
    merged = merge_repeated([*undated, _outcome(2)])
    assert [f.message for o in merged for f in o.findings] == ["the article has no date"] * 2


def test_one_article_without_a_date_is_named_as_such() -> None:
    """There is nothing to merge."""
    (outcome,) = merge_repeated([_outcome(0, _finding("no-date", 0, "the article has no date"))])
    assert outcome.findings[0].message == "the article has no date"


def test_an_equal_finding_is_reported_once() -> None:
    """Such as one on a theme, which every article meets."""
    shared = Finding("custom-css", Severity.WARNING, "m", Place("style.css", 3))
    merged = merge_repeated([_outcome(n, shared) for n in range(3)])
    assert [outcome.findings for outcome in merged] == [(shared,), (), ()]


def test_waived_findings_are_not_merged() -> None:
    """Each counts, and none hides one that is not waived."""
    waived = _outcome(0, _finding("unknown-key", 0, waived="Because."))
    merged = merge_repeated([waived, _outcome(1, _finding("unknown-key", 1)), _outcome(2)])
    assert [len(outcome.findings) for outcome in merged] == [1, 1, 0]
