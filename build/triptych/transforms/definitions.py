"""The paragraphs of a definition stay separate, also where pandoc reads a tight list."""

from dataclasses import replace
from typing import Any

from triptych.core.model import Article, Tree
from triptych.markdown import tree


def separate_definitions(article: Article) -> Article:
    """Make paragraphs of the plain texts of a definition that has more than one."""

    def part(element: Tree) -> Tree | None:
        if element["t"] != "DefinitionList":
            return None
        entries = [[term, [_parted(body) for body in bodies]] for term, bodies in element["c"]]
        return {"t": "DefinitionList", "c": entries}

    return replace(
        article, blocks=tuple(tree.replace(list(article.blocks), part, kinds=("DefinitionList",)))
    )


def _parted(blocks: list[Any]) -> list[Any]:
    """Return the blocks of one definition, each text a paragraph where there are several."""
    if sum(block["t"] == "Plain" for block in blocks) < 2:
        return blocks
    return [{**block, "t": "Para"} if block["t"] == "Plain" else block for block in blocks]
