"""The first files of a publication: their values are quoted, whatever is in them."""

import json
import tomllib
from datetime import date

import pytest

from triptych.desk import first_files
from triptych.settings import front_matter

TITLES = (
    'He said: "it is #1"',
    "C# & co",
    "🎉 party",
    "yes",
    "1984",
    "2026-01-01",
    "~",
    "- a list",
    "{{ x }}",
    "it's [not] {a} *mark*",
    "عنوان",
    "back\\slash",
    "%@`!&*?|>",
)


@pytest.mark.parametrize("title", TITLES)
def test_every_title_is_read_as_it_was_typed(title: str) -> None:
    """In YAML and in TOML, with quotes, colons, signs and numbers."""
    text = first_files.front_matter(title, date(2026, 1, 2), title, is_identified=True)
    keys, _ = front_matter.read(front_matter.split(f"{text}Words.", "a.md"), "a.md")
    assert (keys.title, keys.author[0].name) == (title, title)
    assert str(keys.identifier[0]).startswith("urn:uuid:")
    assert tomllib.loads(f"title = {first_files.quoted(title)}") == {"title": title}


def test_an_article_of_nothing_has_no_front_matter() -> None:
    """Neither fences nor keys."""
    assert first_files.front_matter("", None, "", is_identified=False) == ""


def test_identifiers_differ() -> None:
    """No two articles have one."""
    assert len({first_files.identifier() for _ in range(100)}) == 100


def test_each_value_of_a_text_is_filled_in() -> None:
    """No name in braces is left in the first article."""
    values = dict.fromkeys(("author", "date", "identifier", "folder", "theme"), "")
    assert "{" not in first_files.text_of("article.md", values)
    assert first_files.picture()[1].startswith(b"<svg")


@pytest.mark.parametrize(
    ("content", "pattern"),
    [("content", "content/**/*.md"), (".", "**/*.md"), ("a b", "a b/**/*.md")],
)
def test_an_editor_finds_the_schema_of_the_front_matter(content: str, pattern: str) -> None:
    """Its settings name the file that is written beside them, for the articles alone."""
    schemas = json.loads(first_files.editor_settings(content))["yaml.schemas"]
    assert schemas == {f"./{first_files.FRONT_MATTER_SCHEMA}": [pattern]}
