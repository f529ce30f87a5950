"""Findings that the author has seen and lets be, by code and with a reason; a waiver gone idle is told.

Those of an article travel among its findings, as code ``waives-CODE`` with the reason as message, so that
whoever keeps an article's findings keeps them too.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from triptych.core.codes import CHECKS, CODES, is_known
from triptych.core.errors import Finding, Place, Severity
from triptych.core.findings import report
from triptych.settings.fields import nearest
from triptych.settings.publication import told

_TRAVELS = "waives-"
_WARNING = Severity.WARNING


def report_article(typed: Mapping[str, str], locate: Callable[[str], Place]) -> None:
    """Report an article's waivers as findings that travel, and what is wrong with them."""
    for key, reason in typed.items():
        if _holds(key, reason):
            report(Finding(f"{_TRAVELS}{_code(key)}", Severity.NOTE, reason, locate(key)))
    for finding in _wrong(typed, locate):
        report(finding)


class Waivers:
    """The waivers of a publication, over those that each article brings."""

    def __init__(self, typed: Mapping[str, str], root: Path) -> None:
        def locate(key: str) -> Place:
            return told(root, key.replace("-", "_"))

        self._reasons = {_code(k): reason for k, reason in typed.items() if _holds(k, reason)}
        self._idle = set(self._reasons)
        self._wrong = list(_wrong(typed, locate))
        self._locate = locate

    def settle(self, findings: Iterable[Finding], *, is_whole: bool) -> tuple[Finding, ...]:
        """Give an article's findings with those waived that are; where all is built, idle ones are told."""
        kept, own = [], {}
        for finding in findings:
            if finding.code.startswith(_TRAVELS):
                own[finding.code.removeprefix(_TRAVELS)] = finding
            else:
                kept.append(finding)
        reasons = self._reasons | {code: finding.message for code, finding in own.items()}
        codes = {finding.code for finding in kept}
        self._idle -= codes - set(own)
        waived = [replace(f, waived=reasons.get(f.code, "")) for f in kept]
        idle = [_idle(c, f.place) for c, f in own.items() if is_whole and c not in codes]
        return (*waived, *filter(None, idle))

    def complaints(self, *, is_whole: bool) -> tuple[Finding, ...]:
        """Give what is wrong with the publication's own; where all was built, idle ones too."""
        idle = [_idle(code, self._locate(code)) for code in sorted(self._idle) if is_whole]
        return (*self._wrong, *filter(None, idle))


def _holds(key: str, reason: str) -> bool:
    """Tell whether a waiver names a code and a reason."""
    return bool(reason) and is_known(_code(key))


def _code(key: str) -> str:
    """Give a code as it is written: front matter may spell a key with underscores."""
    return key.replace("_", "-").lower()


def _wrong(typed: Mapping[str, str], locate: Callable[[str], Place]) -> Iterator[Finding]:
    """Find waivers of codes that there are not, and such without a reason."""
    for key, reason in typed.items():
        code = _code(key)
        if not is_known(code):
            meant = nearest(code, [*CODES, *CHECKS])
            hint = f"Did you mean `{meant}`?" if meant else "The handbook lists every code."
            message = f"no finding has the code `{code}`, which is waived"
            yield Finding("waiver-unknown", _WARNING, message, locate(key), hint)
        elif not reason:
            message = f"`{code}` is waived without a reason, so it is not"
            hint = "Say why it may be so, as a text behind the code."
            yield Finding("waiver-reason", _WARNING, message, locate(key), hint)


def _idle(code: str, place: Place) -> Finding | None:
    """Tell that a waiver waives nothing; None for a code that only `triptych check` gives."""
    if code not in CODES:
        return None
    message = f"`{code}` is waived, but there is no such finding"
    return Finding("waiver-idle", _WARNING, message, place, "Take the waiver out.")
