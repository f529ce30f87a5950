"""The Markdown of MkDocs becomes Triptych's, and code stays as it is typed."""

from pathlib import Path
from typing import Any

import pytest

from dialect_pages import plain, rewritten
from triptych.core.site import Site
from triptych.dialects import mkdocs
from triptych.dialects.page import Page

CASES: dict[str, tuple[str, str, list[str]]] = {
    "an admonition": (
        '!!! tip "Mind the gap"\n    Text.\n\nAfter.',
        '::: {.tip title="Mind the gap"}\nText.\n:::\nAfter.',
        [],
    ),
    "without a title": ('!!! warning ""\n    Text.', "::: warning\nText.\n:::", []),
    "of an unknown kind": (
        "!!! lamp-oil\n    Text.",
        '::: {.note title="Lamp oil"}\nText.\n:::',
        [],
    ),
    "folded": (
        '??? info "More"\n\n    One.\n\n    Two.',
        '::: {.note title="More"}\nOne.\nTwo.\n:::',
        [],
    ),
    "open": ("???+ note\n    Text.", "::: note\nText.\n:::", []),
    "inline": (
        '!!! note inline end "Aside"\n    Text.',
        '::: {.note title="Aside"}\nText.\n:::',
        [],
    ),
    "within another": (
        '!!! note\n    !!! tip "In"\n        Text.',
        ':::: note\n::: {.tip title="In"}\nText.\n:::\n::::',
        [],
    ),
    "an alert": (
        "> [!warning] Hot\n> Oil.\n\nAfter.",
        '::: {.warning title="Hot"}\nOil.\n:::\nAfter.',
        [],
    ),
    "a link above the title": (
        "[:octicons-file-code-24:][src]{ .source }\n\n# Oil\n\nText.\n\n[src]: a.py",
        "# Oil\n[File code][src]{.source}\nText.\n[src]: a.py",
        [],
    ),
    "text above the title": ("Text.\n\n# Oil", "Text.\n# Oil", []),
    "an id of other marks": ("^a^{ #x } and *b*{: #y .z }", "^a^[]{#x} and *b*[]{#y}", []),
    "an id that begins with a digit": ("# 9.0 { #\\9.0 }", "# 9.0 {#9.0}", []),
    "a title with marks": ('!!! note "A `b`"\n    Text.', "::: note\n#### A `b`\nText.\n:::", []),
    "in a list": (
        "- one\n\n    !!! note\n        Text.\n\n- two",
        "- one\n    ::: note\n    Text.\n    :::\n- two",
        [],
    ),
    "tabs": (
        '=== "A"\n\n    One.\n\n=== "B `c`"\n\n    ``` py\n    x = 1\n    ```',
        "**A**\nOne.\n**B `c`**\n```py\nx = 1\n```",
        [],
    ),
    "a new set of tabs": ('===! "A"\n    One.', "**A**\nOne.", []),
    "tabs in an admonition": (
        '!!! note\n\n    === "A"\n\n        One.',
        "::: note\n**A**\nOne.\n:::",
        [],
    ),
    "a callout of slashes": (
        "/// note | Title\nText.\n///",
        '::: {.note title="Title"}\nText.\n:::',
        [],
    ),
    "with options": (
        "/// admonition | Title\n    type: danger\n\nText.\n///",
        '::: {.caution title="Title"}\nText.\n:::',
        [],
    ),
    "nested slashes": (
        "//// note\n/// tip\nIn.\n///\n////",
        ":::: note\n::: tip\nIn.\n:::\n::::",
        [],
    ),
    "a caption": (
        "![Lamp](lamp.png)\n/// caption\nA lamp at night\n///",
        '![A lamp at night](lamp.png){alt="Lamp"}',
        [],
    ),
    "a caption of a table": (
        "| a |\n|---|\n| b |\n\n/// table-caption\nRows\n///",
        "| a |\n|---|\n| b |\n: Rows",
        [],
    ),
    "slashes in code": ("```\n/// note\n///\n```", "```\n/// note\n///\n```", []),
    "unclosed slashes": ("/// note\nText.", "::: note\nText.\n:::", []),
    "an icon": (
        ":material-account: Account and :octicons-tag-24:{ .x } end",
        "Account and end",
        [],
    ),
    "an icon alone in a cell": (
        "| a |\n|---|\n| :material-check: |\n| :material-bell: |",
        "| a |\n|---|\n| ✓ |\n| bell|",
        [],
    ),
    "an icon as a link": (
        "[:fontawesome-brands-github:](https://example.org)",
        "[Github](https://example.org)",
        [],
    ),
    "an icon of a list": ("- :material-star: - `star`", "- `star`", []),
    "an emoji": (
        "Go :rocket: and :+1: but not :nothing_here: or 10:30:45 or a:rocket:b or `:zap:`",
        "Go 🚀 and 👍 but not :nothing_here: or 10:30:45 or a:rocket:b or `:zap:`",
        [],
    ),
    "an emoji by Twemoji's name": (":man_raising_hand: Ida", "🙋‍♂️ Ida", []),
    "keys": (
        '++ctrl+alt+del++, ++"My key"++ and ++f5++',
        "<kbd>Ctrl</kbd>+<kbd>Alt</kbd>+<kbd>Del</kbd>, <kbd>My key</kbd> and <kbd>F5</kbd>",
        [],
    ),
    "no keys": ("C++ and C++, i++", "C++ and C++, i++", []),
    "edits": (
        "{++new++} {--old--} {~~a~>b~~} {==seen==} {>>why<<}",
        "<ins>new</ins> ~~old~~ ~~a~~<ins>b</ins> ==seen== ",
        [],
    ),
    "edits across paragraphs": ("{++a\n\nb++}", "{++a\nb++}", []),
    "inserted": ("^^under^^ and H^2^O", "<ins>under</ins> and H^2^O", []),
    "attributes of a link": (
        "[Go](x.md){ .button target=_blank data-preview }",
        "[Go](x.md){.button}",
        [],
    ),
    "attributes of a picture": (
        '![Lamp](lamp.png){ align=left width="300" loading=lazy }',
        '![Lamp](lamp.png){.left width="300"}',
        [],
    ),
    "attributes of a heading": ("## Part { #one .x data-toc-label='P' }", "## Part {#one .x}", []),
    "attributes with a colon": ("## Part {: #one }", "## Part {#one}", []),
    "attributes of emphasis": ('*a*{ .x } and __b__{ title="T" }', "*a* and __b__", []),
    "attributes of a paragraph": ("Text.\n{ .annotate }", "Text.", []),
    "attributes of a reference": ("[Go]{ .x } on\n\n[Go]: x.md", "[Go] on\n[Go]: x.md", []),
    "braces that are text": ("a set {x} and { y } and {}", "a set {x} and { y } and {}", []),
    "annotations in code": (
        "``` py\nx = 1 # (1)!\n```\n\n1.  Why.",
        "```py\nx = 1 # (1)\n```\n1.  Why.",
        [],
    ),
    "a title of code": (
        '``` py title="a.py" hl_lines="1 2"\nx\n```',
        '```py title="a.py" hl_lines="1 2"\nx\n```',
        [],
    ),
    "numbers of lines": (
        '``` py linenums="3"\nx\n```',
        '```{.py .numberLines startFrom="3"}\nx\n```',
        [],
    ),
    "contents": ("[TOC]\n\nText.", "Text.", []),
    "a shortcode of Material": (
        (
            "#### <!-- md:option lamp.oil -->\n"
            "\n"
            "<!-- md:version 9.1 --> <!-- md:flag experimental -->"
        ),
        "#### `lamp.oil`\n9.1 ",
        [],
    ),
    "a comment": ("<!-- more -->", "<!-- more -->", []),
    "HTML with Markdown in it": (
        '<div class="x" markdown>\n*a*\n</div>\n\n<span markdown="1">b</span>',
        '<div class="x">\n*a*\n</div>\n<span>b</span>',
        [],
    ),
    "a grid of cards": (
        '<div class="grid cards" markdown>\n\n-   **One**\n\n    ---\n\n    Text.\n\n</div>',
        '<div class="grid cards">\n-   **One**\n    Text.\n</div>',
        [],
    ),
    "indented HTML": (
        "<table>\n    <tr>\n        <td>a</td>\n    </tr>\n</table>",
        "<table>\n<tr>\n<td>a</td>\n</tr>\n</table>",
        [],
    ),
    "pictures for dark screens": (
        "![a](a.png#only-light)\n![b](b.png#only-dark)",
        "![a](a.png)",
        [],
    ),
    "an undefined reference": (
        "See [the *one*][a.b] and [x][].",
        "See the *one* and x.",
        ["foreign-markup"],
    ),
    "a defined reference": (
        "See [one][a] [two].\n\n[a]: x.md\n[two]: y.md",
        "See [one][a] [two].\n[a]: x.md\n[two]: y.md",
        [],
    ),
    "a macro without its plugin": ("{{ name }}", "{{ name }}", []),
    "in a span of code": (
        "`!!! note` `++a++` `:material-x:` `{{ a }}` `{++b++}`",
        "`!!! note` `++a++` `:material-x:` `{{ a }}` `{++b++}`",
        [],
    ),
    "in a fence": (
        '```\n!!! note\n    x\n++ctrl++ :material-x:\n=== "A"\n```',
        '```\n!!! note\n    x\n++ctrl++ :material-x:\n=== "A"\n```',
        [],
    ),
    "in a fence with fences": (
        '```\n=== "A"\n    ```\n    a\n    ```\n=== "B"\n    ```\n    b\n    ```\n```',
        '```\n=== "A"\n    ```\n    a\n    ```\n=== "B"\n    ```\n    b\n    ```\n```',
        [],
    ),
    "a tag in code": (
        "Use `<script>` here.\n\n++ctrl+c++",
        "Use `<script>` here.\n<kbd>Ctrl</kbd>+<kbd>C</kbd>",
        [],
    ),
    "a footnote with two paragraphs": (
        "Text[^1].\n\n[^1]:\n    One.\n\n    Two ++esc++.",
        "Text[^1].\n[^1]:\n    One.\n    Two <kbd>Esc</kbd>.",
        [],
    ),
}
"""A text, the same in Triptych's Markdown without blank lines, and the codes that are reported."""


