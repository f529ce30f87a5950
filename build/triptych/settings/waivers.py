"""Waivers: findings that the author accepts, by code and with a reason.

An article's waivers travel among its findings, with code ``waives-CODE`` and the reason as message, so that
they are cached and sent with them. A waiver that matches no finding is reported.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from triptych.core.codes import CHECKS, CODES, is_known
from triptych.core.errors import Finding, Place, Severity
from triptych.core.findings import report
from triptych.settings.fields import nearest
from triptych.settings.publication import setting_place

_TRAVELS = "waives-"
_WARNING = Severity.WARNING


def report_article(typed: Mapping[str, str], locate: Callable[[str], Place]) -> None:
    """Report an article's waivers as findings that travel, and what is wrong with them."""
    for key, reason in typed.items():
        if _is_valid(key, reason):
            report(Finding(f"{_TRAVELS}{_code(key)}", Severity.NOTE, reason, locate(key)))
    for finding in _wrong(typed, locate):
        report(finding)


def not_waived(findings: Iterable[Finding]) -> list[Finding]:
    """Return an article's findings that its own waivers do not accept, without the waivers."""
    every = list(findings)
    codes = {f.code.removeprefix(_TRAVELS) for f in every if f.code.startswith(_TRAVELS)}
    return [f for f in every if not f.code.startswith(_TRAVELS) and f.code not in codes]


class Waivers:
    """The waivers of a publication, over those that each article brings."""

    def __init__(self, typed: Mapping[str, str], root: Path) -> None:
        def locate(key: str) -> Place:
            return setting_place(root, key.replace("-", "_"))

        self._reasons = {_code(k): reason for k, reason in typed.items() if _is_valid(k, reason)}
        self._idle = set(self._reasons)
        self._wrong = list(_wrong(typed, locate))
        self._locate = locate

    def apply(self, findings: Iterable[Finding], *, is_whole: bool) -> tuple[Finding, ...]:
        """Return an article's findings, each with the reason it is waived for, if any.

        When everything is built, waivers that match nothing are added as findings.
        """
        others, own = [], {}
        for finding in findings:
            if finding.code.startswith(_TRAVELS):
                own[finding.code.removeprefix(_TRAVELS)] = finding
            else:
                others.append(finding)
        reasons = self._reasons | {code: finding.message for code, finding in own.items()}
        codes = {finding.code for finding in others}
        self._idle -= codes - set(own)
        waived = [
            f if (reason := reasons.get(f.code, "")) == f.waived else replace(f, waived=reason)
            for f in others
        ]
        idle = [_idle(c, f.place) for c, f in own.items() if is_whole and c not in codes]
        return (*waived, *filter(None, idle))

    def own_findings(self, *, is_whole: bool) -> tuple[Finding, ...]:
        """Return what is wrong with the publication's own waivers.

        When everything was built, those that matched nothing are included.
        """
        idle = [_idle(code, self._locate(code)) for code in sorted(self._idle) if is_whole]
        return (*self._wrong, *filter(None, idle))


def _is_valid(key: str, reason: str) -> bool:
    """Whether a waiver names a code and a reason."""
    return bool(reason) and is_known(_code(key))


def _code(key: str) -> str:
    """Return a code in its usual form; front matter may spell it with underscores."""
    return key.replace("_", "-").lower()


def _wrong(typed: Mapping[str, str], locate: Callable[[str], Place]) -> Iterator[Finding]:
    """Yield findings for waivers with an unknown code or without a reason."""
    for key, reason in typed.items():
        code = _code(key)
        if not is_known(code):
            meant = nearest(code, [*CODES, *CHECKS])
            hint = f"Did you mean `{meant}`?" if meant else "The handbook lists every code."
            message = f"unknown code `{code}` in a waiver"
            yield Finding("waiver-unknown", _WARNING, message, locate(key), hint)
        elif not reason:
            message = f"the waiver of `{code}` has no reason and has no effect"
            hint = "Write the reason as a text after the code."
            yield Finding("waiver-reason", _WARNING, message, locate(key), hint)


def _idle(code: str, place: Place) -> Finding | None:
    """Return the finding for a waiver that matches nothing; None for a code of ``triptych check``."""
    if code not in CODES:
        return None
    message = f"the waiver of `{code}` matches no finding"
    return Finding("waiver-idle", _WARNING, message, place, "Remove the waiver.")
