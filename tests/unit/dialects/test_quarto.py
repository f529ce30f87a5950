"""Quarto, bookdown and R Markdown become Triptych's own Markdown."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from hashlib import md5
from pathlib import Path
from time import process_time

import pytest

from triptych.core import findings
from triptych.dialects import quarto, quarto_project
from triptych.dialects.page import Page

Rewrite = Callable[..., str]


@pytest.fixture
def rewrite(tmp_path: Path) -> Rewrite:
    """Return a function that rewrites a text as that of ``page.qmd``, beside other files."""

    def run(text: str, *, front: dict[str, object] | None = None, **files: str) -> str:
        mark = "_quarto.yml"
        for name, content in {"_quarto__yml": "lang: en", **files}.items():
            path = tmp_path / name.replace("_SLASH_", "/").replace("__", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        site = replace(quarto_project.describe(tmp_path, mark), dialect="quarto", mark=mark)
        path = tmp_path / "page.qmd"
        path.write_text(text, encoding="utf-8")
        page = Page(path, "page.qmd", "page.qmd", tmp_path, site, front or {}, text)
        with findings.collecting() as found:
            made = quarto.rewrite(text, page)
        run.found = found  # type: ignore[attr-defined]  # read by the tests of what is reported
        return re.sub(r"\n{3,}", "\n\n", made).strip()

    return run


def _codes(rewrite: Rewrite) -> list[str]:
    """Return the codes of what the last rewriting reported."""
    found = list(rewrite.found)  # type: ignore[attr-defined]  # set by the fixture
    return [each.code for each in found]


@pytest.mark.parametrize("kind", ["note", "tip", "warning", "important", "caution"])
@pytest.mark.parametrize(
    "opening", ["::: {.callout-KIND}", ":::{.callout-KIND}", "::: callout-KIND"]
)
def test_callouts(rewrite: Rewrite, kind: str, opening: str) -> None:
    """Each way to write one makes a callout of ours."""
    made = rewrite(f"{opening.replace('KIND', kind)}\nWords.\n:::")
    assert made == f"::: {{.{kind}}}\n\nWords.\n\n:::"


def test_callouts_have_titles_and_may_be_nested(rewrite: Rewrite) -> None:
    """A title is an attribute or a heading; what folds is open."""
    made = rewrite(
        '::: {.callout-tip title="A `b`" collapse=true}\nX\n\n::: callout-note\nY\n:::\n:::'
    )
    assert made.startswith(":::: {.tip}\n\n#### A `b`\n\nX\n\n::: {.note}")
    assert "## T" in rewrite("::: callout-tip\n## T\nX\n:::")


def test_a_division_that_nothing_closes_ends_with_the_text(rewrite: Rewrite) -> None:
    """No words are lost, and a mark that closes nothing is no text."""
    assert rewrite("::: callout-note\nWords.") == "::: {.note}\n\nWords.\n\n:::"
    assert rewrite("Words.\n\n:::\n\nMore.") == "Words.\n\nMore."


def test_code_is_left_as_typed(rewrite: Rewrite) -> None:
    """Nothing in fences, spans and indented blocks is markup, but for values of shortcodes."""
    text = "````md\n::: {.callout-note}\n@fig-x {{< kbd C >}}\n:::\n````\n\n`@fig-x`"
    text += "\n\n    ::: {.callout-tip}\n    @fig-y"
    assert rewrite(text) == text


def test_tabs_are_set_one_after_the_other(rewrite: Rewrite) -> None:
    """Each under its label; headings below the tabs' own stay."""
    made = rewrite("::: {.panel-tabset}\n## One\nA\n### Deep\n## Two\n```\n## code\n```\n:::")
    assert made == "**One**\n\nA\n### Deep\n\n**Two**\n\n```\n## code\n```"


@pytest.mark.parametrize(
    ("opening", "is_shown"),
    [
        ('.content-visible when-format="html"', True),
        ('.content-visible when-format="pdf"', False),
        ('.content-visible unless-format="pdf"', True),
        ('.content-hidden when-format="html"', False),
        ('.content-hidden unless-format="html"', True),
        ('.content-visible when-meta="tool.lamp"', True),
        ('.content-visible unless-meta="tool.lamp"', False),
        ('.content-visible when-meta="tool.none"', False),
        (".hidden", False),
        (".dark-content", False),
        (".light-content", True),
    ],
)
def test_what_is_for_some_formats(rewrite: Rewrite, opening: str, is_shown: bool) -> None:  # noqa: FBT001  a case
    """What is for HTML is ours; metadata decide as Quarto's do."""
    made = rewrite(f"::: {{{opening}}}\nWords\n:::", front={"tool": {"lamp": "true"}})
    assert ("Words" in made) is is_shown


