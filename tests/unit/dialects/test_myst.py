"""MyST's directives, roles, targets and links become Triptych's own Markdown."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest

from triptych.core import findings
from triptych.core.errors import Finding
from triptych.dialects import myst, myst_project
from triptych.dialects.page import Page

Rewrite = Callable[..., str]


@pytest.fixture
def rewrite(tmp_path: Path) -> Rewrite:
    """Return a function that rewrites a text as that of ``docs/page.md``, beside other files."""

    def run(text: str, *, front: dict[str, object] | None = None, **files: str) -> str:
        (tmp_path / "docs").mkdir(exist_ok=True)
        for name, content in files.items():
            (tmp_path / "docs" / name.replace("__", ".")).write_text(content, encoding="utf-8")
        (tmp_path / "docs" / "conf.py").write_text("extensions = ['myst_parser']", encoding="utf-8")
        path = tmp_path / "docs" / "page.md"
        path.write_text(text, encoding="utf-8")
        mark = "docs/conf.py"
        site = replace(myst_project.describe(tmp_path, mark), dialect="myst", mark=mark)
        page = Page(path, "docs/page.md", "page.md", tmp_path, site, front or {}, text)
        with findings.collecting() as found:
            made = myst.rewrite(text, page)
        run.found = found  # type: ignore[attr-defined]  # read by the tests of what is reported
        return re.sub(r"\n{3,}", "\n\n", made).strip()

    return run


def _found(rewrite: Rewrite) -> list[Finding]:
    """Return what the last rewriting reported."""
    return list(rewrite.found)  # type: ignore[attr-defined]  # set by the fixture


@pytest.mark.parametrize("kind", ["note", "tip", "warning", "important", "caution"])
@pytest.mark.parametrize("marks", ["```", ":::", "~~~", "::::"])
def test_admonitions_are_callouts(rewrite: Rewrite, kind: str, marks: str) -> None:
    """Both fences make a callout of a kind, whatever their length."""
    assert rewrite(f"{marks}{{{kind}}}\nWords.\n{marks}") == f"::: {kind}\n\nWords.\n\n:::"


def test_a_title_of_an_admonition_stays(rewrite: Rewrite) -> None:
    """The argument is the title, or the text where there is none below."""
    assert 'title="Mind it"' in rewrite(":::{note} Mind it\nText.\n:::")
    assert rewrite("```{note} Short.\n```") == "::: note\n\nShort.\n\n:::"


def test_options_are_no_text(rewrite: Rewrite) -> None:
    """Options between colons or as YAML are read, not printed."""
    assert rewrite(":::{note}\n:class: wide\n\nText.\n:::") == "::: note\n\nText.\n\n:::"
    assert rewrite("```{note}\n---\nclass: a\n---\nText.\n```") == "::: note\n\nText.\n\n:::"


def test_directives_are_nested(rewrite: Rewrite) -> None:
    """An inner directive needs fewer marks, of either kind."""
    made = rewrite("::::{note}\n:::{tip}\n```{figure} a.png\nA lamp\n```\n:::\n::::")
    assert made.startswith(":::: note\n\n::: tip")
    assert "![A lamp](a.png)" in made


def test_a_directive_that_nothing_closes_ends_with_the_text(rewrite: Rewrite) -> None:
    """Its words are not lost."""
    assert rewrite("```{note}\nWords.") == "::: note\n\nWords.\n\n:::"


def test_code_is_left_as_typed(rewrite: Rewrite) -> None:
    """Nothing in fences and spans is markup."""
    text = (
        "````md\n```{note}\n{ref}`x` {{ y }}\n(a)=\n% no\n```\n````\n\n`{ref}` and ``{sub}`2` ``."
    )
    assert rewrite(text) == text


def test_a_role_after_a_span_of_code(rewrite: Rewrite) -> None:
    """A span that looks like a role's name begins none."""
    assert rewrite("`{ref}` and {kbd}`C`") == "`{ref}` and <kbd>C</kbd>"


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("H{sub}`2`O", "H<sub>2</sub>O"),
        ("{abbr}`LED (diode)`", '<abbr title="diode">LED</abbr>'),
        ("{math}`x^2`", "$x^2$"),
        ("{guilabel}`Save`", "**Save**"),
        ("{py:class}`~a.b.C`", "`C`"),
        ("{py:func}`words <a.b>`", "`words`"),
        ("{cite}`a,b`", "[@a; @b]"),
        ("{cite:t}`a`", "@a"),
        ("{term}`lamps <lamp>`", "lamps"),
        ("{octicon}`star` x", "x"),
        ("{download}`the list <a.csv>`", "[the list](a.csv)"),
        ("{ref}`nowhere`", "[nowhere](#nowhere)"),
    ],
)
def test_roles(rewrite: Rewrite, typed: str, made: str) -> None:
    """Each role becomes what it marks."""
    assert rewrite(typed) == made


