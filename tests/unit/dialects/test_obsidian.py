"""Obsidian's Markdown becomes Triptych's, and code stays as it is typed."""

import json
from datetime import date
from pathlib import Path

import pytest

from dialect_pages import plain, rewritten
from triptych.core.site import Site
from triptych.dialects import registry
from triptych.dialects.page import Page

LINKS = {
    "a note": ("[[Two]]", "[Two](/notes/Two.md)"),
    "in another case": ("[[two]]", "[two](/notes/Two.md)"),
    "with words": ("[[Two|the *second*]]", "[the *second*](/notes/Two.md)"),
    "a heading": ("[[Two#Part one]]", "[Two \\> Part one](/notes/Two.md#Part%20one)"),
    "headings": ("[[Two#A#B|x]]", "[x](/notes/Two.md#A%23B)"),
    "a block": ("[[Two#^here]]", "[Two](/notes/Two.md#^here)"),
    "a heading of its own": ("[[#Part]]", "[Part](/own.md#Part)"),
    "a note that is missing": ("[[Nobody wrote it]]", "[Nobody wrote it](Nobody%20wrote%20it)"),
    "a file": ("[[lamp.png]]", "[lamp.png](/img/lamp.png)"),
    "in a table": ("| [[Two\\|second]] |", "| [second](/notes/Two.md) |"),
    "words with signs": ("[[Two_*]]", "[Two\\_\\*](Two_*)"),
    "a link in Markdown": ("[x](Two.md#Part%20one)", "[x](/notes/Two.md#Part%20one)"),
    "without a suffix": ("[x](Two)", "[x](/notes/Two.md)"),
    "in angle brackets": ("[x](<Two.md>)", "[x](/notes/Two.md)"),
    "within itself": ("[x](#Part)", "[x](/own.md#Part)"),
    "to the web": ("[x](https://example.org)", "[x](https://example.org)"),
    "escaped": ("\\[[Two]]", "\\[[Two]]"),
    "in code": ("`[[Two]]`", "`[[Two]]`"),
    "unclosed": ("[[Two", "[[Two"),
    "empty": ("[[]]", "[[]]"),
}
PICTURES = {
    "a picture": ("![[lamp.png]]", "![](/img/lamp.png)"),
    "its width": ("![[lamp.png|300]]", "![](/img/lamp.png){width=300px}"),
    "its size": ("![[lamp.png|300x200]]", "![](/img/lamp.png){width=300px height=200px}"),
    "its words": ("![[lamp.png|A lamp|300]]", "![A lamp](/img/lamp.png){width=300px}"),
    "its place": ("![[lamp.png|right|300]]", "![](/img/lamp.png){width=300px}"),
    "in a table": ("| ![[lamp.png\\|50]] |", "| ![](/img/lamp.png){width=50px} |"),
    "one that is missing": ("![[none.png]]", "![](none.png)"),
    "in Markdown": ("![A lamp|80](lamp.png)", "![A lamp](lamp.png){width=80px}"),
    "without a size": ("![A | b](lamp.png)", "![A b](lamp.png)"),
    "a film": (
        "![](https://youtu.be/abcdefghijk)",
        '<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe>',
    ),
    "a sound": ("![[song.mp3]]", '<audio src="song.mp3" title="song.mp3"></audio>'),
    "in code": ("`![[lamp.png]]`", "`![[lamp.png]]`"),
}
TEXTS = {
    "a comment": ("a %%no%% b", "a  b"),
    "a comment over lines": ("a\n%%\nno\n\nno\n%%\nb", "a\nb"),
    "a comment in code": ("`%%a%%`", "`%%a%%`"),
    "one sign more": ("100%% sure", "100%% sure"),
    "a mark": ("==a==", "==a=="),
    "a tag": ("#tag and #a/b", "#tag and #a/b"),
    "a task of its own kind": (
        "- [/] half\n- [-] no\n- [ ] open",
        "- [x] half\n- [x] no\n- [ ] open",
    ),
    "a number in brackets": ("- [1] one", "- [1] one"),
    "a field": ("key:: value", "**key:** value"),
    "a field in bold": ("**Key two**:: value", "**Key two:** value"),
    "a field in a list": ("- key:: [[Two]]", "- **key:** [Two](/notes/Two.md)"),
    "a field in brackets": ("a [rating:: 9] b", "a rating: 9 b"),
    "a field in parentheses": ("a (rating:: 9) b", "a 9 b"),
    "two colons in code": ("std::vector and `a:: b`", "std::vector and `a:: b`"),
    "a block's id": ("Text. ^here", "Text. []{#here}"),
    "a list's id": ("- a ^one\n- b", "- a []{#one}\n- b"),
    "a formula": ("$$\na ^b\n$$ ^c", "$$\na ^b\n$$ []{#c}"),
    "a power": ("10 ^2 km", "10 ^2 km"),
    "a table's id": (
        "| a |\n|---|\n| b |\n\n^tab",
        "::: {#tab}\n| a |\n|---|\n| b |\n:::",
    ),
    "an id below a paragraph": ("Text.\n\n^here", "Text. []{#here}"),
    "a callout": ("> [!tip] Title\n> Text", '::: {.tip title="Title"}\nText\n:::'),
    "a folded one": ("> [!faq]- Why?\n> So.", '::: {.note title="Why?"}\nSo.\n:::'),
    "its kind alone": ("> [!bug]\n> Text", '::: {.warning title="Bug"}\nText\n:::'),
    "its title alone": ("> [!note] Title", '::: {.note title="Title"}\n:::'),
    "with a layout": ("> [!note|right] T\n> x", '::: {.note title="T"}\nx\n:::'),
    "within another": (
        "> [!note] A\n>> [!tip] B\n>> b",
        ':::: {.note title="A"}\n::: {.tip title="B"}\nb\n:::\n::::',
    ),
    "in a list": ("- > [!tip] A\n  > b", '- ::: {.tip title="A"}\n  b\n  :::'),
    "in a quotation": (
        "> a\n> > [!tip] A\n> > b",
        '> a\n>\n> ::: {.tip title="A"}\n>\n> b\n>\n> :::\n>',
    ),
    "of the plugin Admonition": (
        "```ad-warning\ntitle: Careful\ncollapse: open\n\nText [[Two]]\n```",
        '::: {.warning title="Careful"}\nText [Two](/notes/Two.md)\n:::',
    ),
    "of the plugin, unclosed": ("```ad-note\nText", "::: note\nText\n:::"),
    "in a fence": ("```\n> [!tip]\n[[Two]] %%a%% ^b\n```", "```\n> [!tip]\n[[Two]] %%a%% ^b\n```"),
    "code that begins with an equals sign": ("`==x==` `=>` `=SUM(A1)`", "`==x==` `=>` `=SUM(A1)`"),
    "columns": (
        "````col\n```col-md\nflexGrow=1\n===\n## A\n```\n```col-md\nb\n```\n````",
        "## A\nb",
    ),
    "tabs": ("```tabs\ntab: One\na\n--- tab Two\nb\n```", "**One**\na\n**Two**\nb"),
    "callouts that only set columns": (
        "> [!multi-column]\n>\n>> [!blank]\n>> a\n>\n>> [!note]\n>> b",
        "a\n::: note\nb\n:::",
    ),
    "a value of its own": ("# `= this.file.name`", "# own"),
}
TOLD = {
    "a query": ("a\n\n```dataview\nLIST\n```\n\nb", "a\nb"),
    "an expression": ("a `$= dv.pages()` b", "a  b"),
    "a command": ("a <% tp.date %> b", "a  b"),
    "a board": ("![[plan.canvas]]", "plan.canvas"),
    "a document": ("![[doc.pdf#page=2]]", "doc.pdf"),
    "an open comment": ("%% open\ntext", " open\ntext"),
}


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Return a vault with another note and a picture."""
    (tmp_path / "notes").mkdir()
    (tmp_path / "img").mkdir()
    (tmp_path / "img/lamp.png").touch()
    (tmp_path / "notes/Two.md").write_text(
        "---\ntitle: no\n---\n# Top\n\nIntro.[^1]\n\n## Part one\n\nText. ^here\n\n- item ^it\n  - below\n"
        "- other\n\n## Part two\n\n| a |\n|---|\n\n^tab\n\n[^1]: A note.\n"
    )
    return tmp_path


@pytest.mark.parametrize("name", [*LINKS, *PICTURES, *TEXTS])
def test_markup_becomes_triptychs(name: str, vault: Path) -> None:
    """Each construct is what Triptych's Markdown has for it; nothing is reported."""
    for table in (LINKS, PICTURES, TEXTS):
        if name in table:
            typed, expected = table[name]
            made, found = rewritten("obsidian", typed, vault)
            assert plain(made) == expected
            assert not found


