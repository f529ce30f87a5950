"""Hugo's pages: shortcodes become Triptych's Markdown, sections hand down their values."""

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from triptych.core import findings
from triptych.core.errors import Finding
from triptych.core.site import Site
from triptych.dialects import hugo_config
from triptych.dialects.hugo import DIALECT
from triptych.dialects.page import Page

VALUES = {"params": {"version": "2.4", "author": {"name": "Ada"}}, "enableemoji": "true"}


@pytest.fixture
def found() -> Iterator[list[Finding]]:
    """Collect what is reported."""
    with findings.collecting() as collected:
        yield collected


def a_page(root: Path, text: str = "", name: str = "content/posts/lamp.md", **front: Any) -> Page:
    """Return a page of a site whose content is in ``content``."""
    site = Site(dialect="hugo", content=("content",), statics=("static",), values=VALUES)
    page = Page(root / name, name, "lamp.md", root, site, {"title": "A lamp", **front}, text)
    return replace(page, find_article=lambda name: f"content/posts/{name}" if "two" in name else "")


def rewrite(text: str, root: Path, **front: Any) -> str:
    """Return a text as the dialect rewrites it, without the blank lines around it."""
    made = DIALECT.rewrite(text, a_page(root, text, **front))
    return re.sub(r"\n{3,}", "\n\n", made).strip()