def test_an_unknown_role_keeps_its_words_and_is_reported(rewrite: Rewrite) -> None:
    """It is reported once, with a count."""
    assert rewrite("{odd}`one` {odd}`two`") == "one two"
    (finding,) = _found(rewrite)
    assert finding.code == "foreign-markup"
    assert "and 1 more" in finding.message


def test_targets_label_what_follows(rewrite: Rewrite) -> None:
    """A heading, a figure and a formula have the label, and references lead there."""
    made = rewrite(
        "(part)=\n## A part\n\n(lamp)=\n```{figure} a.png\nA lamp\n```\n\n$$x$$ (eqn)\n\n"
        "{ref}`part` {ref}`that <part>` {numref}`lamp` {numref}`Fig. %s <lamp>` {eq}`eqn` [](#part)"
    )
    assert "## A part {#part}" in made
    assert "![A lamp](a.png){#fig:lamp}" in made
    assert "$$x$$ {#eq:eqn}" in made
    assert made.endswith(
        "[A part](#part) [that](#part) @fig:lamp Fig. [-@fig:lamp] [-@eq:eqn] [A part](#part)"
    )


def test_labels_and_titles_of_other_documents(rewrite: Rewrite) -> None:
    """A reference leads to the document that has its label; a link without words reads its title."""
    made = rewrite(
        "{ref}`far` {doc}`two` {doc}`/two` [](two.md) [](two.md#far) [w](two.md)",
        two__md="# Second\n\n(far)=\n## Far away\n",
    )
    link = "[Second](/docs/two.md)"
    assert made == (
        f"[Far away](/docs/two.md#far) {link} {link} {link} [Far away](/docs/two.md#far) [w](two.md)"
    )


def test_reference_links_to_labels(rewrite: Rewrite) -> None:
    """Their address is that of the label, and one without words reads its heading."""
    made = rewrite("(a/b)=\n# Top\n\n[][x] [w][x]\n\n[x]: #a/b")
    assert made == "# Top {#a-b}\n\n[Top][x] [w][x]\n\n[x]: #a-b"


def test_comments_and_breaks_are_left_out(rewrite: Rewrite) -> None:
    """Lines of comments, breaks of blocks and Sphinx's fields are not printed."""
    assert rewrite(":orphan:\n% no\nWords\n+++\nMore") == "Words\n\nMore"


def test_substitutions(rewrite: Rewrite) -> None:
    """A known one has its value; another is left out and reported."""
    front = {"myst": {"substitutions": {"who": "Otto"}}}
    assert rewrite("{{ who }} {{ what }}!", front=front) == "Otto !"
    assert [each.code for each in _found(rewrite)] == ["foreign-markup"]


def test_tables(rewrite: Rewrite) -> None:
    """Lists of lists and separated values become tables with their caption."""
    made = rewrite(
        "```{list-table} Prices\n:header-rows: 1\n:name: p\n\n* - A\n  - B\n* - 1\n  -\n```"
    )
    assert made == "| A | B |\n| --- | --- |\n| 1 |  |\n\n: Prices {#tbl:p}"
    made = rewrite('```{csv-table}\n:header: x, y\n\n"a, b", 2\n```')
    assert made == "| x | y |\n| --- | --- |\n| a, b | 2 |"


def test_cells_are_code(rewrite: Rewrite) -> None:
    """A cell is shown in its language, and hidden where its tags say it; it is never run."""
    assert rewrite("```{code-cell} ipython3\n1 + 1\n```") == "```python\n1 + 1\n```"
    assert rewrite("```{code-cell}\n:tags: [remove-cell]\n1\n```") == ""


