"""mdBook's chapters become Triptych's Markdown, with the files that they include."""

from pathlib import Path

import pytest

from dialect_pages import plain, rewritten
from triptych.core.site import Site
from triptych.dialects import mdbook_includes, registry

FILE = """use std::io;

// ANCHOR: main
fn main() {
    // ANCHOR: body
    run();
    // ANCHOR_END: body
}
// ANCHOR_END: main
"""
PARTS = {
    "": "use std::io;\n\nfn main() {\n    run();\n}",
    "1": "use std::io;",
    "8:": "}",
    ":2": "use std::io;\n",
    "1:2": "use std::io;\n",
    "main": "fn main() {\n    run();\n}",
    "body": "    run();",
    "90": "",
    "90:100": "",
}


@pytest.mark.parametrize("part", PARTS)
def test_a_part_of_a_file_is_chosen(part: str) -> None:
    """Lines count from 1 and include the last; marks of anchors are left out."""
    assert mdbook_includes.select(FILE, part) == PARTS[part]


def test_an_anchor_that_is_missing_is_none() -> None:
    """No text is chosen for a name that nothing has."""
    assert mdbook_includes.select(FILE, "nothing") is None


TEXTS = {
    "an include": ("# A\n\n{{#include part.md}}", "# A\n## Part\nText."),
    "in code": ("# A\n```rust\n{{#include main.rs:body}}\n```", "# A\n```rust\n    run();\n```"),
    "rustdoc's": (
        "# A\n```rust\n{{#rustdoc_include main.rs:1}}\n```",
        "# A\n```rust\nuse std::io;\n```",
    ),
    "a playground": (
        "# A\n{{#playground main.rs editable}}",
        "# A\n```rust\nuse std::io;\nfn main() {\n    run();\n}\n```",
    ),
    "within an include": ("# A\n{{#include outer.md}}", "# A\nOuter\n## Part\nText."),
    "a template's own words": ("# A\n{{#template u.md}}", "# A\nHello you."),
    "a template": ("# A\n{{#template t.md name=Ida where=here}}", "# A\nHello Ida, here."),
    "a title": ("{{#title Other}}\n# A", "# A"),
    "authors": ("# A\nBy {{#authors}}.", "# A\nBy Ida."),
    "escaped": ("# A\n```\n\\{{#include part.md}}\n```", "# A\n```\n{{#include part.md}}\n```"),
    "hidden lines": (
        "# A\n```rust,ignore\n# use x;\n#\n#[test]\n## no\nrun();\n# }\n```",
        "# A\n```rust,ignore\n#[test]\n# no\nrun();\n```",
    ),
    "no hidden lines": ("# A\n```sh\n# a comment\n```", "# A\n```sh\n# a comment\n```"),
    "by the settings": ("# A\n```python\n~x\ny\n```", "# A\n```python\ny\n```"),
    "by the fence": ("# A\n```py,hidelines=!!\n!!x\ny\n```", "# A\n```py,hidelines=!!\ny\n```"),
    "in a list": ("# A\n- ```rust\n  # x\n  y\n  ```\n- b", "# A\n- ```rust\n  y\n  ```\n- b"),
    "an alert": ("# A\n> [!TIP]\n> x", "# A\n::: tip\nx\n:::"),
    "admonish": (
        '# A\n```admonish warning "Careful"\nText\n```',
        '# A\n::: {.warning title="Careful"}\nText\n:::',
    ),
    "admonish with code": (
        "# A\n````admonish tip title='T'\n```rust\n# x\ny\n```\n````",
        '# A\n::: {.tip title="T"}\n```rust\ny\n```\n:::',
    ),
    "admonish alone": ("# A\n```admonish\nText\n```", "# A\n::: note\nText\n:::"),
    "admonish with a class": (
        '# A\n```admonish info.side "T"\nx\n```',
        '# A\n::: {.note title="T"}\nx\n:::',
    ),
    "a warning": ('# A\n<div class="warning">\n\nx\n\n</div>', "# A\n::: warning\nx\n:::"),
    "what is hidden": ('# A\n<div class="hidden">x</div>\ny', "# A\ny"),
    "another division": ('# A\n<div class="x">y</div>', '# A\n<div class="x">y</div>'),
    "a listing": (
        (
            '# A\n<Listing number="1-2" file-name="a.rs" caption="The `Vec<T>` type">\n\n'
            "```rust\nx\n```\n\n</Listing>"
        ),
        "# A\nFilename: a.rs\n```rust\nx\n```\n[]{#listing-1-2}Listing 1-2: The `Vec<T>` type",
    ),
    "a listing in a quotation": (
        '# A\n> <Listing file-name="a.rs">\n>\n> ```rust\n> x\n> ```\n>\n> </Listing>',
        "# A\n> \n> \n> Filename: a.rs\n> \n> ```rust\n> x\n> ```\n> \n> ",
    ),
    "tabs": (
        (
            '# A\n{{#tabs}}\n{{#tab name="One"}}\na\n{{#endtab}}\n'
            '{{#tab name="Two"}}\nb\n{{#endtab}}\n{{#endtabs}}'
        ),
        "# A\n**One**\na\n**Two**\nb",
    ),
    "a formula": ("# A\na \\\\( x_1 \\\\) b `\\\\(c\\\\)`", "# A\na $x_1$ b `\\\\(c\\\\)`"),
    "a displayed formula": ("# A\n\\\\[\nx\n\\\\]", "# A\n$$x$$"),
    "a footnote": ("# A\nx{{footnote: A note.}}", "# A\nx^[A note.]"),
    "a value": ("# A\n{{ version }}", "# A\n2.1"),
    "an unknown value": ("# A\n{{ other }}", "# A\n{{ other }}"),
    "a lower heading first": ("## A\n### B\n```\n## c\n```", "# A\n## B\n```\n## c\n```"),
    "anchors before it": (
        '<a id="x"></a>\n\n<!-- y -->\n\n## A',
        '<a id="x"></a>\n<!-- y -->\n# A',
    ),
    "no heading": ("Text.", "# Of the summary\nText."),
    "an underlined one": ("A\n=\nText.", "A\n=\nText."),
}