KNOWN = {
    '{{< figure src="/a.png" alt="b" caption="c" >}}': '![c](/a.png){alt="b"}',
    '{{< figure src="a.png" title="c" width="300" />}}': "![c](a.png){width=300}",
    '{{< img src="a.png" attr="Ada" attrlink="https://e.org" caption="c" >}}': (
        "![c ([Ada](https://e.org))](a.png)"
    ),
    'in a {{< icon "star" >}}line': "in a line",
    "{{< highlight go >}}\na()\n{{< /highlight >}}": "```go\na()\n```",
    '{{< highlight go "linenos=table" >}}\n```\n{{< /highlight >}}': "````go\n```\n````",
    '[x]({{< ref "two.md#part" >}})': "[x](/content/posts/two.md#part)",
    '[x]({{% relref path="two.md" %}})': "[x](/content/posts/two.md)",
    '[x]({{< relref "#part" >}})': "[x](#part)",
    "{{< param version >}}": "2.4",
    '{{% param "author.name" %}}': "Ada",
    '{{< param "title" >}}': "A lamp",
    '```\n{{< param "version" >}}\n```': "```\n2.4\n```",
    "{{< youtube w7Ft2ymGmfc >}}": (
        '<iframe src="https://www.youtube.com/embed/w7Ft2ymGmfc" title=""></iframe>'
    ),
    '{{< vimeo id="55073825" title="A" >}}': (
        '<iframe src="https://player.vimeo.com/video/55073825" title="A"></iframe>'
    ),
    "{{< gist spf13 7896402 >}}": "[A gist on GitHub](https://gist.github.com/spf13/7896402)",
    '{{< x user="Ada" id="123" >}}': "[A post on X](https://x.com/Ada/status/123)",
    "{{< tweet 123 >}}": "[A post on X](https://x.com/i/status/123)",
    "{{< instagram Bw >}}": "[A picture on Instagram](https://www.instagram.com/p/Bw/)",
    "{{% notice tip %}}\nHot.\n{{% /notice %}}": "::: tip\n\nHot.\n\n:::",
    '{{% notice note "Mind" %}}\nHot.\n{{% /notice %}}': '::: {.note title="Mind"}\n\nHot.\n\n:::',
    '{{< callout type="warning" >}}\n  Hot.\n{{< /callout >}}': "::: warning\n\nHot.\n\n:::",
    '{{% alert title="Hot" color="danger" %}}\na\n{{% /alert %}}': (
        '::: {.caution title="Hot"}\n\na\n\n:::'
    ),
    "{{< hint warning >}}\nHot.\n{{< /hint >}}": "::: warning\n\nHot.\n\n:::",
    '{{< admonition type=tip title="Hot" open=false >}}\na\n{{< /admonition >}}': (
        '::: {.tip title="Hot"}\n\na\n\n:::'
    ),
    "{{< note >}}Hot.{{< /note >}}": "::: note\n\nHot.\n\n:::",
    '{{< warning "Hot." >}}': "::: warning\n\nHot.\n\n:::",
    '{{< details "More" >}}\na\n{{< /details >}}': (
        "<details>\n<summary>More</summary>\n\na\n\n</details>"
    ),
    '{{< tabs >}}\n{{% tab title="One" %}}\na\n{{% /tab %}}\n{{< /tabs >}}': "**One**\n\na",
    '{{< tabs items="A,B" >}}\n{{< tab >}}a{{< /tab >}}\n{{< tab >}}b{{< /tab >}}\n{{< /tabs >}}': (
        "**A**\n\na\n\n**B**\n\nb"
    ),
    '{{< tabpane >}}\n{{< tab header="C" lang="c" >}}\nint a;\n{{< /tab >}}\n{{< /tabpane >}}': (
        "**C**\n\n```c\nint a;\n```"
    ),
    '{{< tabpane text=true >}}\n{{< tab header="C" lang="en" >}}\n*a*\n{{< /tab >}}\n{{< /tabpane >}}': (
        "**C**\n\n*a*"
    ),
    '{{< tabpane lang="go" >}}\n{{< tab header="C" >}}\na()\n{{< /tab >}}\n{{< /tabpane >}}': (
        "**C**\n\n```go\na()\n```"
    ),
    '{{< card code=true header="C" lang="C" >}}\na();\n{{< /card >}}': "**C**\n\n```c\na();\n```",
    "a {{< highlight go hl_inline=true >}}b(){{< /highlight >}} c": "a `b()` c",
    '{{< figure src="a.png" title="One" caption="two" >}}': "![**One** two](a.png)",
    "{{< gallery >}}\n![a](a.png)\n{{< /gallery >}}": "![a](a.png)",
    '{{< carousel images="{a.png,b.jpg}" >}}': "![](a.png)\n\n![](b.jpg)",
    '{{< pdf "a/b.pdf" >}}': "[b.pdf](a/b.pdf)",
    '{{< staticref "a/b.pdf" >}}Read{{< /staticref >}}': "[Read](a/b.pdf)",
    '{{< article link="/docs/two-lamps/" >}}': "[Two lamps](/docs/two-lamps/)",
    '{{< align center "Words" >}}': "Words",
    '{{< ruby "a" "b" >}}': "<ruby>a<rt>b</rt></ruby>",
    "[a]^(b) and `[a]^(b)`": "<ruby>a<rt>b</rt></ruby> and `[a]^(b)`",
    ":(fas fa-home fa-fw): Home and `:(fas fa-home):`": "Home and `:(fas fa-home):`",
    '{{< hextra/hero-button text="Go" link="docs" >}}': "[Go](docs)",
    '{{% blocks/cover title="Lamps" %}}\na\n{{% /blocks/cover %}}': "**Lamps**\n\na",
    "{{< columns >}}\na\n<--->\nb\n{{< /columns >}}": "a\n\nb",
    '{{< button href="/two/" >}}Go{{< /button >}}': "[Go](/two/)",
    '{{< card link="two" title="Two" >}}': "[Two](two)",
    "{{% steps %}}\n### One\na\n{{% /steps %}}": "### One\na",
    "{{< mermaid >}}\ngraph LR\n{{< /mermaid >}}": "```mermaid\ngraph LR\n```",
    "{{< katex >}}a^2{{< /katex >}}": "$a^2$",
    "{{< kbd Ctrl >}}": "<kbd>Ctrl</kbd>",
    "`{{</* param x */>}}`": "`{{< param x >}}`",
    "```\n{{%/* notice */%}}\n```": "```\n{{% notice %}}\n```",
    "See {{</* x */>}}.": "See \\{\\{\\< x \\>}}.",
    "a {{< comment >}}hidden{{< /comment >}} b": "a  b",
    "## Oil {#oil}": "## Oil {#oil}",
    "Text\n{.loud}": "Text",
    '```go {linenos=table,hl_lines=[8,"15-17"]}\na\n```': "```go\na\n```",
    '```go {filename="a.go"}\na\n```': '```{.go title="a.go"}\na\n```',
    "> [!NOTE] Mind\n> Hot.": '::: {.note title="Mind"}\n\nHot.\n\n:::',
    "a :rocket:": "a :rocket:",
    '{{< feature-state for_k8s_version="v1.2" state="beta" >}}': "*v1.2, beta*",
    "a {{< new-in 0.1 />}}": "a *New in 0.1*",
    'a {{< glossary_tooltip text="Pod" term_id="pod" >}}': "a Pod",
    "{{< code-toggle file=hugo >}}\n[a]\nb = 1\n{{< /code-toggle >}}": "```toml\n[a]\nb = 1\n```",
    "{{< text bash >}}\n$ ls\n{{< /text >}}": "```bash\n$ ls\n```",
    '{{< filetree/container >}}\n{{< filetree/folder name="a" >}}\n'
    '{{< filetree/file name="b" >}}\n{{< /filetree/folder >}}\n{{< /filetree/container >}}': (
        "- a\n    - b"
    ),
    "- a\n\n  {{< note >}}\n  Hot.\n  {{< /note >}}": "- a\n\n  \n  \n  ::: note\n  \n  Hot.\n  \n  :::",
}


