"""Front matter: split off by its fences, read as typed, with the line of every key and value."""

from typing import Any

import pytest

from triptych.core.errors import Finding, Place, Severity, SourceError
from triptych.core.findings import collecting
from triptych.settings.front_matter import LIMIT, FrontMatter, Split, read, split

QUOTES = "Put a text with a colon, a quotation mark or a leading sign in quotes."

SPLITS = {
    "no front matter": ("Text.\n", Split("", "", "Text.\n", 1)),
    "an empty file": ("", Split("", "", "", 1)),
    "YAML": ("---\na: b\n---\nText.\n", Split("---", "a: b", "Text.\n", 4)),
    "YAML that ends in dots": ("---\na: b\n...\nText.\n", Split("---", "a: b", "Text.\n", 4)),
    "TOML": ("+++\na = 1\nb = 2\n+++\nText.", Split("+++", "a = 1\nb = 2", "Text.", 5)),
    "fences with space behind": ("--- \na: b\n---\t\nText.", Split("---", "a: b", "Text.", 4)),
    "fences with space before": (" ---\na: b\n---\n", Split("", "", " ---\na: b\n---\n", 1)),
    "nothing between": ("---\n---\nText.", Split("---", "", "Text.", 3)),
    "nothing below": ("---\na: b\n---", Split("---", "a: b", "", 4)),
    "a rule": ("---\n\nText.\n\n---\n", Split("", "", "---\n\nText.\n\n---\n", 1)),
    "a rule above a line of space": ("---\n \nText.", Split("", "", "---\n \nText.", 1)),
    "a blank line in TOML": ("+++\n\na = 1\n+++\n", Split("+++", "\na = 1", "", 5)),
    "the first closing fence": ("---\na: b\n---\nc\n---\n", Split("---", "a: b", "c\n---\n", 4)),
    "dots in TOML": ("+++\n...\n+++\n", Split("+++", "...", "", 4)),
}


@pytest.mark.parametrize("name", SPLITS)
def test_front_matter_is_split_from_the_text(name: str) -> None:
    """Its fences begin the first line; the text keeps its number of the line."""
    source, expected = SPLITS[name]
    assert split(source, "a.md") == expected


OPEN = [("---", "---"), ("---", "---\na: b\n+++\n"), ("+++", "+++\n")]


@pytest.mark.parametrize(("fence", "source"), OPEN)
def test_front_matter_that_never_closes_is_refused(fence: str, source: str) -> None:
    """The place is the line that opens it."""
    with pytest.raises(SourceError) as error:
        split(source, "a.md")
    assert error.value.message == f"front matter opens with {fence} but never closes"
    assert error.value.hint == f"Put a line {fence} below the last key."
    assert error.value.place == Place("a.md", 1)


def test_front_matter_may_have_a_number_of_characters() -> None:
    """At the limit it is read, one more is too long."""
    assert split(f"---\n{'x' * LIMIT}\n---\n", "a.md").front == "x" * LIMIT
    with pytest.raises(SourceError) as error:
        split(f"---\n{'x' * (LIMIT + 1)}\n---\n", "a.md")
    assert error.value.message == "front matter has 65537 characters, at most 65536 are read"
    assert error.value.hint == "Move the text below the closing fence."
    assert error.value.place == Place("a.md", 1)


def _read(
    front: str, fence: str = "---"
) -> tuple[FrontMatter, dict[tuple[str | int, ...], int], list[Finding]]:
    """Return the values, the lines and the findings of front matter."""
    with collecting() as found:
        values, lines = read(Split(fence, front, "", 1), "a.md")
    return values, lines, found


def _given(front: str, fence: str = "---") -> dict[str, Any]:
    """Return the values that front matter sets, of those that are no default."""
    values, _, found = _read(front, fence)
    assert found == []
    return values.model_dump(exclude_defaults=True, exclude_unset=True)


