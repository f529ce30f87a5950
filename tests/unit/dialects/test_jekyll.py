"""Jekyll's pages: Liquid is taken out, kramdown's marks become Triptych's, defaults count."""

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
from triptych.dialects import front
from triptych.dialects.jekyll import DIALECT
from triptych.dialects.page import Page

CONFIG = {
    "baseurl": "/notes",
    "url": "https://lamps.example",
    "version": "2.4",
    "title": "Lamps",
    "callouts": {"own": {"title": "In my view", "color": "purple"}, "plain": {"color": "red"}},
}
FRONT = {
    "title": "A lamp",
    "kind": "brass",
    "tags": ["oil", "wick"],
    "date": "2021-03-04",
    "no": "false",
}


@pytest.fixture
def found() -> Iterator[list[Finding]]:
    """Collect what is reported."""
    with findings.collecting() as collected:
        yield collected


def rewrite(text: str, root: Path, **front: object) -> str:
    """Return a text as the dialect rewrites it, without the blank lines around it."""
    path = root / "_posts" / "2021-03-04-lamp.md"
    site = Site(dialect="jekyll", content=("",), values=CONFIG)
    page = Page(path, "_posts/2021-03-04-lamp.md", "lamp.md", root, site, {**FRONT, **front}, text)
    page = replace(page, find_article=lambda name: f"_posts/{name}.md" if "lamp" in name else "")
    return re.sub(r"\n{3,}", "\n\n", DIALECT.rewrite(text, page)).strip()


VALUES = {
    "{{ site.version }}": "2.4",
    "{{page.title}}": "A lamp",
    "{{- page.kind | upcase -}}": "BRASS",
    "{{ page.tags | join: ', ' }}": "oil, wick",
    "{{ page.tags[1] }}, {{ page.tags.first }}, {{ page.tags.size }}": "wick, oil, 2",
    "{{ page.date | date: '%-d %B %Y' }}": "4 March 2021",
    "{{ 'a b' | replace: ' ', '-' | append: '!' }}": "a-b!",
    "{{ page.none | default: 'none' }}": "none",
    '![x]({{ "/a.png" | relative_url }})': "![x](/a.png)",
    "[x]({{ site.baseurl }}/two/)": "[x](/notes/two/)",
    "{{ page.none }}.": ".",
    "{% assign a = 'b' %}{{ a }}": "b",
    "{% capture a %}b c{% endcapture %}{{ a }}": "b c",
    "{% if page.kind == 'brass' %}a{% else %}b{% endif %}": "a",
    "{% cite one two --prefix x %}": "(one, two)",
    "a<d-cite key='one'></d-cite> b<d-footnote>A\nnote.</d-footnote>": "a(one) b^[A note.]",
    '<d-code block language="js">\na &lt; b\n</d-code>': "```js\na < b\n```",
    "<d-math>x^2</d-math> and <d-code>y</d-code> and `<d-math>z</d-math>`": (
        "$x^2$ and `y` and `<d-math>z</d-math>`"
    ),
    "{% tabs a %}\n{% tab a Two words %}\nb\n{% endtab %}\n{% endtabs %}": "**Two words**\n\nb",
    "{% details Click *here* now %}\na\n{% enddetails %}": (
        "<details>\n<summary>Click *here* now</summary>\n\na\n\n</details>"
    ),
    '```yaml\na: b\n```\n{: file="a b.yml" .x }': '```{.yaml title="a b.yml"}\na: b\n```',
    "```\na\n```\n{: file='a' }\n\n```\n{: file='b' }\n```": (
        "```{title=\"a\"}\na\n```\n\n```\n{: file='b' }\n```"
    ),
    "![a](b.png){: .light }\n![a](c.png){: .dark w='1' }\nText": "![a](b.png)\nText",
    "{% if page.no %}a{% elsif page.kind contains 'ra' %}b{% else %}c{% endif %}": "b",
    "{% unless page.kind and page.none %}a{% endunless %}": "a",
    "{% case page.kind %}{% when 'tin', 'brass' %}a{% else %}b{% endcase %}": "a",
    "{% if page.kind %}{% if page.none %}a{% endif %}b{% endif %}": "b",
    "a {%- comment -%} never {%- endcomment -%} b": "ab",
    "[x]({% post_url 2021-01-01-lamp %})": "[x](/_posts/2021-01-01-lamp.md)",
    "[x]({% link _guides/wick.md %})": "[x](/_guides/wick.md)",
    "{% raw %}{{ page.title }}{% endraw %}": "\\{{ page.title }}",
    "`{% raw %}{% x %}{% endraw %}`": "`{% x %}`",
}
CODE = {
    "a span": "`{{ user }}` and `{% tag %}`",
    "a fence": "```liquid\n{% if user %}\n{{ user }}\n{% endif %}\n```",
    "a fence that nothing closes": "```\n{% if a %}",
    "braces of a program": "```elixir\n{{:ok, x}, {:error, y}}\n```",
}
MARKS = {
    "* TOC\n{:toc}\n\nText": "Text",
    "1. TOC\n{:toc .large}\n\nText": "Text",
    "## Oil\n{: #oil .no_toc }": "## Oil {#oil}",
    "## Oil {: #oil}": "## Oil {#oil}",
    "## Oil {: .no_toc }": "## Oil",
    "Text\n{: .fs-6 .fw-300 }": "Text",
    '*a*{: .loud} [b](c){: target="_blank"}': "*a* [b](c)",
    '![a](b.png){: width="40" .left}': "![a](b.png){width=40}",
    "The value {:ok, x} of Elixir": "The value {:ok, x} of Elixir",
    "`{:.a}` stays": "`{:.a}` stays",
    "Keep.\n{: .notice--danger}": "::: caution\n\nKeep.\n\n:::",
    "> Keep.\n{: .prompt-info }": '::: {.note title="Info"}\n\nKeep.\n\n:::',
    "{: .warning }\nKeep.": "::: warning\n\nKeep.\n\n:::",
    "{: .note-title }\n> Dusk\n>\n> Fill.": '::: {.note title="Dusk"}\n\nFill.\n\n:::',
    "It is $$a$$ here": "It is $a$ here",
    "$$a$$": "$$a$$",
    "It is \\\\(a\\\\) here": "It is $a$ here",
    "| a | b |\n| c | d |": "|  |  |\n|---|---|\n| a | b |\n| c | d |",
    "| a | b |\n|---|---|\n| c | d |": "| a | b |\n|---|---|\n| c | d |",
    "{::comment}\nno\n{:/comment}\nText": "Text",
    '{::options toc_levels="1" /}\nText': "Text",
}


