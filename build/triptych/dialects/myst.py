"""MyST: the Markdown of Sphinx, Jupyter Book and mystmd, with directives, roles and targets."""

from triptych.dialects import (
    latex,
    myst_fields,
    myst_includes,
    myst_project,
    myst_quotes,
    myst_roles,
)
from triptych.dialects.myst_blocks import Directives
from triptych.dialects.myst_roles import Roles
from triptych.dialects.myst_targets import Labels
from triptych.dialects.page import Dialect, Page
from triptych.dialects.tally import Tally


def rewrite(text: str, page: Page) -> str:
    """Return a text of MyST in Triptych's own Markdown."""
    tally = Tally()
    labels = Labels(page)
    text = myst_includes.expand(text, page)
    text = myst_roles.substitute(text, myst_project.substitutions(page), tally)
    text = labels.place(myst_quotes.attributed(text))
    text = Directives(page, tally, labels).expand(text)
    text = myst_fields.listed(text)
    text = Roles(page, tally, labels).expand(text)
    text = latex.rewrite(text, tally)
    tally.report(page)
    return text


DIALECT = Dialect(
    name="myst",
    label="MyST",
    keys={"keywords": "tags", "license": "rights"},
    describe=myst_project.describe,
    adapt=myst_project.adapt,
    rewrite=rewrite,
    suffixes=myst_project.SUFFIXES,
)
