"""The Markdown of VitePress becomes Triptych's, and code stays as it is typed."""

from pathlib import Path

import pytest

from dialect_pages import plain, rewritten
from triptych.settings.publication import Publication, Settings
from triptych.sources import sites

CASES: dict[str, tuple[str, str, list[str]]] = {
    "a container": ("::: tip\nText.\n:::", "::: tip\nText.\n:::", []),
    "without a space": (
        ":::warning Title\nText.\n:::",
        '::: {.warning title="Title"}\nText.\n:::',
        [],
    ),
    "details": (
        "::: details Click me {open}\nText.\n:::",
        "<details>\n<summary>Click me</summary>\nText.\n</details>",
        [],
    ),
    "raw": ("::: raw\nText.\n:::", "Text.", []),
    "tabs of a plugin": (
        "::: tabs key:os\n== Linux\na\n\n```\n== no\n```\n== Win *x*\nb\n:::",
        "**Linux**\na\n```\n== no\n```\n**Win *x***\nb",
        [],
    ),
    "a group of code": (
        "::: code-group\n\n```js [a.js]\na\n```\n\n```ts [a.ts]\nb\n```\n\n:::",
        "```js [a.js]\na\n```\n```ts [a.ts]\nb\n```",
        [],
    ),
    "braces as text": (
        "::: v-pre\n{{ text }}\n:::\n\n<span v-pre>{{ too }}</span>",
        "&#123;&#123; text &#125;&#125;\n<span>&#123;&#123; too &#125;&#125;</span>",
        [],
    ),
    "an alert": ("> [!TIP]\n> Text.", "::: tip\nText.\n:::", []),
    "contents": ("[[toc]]\n\nText.", "Text.", []),
    "an id": ("## Part {#one}", "## Part {#one}", []),
    "a script": (
        (
            "<script setup>\n"
            "import A from './A.vue'\n"
            "const n = 'v'\n"
            "</script>\n"
            "\n"
            "Text {{ n }}.\n"
            "\n"
            "<style>\n"
            ".a { color: red }\n"
            "</style>"
        ),
        "Text v.",
        [],
    ),
    "a script that is not closed": ("<script setup>\n\nText.", "<script setup>\nText.", []),
    "a script in code": (
        "Use `<script setup>` for {{ x }}.\n\nText.",
        "Use `<script setup>` for .\nText.",
        ["foreign-markup"],
    ),
    "a value that is unknown": (
        "It has {{ count + 1 }} parts.",
        "It has  parts.",
        ["foreign-markup"],
    ),
    "a value of front matter": ("{{ $frontmatter.title }}", "The *title*", []),
    "values in code": ("`{{ a }}`\n\n```\n{{ b }}\n```", "`{{ a }}`\n```\n{{ b }}\n```", []),
    "a badge": (
        '## Part <Badge type="tip" text="1.2+" />\n\n<Badge>new</Badge> here',
        "## Part <small>1.2+</small> {#part}\n<small>new</small> here",
        [],
    ),
    "a component": ('<Lamp :oil="1" @click="go">\n\nText.\n\n</Lamp>', "Text.", ["foreign-markup"]),
    "a component with a hyphen": ("<my-lamp>word</my-lamp> here", "word here", ["foreign-markup"]),
    "a component without text": ("<Lamp />\n\nText.", "Text.", ["foreign-markup"]),
    "HTML of Vue": ('<div v-if="a" :class="{b: c}" @click="d">x</div>', "<div>x</div>", []),
    "a picture that is bound": (
        '<img :src="withBase(\'/a.png\')" alt="A">',
        '<img src="/a.png" alt="A">',
        [],
    ),
    "on the client alone": ("<ClientOnly>\n\nText.\n\n</ClientOnly>", "Text.", []),
    "marks of lines": (
        (
            "```js{1,3}\n"
            "a // [!code highlight]\n"
            "b // [!code --]\n"
            "// [!code focus:2]\n"
            "c // [!!code ++]\n"
            "```"
        ),
        "```js{1,3}\na\nb\nc // [!code ++]\n```",
        [],
    ),
    "a file that is missing": ("<<< @/a.js\n\n<!--@include: ./b.md-->", "", ["include", "include"]),
    "a file in code": (
        "```md\n<<< @/a.js\n<!--@include: ./b.md-->\n```",
        "```md\n<<< @/a.js\n<!--@include: ./b.md-->\n```",
        [],
    ),
    "an emoji": (":tada: now", ":tada: now", []),
}
"""A text, the same in Triptych's Markdown without blank lines, and the codes that are reported."""


@pytest.mark.parametrize("name", CASES)
def test_it_is_read(name: str) -> None:
    """Each kind of markup becomes what it means, and what has no meaning is reported."""
    text, expected, codes = CASES[name]
    made, found = rewritten("vitepress", text, front={"title": "The *title*"})
    assert plain(made) == expected
    assert [each.code for each in found] == codes


def test_vuepress_is_read_too(tmp_path: Path) -> None:
    """Its public files are in the folder of its configuration."""
    (tmp_path / "docs/.vuepress").mkdir(parents=True)
    (tmp_path / "docs/.vuepress/config.js").write_text("module.exports = { title: 'Lamps' }")
    site = sites.with_site(Publication(tmp_path, Settings())).site
    assert (site.dialect, site.title, site.content) == ("vitepress", "Lamps", ("docs",))
    assert "docs/.vuepress/public" in site.statics
    (tmp_path / "docs/a.js").write_text("let a")
    made, found = rewritten("vitepress", "@[code{1-2} js](docs/a.js)", tmp_path)
    assert plain(made) == "```js\nlet a\n```"
    assert found == []