@pytest.mark.parametrize("text", VALUES)
def test_values_and_tags_become_their_text(text: str, tmp_path: Path, found: list[Finding]) -> None:
    """What the configuration and the front matter say is known; nothing is reported."""
    assert rewrite(text, tmp_path) == VALUES[text]
    assert found == []


@pytest.mark.parametrize("name", CODE)
def test_code_stays(name: str, tmp_path: Path, found: list[Finding]) -> None:
    """Markup in code that has no known value is printed as typed."""
    assert rewrite(CODE[name], tmp_path) == CODE[name]
    assert found == []


@pytest.mark.parametrize("text", MARKS)
def test_the_marks_of_kramdown_go_or_get_a_meaning(text: str, tmp_path: Path) -> None:
    """Classes go, ids and sizes stay, and classes that themes use for callouts make them."""
    with findings.collecting():
        assert rewrite(text, tmp_path) == MARKS[text]


def test_raw_shows_tags_in_code_as_well(tmp_path: Path, found: list[Finding]) -> None:
    """``raw`` goes from fences and spans, as Liquid reads the text before Markdown."""
    text = (
        "```\n{% raw %}\n{{ a }}\n```\nin it\n{% endraw %}\n```\n\n`{% raw %}{{ b }}{% endraw %}`"
    )
    made = rewrite(text, tmp_path)
    assert "raw" not in made
    assert made.endswith("`{{ b }}`")
    assert found == []


@pytest.mark.parametrize("inner", ["puts 1", "```\nodd", "a `b", "{{ c }}"])
def test_highlighted_code_is_fenced(inner: str, tmp_path: Path, found: list[Finding]) -> None:
    """Whatever is in it, the code and the text after it are as they were."""
    made = rewrite(
        f"{{% highlight ruby linenos %}}\n{inner}\n{{% endhighlight %}}\n\n{{{{ page.title }}}}",
        tmp_path,
    )
    assert re.fullmatch(rf"(`{{3,}})ruby\n{re.escape(inner)}\n\1\n\nA lamp", made)
    assert found == []


