"""``::: pullquote`` becomes a block that readers and screen readers know as a pull quote."""

from dataclasses import replace

from triptych.core.model import Article, Tree
from triptych.markdown import tree

_NAMES = {"pullquote", "pull-quote", "pf-pullquote"}
_OPEN = '<div class="pf-pullquote" role="doc-pullquote">'


def mark_pull_quotes(article: Article) -> Article:
    """Set the element of each pull quote (WAI-ARIA DPUB 1.1, ``doc-pullquote``)."""

    def mark(element: Tree) -> list[Tree] | None:
        if element["t"] != "Div" or not _NAMES & set(tree.classes(element)):
            return None
        return [tree.raw_html(_OPEN), *element["c"][1], tree.raw_html("</div>")]

    return replace(article, blocks=tuple(tree.replace(list(article.blocks), mark, kinds=("Div",))))