@pytest.mark.parametrize("name", TOLD)
def test_what_has_no_meaning_is_reported(name: str) -> None:
    """What only Obsidian can show is left out, or its name is set, and it is reported."""
    typed, expected = TOLD[name]
    made, found = rewritten("obsidian", typed)
    assert plain(made) == expected
    assert [each.code for each in found] == ["foreign-markup"]


EMBEDS = {
    "a section": ("![[Two#Part one]]", "## Part one\nText.\n- item\n  - below\n- other"),
    "a block": ("![[Two#^here]]", "Text."),
    "a list item": ("![[Two#^it]]", "- item\n  - below"),
    "a table": ("![[Two#^tab]]", "| a |\n|---|"),
    "in a list": ("- ![[Two#^it]]", "- - item\n    - below"),
    "below a heading": (
        "## H\n\n![[Two#Part one]]",
        "## H\n### Part one\nText.\n- item\n  - below\n- other",
    ),
    "in a line": ("a ![[Two#^here]] b", "a \nText.\n b"),
    "in a table's row": ("| ![[Two]] |", "| [Two](/notes/Two.md) |"),
}


@pytest.mark.parametrize("name", EMBEDS)
def test_a_part_of_a_note_is_set_in(name: str, vault: Path) -> None:
    """A note, a section or a block is in the place of its embed, with its headings below."""
    typed, expected = EMBEDS[name]
    made, found = rewritten("obsidian", typed, vault)
    assert plain(made) == expected
    assert not found