def test_includes_have_parameters(tmp_path: Path, found: list[Finding]) -> None:
    """A file of ``_includes`` is read with its parameters; HTML loses its indent."""
    (tmp_path / "_includes").mkdir()
    (tmp_path / "_includes/a.md").write_text("*{{ include.who }}*")
    (tmp_path / "_includes/b.html").write_text(
        "<p>\n\n    {% include a.md who=include.name %}\n</p>\n"
    )
    assert rewrite('{% include b.html name="Ada" %}', tmp_path) == "<p>\n*Ada*\n</p>"
    assert found == []


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ('{% include figure image_path="a.png" alt="b" caption="c" %}', '![c](a.png){alt="b"}'),
        ('{% include embed/youtube.html id="abc" %}', "youtube.com/embed/abc"),
        ('{% include video id="abc" provider="youtube" %}', "youtube.com/embed/abc"),
        ('{% include callout.html type="danger" content="Hot." %}', "::: caution"),
        ("{% gist ada/123 %}", "(https://gist.github.com/ada/123)"),
        ("{% note %}Hot.{% endnote %}", "::: note"),
        ("{% include gallery %}", "![](/a.png)\n\n![B](/b.png)"),
        ("{% details More %}Hot.{% enddetails %}", "<summary>More</summary>"),
        ("{% picture lamp.jpg --alt A lamp %}", "(lamp.jpg)"),
    ],
)
def test_tags_of_plugins_and_themes_are_known(
    text: str, made: str, tmp_path: Path, found: list[Finding]
) -> None:
    """The usual names have a meaning though their files are in a theme."""
    gallery = ["/a.png", {"image_path": "/b.png", "alt": "B"}]
    assert made in rewrite(text, tmp_path, gallery=gallery)
    assert found == []


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("{% sparkle %}a{% endsparkle %}", "a"),
        ("{% sparkle a %}", ""),
        ("{% for post in site.posts %}{{ post.title }}{% endfor %}", ""),
        ("{{ site.time }}", ""),
        ("{{ content | where: 'a' }}", ""),
        ("{% if page.kind %}a", "a"),
        ("a{% endif %}", "a"),
    ],
)
def test_what_is_not_read_is_never_printed(
    text: str, made: str, tmp_path: Path, found: list[Finding]
) -> None:
    """Tags without a meaning are taken out, and reported once with their number."""
    assert rewrite(f"{text}\n\n{text}", tmp_path).split() == [made] * 2 * bool(made)
    assert [finding.code for finding in found] in (["foreign-markup"], [])
    assert found or "if" in text


def test_a_cycle_of_includes_ends(tmp_path: Path, found: list[Finding]) -> None:
    """A file that includes itself is read once."""
    (tmp_path / "_includes").mkdir()
    (tmp_path / "_includes/a.md").write_text("a {% include b.md %}")
    (tmp_path / "_includes/b.md").write_text("b {% include a.md %}")
    assert rewrite("{% include a.md %}", tmp_path) == "a b"
    assert [finding.code for finding in found] == ["include"]


def test_nothing_outside_is_included(tmp_path: Path, found: list[Finding]) -> None:
    """A path that leads out of the publication is refused."""
    (tmp_path / "site").mkdir()
    (tmp_path / "secret.md").write_text("secret")
    assert "secret" not in rewrite("{% include_relative ../../secret.md %}", tmp_path / "site")
    assert [finding.code for finding in found] == ["include"]


@pytest.mark.parametrize(
    "unit",
    ["{% sparkle %}", "{{ a }}", "{% if a %}", "{{", "{%", "{% raw %}", "{: .note }\n", "`{{`"],
)
def test_a_megabyte_of_one_mark_takes_seconds(
    unit: str, tmp_path: Path, found: list[Finding]
) -> None:
    """The time grows with the length alone."""
    start = time.process_time()
    rewrite(unit * (1_000_000 // len(unit)), tmp_path)
    assert time.process_time() - start < 10
    assert len(found) < 5


def test_a_bibliography_is_found_or_left_out(tmp_path: Path, found: list[Finding]) -> None:
    """It is beside the page or anywhere by its name; one that is nowhere fails no article."""
    known = {"a.bib": "assets/a.bib"}
    path = tmp_path / "a.md"
    page = Page(path, "a.md", "a.md", tmp_path, Site(), find_file=lambda name: known.get(name, ""))
    data: dict[str, Any] = {"title": "A", "bibliography": ["a.bib", "b.bib"]}
    front.adapt(data, {}, DIALECT, page)
    assert data["bibliography"] == ["/assets/a.bib"]
    assert [finding.code for finding in found] == ["include"]


def test_a_header_has_the_picture_of_a_page(tmp_path: Path) -> None:
    """An overlay is one too; a picture of the page's own counts first."""
    page = Page(tmp_path / "a.md", "a.md", "a.md", tmp_path, Site())
    data: dict[str, Any] = {"header": {"overlay_image": "/a.png", "caption": "By *me*"}}
    assert DIALECT.adapt
    DIALECT.adapt(data, page)
    assert data["image"] == {"path": "/a.png", "caption": "By *me*"}
    own: dict[str, Any] = {"header": {"image": "/a.png"}, "image": "/b.png"}
    DIALECT.adapt(own, page)
    assert own["image"] == "/b.png"


def test_a_blog_of_hexo_has_its_posts_in_a_folder(tmp_path: Path) -> None:
    """It has the mark that Jekyll's have."""
    (tmp_path / "source/_posts").mkdir(parents=True)
    (tmp_path / "_config.yml").write_text("title: Lamps\n")
    assert DIALECT.describe
    assert DIALECT.describe(tmp_path, "_config.yml").content == ("source",)
    (tmp_path / "_posts").mkdir()
    assert DIALECT.describe(tmp_path, "_config.yml").content == ("",)
