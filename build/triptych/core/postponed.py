"""Errors are postponed: what fails an article is raised only after the rest of it was looked at.

A user corrects everything in one go, instead of one error a build.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from triptych.core.errors import Finding, TriptychError

_postponed: ContextVar[list[TriptychError] | None] = ContextVar("postponed", default=None)


@contextmanager
def collecting_errors() -> Iterator[list[TriptychError]]:
    """Yield the list of errors postponed within; whoever opened it raises or ignores them."""
    errors: list[TriptychError] = []
    token = _postponed.set(errors)
    try:
        yield errors
    finally:
        _postponed.reset(token)


@contextmanager
def raising_together() -> Iterator[None]:
    """Raise the errors postponed within as one, with the error that ended the block, if any."""
    with collecting_errors() as errors:
        try:
            yield
        except Exception as error:
            if not errors:
                raise
            last = [error] if isinstance(error, TriptychError) and error not in errors else []
            raise combine([*errors, *last]) from None
    if errors:
        raise combine(errors)


def postpone(error: TriptychError) -> None:
    """Keep an error until the end of the block around; raise it where there is none."""
    errors = _postponed.get()
    if errors is None:
        raise error
    errors.append(error)


def raise_pending(findings: Sequence[Finding]) -> None:
    """Raise the first error postponed here, if there is one, with what was found beside it."""
    if errors := _postponed.get():
        errors[0].findings = tuple(findings)
        raise errors[0]


def are_pending() -> bool:
    """Whether an error is postponed here."""
    return bool(_postponed.get())


def combine(errors: Sequence[TriptychError]) -> TriptychError:
    """Return the first of several errors, with the different others, and the findings of all."""
    several = [each for error in errors for each in error.all_errors()]
    first, *rest = [e for n, e in enumerate(several) if not _is_known(e, several[:n])]
    first.others = tuple(rest)
    first.findings = tuple(finding for error in errors for finding in error.findings)
    return first


def _is_known(error: TriptychError, earlier: Sequence[TriptychError]) -> bool:
    """Whether an earlier error says the same, of the same line or of a known one."""
    alike = [e for e in earlier if (type(e), e.message) == (type(error), error.message)]
    has_line = bool(error.place and error.place.line)
    return bool(alike) and (not has_line or error.place in [e.place for e in alike])
