"""The schemas that editors get are schemas, take what the build takes, and refuse a misspelt key."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from commandline import triptych

ROOT = Path(__file__).parents[2]

FRONT: dict[str, Any] = {
    "title": 1984,
    "author": ["Jane Doe", {"name": "John Roe", "organisation": "A school", "bio": "He teaches."}],
    "date": "2025-08-20",
    "updated": None,
    "lang": "ur",
    "dir": "rtl",
    "tags": "one, two",
    "image": "lead.jpg",
    "toc": True,
    "identifier": ["978-0-306-40615-7", "10.1000/182"],
    "series": {"title": "Rivers", "number": 3},
    "issue": 12,
    "paper": "170mm x 240mm",
}


@cache
def _validator(what: str) -> Draft202012Validator:
    """Return a validator for what ``triptych schema`` prints."""
    schema = json.loads(triptych(ROOT, "schema", what).out)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("what", ["article", "publication"])
def test_what_is_printed_is_a_schema_in_which_every_key_is_described(what: str) -> None:
    """It fits the dialect that it names, and an editor can tell what each key is for."""
    schema = _validator(what).schema
    assert isinstance(schema, dict)
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert all(table["description"] for table in schema["properties"].values())


def test_the_schema_takes_front_matter_in_all_its_short_forms() -> None:
    """A bare author, a number for a title, an empty date and tags in one text are all right."""
    _validator("article").validate(FRONT)
    for author in ("Jane Doe", {"name": "Jane Doe"}, ["Jane Doe", {"name": "John Roe"}]):
        _validator("article").validate({"title": "A", "author": author, "date": None})


@pytest.mark.parametrize(
    ("what", "wrong"),
    [
        ("article", {"titel": "A"}),
        ("article", {"author": {"nmae": "Jane Doe"}}),
        ("article", {"image": {"path": "a.jpg", "atl": "A"}}),
        ("article", {"series": {"titel": "Rivers"}}),
        ("article", {"issue": {"nummer": 3}}),
        ("article", {"dir": "up"}),
        ("publication", {"tagine": "A"}),
        ("publication", {"text_size": 99}),
        ("publication", {"images_size": "huge"}),
    ],
)
def test_the_schema_refuses_a_misspelt_key_and_a_wrong_value(
    what: str, wrong: dict[str, Any]
) -> None:
    """An editor underlines what the build would complain of."""
    with pytest.raises(ValidationError):
        _validator(what).validate(wrong)


def test_the_schema_takes_the_sample_article() -> None:
    """The front matter of the article that Triptych publishes itself is valid."""
    for path in (ROOT / "content").rglob("*.md"):
        front = path.read_text(encoding="utf-8").split("---\n")[1]
        data = yaml.safe_load(front)
        days = {key: str(data[key]) for key in ("date", "updated") if data.get(key)}
        _validator("article").validate({**data, **days})
