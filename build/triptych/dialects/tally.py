"""What a text has of markup that no rule reads: gathered by kind, and reported once an article."""

from triptych.dialects.page import Page, report_foreign

_HINT = "Nothing is run over the text: write what it would print."


class Tally:
    """Gathers markup by its kind."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[list[str], str]] = {}

    def add(self, kind: str, markup: str, hint: str = _HINT) -> None:
        """Add a piece of markup of a kind: ``add("shortcode `lipsum`", "{{< lipsum >}}")``."""
        self._found.setdefault(kind, ([], hint))[0].append(markup)

    def report(self, page: Page) -> None:
        """Report each kind with its count."""
        for kind, (found, hint) in self._found.items():
            report_foreign(page, kind, found, hint)