VALUES: dict[str, tuple[str, dict[str, Any]]] = {
    "nothing": ("", {}),
    "a comment": ("# Nothing", {}),
    "words that YAML would take for others": (
        "title: no\nkicker: 2025-01-01\nrights: 007\nsubtitle: 1e3\npublisher: yes",
        {
            "title": "no",
            "kicker": "2025-01-01",
            "rights": "007",
            "subtitle": "1e3",
            "publisher": "yes",
        },
    ),
    "null in each spelling is empty": ("title:\nkicker: ~\nrights: null\nimage: ~\nseries:", {}),
    "a quoted null is a word": ("title: 'null'\nkicker: \"~\"", {"title": "null", "kicker": "~"}),
    "words that only look like null": (
        "title: Null\nkicker: nil",
        {"title": "Null", "kicker": "nil"},
    ),
    "a block of text": ("title: |\n  a\n  b", {"title": "a\nb"}),
    "hyphens in keys": ("short-title: a\ncustom-css: b", {"short_title": "a", "custom_css": "b"}),
    "space in keys": ("'title ': a", {"title": "a"}),
    "true and false": ("toc: true\ndropcap: true\ndraft: false", {"toc": True, "dropcap": True}),
    "a list": ("tags: [a, b]", {"tags": ["a", "b"]}),
    "a list of lines": ("tags:\n- a\n- b", {"tags": ["a", "b"]}),
}


@pytest.mark.parametrize("name", VALUES)
def test_yaml_is_read_as_it_is_typed(name: str) -> None:
    """A plain value is the text that was typed, so ``no`` is Norwegian; null is an empty text."""
    front, expected = VALUES[name]
    assert _given(front) == expected


def test_toml_is_read_with_its_own_types() -> None:
    """Keys may have hyphens."""
    front = 'title = "a"\nshort-title = "b"\ntoc = true\ntags = ["c"]'
    assert _given(front, "+++") == {"title": "a", "short_title": "b", "toc": True, "tags": ["c"]}


def test_each_key_and_value_of_yaml_has_its_line() -> None:
    """Lines count from the fence that opens front matter."""
    front = (
        "title: a\n\nimage:\n  path: b\n  alt-text: c\nauthors:\n- d\n- name: e\ntags: [f,\n  g]"
    )
    lines = _read(front)[1]
    assert lines == {
        (): 2,
        ("title",): 2,
        ("image",): 4,
        ("image", "path"): 5,
        ("image", "alt_text"): 6,
        ("authors",): 7,
        ("authors", 0): 8,
        ("authors", 1): 9,
        ("authors", 1, "name"): 9,
        ("tags",): 10,
        ("tags", 0): 10,
        ("tags", 1): 11,
    }


def test_each_key_of_toml_has_its_line() -> None:
    """Keys may be dotted, quoted and in tables; of two equal paths the first counts."""
    front = """\
title = "a"
issue.number = 1
"short-title" = "b"

[image]
path = "c"
[[authors]]
name = "d"
[[authors]]
name = "e"
[waivers]
no-date = "because"
"""
    assert _read(front, "+++")[1] == {
        ("title",): 2,
        ("issue",): 3,
        ("issue", "number"): 3,
        ("short_title",): 4,
        ("image",): 6,
        ("image", "path"): 7,
        ("authors",): 8,
        ("authors", "name"): 9,
        ("waivers",): 12,
        ("waivers", "no_date"): 13,
    }


