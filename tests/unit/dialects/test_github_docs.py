"""A documentation in GitHub's manner: variables, reusable texts, versions, icons and titles."""

from pathlib import Path
from typing import Any

import pytest

from commandline import write
from triptych.core import findings
from triptych.core.site import Site
from triptych.dialects.github import DIALECT
from triptych.dialects.page import Page

FILES = {
    "data/variables/product.yml": (
        "lamp: Lamp\nshop: '{% data variables.product.lamp %} Shop'\n"
        "loop: '{% data variables.product.loop %}'\n"
        "where: '{% ifversion fpt or ghec %}here{% else %}there{% endif %}'\n"
    ),
    "data/reusables/oil/fill.md": "Fill the {% data variables.product.lamp %}.\n\n- Slowly.\n",
    "data/reusables/oil/self.md": "a {% data reusables.oil.self %}",
    "data/features/wicks.yml": "versions:\n  fpt: '*'\n",
    "data/features/old.yml": "versions:\n  ghes: '<3.9'\n",
    "data/tables/oils.yml": "- name: rape\n  good: true\n- name: tar\n  good: false\n",
    "content/oil/two.md": "---\ntitle: 'The {% data variables.product.lamp %} [two]'\n---\nText.\n",
}
TEXTS = {
    "a variable": ("On {% data variables.product.shop %}.", "On Lamp Shop."),
    "a version in a variable": ("{% data variables.product.where %}", "here"),
    "a reusable text": ("{% data reusables.oil.fill %}", "Fill the Lamp.\n\n- Slowly."),
    "one in a list": (
        "1. a\n\n   {% data reusables.oil.fill %}",
        "1. a\n\n   Fill the Lamp.\n   \n   - Slowly.",
    ),
    "a variable in code": (
        "```yaml\na: {% data variables.product.lamp %}\n```",
        "```yaml\na: Lamp\n```",
    ),
    "raw in code": ("```\na: {% raw %}${{ b }}{% endraw %}\n```", "```\na: ${{ b }}\n```"),
    "raw": (
        "{% raw %}{% data variables.product.lamp %}{% endraw %}",
        "\\{% data variables.product.lamp %}",
    ),
    "a version": ("{% ifversion fpt or ghec %}a{% elsif ghes %}b{% endif %}", "a"),
    "another": ("{% ifversion ghes > 3.8 %}a{% else %}b{% endif %}c", "bc"),
    "none": ("a{% ifversion not fpt %} b{% endif %}.", "a."),
    "a feature": ("{% ifversion wicks %}a{% endif %}{% ifversion old %}b{% endif %}", "a"),
    "a feature without a file": ("{% ifversion new and fpt %}a{% endif %}", "a"),
    "a version in a version": (
        "{% ifversion ghes %}{% ifversion fpt %}a{% endif %}b{% endif %}c",
        "c",
    ),
    "a version in code": ("```\n{%- ifversion fpt %}\na\n{%- endif %}\n```", "```\na\n```"),
    "a row": ("| a |{% ifversion ghes %}\n| b |{% endif %}\n| c |", "| a |\n| c |"),
    "a note": ("{% note %}\n\n**Note:** Hot.\n\n{% endnote %}", "::: note\n\nHot.\n\n:::"),
    "one tool": ("{% cli %}\n\nType.\n\n{% endcli %}", "**GitHub CLI**\n\nType."),
    "an icon": ('| {% octicon "check" aria-label="Yes" %} |', "| Yes |"),
    "an ornament": ('Press **{% octicon "x" %} Go** {% octicon "y" %} now', "Press **Go** now"),
    "headers of rows": ("{% rowheaders %}\n\n| a |\n\n{% endrowheaders %}", "| a |"),
    "a table of data": (
        "{% for o in tables.oils %}| {{ o.name }} |{% if o.good %} yes{% endif %}\n{% endfor %}",
        "| rape | yes\n| tar |",
    ),
    "a title": ("[AUTOTITLE](/oil/two#b)", "[The Lamp \\[two\\]](/oil/two#b)"),
    "a title of nothing": ("[AUTOTITLE](/oil/cold-oil)", "[Cold oil](/oil/cold-oil)"),
    "a title in code": ("`[AUTOTITLE](/oil/two)`", "`[AUTOTITLE](/oil/two)`"),
    "what nobody knows": ("{% data variables.product.prodname_big_lamp %}", "Big lamp"),
    "a text that is not there": ("a{% data reusables.oil.none %}", "a"),
    "a text within itself": ("{% data reusables.oil.self %}", "a"),
    "a variable within itself": ("{% data variables.product.loop %}", "Loop"),
    "what nothing closes": ("{% ifversion ghes %}a", "a"),
    "what closes nothing": ("a{% endif %}{% else %}b", "ab"),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Write the files of a documentation."""
    write(tmp_path, FILES)
    return tmp_path


def a_page(root: Path, text: str, **front: Any) -> Page:
    """Return a page of the documentation."""
    name = "content/oil/one.md"
    known = {"/oil/two": "content/oil/two.md"}
    find = lambda name: known.get(name, "")  # noqa: E731  a table as a function
    return Page(root / name, name, "one.md", root, Site(), front, text, find_article=find)


@pytest.mark.parametrize("label", TEXTS)
def test_tags_become_text(label: str, root: Path) -> None:
    """All is put in as it is on the web, and no tag is left."""
    text, made = TEXTS[label]
    with findings.collecting():
        assert DIALECT.rewrite(text, a_page(root, text)).strip() == made


@pytest.mark.parametrize(
    ("versions", "made"), [({"ghes": "*"}, "s"), ({"ghec": "*"}, "c"), ("*", "f")]
)
def test_a_page_is_read_in_a_version_that_it_has(versions: Any, made: str, root: Path) -> None:
    """The web's version counts where a page has it."""
    text = "{% ifversion ghes %}s{% elsif ghec %}c{% else %}f{% endif %}"
    assert DIALECT.rewrite(text, a_page(root, text, versions=versions)) == made


def test_title_and_introduction_have_values(root: Path) -> None:
    """Front matter is read as the text is."""
    data = {
        "title": "On {% data variables.product.lamp %}",
        "standfirst": "A {% data variables.product.shop %}",
    }
    assert DIALECT.adapt
    DIALECT.adapt(data, a_page(root, ""))
    assert data == {"title": "On Lamp", "standfirst": "A Lamp Shop"}


def test_articles_are_those_of_the_content(root: Path) -> None:
    """The texts that pages share are no articles."""
    assert DIALECT.describe
    assert DIALECT.describe(root, ".github").content == ("content",)


def test_other_repositories_may_show_such_tags(tmp_path: Path) -> None:
    """A repository without the files leaves what is no such tag."""
    text = "Write {% note %} and {{ x }}."
    assert DIALECT.rewrite(text, a_page(tmp_path, text)) == text