@pytest.fixture
def book(tmp_path: Path) -> tuple[Path, Site]:
    """Return a folder of files to include, and its site."""
    (tmp_path / "main.rs").write_text(FILE)
    (tmp_path / "part.md").write_text("## Part\n\nText.\n")
    (tmp_path / "outer.md").write_text("Outer\n\n{{#include part.md}}\n")
    (tmp_path / "t.md").write_text("Hello [[#name]], [[#where]].\n")
    (tmp_path / "u.md").write_text("Hello [[#name you]].\n")
    (tmp_path / "loop.md").write_text("Loop {{#include loop.md}}\n")
    values = {
        "titles": {"own.md": "Of the summary"},
        "output": {"html": {"mathjax-support": True, "code": {"hidelines": {"python": "~"}}}},
        "preprocessor": {"variables": {"variables": {"version": "2.1"}}},
    }
    return tmp_path, Site(dialect="mdbook", author="Ida", values=values)


@pytest.mark.parametrize("name", TEXTS)
def test_markup_becomes_triptychs(name: str, book: tuple[Path, Site]) -> None:
    """Each construct is what Triptych's Markdown has for it; nothing is reported."""
    typed, expected = TEXTS[name]
    root, site = book
    made, found = rewritten("mdbook", typed, root, site=site)
    assert plain(made) == plain(expected)
    assert not found


TOLD = {
    "a missing file": ("# A\n{{#include none.md}}", "# A", "include"),
    "a missing file in code": ("# A\n```rust\n{{#include none.rs}}\n```\nb", "# A\nb", "include"),
    "a missing anchor": ("# A\n{{#include main.rs:none}}", "# A", "include"),
    "a file outside": ("# A\n{{#include ../../x.md}}", "# A", "include"),
    "a cycle": ("# A\n{{#include loop.md}}", "# A\nLoop ", "include"),
    "a helper": ("# A\n{{#quiz ../q.toml}}", "# A", "foreign-markup"),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_cannot_be_read_is_reported(name: str, book: tuple[Path, Site]) -> None:
    """It is left out, and the finding says why."""
    typed, expected, code = TOLD[name]
    made, found = rewritten("mdbook", typed, book[0], site=book[1])
    assert plain(made) == expected
    assert [each.code for each in found] == [code]


def test_a_megabyte_of_one_construct_is_read() -> None:
    """Rewriting takes a time that grows with the text alone."""
    for markup in ("{{#", "{{#tab a}}", "<Listing>", "<div>", "```admonish\n", "{{ a }}"):
        rewritten("mdbook", markup * (50_000 // len(markup)))


def test_a_book_is_described(tmp_path: Path) -> None:
    """Its chapters are those of the summary, in its order, whatever their markup."""
    (tmp_path / "text/part").mkdir(parents=True)
    for name in ("one.md", "two words.md", "part/README.md", "unlisted.md", "end.md"):
        (tmp_path / "text" / name).touch()
    (tmp_path / "book.toml").write_text(
        '[book]\ntitle = "Lamps"\nauthors = ["Ida", "Tom"]\nlanguage = "de"\nsrc = "text"\n'
        '[output.html]\nsite-url = "/lamps/"\n'
    )
    (tmp_path / "text/SUMMARY.md").write_text(
        "# Summary\n\n[One *lamp*](./one.md)\n\n# Part\n\n- [Two](<two words.md>)\n"
        "    - [Deep](part/README.md#x)\n- [Draft]()\n- [Twice](one.md)\n- [Missing](missing.md)\n"
        "---\n[End](end.md)\n\n```\n- [No](unlisted.md)\n```\n"
    )
    dialect = registry.DIALECTS["mdbook"]
    assert dialect.describe
    site = dialect.describe(tmp_path, "book.toml")
    assert (site.title, site.author, site.lang, site.base) == ("Lamps", "Ida, Tom", "de", "/lamps/")
    assert site.only == ("text/one.md", "text/two words.md", "text/part/README.md", "text/end.md")
    assert site.values["titles"]["text/one.md"] == "One lamp"