def test_hidden_macros_apply(rewrite: Rewrite) -> None:
    """Definitions for formulas count even where they are hidden."""
    assert rewrite("::: {.hidden}\n$$\n\\newcommand{\\R}{x}\n$$\n:::") == "\\newcommand{\\R}{x}"


def test_references_to_labels(rewrite: Rewrite) -> None:
    """Labels and references have Triptych's colon; code and addresses keep their signs."""
    made = rewrite(
        "# A {#sec-a}\n\n![x](y.png){#fig-b}\n\n: T {#tbl-c}\n\n$$z$$ {#eq-d}\n\n"
        "@sec-a, [-@fig-b], [@tbl-c; @eq-d], @Fig-b. [w](#fig-b) me@fig-b.org `@fig-b`"
    )
    assert "# A {#sec:a}" in made
    assert "{#fig:b}" in made
    assert made.endswith(
        "@sec:a, [-@fig:b], [@tbl:c; @eq:d], @Fig:b. [w](#fig:b) me@fig-b.org `@fig-b`"
    )


def test_figures_of_several_pictures(rewrite: Rewrite) -> None:
    """They are in a row, their parts have letters, and the last paragraph is the caption."""
    made = rewrite(
        "::: {#fig-both layout-ncol=2}\n![L](a.png){#fig-l}\n\n![R](b.png){#fig-r}\n\nBoth\n:::\n\n@fig-r"
    )
    assert made == (
        ":::: {#fig:both}\n\n::: {.row}\n\n![(a) L](a.png)\n\n![(b) R](b.png)\n\n:::\n\nBoth\n\n::::"
        "\n\n@fig:both (b)"
    )


def test_theorems_are_numbered_by_kind(rewrite: Rewrite) -> None:
    """References read their kind and number."""
    made = rewrite(
        "::: {#thm-a}\n## Of lamps\nX\n:::\n\n::: {#lem-b}\nY\n:::\n\n@thm-a [-@thm-a] @lem-b"
    )
    assert "**Theorem 1** (Of lamps). X" in made
    assert made.endswith("[Theorem 1](#thm-a) [1](#thm-a) [Lemma 1](#lem-b)")


def test_labels_of_other_chapters(rewrite: Rewrite) -> None:
    """A reference to another chapter is a link that reads its heading or caption."""
    made = rewrite(
        "@sec-far, @fig-far", two__qmd="# Far away {#sec-far}\n\n![A lamp](a.png){#fig-far}"
    )
    assert made == "[Far away](/two.qmd#sec-far), [Figure “A lamp”](/two.qmd#fig-far)"


def test_shortcodes(rewrite: Rewrite) -> None:
    """Values are set in, keys and films marked up, signs left out; others are reported."""
    made = rewrite(
        "{{< var lamp.oil >}} {{< meta title >}} {{<kbd Ctrl-C>}}{{< fa star >}} {{< odd x >}}",
        front={"title": "T"},
        _variables__yml="lamp:\n  oil: rape",
    )
    assert made == "rape T <kbd>Ctrl-C</kbd>"
    assert _codes(rewrite) == ["foreign-markup"]
    assert "newpage" in rewrite("{{< pagebreak >}}")
    assert "<iframe" in rewrite("{{< video https://v.example/1 >}}")


def test_escaped_shortcodes_are_printed(rewrite: Rewrite) -> None:
    """Three braces, or a comment within, print the shortcode; so does code that says it."""
    assert rewrite("```\n{{{< meta title >}}}\n```") == "```\n{{< meta title >}}\n```"
    assert rewrite("`{{</* meta a */>}}`") == "`{{< meta a >}}`"
    made = rewrite('``` {.md shortcodes="false"}\n{{< meta title >}}\n```', front={"title": "T"})
    assert "{{< meta title >}}" in made