def test_includes(rewrite: Rewrite) -> None:
    """A file is set in, a part of it, or as code; one that includes itself is reported."""
    assert rewrite("```{include} a.txt\n```", a__txt="---\nx: 1\n---\nWords") == "Words"
    text = "```{include} a.txt\n:start-after: one\n:end-before: three\n```"
    assert rewrite(text, a__txt="one\ntwo\nthree") == "two"
    made = rewrite("```{literalinclude} a.py\n:lines: 2\n```", a__py="x\ny\nz")
    assert made == "```py\ny\n```"
    assert rewrite("```{include} loop.txt\n```", loop__txt="```{include} loop.txt\n```") == ""
    assert [each.code for each in _found(rewrite)] == ["include"]
    assert rewrite("```{include} ../../../etc/passwd\n```") == ""
    assert [each.code for each in _found(rewrite)] == ["include"]


def test_tabs_and_cards_are_set_under_their_labels(rewrite: Rewrite) -> None:
    """One after the other."""
    made = rewrite("::::{tab-set}\n:::{tab-item} One\nA\n:::\n:::{tab-item} Two\nB\n:::\n::::")
    assert made == "**One**\n\nA\n\n**Two**\n\nB"


def test_theorems_are_numbered(rewrite: Rewrite) -> None:
    """They have their kind and number, and references read it."""
    made = rewrite(":::{prf:theorem} Pythagoras\n:label: p\nWords.\n:::\n\n{prf:ref}`p`")
    assert "**Theorem 1** (Pythagoras). Words." in made
    assert made.endswith("[Theorem 1](#p)")


@pytest.mark.parametrize("name", ["toctree", "contents", "bibliography", "tableofcontents"])
def test_what_only_the_web_needs_is_left_out(rewrite: Rewrite, name: str) -> None:
    """Contents and lists of works are the edition's own."""
    assert rewrite(f"```{{{name}}}\n:depth: 1\n\na\nb\n```") == ""
    assert not _found(rewrite)


def test_an_unknown_directive_keeps_its_text_and_is_reported(rewrite: Rewrite) -> None:
    """Its words stay; its name is told."""
    assert rewrite("```{strange}\nWords.\n```") == "Words."
    assert [each.code for each in _found(rewrite)] == ["foreign-markup"]


def test_configuration_is_read_and_not_run(tmp_path: Path) -> None:
    """Literal values count; everything else in ``conf.py`` is passed over."""
    text = 'import os\nos.abort()\nproject = "Lamps"\nauthor = "Otto" + "!"\nlanguage = "de"\n'
    (tmp_path / "conf.py").write_text(text, encoding="utf-8")
    site = myst_project.describe(tmp_path, "conf.py")
    assert (site.title, site.author, site.lang) == ("Lamps", "", "de")
    assert myst_project.literals("broken(") == {}


def test_a_table_of_contents_gives_the_order(tmp_path: Path) -> None:
    """Files are those of the table, without those that are no Markdown; parts begin chapters."""
    for name in ("intro.md", "b.md", "a.md"):
        (tmp_path / name).write_text("# T", encoding="utf-8")
    toc = (
        "format: jb-book\nroot: intro\nparts:\n- caption: One\n  chapters:\n"
        "  - file: b\n    sections:\n    - file: a\n  - file: n\n"
    )
    (tmp_path / "_toc.yml").write_text(toc, encoding="utf-8")
    (tmp_path / "_config.yml").write_text("title: Book", encoding="utf-8")
    site = myst_project.describe(tmp_path, "_toc.yml")
    assert site.only == ("intro.md", "b.md", "a.md")
    assert site.values["parts"] == {"b.md": "One"}
    old = "- file: intro\n- file: a\n"
    (tmp_path / "_toc.yml").write_text(old, encoding="utf-8")
    assert myst_project.describe(tmp_path, "_toc.yml").only == ("intro.md", "a.md")


@pytest.mark.parametrize(
    "piece", ["{ref}`a` ", "```{note}\nx\n```\n\n", "(a)=\n", "{sub}`", ":::{note}\n"]
)
def test_a_megabyte_of_one_markup_takes_seconds(rewrite: Rewrite, piece: str) -> None:
    """The time grows with the length of the text."""
    begin = process_time()
    rewrite(piece * (100_000 // len(piece)))
    assert process_time() - begin < 20
