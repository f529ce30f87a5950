"""LaTeX of the common kind becomes Markdown; the rest is taken out and reported."""

import re
from time import process_time

import pytest

from triptych.dialects import latex
from triptych.dialects.tally import Tally


class _Kinds(Tally):
    """A tally whose kinds can be looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: list[str] = []

    def add(self, kind: str, markup: str, hint: str = "") -> None:
        """Record a kind with its markup."""
        self.kinds.append(f"{kind} {markup}")
        super().add(kind, markup, hint)


def _rewrite(text: str) -> str:
    """Return a text rewritten, with single blank lines."""
    return re.sub(r"\n{3,}", "\n\n", latex.rewrite(text, Tally())).strip()


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        (r"\textbf{a \emph{b}}", "**a *b***"),
        (r"\texttt{a\_b}", "`a_b`"),
        (r"\textsc{A} \underline{b}", "[A]{.smallcaps} [b]{.underline}"),
        (r"x\footnote{See \url{https://a.org/b_c}.}", "x^[See <https://a.org/b_c>.]"),
        (r"\href{https://a.org}{words}", "[words](https://a.org)"),
        (r"\cite{a, b} \citet{c} \citep[see][p. 3]{d}", "[@a; @b] @c [see @d, p. 3]"),
        (r"\LaTeX{} \ldots", "LaTeX …"),
        (r"\textcolor{red}{words}", "words"),
        (r"a\index{b} \vspace{2cm}c \noindent d", "a c  d"),
        (r"\section{One}\label{sec:one}", "## One {#sec:one}"),
        (
            r"\ref{fig:a} \autoref{tab:b} \eqref{eq:c} \cref{sec:d}",
            "[-@fig:a] @tbl:b [-@eq:c] @sec:d",
        ),
        (r"C:\Users\name and \(no\)", r"C:\Users\name and \(no\)"),
        ("a {brace} b", "a {brace} b"),
    ],
)
def test_commands(typed: str, made: str) -> None:
    """Each command becomes what it means, and other text stays."""
    assert _rewrite(typed) == made


@pytest.mark.parametrize(
    "text",
    [
        r"$\textbf{x} \ref{a}$",
        "$$\n\\begin{aligned}a\\end{aligned}\n$$",
        r"`\textbf{x}`",
        "```\n\\begin{figure}\n```",
        r"\newcommand{\R}{\mathbb{R}}",
        r"\def\x{\textbf{y}}",
        r"\textbf{unclosed",
        r"\begin{figure} unclosed",
    ],
)
def test_formulas_code_and_definitions_are_left(text: str) -> None:
    """Nothing in them is read; nor is what has no end."""
    assert _rewrite(text) == text


def test_figures_and_tables() -> None:
    """They have their caption and their label, by which references find them."""
    made = _rewrite(
        "\\begin{figure}[ht]\\centering\n\\includegraphics[width=.5\\textwidth]{a.png}\n"
        "\\caption{A \\emph{lamp}}\\label{lamp}\\end{figure}\n\nSee \\ref{lamp}."
    )
    assert made == "![A *lamp*](a.png){#fig:lamp width=50%}\n\nSee [-@fig:lamp]."
    made = _rewrite(
        "\\begin{table}\\caption{T}\\label{tab:t}\\begin{tabular}{l|r}\\hline a & b \\\\ \\hline\n"
        "1 & 2\\% \\\\\\end{tabular}\\end{table}"
    )
    assert made == "| a | b |\n| --- | ---: |\n| 1 | 2\\% |\n\n: T {#tbl:t}"


def test_lists_quotations_and_formulas() -> None:
    """Environments of text become Markdown's own."""
    assert _rewrite("\\begin{itemize}\\item a\n\\item b\\end{itemize}") == "-   a\n-   b"
    assert _rewrite("\\begin{quote}a\\end{quote}") == "> a"
    assert _rewrite("\\begin{equation}x\\label{e}\\end{equation}\n\n\\eqref{e}") == (
        "$$\nx\\label{eq:e}\n$$\n\n[-@eq:e]"
    )
    assert _rewrite("\\begin{verbatim}\n\\textbf{x}\n\\end{verbatim}") == "```\n\\textbf{x}\n```"


def test_what_is_unknown_is_reported() -> None:
    """Of a command the words stay; a drawing has none."""
    tally = _Kinds()
    text = "\\odd{words} \\begin{tikzpicture}\\draw (0,0);\\end{tikzpicture}"
    text += "\\begin{strange}in\\end{strange}"
    made = latex.rewrite(text, tally)
    assert "".join(made.split()) == "wordsin"
    assert len(tally.kinds) == 3


@pytest.mark.parametrize(
    "piece", ["\\textbf{", "\\textbf{a} ", "\\begin{quote}", "$", "{", "\\odd{a}", "\\item "]
)
def test_a_megabyte_of_one_markup_takes_seconds(piece: str) -> None:
    """The time grows with the length of the text."""
    begin = process_time()
    latex.rewrite(piece * (100_000 // len(piece)), Tally())
    assert process_time() - begin < 20