@pytest.mark.parametrize(
    "text", ["{{< chart >}}\ntype: 'bar'\n{{< /chart >}}", "{{< carousel images='*' >}}"]
)
def test_data_that_is_drawn_is_left_out(text: str, tmp_path: Path, found: list[Finding]) -> None:
    """It is no text for readers, and is reported."""
    assert rewrite(text, tmp_path) == ""
    assert [finding.code for finding in found] == ["foreign-markup"]


def test_a_section_lists_its_pages(tmp_path: Path, found: list[Finding]) -> None:
    """Shortcodes that list pages become links to them."""
    page = replace(a_page(tmp_path), find_below=lambda: [("content/a.md", "A [1]")])
    assert DIALECT.rewrite("{{< children />}}", page).strip() == "- [A \\[1\\]](/content/a.md)"
    assert found == []


def test_a_bundle_has_its_picture_and_its_authors(tmp_path: Path) -> None:
    """A picture of the bundle leads where none is named; ids of authors become their names."""
    for name in (
        "content/a/featured-1.jpg",
        "content/authors/ida/_index.md",
        "data/authors/bo.json",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text('---\ntitle: "Ida Lamp"\n---\n')
    (tmp_path / "data/authors/bo.json").write_text('{"name": "Bo Oil"}')
    data: dict[str, Any] = {"authors": ["ida", "bo", "cy", "Di Wick"], "image": {"caption": "c"}}
    assert DIALECT.adapt
    DIALECT.adapt(data, a_page(tmp_path, name="content/a/index.md"))
    assert data["authors"] == ["Ida Lamp", "Bo Oil", "cy", "Di Wick"]
    assert data["image"] == {"path": "featured-1.jpg", "caption": "c"}


@pytest.mark.parametrize("text", KNOWN)
def test_known_shortcodes_have_a_meaning(text: str, tmp_path: Path, found: list[Finding]) -> None:
    """Hugo's own shortcodes and those of the usual themes become Markdown; nothing is reported."""
    assert rewrite(text, tmp_path) == KNOWN[text]
    assert found == []


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("{{< sparkle >}}a{{< /sparkle >}}", "a"),
        ("{{% my/own x=1 %}}\na\n{{% /my/own %}}", "a"),
        ("{{< sparkle >}}", ""),
        ('{{< map title="Here" >}}', "Here"),
        ("{{< sparkle >}} a", "a"),
        ("a {{< /sparkle >}}", "a"),
        ("{{< readfile none.md >}}", ""),
        ("{{< param none >}}", ""),
    ],
)
def test_unknown_shortcodes_are_their_text(
    text: str, made: str, tmp_path: Path, found: list[Finding]
) -> None:
    """What is not known is never printed, and is reported once with its number."""
    assert rewrite(f"{text}\n\nand\n\n{text}", tmp_path).split() == f"{made} and {made}".split()
    assert [finding.code for finding in found] == ["foreign-markup"]
    assert "and 1 more" in found[0].message


@pytest.mark.parametrize("code", ["`{{ x }}`", "```\n{{ .Site.Title }}\n```", "`{{< sparkle >}}`"])
def test_code_stays(code: str, tmp_path: Path, found: list[Finding]) -> None:
    """Templates and unknown shortcodes in code are printed as typed."""
    assert rewrite(code, tmp_path) == code
    assert found == []


