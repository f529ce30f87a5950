"""Tables of keys read: each wrong value is an error and each unknown key a finding, with what was meant."""

import re
from collections.abc import Mapping
from typing import Any, TypeVar, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from triptych.core.errors import Finding, Severity, TriptychError
from triptych.core.findings import report
from triptych.core.model import KeyPath
from triptych.core.postponed import combine, postpone
from triptych.settings import foreign_keys, wording
from triptych.settings.fields import Keys, Locate, PersonKeys, PictureKeys, known_keys, nearest

Model = TypeVar("Model", bound=Keys)


def read_keys(
    model: type[Model],
    data: Mapping[str, Any],
    locate: Locate,
    kind: type[TriptychError],
    *,
    strict: bool,
) -> Model:
    """Return ``data`` as a ``model``; report each unknown key but those of other tools.

    An error of ``kind`` is postponed for each value of the wrong type, which is then left out. When
    ``strict``, all of them are raised together, and any unknown key is one too.
    """
    rest = dict(data)
    while True:
        try:
            return model.model_validate(rest)
        except ValidationError as error:
            faults = error.errors()
        wrong = [fault for fault in faults if fault["type"] != _EXTRA]
        errors = [_wrong_value(fault, faults, locate, kind) for fault in _first_of_each(wrong)]
        dropped = {str(fault["loc"][0]) for fault in wrong}
        unknown = [f for f in faults if f["type"] == _EXTRA and f["loc"][0] not in dropped]
        found = [_unknown_key(fault["loc"], model, locate) for fault in unknown]
        if strict:
            errors += [kind(f.message, f.place, f.hint.replace(*_OUR_OWN)) for f in found]
            raise combine(sorted(errors, key=_line))
        for fatal in sorted(errors, key=_line):
            postpone(fatal)
        for fault, finding in zip(unknown, found, strict=True):
            if not _is_ignored(fault):
                report(finding)
            _drop(rest, fault["loc"])
        for key in dropped:
            del rest[key]


_OUR_OWN = ("Ignored.", "Remove it; the handbook lists every key.")
"""The hint for an unknown key, and what replaces it where all keys are ours."""


def _line(error: TriptychError) -> int:
    """Return the line of an error, by which those of one file are sorted."""
    return error.place.line if error.place else 0


def _first_of_each(faults: list[ErrorDetails]) -> list[ErrorDetails]:
    """Return one fault for each value, of those for the kinds that it could have been."""
    values: dict[KeyPath, ErrorDetails] = {}
    for fault in faults:
        values.setdefault(fault["loc"][:_DEPTH], fault)
    return list(values.values())


_DEPTH = 3
"""How deep a value of ours can be: a key, a position in its list, and a key there."""


def _wrong_value(
    error: ErrorDetails, faults: list[ErrorDetails], locate: Locate, kind: type[TriptychError]
) -> TriptychError:
    """Return the error for a value of the wrong type: its key, what was expected and found."""
    loc, context = error["loc"], error.get("ctx", {})
    expected = wording.expectation(error["type"], context)
    names = [_ALIASES.get(str(part), str(part)) for part in loc if isinstance(part, str)]
    key, hint = ".".join(names), wording.advice(error["type"], expected)
    if error["type"] == "missing":
        strays = [str(c["loc"][-1]) for c in faults if c["loc"][:-1] == loc[:-1] and c != error]
        stray = nearest(names[-1], strays)
        hint = f"Rename `{stray}` to `{names[-1]}`." if stray else f"Add `{names[-1]}: …`."
        return kind(f"`{key}` is missing", locate(loc), hint)
    found = wording.describe_value(error["input"])
    text = f"expected {expected}, found {found}" if expected else error["msg"]
    if error["type"] == "literal_error" and (meant := _meant_word(error["input"], expected)):
        hint = f"Did you mean `{meant}`?"
    return kind(f"`{key}`: {text}", locate(loc), hint)


def _meant_word(value: object, expected: str) -> str:
    """Return the word that a wrong one is probably meant to be, of those in a message, or ""."""
    return nearest(value, re.split(", | or ", expected)) if isinstance(value, str) else ""


def _is_ignored(fault: ErrorDetails) -> bool:
    """Whether an unknown key is another tool's, and its value is none that we have a key for."""
    is_switch = str(fault["input"]).lower() in ("true", "false")  # Jekyll's `published` is no date
    is_borrowed = str(fault["loc"][-1]).lower() in wording.BORROWED
    return foreign_keys.is_foreign(fault["loc"]) and (is_switch or not is_borrowed)


def _unknown_key(loc: KeyPath, model: type[Keys], locate: Locate) -> Finding:
    """Return the finding for an unknown key, with the known key closest to it."""
    key = str(loc[-1])
    inner = model
    for step in loc[:-1]:
        field = inner.model_fields.get(str(step))
        inner = (_table_in(field.annotation) if field else None) or inner
    meant = meant_key(key, inner)
    severity = Severity.WARNING if meant else Severity.NOTE
    hint = f"Did you mean `{meant}`?" if meant else "Ignored."
    return Finding("unknown-key", severity, f"unknown key `{key}`", locate(loc), hint)


def meant_key(key: str, model: type[Keys]) -> str:
    """Return the key of ours that an unknown one probably means, or ""."""
    return wording.BORROWED.get(key.lower()) or nearest(key, known_keys(model))


def _table_in(annotation: object) -> type[Keys] | None:
    """Return the table of keys in the type of a value, such as ``list[PersonKeys] | None``, or None."""
    if isinstance(annotation, type) and issubclass(annotation, Keys):
        return annotation
    found = map(_table_in, get_args(annotation))
    return next(filter(None, found), None)


def _drop(data: dict[str, Any], loc: KeyPath) -> None:
    """Remove the value at ``loc`` from ``data``, copying the tables that contain it."""
    inner: Any = data
    for step in loc[:-1]:
        if isinstance(step, int) and isinstance(inner, dict):
            continue  # one author, whom ``_people`` takes as a list
        if isinstance(inner[step], str):
            return
        inner[step] = inner[step].copy()
        inner = inner[step]
    del inner[loc[-1]]


_EXTRA = "extra_forbidden"
"""Pydantic's name for an unknown key."""

_ALIASES = {
    info.alias: name
    for model in (PersonKeys, PictureKeys)
    for name, info in model.model_fields.items()
    if info.alias
}
"""Each alias of a key, with the key's own name."""
