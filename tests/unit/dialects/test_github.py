"""GitHub's Markdown becomes Triptych's: titles, badges, formulas, links, emoji."""

from pathlib import Path

import pytest

from dialect_pages import plain, rewritten
from triptych.core.site import Site
from triptych.dialects import registry

BADGE = "https://img.shields.io/badge/build-passing-green.svg"
TEXTS = {
    "an alert": ("> [!WARNING]\n> Hot.", "::: warning\nHot.\n:::"),
    "an alert of two paragraphs": ("> [!NOTE]\n> a\n>\n> b", "::: note\na\nb\n:::"),
    "an alert with escaped brackets": ("> \\[!NOTE]\n> Hot.", "::: note\nHot.\n:::"),
    "an alert with both escaped": ("> \\[!TIP\\]\n> Hot.", "::: tip\nHot.\n:::"),
    "an alert with words behind it": ("> [!TIP] Once\n> hot.", "::: tip\nOnce\nhot.\n:::"),
    "an alert in an item": ("- > \\[!NOTE] Hot.", "- ::: note\n  Hot.\n  :::"),
    "an alert in code": ("`> \\[!NOTE]`", "`> \\[!NOTE]`"),
    "a formula": ("A $`x_1`$ b", "A $x_1$ b"),
    "a formula in a fence": ("```math\nE = m\n\nc\n```", "$$\nE = m\nc\n$$"),
    "a formula in code": ("`` $`x`$ ``", "`` $`x`$ ``"),
    "an emoji": (":rocket: and `:tada:`", ":rocket: and `:tada:`"),
    "a link to a heading with one": (
        "[x](#rocket-go-on) <a href='#rocket-go-on'>y</a> [z](#go)\n\n## :rocket: Go on",
        "[x](#go-on) <a href='#go-on'>y</a> [z](#go)\n\n## :rocket: Go on",
    ),
    "a mention": ("Thanks @ida, see #12 and a/b#3.", "Thanks @ida, see #12 and a/b#3."),
    "a link to a page": ("[x](docs/two.md#part)", "[x](docs/two.md#part)"),
    "a link to a file": ("[x](lamp.c#L3)", "[x](https://github.com/o/r/blob/HEAD/lamp.c#L3)"),
    "a link to a folder": ("[x](/docs)", "[x](https://github.com/o/r/tree/HEAD/docs)"),
    "a link to a folder with a page": ("[x](guide)", "[x](guide)"),
    "a link outside": ("[x](../../lamp.c)", "[x](../../lamp.c)"),
    "a link in code": ("`[x](lamp.c)`", "`[x](lamp.c)`"),
    "a wiki's link": ("[[The second|two]]", "[The second](/docs/two.md)"),
    "a wiki's picture": ("[[a.png]]", "![](/a.png)"),
    "what is no wiki's": ("a[[0]]", "a[[0]]"),
    "a title in a division": (
        '<div align="center">\n\n# Lamp\n\n</div>\n\nText.',
        '# Lamp\n<div align="center">\n</div>\nText.',
    ),
    "a title in HTML": (
        '<h1 align="center"><img src="a.png" alt="Logo"><br>Lamp</h1>\n\nText.',
        '# Lamp\n<img src="a.png" alt="Logo">\nText.',
    ),
    "a title that is a picture": (
        '<h1><img src="a.png" alt="Lamp"></h1>\nText.',
        '# Lamp\n<img src="a.png" alt="Lamp">\nText.',
    ),
    "a title after words": ("Words.\n\n# Lamp", "Words.\n\n# Lamp"),
    "a title first": ("# Lamp\n\n<h1>No</h1>", "# Lamp\n\n<h1>No</h1>"),
    "a heading in code": ("```\n# no\n```\nText.", "```\n# no\n```\nText."),
    "a picture": ("[![x](a.png)](b)", "[![x](a.png)](b)"),
}
BADGES = {
    "a badge": (f"![Build]({BADGE}) x", "Build x"),
    "with a link": (f"[![Build]({BADGE})](https://a.b) x", "[Build](https://a.b) x"),
    "with a title": (f'[![Build]({BADGE} "t")](https://a.b "u")', "[Build](https://a.b)"),
    "by references": (
        f"[![Build][i]][u]\n\n[i]: {BADGE}\n[u]: https://a.b",
        f"[Build](https://a.b)\n[i]: {BADGE}\n[u]: https://a.b",
    ),
    "by its words": (f"![Build]\n![i][]\n\n[i]: {BADGE}", f"![Build]\ni\n[i]: {BADGE}"),
    "in HTML": (f"<a href='u'><img alt='Build' src='{BADGE}'/></a>", "<a href='u'>Build</a>"),
    "without words": (f"[![]({BADGE})](https://a.b) x", " x"),
    "of a workflow": (
        "![CI](https://github.com/a/b/actions/workflows/ci.yml/badge.svg?branch=x)",
        "CI",
    ),
    "several": (f"![a]({BADGE})\n![b]({BADGE}) ![c](https://badge.fury.io/py/x.svg)", "a\nb c"),
}


