"""Off-prints that name the issue in which they are printed, and their pages there."""

from dataclasses import replace

from triptych.core import findings, postponed
from triptych.core.errors import Place, TriptychError
from triptych.core.findings import warn
from triptych.core.model import Manuscript, Metadata
from triptych.core.printed_in import PrintedIn
from triptych.pictures import assets
from triptych.press.members import address_of, as_a_file
from triptych.press.orders import Printed, Task
from triptych.sources import article_index, manuscripts
from triptych.sources.discover import display_path


def name_issue(manuscript: Manuscript, task: Task) -> Manuscript:
    """Return an article that names the issue in which it is printed, if there is one.

    It has the issue's series, number and date where it has none of its own.
    """
    if not task.printed:
        return manuscript
    path = task.publication.root / task.printed.issue
    address = f"/{address_of(task.printed.issue)}"
    target = article_index.resolve(manuscript.root, manuscript.path, address)
    folder = target.folder if target else ""
    try:
        assets.read_file(manuscript.root, path.parent, address, Place(manuscript.place))
        with (
            findings.collecting(),
            postponed.collecting_errors(),
            as_a_file(path, manuscript.root),
        ):
            issue = manuscripts.read(
                path, task.publication, task.override, display_path(path), folder
            ).meta
    except TriptychError:  # which is reported where it is built
        return manuscript
    if not task.printed.first:
        message = f"the pages in “{task.printed.issue}” are unknown, because it cannot be printed"
        hint = "Build the issue to see why. The article names no pages in it."
        warn("issue-pages", message, Place(manuscript.place, 1), hint)
    own = manuscript.meta
    date = own.date or issue.date
    own = replace(
        own,
        series=own.series or issue.series,
        issue=own.issue or issue.issue,
        date=date,
        moment=own.moment if own.date or own.updated else issue.moment,
        printed_in=_printed_in(issue, folder, task.printed),
    )
    return replace(manuscript, meta=own)


def _printed_in(issue: Metadata, folder: str, printed: Printed) -> PrintedIn:
    """Return an issue as the article's editions name it."""
    address = f"{issue.publication_url.rstrip('/')}/{folder}/" if issue.publication_url else ""
    return PrintedIn(
        issue.title,
        tuple(person.name for person in issue.authors),
        issue.identifier,
        issue.source or address,
        bool(issue.issue and issue.publication),
        printed.first,
        printed.last,
    )
