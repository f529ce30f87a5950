"""Identifiers: ISBN, DOI, URN, URL, or a name of the publisher's own; and ISSN."""

import re
from collections.abc import Iterable
from uuid import UUID

from triptych.core.model import Identifier

_ISBN = re.compile(
    r"(?P<prefix>urn:isbn:|isbn(?:-1[03])?:?\s*)?(?P<number>[\d\s-]+[\dx])", re.IGNORECASE
)
_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_URN = re.compile(r"urn:[a-z0-9][a-z0-9-]{0,31}:\S+", re.IGNORECASE)
_UUID = re.compile(r"urn:uuid:\s*(.*)", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
_ISSN = re.compile(r"(\d{4})-?(\d{3}[\dx])", re.IGNORECASE)


def read(text: str) -> Identifier:
    """Return an identifier with its kind and URI: ``isbn-13``, ``doi``, ``urn``, ``url`` or ``other``.

    An ISBN with a wrong check digit is of kind ``other`` and unchanged; so is what follows ``urn:uuid:``
    where that is no UUID (RFC 9562, section 4).
    """
    number = _isbn_number(text)
    if number and not isbn_fault(text):
        return Identifier(f"isbn-{len(number)}", number, f"urn:isbn:{number}")
    if doi := _DOI.fullmatch(text):
        return Identifier("doi", doi[1], f"https://doi.org/{doi[1]}")
    if found := _UUID.fullmatch(text):
        uuid = _uuid_urn(found[1])
        return Identifier("urn", uuid, uuid) if uuid else Identifier("other", found[1], found[1])
    kind = "urn" if _URN.fullmatch(text) else "url" if _URL.fullmatch(text) else "other"
    return Identifier(kind, text, text)


def read_all(texts: Iterable[str]) -> tuple[Identifier, ...]:
    """Return the identifiers of texts in order, each once, without those that say nothing."""
    found = (read(text) for text in texts if text)
    return tuple({known.uri: known for known in reversed(list(found)) if known.uri}.values())[::-1]


def fault(text: str) -> str:
    """Return what is wrong with an ISBN or a ``urn:uuid:``, or ""."""
    if (found := _UUID.fullmatch(text)) and not _uuid_urn(found[1]):
        return "not a UUID, which is 32 digits 0-9 and a-f in groups of 8, 4, 4, 4 and 12"
    return isbn_fault(text)


def isbn_fault(text: str) -> str:
    """Return what is wrong with an ISBN (ISO 2108, annexes A and C), or "".

    Thirteen digits count as an ISBN when they begin with 978 or 979, ten when they are labelled as one or
    their check digit is correct.
    """
    number = _isbn_number(text)
    if not number:
        return ""
    if len(number) not in (10, 13):
        return f"an ISBN has 10 or 13 digits, this has {len(number)}"
    right = _check_of(number)
    return "" if number[-1] == right else f"the check digit of this ISBN should be {right}"


def issn(text: str) -> str:
    """Return an ISSN in its usual form, ``2049-3630``; "" when it is not valid (ISO 3297, annex A)."""
    found = _ISSN.fullmatch(text)
    if not found:
        return ""
    digits = (found[1] + found[2]).upper()
    total = sum(weight * _value(c) for weight, c in zip(range(8, 0, -1), digits, strict=True))
    return f"{digits[:4]}-{digits[4:]}" if total % 11 == 0 else ""


def _uuid_urn(text: str) -> str:
    """Return a UUID as its URN in the usual form; "" when it is not one."""
    try:
        return UUID(text).urn
    except ValueError:
        return ""


def _isbn_number(text: str) -> str:
    """Return the digits of what was meant as an ISBN; "" for anything else."""
    found = _ISBN.fullmatch(text)
    if not found:
        return ""
    number = re.sub(r"[\s-]", "", found["number"]).upper()
    is_prefixed = len(number) == 13 and number.startswith(("978", "979"))
    is_meant = (
        found["prefix"] or is_prefixed or (len(number) == 10 and _check_of(number) == number[9])
    )
    return number if is_meant else ""


def _check_of(number: str) -> str:
    """Return the correct check digit for all digits but the last."""
    digits = [_value(c) for c in number[:-1]]
    if len(number) == 13:
        return str(-sum(d * (3 if n % 2 else 1) for n, d in enumerate(digits)) % 10)
    rest = -sum(d * (10 - n) for n, d in enumerate(digits)) % 11
    return "X" if rest == 10 else str(rest)


def _value(digit: str) -> int:
    """Return the value of a digit; X is 10, and only the last may be X."""
    return 10 if digit in "Xx" else int(digit)
