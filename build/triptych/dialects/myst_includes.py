"""The files that MyST sets into a document: ```` ```{include} part.md ````."""

import re
from dataclasses import dataclass

from triptych.dialects import blocks, fenced, inclusion, myst_directives, myst_simple
from triptych.dialects.inclusion import Includes
from triptych.dialects.page import Page

_ANY = re.compile(r"\{include\}")


@dataclass(slots=True)
class _Reader:
    """Reads the includes of one document, and those in them."""

    page: Page
    includes: Includes

    def expand(self, text: str, page: Page, chain: tuple[str, ...]) -> str:
        """Return a text with the files that it includes; no deeper than ``inclusion.DEEPEST``."""
        if not _ANY.search(text):
            return text

        def make(block: fenced.Block) -> str | None:
            each = myst_directives.read(block)
            if each.name != "include":
                return None
            name = (
                each.argument
                if each.argument.startswith("/")
                else f"/{inclusion.path_of(page, each.argument)}"
            )
            inner = self.includes.read(self.page, name, block.opening.strip(), chain)
            if inner is None:
                return ""
            if "literal" in each.options or each.option("code"):
                return blocks.fenced(
                    myst_simple.part_of(inner, each), each.option("code", "literal")
                )
            bare = myst_simple.part_of(inclusion.without_front(inner), each)
            own = inclusion.path_of(page, name)
            return self.expand(bare, inclusion.at(page, name), (*chain, own))

        return fenced.expand(
            text,
            myst_directives.is_directive,
            make,
            is_code=myst_directives.is_code,
            exactly=True,
        )


def expand(text: str, page: Page) -> str:
    """Return a text with the files that it includes in it."""
    return _Reader(page, Includes()).expand(text, page, (page.name,))