@pytest.fixture
def repository(tmp_path: Path) -> tuple[Path, Site]:
    """Return a repository, and its site."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "guide").mkdir()
    (tmp_path / "guide/README.md").touch()
    for name in ("docs/two.md", "lamp.c", "a.png"):
        (tmp_path / name).touch()
    return tmp_path, Site(dialect="github", values={"repository": "https://github.com/o/r"})


@pytest.mark.parametrize("name", TEXTS)
def test_markup_becomes_triptychs(name: str, repository: tuple[Path, Site]) -> None:
    """Each construct is what Triptych's Markdown has for it; nothing is reported."""
    typed, expected = TEXTS[name]
    made, found = rewritten("github", typed, repository[0], site=repository[1])
    assert plain(made) == plain(expected)
    assert not found


@pytest.mark.parametrize("name", BADGES)
def test_a_badge_is_its_words(name: str) -> None:
    """Badges are replaced by their words, and reported once."""
    typed, expected = BADGES[name]
    made, found = rewritten("github", typed)
    assert plain(made) == expected
    assert [each.code for each in found] == ["foreign-markup"]


def test_a_picture_that_is_no_character_is_left_out() -> None:
    """Emoji that only GitHub has are pictures."""
    made, found = rewritten("github", "Go :shipit: on `:octocat:`")
    assert made == "Go  on `:octocat:`"
    assert [each.code for each in found] == ["foreign-markup"]


def test_a_given_title_stays() -> None:
    """The front matter's title counts, so that no heading is moved."""
    typed = "<div>\n\n# Lamp\n\n</div>"
    made, _ = rewritten("github", typed, front={"title": "Given"})
    assert made == typed


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (".git/config", '[remote "origin"]\n\turl = git@github.com:o/r.git\n'),
        (".git/config", '[remote "origin"]\n\turl = https://github.com/o/r\n'),
        ("package.json", '{"repository": {"url": "git+https://github.com/o/r.git"}}'),
        ("package.json", '{"repository": "o/r"}'),
        ("package.json", '{"repository": "github:o/r"}'),
    ],
)
def test_the_repository_is_known(file: str, text: str, tmp_path: Path) -> None:
    """Its address is read from what names it."""
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(text)
    describe = registry.DIALECTS["github"].describe
    assert describe
    assert describe(tmp_path, ".github").values == {"repository": "https://github.com/o/r"}


def test_a_megabyte_of_one_construct_is_read() -> None:
    """Rewriting takes a time that grows with the text alone."""
    for markup in ("[![", "<img ", "<h1>", "![a](", "$`", ":a:", "[[a", "> [!NOTE] "):
        rewritten("github", markup * (100_000 // len(markup)))