REFUSED = {
    "a list": (
        "- a\n- b",
        "front matter is not a list of keys such as `title: …`",
        Place("a.md", 2),
        "Write one `key: value` a line.",
    ),
    "a text": (
        "title",
        "front matter is not a list of keys such as `title: …`",
        Place("a.md", 2),
        None,
    ),
    "a list as a key": (
        "title: a\n? [b]\n: c",
        "a key is a list or a table",
        Place("a.md", 3),
        "Write `key: value`.",
    ),
    "a table as a key": ("{a: b}: c", "a key is a list or a table", Place("a.md", 2), None),
    "a key given twice": (
        "title: a\nkicker: b\ntitle: c",
        "`title` is given twice, first on line 2",
        Place("a.md", 4),
        "Keep one of them.",
    ),
    "a key given twice in two spellings": (
        "short-title: a\nshort_title: c",
        "`short_title` is given twice, first on line 2",
        Place("a.md", 3),
        "Keep one of them.",
    ),
    "a key within another given twice": (
        "image:\n  path: a\n  path: b",
        "`path` is given twice, first on line 3",
        Place("a.md", 4),
        "Keep one of them.",
    ),
    "an alias": (
        "title: &a b\nkicker: *a",
        "front matter uses a YAML alias (*name), which is not supported",
        Place("a.md", 3),
        "Write the value out.",
    ),
    "a control character": (
        "title: a\nkicker: b\x07",
        "front matter contains the control character U+0007",
        Place("a.md", 3),
        "Remove it.",
    ),
    "an open quotation mark": (
        'title: a\nkicker: "b\nrights: c',
        "front matter is not YAML: a quotation mark is never closed",
        Place("a.md", 3, 9),
        QUOTES,
    ),
    "a colon": (
        "title: a\nkicker: b: c",
        "front matter is not YAML: mapping values are not allowed here",
        Place("a.md", 3, 10),
        QUOTES,
    ),
    "a tab": (
        "title: a\n\tkicker: b",
        "front matter is not YAML: found character '\\t' that cannot start any token",
        Place("a.md", 3, 1),
        "Indent with spaces; YAML does not allow tabs there.",
    ),
    "a second table": (
        "title: a\n...\nkicker: b",
        "front matter is not YAML: a second table begins here",
        Place("a.md", 4, 1),
        "Write one table, without a line `...` in it.",
    ),
    "a wrong value": ("title: a\ntoc: perhaps", "`toc`: ", Place("a.md", 3), None),
    "a wrong value in a table": ("image:\n  alt: a", "`image.path`", Place("a.md", 2), None),
    "nesting too deep": (
        "title: " + "[" * 520 + "]" * 520,
        "front matter is nested too deeply",
        Place("a.md", 2),
        "Use the keys in the handbook.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_yaml_that_cannot_be_read_is_refused(name: str) -> None:
    """The line is the file's, and the hint says what to write."""
    front, message, place, hint = REFUSED[name]
    with pytest.raises(SourceError) as error:
        _read(front)
    assert error.value.message.startswith(message)
    assert error.value.place == place
    assert hint is None or (error.value.message, error.value.hint) == (message, hint)


def test_toml_that_does_not_parse_is_refused() -> None:
    """The line is the file's, with the reason of the parser."""
    with pytest.raises(SourceError) as error:
        _read('title = "a"\nkicker: b', "+++")
    assert error.value.message.startswith("front matter is not TOML: expected '='")
    assert error.value.place == Place("a.md", 3)
    assert (
        error.value.hint == 'Write `key = "text"`; TOML has an equals sign where YAML has a colon.'
    )


def test_a_key_that_is_not_known_is_reported_on_its_line() -> None:
    """The article is built without it."""
    values, _, found = _read("title: a\ntitel: b")
    assert values.title == "a"
    assert [(f.code, f.place) for f in found] == [("unknown-key", Place("a.md", 3))]


def test_an_isbn_with_a_wrong_digit_is_reported_on_its_line() -> None:
    """A right one and an address are not."""
    front = "identifier:\n- https://a.example/\n- 978-3-16-148410-0\n- 978-3-16-148410-1"
    (found,) = _read(front)[2]
    assert (found.code, found.severity) == ("isbn-check", Severity.WARNING)
    assert found.place == Place("a.md", 5)
    assert found.message.startswith("`identifier`: 978-3-16-148410-1: ")
    assert found.hint == "Compare it with the imprint. Used unchanged, but not as an ISBN."


def test_a_waiver_of_no_finding_is_reported_on_its_line() -> None:
    """In YAML and in TOML, whose keys have hyphens."""
    for fence, front in (("---", "waivers:\n  no-dat: a"), ("+++", '[waivers]\nno-dat = "a"')):
        (found,) = _read(front, fence)[2]
        assert found.place == Place("a.md", 3)
        assert "no-dat" in found.message
