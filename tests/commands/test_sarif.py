"""``triptych check --sarif`` gives a log that is SARIF 2.1.0 in all that code forges read."""

import json
from pathlib import Path
from typing import Any

import jsonschema

from commandline import triptych, write
from samples import GOOD, PAGE, book

TEXT = {
    "type": "object",
    "required": ["text"],
    "properties": {"text": {"type": "string", "minLength": 1}},
}
PLACE = {
    "type": "object",
    "required": ["physicalLocation"],
    "properties": {
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation"],
            "properties": {
                "artifactLocation": {
                    "required": ["uri"],
                    "properties": {"uri": {"type": "string", "pattern": "^[^ \\\\]+$"}},
                },
                "region": {"properties": {"startLine": {"type": "integer", "minimum": 1}}},
            },
        }
    },
}
ESSENTIALS: dict[str, Any] = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "$schema": {"type": "string", "format": "uri"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "properties": {
                    "tool": {
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "required": ["name", "version", "rules"],
                                "properties": {
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "required": ["id"],
                                            "properties": {"shortDescription": TEXT},
                                        },
                                    }
                                },
                            }
                        },
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {
                        "type": "array",
                        "items": {
                            "required": ["message", "ruleId", "level", "locations"],
                            "properties": {
                                "message": TEXT,
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "locations": {"type": "array", "minItems": 1, "items": PLACE},
                                "relatedLocations": {"type": "array", "items": PLACE},
                                "suppressions": {
                                    "items": {
                                        "required": ["kind"],
                                        "properties": {"kind": {"enum": ["inSource", "external"]}},
                                    }
                                },
                            },
                        },
                    },
                    "invocations": {
                        "items": {
                            "required": ["executionSuccessful"],
                            "properties": {
                                "executionSuccessful": {"type": "boolean"},
                                "exitCode": {"type": "integer"},
                                "toolExecutionNotifications": {
                                    "items": {
                                        "required": ["message"],
                                        "properties": {"message": TEXT},
                                    }
                                },
                            },
                        }
                    },
                },
            },
        },
    },
}
"""What OASIS's schema of SARIF 2.1.0 asks of the properties that we write."""


def _log(folder: Path, *words: str) -> dict[str, Any]:
    """Return the one run of a check's log, which holds to the schema."""
    log: dict[str, Any] = json.loads(
        triptych(folder, "check", "--no-judges", "--sarif", *words).out
    )
    jsonschema.validate(log, ESSENTIALS)
    run: dict[str, Any] = log["runs"][0]
    return run


def test_each_finding_is_a_result_with_its_rule_and_place(tmp_path: Path) -> None:
    """Rules are described once; a place in a book is told as a related place."""
    write(tmp_path, {"a page.html": PAGE.format("<img>"), "b.epub": book({**GOOD, "x.css": ""})})
    run = _log(tmp_path, ".")
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == ["epub-manifest", "html-alt"]
    results = {result["ruleId"]: result for result in run["results"]}
    assert [rules[r["ruleIndex"]] for r in run["results"]] == [r["ruleId"] for r in run["results"]]
    place = results["html-alt"]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%20page.html"
    assert place["region"]["startLine"] == 1
    assert results["epub-manifest"]["level"] == "warning"
    assert results["epub-manifest"]["relatedLocations"][0]["message"]["text"] == "in p.opf"


def test_a_waived_finding_is_suppressed_with_its_reason(tmp_path: Path) -> None:
    """What the settings waive is there, and counts for nothing."""
    settings = '[waivers]\nhtml-alt = "It only decorates."\n'
    write(tmp_path, {"triptych.toml": settings, "out/a.html": PAGE.format("<img>")})
    run = _log(tmp_path, "out/a.html")
    (result,) = run["results"]
    assert result["suppressions"] == [{"kind": "external", "justification": "It only decorates."}]
    assert run["invocations"][0]["exitCode"] == 0


def test_a_path_that_is_not_there_is_a_notification(tmp_path: Path) -> None:
    """The run was no success, and says why."""
    write(tmp_path, {"a.html": PAGE.format("x")})
    run = _log(tmp_path, "a.html", "b.epub")
    invocation = run["invocations"][0]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)
    notes = invocation["toolExecutionNotifications"]
    assert notes[0]["message"]["text"] == "b.epub: no such file"
