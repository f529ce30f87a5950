"""What an author marks ``.pf-remove`` appears in no edition, nor in its contents."""

from dataclasses import replace
from typing import Any

from triptych.core.model import Article, Tree
from triptych.markdown import tree


def remove_marked(article: Article) -> Article:
    """Drop blocks, spans and headings of that class."""

    def drop(element: Tree) -> list[Any] | None:
        return [] if "pf-remove" in tree.classes(element) else None

    return replace(
        article, blocks=tuple(tree.replace(list(article.blocks), drop, kinds=tree.ATTRIBUTED))
    )
