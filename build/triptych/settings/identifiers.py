"""What an identifier is: an ISBN, a DOI, a URN, an address, or what its publisher alone knows it by."""

import re

from triptych.core.model import Identifier

_ISBN = re.compile(
    r"(?P<prefix>urn:isbn:|isbn(?:-1[03])?:?\s*)?(?P<number>[\d\s-]+[\dx])", re.IGNORECASE
)
_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_URN = re.compile(r"urn:[a-z0-9][a-z0-9-]{0,31}:\S+", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
_ISSN = re.compile(r"(\d{4})-?(\d{3}[\dx])", re.IGNORECASE)


def read(text: str) -> Identifier:
    """Give what an author wrote as an identifier, with its URI where it has one.

    An ISBN whose last digit does not check is none, and stays as it was written.
    """
    number = _isbn_number(text)
    if number and not complaint(text):
        return Identifier(f"isbn-{len(number)}", number, f"urn:isbn:{number}")
    if doi := _DOI.fullmatch(text):
        return Identifier("doi", doi[1], f"https://doi.org/{doi[1]}")
    kind = "urn" if _URN.fullmatch(text) else "url" if _URL.fullmatch(text) else "other"
    return Identifier(kind, text, text)


def complaint(text: str) -> str:
    """Tell why what was meant for an ISBN is none (ISO 2108, annexes A and C); "" when all is well.

    Thirteen digits are meant for one when they begin as one, ten when they are called so or check.
    """
    number = _isbn_number(text)
    if not number:
        return ""
    if len(number) not in (10, 13):
        return f"an ISBN has 10 or 13 digits, this has {len(number)}"
    right = _check_of(number)
    return "" if number[-1] == right else f"it is no ISBN, for its last digit would be {right}"


def issn(text: str) -> str:
    """Give an ISSN as it is written, ``2049-3630``; "" when it is none (ISO 3297, annex A)."""
    found = _ISSN.fullmatch(text)
    if not found:
        return ""
    digits = (found[1] + found[2]).upper()
    total = sum(weight * _value(c) for weight, c in zip(range(8, 0, -1), digits, strict=True))
    return f"{digits[:4]}-{digits[4:]}" if total % 11 == 0 else ""


def _isbn_number(text: str) -> str:
    """Give the digits of what was meant for an ISBN; "" when nothing says that it was."""
    found = _ISBN.fullmatch(text)
    if not found:
        return ""
    number = re.sub(r"[\s-]", "", found["number"]).upper()
    looks_so = len(number) == 13 and number.startswith(("978", "979"))
    is_meant = found["prefix"] or looks_so or (len(number) == 10 and _check_of(number) == number[9])
    return number if is_meant else ""


def _check_of(number: str) -> str:
    """Give the check digit that belongs to the digits before the last."""
    digits = [_value(c) for c in number[:-1]]
    if len(number) == 13:
        return str(-sum(d * (3 if n % 2 else 1) for n, d in enumerate(digits)) % 10)
    rest = -sum(d * (10 - n) for n, d in enumerate(digits)) % 11
    return "X" if rest == 10 else str(rest)


def _value(digit: str) -> int:
    """Give what a digit counts; X is ten, and stands at the end alone."""
    return 10 if digit in "Xx" else int(digit)