@pytest.mark.parametrize("name", CASES)
def test_it_is_read(name: str) -> None:
    """Each kind of markup becomes what it means, and what has no meaning is reported."""
    text, expected, codes = CASES[name]
    made, found = rewritten("mkdocs", text, front={"title": "The *title*"})
    assert plain(made) == expected
    assert [each.code for each in found] == codes


def test_colours_of_a_terminal_are_out() -> None:
    """Code that a script would colour by tags is plain."""
    made, _ = rewritten("mkdocs", '```console\n$ <font color="red">oil</font> &lt;x&gt;\n```')
    assert made == "```console\n$ oil <x>\n```"


FORMULAS = {
    "an environment": (
        "Text:\n\n\\begin{align}\na &= b \\\\\n\\end{align}\n\nMore.",
        "Text:\n$$\n\\begin{align}\na &= b \\\\\n\\end{align}\n$$\nMore.",
    ),
    "a fence": ("```math\na\n```\n\n``` { .math }\nb\n```", "$$\na\n$$\n$$\nb\n$$"),
    "marks": ("\\(a\\) and\n\n\\[b\\]", "$a$ and\n$$b$$"),
    "one that is never closed": ("x\n\n\\begin{align}\na", "x\n\\begin{align}\na"),
    "in code": ("```tex\n\\begin{a}\n\\end{a}\n```", "```tex\n\\begin{a}\n\\end{a}\n```"),
}


@pytest.mark.parametrize("case", FORMULAS)
def test_formulas_are_read_where_the_site_has_them(case: str) -> None:
    """The extension reads marks of TeX, environments and fences."""
    text, expected = FORMULAS[case]
    site = Site(dialect="mkdocs", values={"markdown_extensions": ["pymdownx.arithmatex"]})
    made, _ = rewritten("mkdocs", text, site=site)
    assert plain(made) == expected


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Text.\n\n```sh\n# a remark\n```\n", "Trim it"),
        ("## Part\n\n    # code\n", "Trim it"),
        ("# Own\n", ""),
        ("Text.\n\n# Own\n", ""),
        ("Own\n===\n", ""),
    ],
)
def test_the_navigation_gives_a_title(text: str, title: str) -> None:
    """Where the text has no heading of its own; remarks in code are none."""
    site = Site(dialect="mkdocs", values={"titles": {"own.md": "Trim it"}})
    page = Page(Path("own.md"), "own.md", "own.md", Path(), site, source=text)
    data: dict[str, Any] = {}
    mkdocs.DIALECT.adapt(data, page)  # type: ignore[misc]  # which it has
    assert data.get("title", "") == title
