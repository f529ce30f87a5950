"""Front matter that does not parse, as other tools accept it, and tables with aliases."""

from itertools import pairwise
from typing import Any

import pytest

from triptych.core.errors import SourceError
from triptych.core.findings import collecting
from triptych.settings.front_matter import read, split
from triptych.settings.front_tables import loose_yaml
from triptych.settings.loose_tables import salvage

BROKEN: dict[str, tuple[str, dict[str, Any]]] = {
    "a colon": ("title: One: two\ntags: [a, b]", {"title": "One: two", "tags": ["a", "b"]}),
    "quotation marks": ('title: "A "big" lamp"\nid: x', {"title": 'A "big" lamp', "id": "x"}),
    "words behind a quotation": ("title: 'A' lamp\nid: x", {"title": "'A' lamp", "id": "x"}),
    "a leading sign": ("title: @ada and `code`\nid: x", {"title": "@ada and `code`", "id": "x"}),
    "a template": ("url: {{ a }}/b\nid: x", {"url": "{{ a }}/b", "id": "x"}),
    "a tab": ("a:\n\t- one\n\t- two\nid: x", {"a": ["one", "two"], "id": "x"}),
    "a continued line": (
        "title: One: two\n  and more: three\nid: x",
        {"title": "One: two and more: three", "id": "x"},
    ),
    "a key twice": ("id: a\nid: b", {"id": "b"}),
    "an alias": ("a: &x [1]\nb: *x", {"a": ["1"], "b": ["1"]}),
    "a line that is no key": ("title: One\nnonsense\nid: x", {"title": "One nonsense", "id": "x"}),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_other_tools_accept_is_read(case: str) -> None:
    """Each key that can be read is, with its line; the others are left out."""
    front, expected = BROKEN[case]
    data, lines = salvage(front, "---")
    assert data == expected
    assert set(lines) == {(key,) for key in expected}


def test_toml_is_read_key_by_key() -> None:
    """A key of TOML that does not parse is left out."""
    data, lines = salvage('title = "One"\ndate = 2020-99-99\n[params]\na = 1', "+++")
    assert data == {"title": "One", "params": {"a": 1}}
    assert lines["title",] == 2


def test_a_site_of_another_tool_has_its_articles_made() -> None:
    """A fault is reported, where our own dialect refuses the article."""
    parts = split("---\ntitle: One: two\n---\nText.", "a.md")
    with pytest.raises(SourceError, match="not YAML"):
        read(parts, "a.md")
    with collecting() as found:
        front, _ = read(parts, "a.md", is_foreign=True)
    assert front.title == "One: two"
    assert [each.code for each in found] == ["front-matter"]


@pytest.mark.parametrize(
    ("source", "front", "text"),
    [
        ("---\n\ntitle: x\n\n---\nText", "\ntitle: x\n", "Text"),
        ("---\n\nText.\n\n---\n", "", "---\n\nText.\n\n---\n"),
        ("\n\n---\ntitle: x\n---\nText", "\n\ntitle: x", "Text"),
        ("\n---\n\nText.\n\n---\n", "", "\n---\n\nText.\n\n---\n"),
        ("\n+++\na = 1\n+++\nText", "\na = 1", "Text"),
        ("---\ntitle: x\nText", "", "---\ntitle: x\nText"),
        ("+++\na = 1\nText", "", "+++\na = 1\nText"),
    ],
)
def test_front_matter_is_split_off_as_other_tools_do(source: str, front: str, text: str) -> None:
    """Keys may follow a blank line; what nothing closes is text."""
    parts = split(source, "a.md", is_foreign=True)
    assert (parts.front, parts.text) == (front, text)


def test_aliases_of_a_configuration_are_read_within_a_bound() -> None:
    """Merge keys too; a table that is a part of itself, or grows too large, is none."""
    text = "a: &x {k: 1, l: [2]}\nb: *x\nc:\n  <<: *x\n  k: 3\nd:\n  <<: [*x, {z: 4}]\n"
    whole = {"k": "1", "l": ["2"]}
    assert loose_yaml(text) == {
        "a": whole,
        "b": whole,
        "c": {**whole, "k": "3"},
        "d": {"z": "4", **whole},
    }
    assert loose_yaml("d: &y [*y]") == {}
    assert loose_yaml("k: 1\nk: 2") == {"k": "2"}
    names = "abcdefghij"
    rows = [f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]" for a, b in pairwise(names)]
    assert loose_yaml("\n".join(["a: &a [1, 1]", *rows])) == {}