def test_includes(rewrite: Rewrite) -> None:
    """Files are set in without their front matter; loops and what is outside are reported."""
    assert rewrite("{{< include _a.qmd >}}", _a__qmd="---\nt: x\n---\nWords") == "Words"
    assert (
        rewrite(
            "{{< include sub/_a.md >}}",
            sub_SLASH__a__md="{{< include _b.md >}}",
            sub_SLASH__b__md="B",
        )
        == "B"
    )
    assert rewrite("{{< include _l.md >}}", _l__md="{{< include _l.md >}}") == ""
    assert _codes(rewrite) == ["include"]
    assert rewrite("{{< include ../../etc/passwd >}}") == ""
    assert _codes(rewrite) == ["include"]


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("```{python}\n#| eval: false\nx\n```", "```python\nx\n```"),
        ("```{r, eval=FALSE}\nx\n```", "```r\nx\n```"),
        ("```{r, echo=FALSE}\nx\n```", ""),
        ("```{r}\n#| include: false\nx\n```", ""),
        ("```{python}\n#| echo: false\nx\n```", ""),
        ("```{ojs}\nx\n```", ""),
        ("```{mermaid}\ngraph\n```", "```mermaid\ngraph\n```"),
        ("```{r x, fig.cap='a, b=c'}\n1\n```", "::: {.pf-figure}\n\n```r\n1\n```\n\na, b=c\n\n:::"),
        ("```{=html}\n<b>x</b>\n```", "```{=html}\n<b>x</b>\n```"),
        ("```{=latex}\n\\x\n```", ""),
        ("```{{python}}\nx\n```", "````\n```{python}\nx\n```\n````"),
        ("```{.python}\nx\n```", "```{.python}\nx\n```"),
    ],
)
def test_cells(rewrite: Rewrite, typed: str, made: str) -> None:
    """Code is shown or hidden as its options say; it is never run."""
    assert rewrite(typed) == made


def test_pictures_of_cells(rewrite: Rewrite) -> None:
    """What is saved beside the document, or named literally, is set in with caption and label."""
    made = rewrite(
        "```{r}\n#| label: fig-a\n#| fig-cap: Cap\n#| echo: false\nplot()\n```",
        **{"page_files_SLASH_figure-html_SLASH_fig-a-1__png": ""},
    )
    assert made == "![Cap](page_files/figure-html/fig-a-1.png){#fig:a}"
    made = rewrite(
        "```{r, echo=FALSE, out.width='50%', fig.cap='C'}\nknitr::include_graphics('b.png')\n```"
    )
    assert made == "![C](b.png){width=50%}"


def test_a_saved_document_is_used_while_it_is_of_its_source(rewrite: Rewrite) -> None:
    """``_freeze`` counts only with the hash of the source as it is."""
    text = "```{r}\n1 + 1\n```"
    saved = {
        "hash": md5(text.encode(), usedforsecurity=False).hexdigest(),
        "result": {"markdown": "---\nt: 1\n---\nTwo"},
    }
    name = "_freeze_SLASH_page_SLASH_execute-results_SLASH_html__json"
    assert rewrite(text, **{name: json.dumps(saved)}) == "Two"
    assert rewrite(f"{text}\n", **{name: json.dumps(saved)}).startswith("```r\n1 + 1")
    assert rewrite(text, **{name: "{"}).startswith("```r")


def test_bookdown(rewrite: Rewrite) -> None:
    """Its labels, references and words by reference become ours."""
    made = rewrite(
        "# A {#a}\n\n(ref:c) A *cap*\n\n```{r f, fig.cap='(ref:c)', echo=FALSE}\n"
        "knitr::include_graphics('x.png')\n```\n\nTable: (\\#tab:t) T\n\n$$x (\\#eq:e)$$\n\n"
        "\\@ref(fig:f) \\@ref(tab:t) \\@ref(eq:e) \\@ref(a) `\\@ref(a)`"
    )
    assert "![A *cap*](x.png){#fig:f}" in made
    assert ": T {#tbl:t}" in made
    assert "\\label{eq:e}" in made
    assert made.endswith("[-@fig:f] [-@tbl:t] [-@eq:e] [A](#a) `\\@ref(a)`")
    assert "PART" not in rewrite("# (PART) One {-}\n\n# Two")


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("[the `Lamp`](`Lamp`)", "the `Lamp`"),
        ("[](`oil.Lamp`)", "`oil.Lamp`"),
        ("[](`~oil.Lamp`)", "`Lamp`"),
        ("[a [b] c](`Lamp`)", "a [b] c"),
        ("`[x](``Lamp``)`", "`[x](``Lamp``)`"),
        ("[x](lamp.qmd)", "[x](lamp.qmd)"),
    ],
)
def test_references_to_documented_code(rewrite: Rewrite, typed: str, made: str) -> None:
    """Names between backticks as an address are set as words, and reported once."""
    assert rewrite(f"A {typed} b.") == f"A {made} b."
    assert ("foreign-markup" in _codes(rewrite)) == (typed != made)


@pytest.mark.parametrize(
    "piece",
    [
        "{{< odd >}} ",
        "::: {.callout-note}\n",
        "::: a\nx\n:::\n\n",
        "@fig-x ",
        "```{r}\n1\n```\n\n",
        "[-@thm-",
    ],
)
def test_a_megabyte_of_one_markup_takes_seconds(rewrite: Rewrite, piece: str) -> None:
    """The time grows with the length of the text."""
    begin = process_time()
    rewrite(piece * (100_000 // len(piece)))
    assert process_time() - begin < 20
