"""The style sheets that members of an issue have of their own: each applies to its article alone."""

from collections.abc import Sequence

from triptych.core.css_scopes import names_pages, scope_sheet
from triptych.core.findings import note
from triptych.core.model import Article
from triptych.sources.places import place_of_key


def page_css(issue: Article, members: Sequence[tuple[str, Article]]) -> str:
    """Return the custom CSS of an issue's page: its own, then that of its members by their ids."""
    own = [scope_sheet(member.custom_css, name) for name, member in members if member.custom_css]
    return "\n".join(filter(None, [issue.custom_css, *own]))


def report_pages(members: Sequence[Article]) -> None:
    """Report members whose custom CSS is about pages, which are the issue's."""
    for member in members:
        if member.custom_css and names_pages(member.custom_css):
            message = "an article's custom CSS has `@page`, which only its issue can set"
            hint = "Ignored in the issue. Put it into the issue's own `custom_css`."
            note("custom-css", message, place_of_key(member.manuscript, "custom_css"), hint)


def with_sheet(page: str, css: str, name: str) -> dict[str, str]:
    """Return a member's page of a book by its name, with its own style sheet where it has one."""
    if not css:
        return {f"text/{name}.xhtml": page}
    link = f'<link rel="stylesheet" type="text/css" href="../styles/{name}.css"/>\n</head>'
    linked = page.replace("</head>", link, 1)
    return {f"text/{name}.xhtml": linked, f"styles/{name}.css": css}
