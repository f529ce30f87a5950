"""The judges to ask: those that are named, or else all that are installed."""

from collections.abc import Iterable

from triptych.checks.judges import JUDGES
from triptych.core.errors import Place, ToolError, UsageError
from triptych.settings import fields


def choose_judges(
    named: Iterable[str], place: Place | None = None
) -> tuple[tuple[str, ...], dict[str, list[str]]]:
    """Return the judges to ask, all that are installed if none is named, and what the others lack.

    Raises ``UsageError`` for an unknown judge, and ``ToolError`` for one that is named and not
    installed.
    """
    required = require_known(named, tuple(JUDGES), "judge", place)
    lacking = {name: JUDGES[name].missing() for name in required or JUDGES}
    for name in required:
        if lacking[name]:
            message = f"{JUDGES[name].name} needs {', '.join(lacking[name])}"
            raise ToolError(message, place, "Run `triptych doctor` to see how to install it.")
    ready = tuple(name for name, needs in lacking.items() if not needs)
    return ready, {name: needs for name, needs in lacking.items() if needs}


def require_known(
    names: Iterable[str], known: tuple[str, ...], what: str, place: Place | None
) -> tuple[str, ...]:
    """Return names, each once; raises ``UsageError`` for one that is not known."""
    unique = tuple(dict.fromkeys(names))
    for name in unique:
        if name not in known:
            nearest = fields.nearest(name, list(known))
            meant = f"Did you mean `{nearest}`? " if nearest else ""
            raise UsageError(f"no {what} “{name}”", place, f"{meant}Available: {', '.join(known)}.")
    return unique
