"""Books of bookdown: chapters are one document to their authors; code within a line may be plain words."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from triptych.core import findings
from triptych.dialects import quarto, quarto_project
from triptych.dialects.page import Page

Rewrite = Callable[[str], str]
OTHER = r"""# Oil {#oil}

## Cold oil

```{r lamps, fig.cap='All *lamps*'}
plot(1)
```

```{r wicks}
knitr::kable(a, caption = "All wicks")
```

![A can (\#fig:can)](a.png)

Table: (\#tab:cans) All cans

\begin{equation} a (\#eq:one) \end{equation}
\begin{equation} b (\#eq:two) \end{equation}

::: {.theorem}
None.
:::

::: {.theorem #heat name="Heat"}
Hot.
:::

```{theorem, cold, name="Cold"}
Not hot.
```
"""


@pytest.fixture
def rewrite(tmp_path: Path) -> Rewrite:
    """Return a function that rewrites a text as a chapter beside another."""
    (tmp_path / "_bookdown.yml").write_text("book_filename: x\n")
    (tmp_path / "02-oil.Rmd").write_text(OTHER)
    (tmp_path / "01-in.Rmd").write_text("")
    site = quarto_project.describe(tmp_path, "_bookdown.yml")
    site = replace(site, dialect="quarto", mark="_bookdown.yml")

    def run(text: str) -> str:
        page = Page(tmp_path / "01-in.Rmd", "01-in.Rmd", "p", tmp_path, site, {}, text)
        with findings.collecting():
            return quarto.rewrite(text, page).strip()

    return run


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        (r"\@ref(oil)", "[Oil](/02-oil.Rmd#oil)"),
        (r"\@ref(fig:lamps)", "[“All *lamps*”](/02-oil.Rmd#fig-lamps)"),
        (r"\@ref(tab:wicks)", "[“All wicks”](/02-oil.Rmd#tbl-wicks)"),
        (r"\@ref(fig:can)", "[“A can”](/02-oil.Rmd#fig-can)"),
        (r"\@ref(tab:cans)", "[“All cans”](/02-oil.Rmd#tbl-cans)"),
        (r"\@ref(eq:two)", "[(2)](/02-oil.Rmd#eq-two)"),
        (r"\@ref(thm:heat)", "[2](/02-oil.Rmd#thm-heat)"),
        (r"\@ref(thm:cold)", "[3](/02-oil.Rmd#thm-cold)"),
        ("[x](#oil) [y](#none)", "[x](/02-oil.Rmd#oil) [y](#none)"),
        (
            "[Cold oil] and [so][Cold Oil]",
            "[Cold oil](/02-oil.Rmd#cold-oil) and [so](/02-oil.Rmd#cold-oil)",
        ),
        ("[Cold oil]\n\n# Cold oil", "[Cold oil]\n\n# Cold oil"),
        ("[Oil]\n\n[oil]: https://e.org", "[Oil]\n\n[oil]: https://e.org"),
        ("`[Oil]` and [Oil](a.md) and ![Oil](a.png)", "`[Oil]` and [Oil](a.md) and ![Oil](a.png)"),
    ],
)
def test_other_chapters(typed: str, made: str, rewrite: Rewrite) -> None:
    """Labels, ids and headings of any chapter are known in each."""
    assert rewrite(typed) == made


def test_captions_of_this_chapter(rewrite: Rewrite) -> None:
    """A label is anywhere in a caption; a table's caption is in its code."""
    assert rewrite(r"![A *can* (\#fig:c)](a.png){width=9}") == "![A *can*](a.png){#fig:c width=9}"
    made = rewrite('```{r t, echo=FALSE}\nkable(a, caption = "All (b)")\n```\n\n\\@ref(tab:t)')
    assert "{#tbl:t}" in made
    assert "All (b)" in made
    assert made.endswith("[-@tbl:t]")
    assert "\n\nA\n\n" in rewrite('```{r f}\n#| fig.cap = "A",\n#| echo = TRUE\n1\n```')


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("`r if (knitr::is_html_output()) '# Oil {-}'`", "# Oil {-}"),
        ("`r if (is_latex_output()) '<!--'`a`r if (is_latex_output()) '-->'`", "a"),
        ("`r ifelse(knitr::is_latex_output(), 'a', 'b')`", "b"),
        ('`r if (!knitr:::is_latex_output()) "a\\"b"`', 'a"b'),
        ("`r if (is_html_output()) {'a'} else {'b'}`", "a"),
        ("`r 'a'` `r 42` `r \"\"`.", "a 42 ."),
        ('a `r fontawesome::fa("star", fill = "red")`.', "a ."),
        ('`r tufte::newthought("In time")` it', "In time it"),
        ('`r knitr::include_url("https://e.org")`', "<https://e.org>"),
        ("`r nrow(a)` and `` `r 'a'` ``", "`r nrow(a)` and `` `r 'a'` ``"),
        ("```\n`r 'a'`\n```", "```\n`r 'a'`\n```"),
        ('```{r}\nknitr::include_url("https://e.org/a")\n```', "<https://e.org/a>"),
        ("````\n```{r}`r ''`\n````", "````\n```{r}\n````"),
    ],
)
def test_code_within_a_line(typed: str, made: str, rewrite: Rewrite) -> None:
    """What needs nothing run is set; any other code stays as typed."""
    assert rewrite(typed) == made