def test_a_whole_note_is_set_in_with_its_footnotes(vault: Path) -> None:
    """Its front matter is left out, and its notes have labels of their own."""
    made, _ = rewritten("obsidian", "A[^1]\n\n![[Two]]\n\n[^1]: Mine.", vault)
    assert "title: no" not in made
    assert "Intro.[^1-e1]" in made
    assert "[^1-e1]: A note." in made


def test_links_within_an_embedded_note_lead_to_it(vault: Path) -> None:
    """A place that a note names as its own is in that note."""
    (vault / "three.md").write_text("See [[#Part]] and [[#^x|that]].")
    made, _ = rewritten("obsidian", "![[three]]", vault)
    assert plain(made) == "See [Part](/three.md#Part) and [that](/three.md#^x)."


def test_what_cannot_be_embedded_is_a_link_and_reported(vault: Path) -> None:
    """A note or a part that does not exist is reported as an include."""
    made, found = rewritten("obsidian", "![[Nobody]]\n\n![[Two#None]]", vault)
    assert "[Nobody](Nobody)" in made
    assert [each.code for each in found] == ["include", "include"]


def test_notes_that_embed_each_other_end(tmp_path: Path) -> None:
    """A cycle is reported, and the text has an end."""
    (tmp_path / "own.md").write_text("Mine ![[two]]")
    (tmp_path / "two.md").write_text("Two ![[own]] ![[two]]")
    made, found = rewritten("obsidian", "Mine ![[two]]", tmp_path)
    assert made.count("Two") == 1
    assert {each.code for each in found} == {"include"}


