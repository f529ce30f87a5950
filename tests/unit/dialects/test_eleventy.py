"""Eleventy's pages: templates are taken out, values come from data files, nothing is run."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from triptych.core import findings
from triptych.core.errors import Finding
from triptych.core.site import Site
from triptych.dialects.eleventy import DIALECT
from triptych.dialects.page import Page

SITE = Site(
    dialect="eleventy",
    content=("src",),
    values={"data": "src/_data", "includes": "src/_includes", "engine": "njk"},
)


@pytest.fixture
def found() -> Iterator[list[Finding]]:
    """Collect what is reported."""
    with findings.collecting() as collected:
        yield collected


def a_page(root: Path, text: str = "", **front: Any) -> Page:
    """Return a page in ``src/notes``."""
    name = "src/notes/2025-01-02-lamp.md"
    return Page(root / name, name, "lamp.md", root, SITE, {"title": "A lamp", **front}, text)


def rewrite(text: str, root: Path, **front: Any) -> str:
    """Return a text as the dialect rewrites it, without the blank lines around it."""
    return re.sub(r"\n{3,}", "\n\n", DIALECT.rewrite(text, a_page(root, text, **front))).strip()


KNOWN = {
    "{{ title }}": "A lamp",
    "{{ title | upper }} {{ 'a' ~ 'b' }}": "A LAMP ab",
    "{{ none or 'b' }}{{ page.fileSlug }}": "blamp",
    "{% set a = 'b' %}{{ a }}": "b",
    "{% set a %}b c{% endset %}{{ a }}": "b c",
    "{% if title and not draft %}a{% elif title %}b{% else %}c{% endif %}": "a",
    "a {# never #}b": "a b",
    '{% addedin "2.0", "h2" %}': "*Added in 2.0*",
    '{% emoji "🪔", "a lamp" %}{% emoji "tada" %}': "🪔:tada:",
    '{% youtubeEmbed "abcdefgh", "Oil" %}': (
        '<iframe src="https://www.youtube.com/embed/abcdefgh" title=""></iframe>'
    ),
    "{% for a in tags %}{{ loop.index }}{{ a }} {% endfor %}": "1oil 2tin",
    "{% for a in tags | reverse %}{{ a }}{% if not loop.last %}, {% endif %}{% endfor %}": "tin, oil",
    "{% for a in tags limit:1 %}{{ a }}{% endfor %}": "oil",
    "{% for a in tags reversed %}{{ a }}{% endfor %}": "tinoil",
    "{% for k, v in sizes %}{{ k }}={{ v }} {% endfor %}": "a=1 b=2",
    "{% for k in sizes %}{{ k[0] }}={{ k[1] }} {% endfor %}": "a=1 b=2",
    "{% for n in (1..3) %}{{ n }}{% endfor %}": "123",
    "{% for a in page.none %}{{ a }}{% else %}none{% endfor %}": "none",
    "{% for a in tags %}\n{%- if a == 'tin' %}\n- {{ a }}\n{%- endif %}\n{%- endfor %}": "- tin",
    "{% for a in tags %}{% for b in tags %}{{ a }}{{ b }} {% endfor %}{% endfor %}": (
        "oiloil oiltin tinoil tintin"
    ),
    "## Oil {#oil}": "## Oil {#oil}",
    '{% image "a.png", "b", "(min-width: 30em) 50vw, 100vw" %}': "![b](a.png)",
    "{% image 'a.png', title %}": "![title](a.png)",
    '{% image src="a.png", alt="b" %}': "![b](a.png)",
    '{% youtube "abcdefgh" %}': '<iframe src="https://www.youtube.com/embed/abcdefgh" title=""></iframe>',
    '{% callout "warning" %}Hot.{% endcallout %}': "::: warning\n\nHot.\n\n:::",
    "::: warning\nHot.\n:::": "::: warning\n\nHot.\n\n:::",
    "::: warning Mind\nHot.\n:::": '::: {.warning title="Mind"}\n\nHot.\n\n:::',
    "Text\n{.loud}": "Text",
    "[[toc]]\n\nText": "Text",
    "{% raw %}{{ title }}{% endraw %}": "\\{{ title }}",
    "`{% raw %}{% x %}{% endraw %}`": "`{% x %}`",
    "{% verbatim %}{{ title }}{% endverbatim %}": "\\{{ title }}",
    "`{{ none }}` and `{% set a = 1 %}`": "`{{ none }}` and `{% set a = 1 %}`",
}


@pytest.mark.parametrize("text", KNOWN)
def test_templates_become_their_text(text: str, tmp_path: Path, found: list[Finding]) -> None:
    """Known values and the usual shortcodes are read; nothing is reported."""
    made = rewrite(text, tmp_path, tags=["oil", "tin"], sizes={"a": 1, "b": 2})
    assert made == KNOWN[text]
    assert found == []


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("{% spark %}a{% endspark %}", "a"),
        ("{% spark 'a' %}", ""),
        ("{{ collections.all }}", ""),
        ("{{ '2.0' | sparkle }}", "2.0"),
        ("{{ collections.all | sparkle }}", ""),
        ("{% for a in b %}{{ a }}{% endfor %}", ""),
        ("{% macro a(b) %}{{ b }}{% endmacro %}", ""),
        ("{% if a.b %}c{% endif %}", "c"),
        ("{% if a.b %}c{% else %}d{% endif %}", "d"),
        ("{% if not a.b %}c{% endif %}", "c"),
        ("{% if a.b and title %}{% if title %}c{% else %}d{% endif %}{% endif %}", "c"),
    ],
)
def test_what_is_not_read_is_never_printed(
    text: str, made: str, tmp_path: Path, found: list[Finding]
) -> None:
    """It is taken out, and reported once with its number."""
    assert rewrite(f"{text}\n\nand\n\n{text}", tmp_path).split() == f"{made} and {made}".split()
    assert [finding.code for finding in found] == ["foreign-markup"]


def test_loops_end(tmp_path: Path, found: list[Finding]) -> None:
    """Loops within loops stop after a number of turns, which is reported."""
    text = "{% for a in (1..4000) %}{% for b in (1..4000) %}x{% endfor %}{% endfor %}"
    assert 0 < len(rewrite(text, tmp_path)) < 30_000
    assert [finding.code for finding in found] == ["foreign-markup"]


def test_values_come_from_data_files(tmp_path: Path, found: list[Finding]) -> None:
    """Global data, that of the folder and what a script says literally count; front matter wins."""
    (tmp_path / "src/_data").mkdir(parents=True)
    (tmp_path / "src/notes").mkdir()
    (tmp_path / "src/_data/oil.json").write_text('{"best": "rape", "all": ["a", "b"]}')
    (tmp_path / "src/_data/site.js").write_text("module.exports = { name: 'Lamps', now: Date() }")
    (tmp_path / "src/notes/notes.11tydata.json").write_text('{"colour": "red", "shape": "flat"}')
    text = "{{ oil.best }} {{ oil.all | join(', ') }} {{ site.name }} {{ colour }} {{ shape }}"
    assert rewrite(text, tmp_path, colour="blue") == "rape a, b Lamps blue flat"
    assert found == []


def test_the_configuration_is_read_and_never_run(tmp_path: Path) -> None:
    """Folders and the engine count where they are literal."""
    (tmp_path / "a.js").write_text(
        "throw 1;\nmodule.exports = (c) => { c.addPassthroughCopy({'assets': '/'});\n"
        "return { markdownTemplateEngine: false, dir: { input: './pages/', data: '../data' } } }"
    )
    (tmp_path / ".eleventyignore").write_text("# none\ndrafts/\n")
    assert DIALECT.describe
    site = DIALECT.describe(tmp_path, "a.js")
    assert site.content == ("pages",)
    assert site.values["engine"] == ""
    assert "assets" in site.statics
    assert "drafts" in site.skipped


def test_front_matter_is_completed(tmp_path: Path, found: list[Finding]) -> None:
    """The date in the name counts, tags of collections go, a title may have values."""
    data: dict[str, Any] = {"title": "On {{ page.fileSlug }}", "tags": ["posts", "oil"]}
    assert DIALECT.adapt
    DIALECT.adapt(data, a_page(tmp_path))
    assert data == {"title": "On lamp", "tags": ["oil"], "date": "2025-01-02"}
    assert found == []


@pytest.mark.parametrize("engine", ["md", "false"])
def test_a_page_may_have_no_templates(engine: str, tmp_path: Path, found: list[Finding]) -> None:
    """Where the front matter switches them off, braces are words."""
    assert rewrite("{{ title }}", tmp_path, templateEngineOverride=engine) == "{{ title }}"
    assert found == []


def test_addresses_by_a_template() -> None:
    """A permalink with the name or the title of the page is known."""
    head = {"permalink": "/n/{{ page.fileSlug }}/{{ title | slugify }}/", "title": "A Lamp"}
    assert list(DIALECT.addresses("src/notes/2025-01-02-lamp.md", head, SITE)) == ["n/lamp/a-lamp"]
    assert list(DIALECT.addresses("src/a.md", {"permalink": "/{{ x }}/"}, SITE)) == [""]


@pytest.mark.parametrize("unit", ["{# a", "{# a #}", "{% a %}", "::: note\n", "{{ a | b }}"])
def test_a_megabyte_of_one_mark_takes_seconds(
    unit: str, tmp_path: Path, found: list[Finding]
) -> None:
    """The time grows with the length alone."""
    start = time.process_time()
    rewrite(unit * (1_000_000 // len(unit)), tmp_path)
    assert time.process_time() - start < 10
    assert len(found) < 5


def test_a_folder_gives_its_pages_their_addresses(tmp_path: Path) -> None:
    """What the data of the nearest folder say counts where the page says nothing."""
    (tmp_path / "src/notes/deep").mkdir(parents=True)
    (tmp_path / "src/notes/notes.json").write_text('{"permalink": "/n/{{ title | slugify }}/"}')
    (tmp_path / "src/notes/deep/deep.11tydata.js").write_text(
        "module.exports = { permalink: '/d/{{ page.fileSlug }}/' }"
    )
    (tmp_path / "e.js").write_text("module.exports = () => ({ dir: { input: 'src' } })")
    assert DIALECT.describe
    site = DIALECT.describe(tmp_path, "e.js")
    head = {"title": "A Lamp"}
    assert list(DIALECT.addresses("src/notes/a.md", head, site)) == ["n/a-lamp"]
    assert list(DIALECT.addresses("src/notes/deep/b.md", head, site)) == ["d/b"]
    own = {**head, "permalink": "/x/{{ title }}/"}
    assert list(DIALECT.addresses("src/notes/a.md", own, site)) == ["x/a-lamp"]
