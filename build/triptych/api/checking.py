"""``triptych.check``: judge finished editions from Python."""

from collections.abc import Iterable

from triptych.api.paths import AnyPath, as_paths
from triptych.api.raising import raise_all
from triptych.checks import subjects
from triptych.checks.judges import JUDGES
from triptych.checks.survey import CheckRequest, survey
from triptych.core.errors import Finding, ToolError, UsageError


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
    result = survey(CheckRequest(found, _judges(judges), (), seconds), lambda: None)
    raise_all(result.errors)
    return result.findings


def _judges(names: Iterable[str] | None) -> tuple[str, ...]:
    """Return the judges to ask; raises ``UsageError`` or ``ToolError`` for one that cannot be asked."""
    if names is None:
        return tuple(name for name, judge in JUDGES.items() if not judge.missing())
    asked = tuple(dict.fromkeys(names))
    for name in asked:
        if name not in JUDGES:
            raise UsageError(f"no judge “{name}”", hint=f"Available: {', '.join(JUDGES)}.")
        if lacking := JUDGES[name].missing():
            message = f"{JUDGES[name].name} needs {', '.join(lacking)}"
            raise ToolError(message, hint="Run `triptych doctor` to see how to install it.")
    return asked