def test_embeds_by_the_thousand_end(tmp_path: Path) -> None:
    """Notes that embed the next ten times grow no further than the bound."""
    for number in range(8):
        (tmp_path / f"n{number}.md").write_text(f"x\n\n![[n{number + 1}]]\n" * 10)
    made, found = rewritten("obsidian", "![[n0]]", tmp_path)
    assert len(made) < 3_000_000
    assert {each.code for each in found} == {"include"}


def test_a_megabyte_of_one_construct_is_read() -> None:
    """Rewriting takes a time that grows with the text alone."""
    for markup in ("[[", "![[a", "%%", "> [!a] ", "^a ", "key:: ", "[a](", "`", "```ad-x\n"):
        rewritten("obsidian", markup * (200_000 // len(markup)))


def test_a_vault_is_described(tmp_path: Path) -> None:
    """Its attachments are where its settings say, and its templates are no articles."""
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / ".obsidian/app.json").write_text(
        json.dumps({"attachmentFolderPath": "Files", "strictLineBreaks": True})
    )
    (tmp_path / ".obsidian/templates.json").write_text('{"folder": "Templates"}')
    dialect = registry.DIALECTS["obsidian"]
    assert dialect.describe
    site = dialect.describe(tmp_path, ".obsidian")
    assert site.statics == ("Files",)
    assert "Templates/*" in site.skipped
    assert "hard_line_breaks" not in dialect.extensions(site)


def test_properties_are_front_matter() -> None:
    """Wiki links are their words, and what is not to be published is a draft."""
    data = {
        "author": "[[Jane Doe|Jane]]",
        "publish": "false",
        "aliases": ["x"],
        "date": date(2025, 1, 1),
    }
    dialect = registry.DIALECTS["obsidian"]
    assert dialect.adapt
    dialect.adapt(data, Page(Path("a.md"), "a.md", "a.md", Path(), Site(dialect="obsidian")))
    assert data == {"author": "Jane", "publish": "false", "draft": True, "date": date(2025, 1, 1)}


def test_a_daily_note_has_the_date_of_its_name() -> None:
    """A date of its own counts first."""
    page = Page(
        Path("/n/2024-03-04.md"), "2024-03-04.md", "p", Path("/n"), Site(dialect="obsidian")
    )
    dialect = registry.DIALECTS["obsidian"]
    assert dialect.adapt
    for data, expected in (({}, "2024-03-04"), ({"date": "2020-01-02"}, "2020-01-02")):
        dialect.adapt(data, page)
        assert data["date"] == expected


def test_a_card_has_its_date_as_words() -> None:
    """Only on a board."""
    text = "- [ ] Oil @{2024-03-04} @@{10:00}"
    made, _ = rewritten("obsidian", text, front={"kanban-plugin": "board"})
    assert plain(made) == "- [ ] Oil 2024-03-04 10:00"
    assert plain(rewritten("obsidian", text)[0]) == text


def test_values_that_nobody_knows_are_reported() -> None:
    """A field that the note has not is left out."""
    made, found = rewritten("obsidian", "A `= this.rating` and `INPUT[toggle:done]`.")
    assert plain(made) == "A  and ."
    assert [each.code for each in found] == ["foreign-markup"]


def test_a_garden_of_quartz_is_a_vault(tmp_path: Path) -> None:
    """Its notes are in a folder of their own, and its lines are not broken as typed."""
    (tmp_path / "content").mkdir()
    dialect = registry.DIALECTS["obsidian"]
    assert dialect.describe
    site = dialect.describe(tmp_path, "quartz.config.ts")
    assert site.content == ("content",)
    assert "hard_line_breaks" not in dialect.extensions(site)
