"""All errors of a file are reported in one run, and a line at the end names the articles that failed."""

import json
from pathlib import Path

import pytest

from commandline import ARTICLE, triptych, write

HTML = ("build", "--formats", "html")
FRONT = {
    "three values": (
        "title: [a]\ndate: 2026-02-30\ndropcap: perhaps",
        ["2: error: `title`", "3: error: `date`", "4: error: `dropcap`"],
    ),
    "a value and a picture in the text": (
        "title: A\ndate: soon",
        ["3: error: `date`", "error: “gone.png” is missing [picture]"],
    ),
    "a value, a misspelt key and the lead image": (
        'titel: A\nlang: "?"\nimage: {path: lead.png, alt: A}',
        ["2: warning: unknown key `titel`", "3: error: `lang`", "4: error: “lead.png” is missing"],
    ),
    "two files": (
        'title: A\nimage: {path: lead.png, alt: ""}\ncustom_css: own.css',
        ["3: error: “lead.png” is missing", "4: error: “own.css” is missing"],
    ),
    "several authors": (
        "title: A\nauthor:\n- name: [a]\n- name: [b]",
        ["4: error: `author.name`", "5: error: `author.name`"],
    ),
    "a missing and a wrong key of a table": (
        "title: A\nimage: {alt: [x]}",
        ["error: `image.path` is missing", "error: `image.alt`"],
    ),
}


@pytest.mark.parametrize("name", FRONT)
def test_every_error_of_an_article_is_reported(name: str, tmp_path: Path) -> None:
    """With the findings beside it, in one run."""
    front, expected = FRONT[name]
    folder = write(tmp_path, {"a.md": f"---\n{front}\n---\n\nText. ![A](gone.png)\n"})
    done = triptych(folder, *HTML, "a.md")
    assert [line for line in expected if line not in done.err] == []
    assert not (folder / "out" / "a").exists()


def test_every_error_of_the_settings_is_reported(tmp_path: Path) -> None:
    """Wrong values and unknown keys, by line, and as JSON."""
    settings = 'titel = "P"\nlang = "?"\ntext_size = 99\nzebra = 1\n'
    folder = write(tmp_path, {"triptych.toml": settings, "content/a.md": ARTICLE})
    done = triptych(folder, *HTML, "--json")
    assert done.code == 4
    errors = json.loads(done.out)["errors"]
    assert [error["line"] for error in errors] == [1, 2, 3, 4]
    assert [error["hint"] for error in errors][::3] == [
        "Did you mean `title`?",
        "Remove it; the handbook lists every key.",
    ]


def test_the_articles_that_failed_are_named_at_the_end(tmp_path: Path) -> None:
    """The first few, with their number; a build of one article needs no such line."""
    bad = {f"content/bad{n}.md": "---\ndate: soon\n---\nText.\n" for n in range(5)}
    pictured = {"content/mine.md": f"{ARTICLE}\n![A](gone.png)\n", "content/good.md": ARTICLE}
    folder = write(tmp_path, {"triptych.toml": "", **bad, **pictured})
    lines = triptych(folder, *HTML).err.splitlines()
    names = "content/bad0.md, content/bad1.md, content/bad2.md and 2 more"
    assert f"5 of 7 articles failed: {names}" in lines
    assert "1 of 7 articles built with findings that fail the build: content/mine.md" in lines
    assert " articles " not in triptych(folder, *HTML, "content/bad0.md").err
