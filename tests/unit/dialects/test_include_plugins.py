"""Files that plugins of MkDocs set in are read wherever a line or some lines name them."""

from pathlib import Path

import pytest

from dialect_pages import plain, rewritten

PART = "---\nx: 1\n---\nFirst.\n<!--a-->\nInner *words*.\n<!--b-->\nLast.\n"
INCLUDES = {
    "markdown": (
        "{% include-markdown 'part.md' %}",
        "First.\n<!--a-->\nInner *words*.\n<!--b-->\nLast.",
    ),
    "another tag": (
        "{%- include 'part.md' -%}",
        "First.\n<!--a-->\nInner *words*.\n<!--b-->\nLast.",
    ),
    "a part": (
        '{% include-markdown "part.md" start="<!--a-->" end="<!--b-->" %}',
        "Inner *words*.",
    ),
    "a part on several lines": (
        '{%\n   include-markdown "part.md"\n   start="<!--a-->"\n   end="<!--b-->"\n%}',
        "Inner *words*.",
    ),
    "indented": (
        '!!! note\n    {%\n      include "part.md"\n      start="<!--a-->"\n      end="<!--b-->"\n    %}',
        "::: note\nInner *words*.\n:::",
    ),
    "by exclamation marks": ("{!part.md!}", "First.\n<!--a-->\nInner *words*.\n<!--b-->\nLast."),
    "code": ("{* part.md ln[2:3] *}", "```md\nx: 1\n---\n```"),
    "in code": ("```\n{% include 'part.md' %}\n```", "```\n{% include 'part.md' %}\n```"),
}


@pytest.mark.parametrize("name", INCLUDES)
def test_it_is_set_in(name: str, tmp_path: Path) -> None:
    """Its front matter is left out, and the part between two marks where they are named."""
    text, expected = INCLUDES[name]
    (tmp_path / "part.md").write_text(PART, encoding="utf-8")
    made, found = rewritten("mkdocs", text, tmp_path)
    assert plain(made) == expected
    assert not found


@pytest.mark.parametrize(
    "text", ["{% include 'none.md' %}", "{%\ninclude 'none.md'\n%}", "{!none.md!}"]
)
def test_a_missing_file_is_reported(text: str, tmp_path: Path) -> None:
    """Nothing is printed in its place."""
    made, found = rewritten("mkdocs", text, tmp_path)
    assert not made.strip()
    assert [each.code for each in found] == ["include"]


def test_files_that_include_each_other_end(tmp_path: Path) -> None:
    """The circle is reported, and the words of each are set once."""
    (tmp_path / "a.md").write_text("A\n\n{%\ninclude 'b.md'\n%}\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("B\n\n{% include 'a.md' %}\n", encoding="utf-8")
    made, found = rewritten("mkdocs", "{% include 'a.md' %}", tmp_path)
    assert plain(made) == "A\nB"
    assert [each.code for each in found] == ["include"]
