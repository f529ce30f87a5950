"""The names of MyST's directives by what they are for."""

ADMONITIONS = (
    *("note", "tip", "hint", "important", "warning", "caution", "attention", "danger", "error"),
    *("seealso", "todo"),
)
THEOREMS = (
    *(
        "theorem",
        "lemma",
        "corollary",
        "proposition",
        "conjecture",
        "definition",
        "example",
        "remark",
    ),
    *(
        "algorithm",
        "axiom",
        "criterion",
        "observation",
        "property",
        "assumption",
        "exercise",
        "solution",
    ),
    "proof",
)
OUT = (
    *(
        "toctree",
        "tableofcontents",
        "contents",
        "bibliography",
        "index",
        "meta",
        "highlight",
        "raw",
    ),
    *(
        "nb-exec-table",
        "footbibliography",
        "sectionauthor",
        "codeauthor",
        "default-role",
        "currentmodule",
    ),
    *("show-index", "listing", "comment", "printindex", "gallery-grid"),
    *("testsetup", "testcleanup"),
)
CONTENT = (
    *(
        "tab-set",
        "grid",
        "grid-item",
        "container",
        "div",
        "compound",
        "highlights",
        "only",
        "aside",
    ),
    *(
        "class",
        "rst-class",
        "panels",
        "tabbed-set",
        "carousel",
        "line-block",
        "block",
        "embed-block",
    ),
    *("group-tab", "tabs", "subfigure-grid", "nb-code-cell", "article-info", "list2need"),
)
LANGUAGES = {
    "ipython3": "python",
    "ipython": "python",
    "python3": "python",
    "console": "console",
    "none": "",
}
GENERATED = ("automodule", "autoclass", "autofunction", "autosummary", "argparse", "click")
HINT = "Only the usual directives are read. Write it in Markdown."