def test_files_are_set_in(tmp_path: Path, found: list[Finding]) -> None:
    """A page is read with its shortcodes, anything else is code; a cycle ends."""
    (tmp_path / "content/posts").mkdir(parents=True)
    (tmp_path / "content/posts/a.md").write_text("---\nx: 1\n---\n{{< note >}}b{{< /note >}}")
    (tmp_path / "content/posts/c.md").write_text('c {{< include "c.md" >}}')
    (tmp_path / "content/x.yaml").write_text("a: 1\n")
    assert rewrite('{{< readfile file="a.md" >}}', tmp_path) == "::: note\n\nb\n\n:::"
    assert rewrite('{{< code_sample file="/x.yaml" >}}', tmp_path) == "```yaml\na: 1\n```"
    assert found == []
    assert rewrite('{{< include "c.md" >}}', tmp_path) == "c"
    assert [finding.code for finding in found] == ["include"]


def test_sections_hand_down_their_values(tmp_path: Path, found: list[Finding]) -> None:
    """``cascade`` counts where the page says nothing itself; the nearest section wins."""
    (tmp_path / "content/posts").mkdir(parents=True)
    (tmp_path / "content/_index.md").write_text("---\ncascade:\n  author: Ada\n  lang: de\n---\n")
    (tmp_path / "content/posts/_index.md").write_text('+++\n[cascade]\nauthor = "Bea"\n+++\n')
    data: dict[str, Any] = {"title": "A"}
    assert DIALECT.adapt
    DIALECT.adapt(data, a_page(tmp_path))
    assert (data["author"], data["lang"]) == ("Bea", "de")
    assert found == []


@pytest.mark.parametrize(
    "front", [{"build": {"render": "never"}}, {"_build": {"render": "false"}}, {"headless": "true"}]
)
def test_pages_that_are_never_rendered_are_drafts(front: dict[str, Any], tmp_path: Path) -> None:
    """They are parts of others."""
    assert DIALECT.adapt
    DIALECT.adapt(front, a_page(tmp_path))
    assert front["draft"] is True


CONFIGS = {
    "hugo.toml": 'baseURL = "https://e.org/lamps/"\ntitle = "Lamps"\nlanguageCode = "en-gb"\n',
    "config.yaml": "baseURL: https://e.org/lamps/\ntitle: Lamps\nlanguageCode: en-gb\n",
    "hugo.json": '{"baseURL": "https://e.org/lamps/", "title": "Lamps", "languageCode": "en-gb"}',
    "config/_default/hugo.toml": 'baseurl = "https://e.org/lamps/"\nTitle = "Lamps"\nlocale = "en-gb"',
}


@pytest.mark.parametrize("name", CONFIGS)
def test_every_form_of_the_configuration_is_read(name: str, tmp_path: Path) -> None:
    """TOML, YAML, JSON and a folder say the same."""
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(CONFIGS[name])
    mark = "config/_default" if name.startswith("config/") else name
    site = hugo_config.describe(tmp_path, mark)
    assert (site.title, site.lang, site.url, site.base) == (
        "Lamps",
        "en-GB",
        "https://e.org/lamps",
        "lamps",
    )
    assert site.content == ("content",)


def test_languages_have_folders_or_names(tmp_path: Path, found: list[Finding]) -> None:
    """A page of another language than the site's has it as its own."""
    (tmp_path / "hugo.toml").write_text(
        'defaultContentLanguage = "en"\n[languages.en]\ntitle = "Lamps"\ncontentDir = "content/en"\n'
        '[languages.de]\nlanguageCode = "de-AT"\ncontentDir = "content/de"\n'
    )
    site = hugo_config.describe(tmp_path, "hugo.toml")
    assert (site.title, site.content) == ("Lamps", ("content/en", "content/de"))
    assert DIALECT.adapt
    for name, lang in (
        ("content/de/a.md", "de-AT"),
        ("content/en/a.de.md", "de-AT"),
        ("content/en/a.md", None),
    ):
        data: dict[str, Any] = {}
        DIALECT.adapt(data, replace(a_page(tmp_path, name=name), site=site))
        assert data.get("lang") == lang
    assert found == []


@pytest.mark.parametrize(
    "unit",
    ["{{< sparkle >}}", "{{< note >}}", "{{<", "{{< /a >}}", "{{% highlight c %}}", "a\n{.b}\n"],
)
def test_a_megabyte_of_one_mark_takes_seconds(
    unit: str, tmp_path: Path, found: list[Finding]
) -> None:
    """The time grows with the length alone."""
    start = time.process_time()
    rewrite(unit * (1_000_000 // len(unit)), tmp_path)
    assert time.process_time() - start < 10
    assert len(found) < 5
