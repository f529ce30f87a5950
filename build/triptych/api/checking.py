"""``triptych.check``: judge finished editions from Python."""

from collections.abc import Iterable

from triptych.api.paths import AnyPath, as_paths
from triptych.api.raising import raise_all
from triptych.checks import choice, subjects
from triptych.checks.survey import CheckRequest, survey
from triptych.core.errors import Finding


def check(
    paths: AnyPath | Iterable[AnyPath],
    *,
    judges: Iterable[str] | None = None,
    seconds: float = 120,
) -> list[Finding]:
    """Judge EPUB, PDF and HTML files as ``triptych check`` does, and return all findings.

    ``paths`` are files, or folders that hold some; who made them does not matter. ``judges`` names
    the outside judges to ask, such as ``["epubcheck", "verapdf"]``: by default those that are
    installed, and with ``[]`` only our own checks are made. A judge has ``seconds`` for each file.

    >>> [finding.code for finding in triptych.check("book.epub", judges=[])]
    ['epub-lang', 'epub-link']

    Raises ``TriptychError`` when a path holds no edition, when a judge is unknown, not installed or
    failed; further failures are listed in the exception's notes.
    """
    found, errors = subjects.find(as_paths(paths))
    raise_all(errors)
    named = None if judges is None else tuple(judges)
    asked = () if named == () else choice.choose_judges(named or ())[0]
    result = survey(CheckRequest(found, asked, (), seconds), lambda: None)
    raise_all(result.errors)
    return result.findings
