"""Liquid and Nunjucks in a text: values are put in where they are known, and tags are taken out.

No template is run: a loop over a list that is known repeats its text, any other is left out and reported.
A condition on known values chooses its branch.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from triptych.dialects import liquid_lexer
from triptych.dialects.liquid_run import Run
from triptych.dialects.liquid_state import LARGEST, State
from triptych.dialects.page import Page, report_foreign

_DEEPEST = 12
_MOST_INCLUDES = 500
_HINT = "Left out; the text in it is set. Write it in Markdown, if readers need it."


@dataclass(slots=True)
class Template(State):
    """One text while its tags are taken out, and those of the files that it includes."""

    def render(self, text: str) -> str:
        """Return a text without tags."""
        if "{%" not in text and "{{" not in text:
            return text
        pieces = liquid_lexer.pieces(text)
        if len(pieces) > liquid_lexer.MOST:
            self.tell(f"markup after the first {liquid_lexer.MOST} tags", pieces[-1].typed[:40])
        made = Run(self, pieces).run(0, len(pieces))
        return made if self.stack else liquid_lexer.with_literals(made)

    def render_within(self, name: str, text: str, values: Mapping[str, Any]) -> str:
        """Return the text of an included file, in which some names have other values."""
        if len(self.stack) >= _DEEPEST or self.includes >= _MOST_INCLUDES or self.size > LARGEST:
            return ""
        self.includes += 1
        self.size += len(text)
        before = self.replace(dict(values))
        self.stack.append(name)
        try:
            return self.render(text)
        finally:
            self.stack.pop()
            self.restore(before)

    def report(self, page: Page) -> None:
        """Report what was not read, by kind."""
        for kind, found in self.foreign.items():
            report_foreign(page, kind, found, _HINT)
