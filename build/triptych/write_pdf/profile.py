"""The kinds of PDF that can be asked for, and what each is to its typesetter and to itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """A kind of PDF: the typesetter's variant, and the XMP properties that name its standards."""

    variant: str
    identification: tuple[tuple[str, str], ...] = ()
    declares_schema: bool = False


ARCHIVE = Profile(
    "pdf/a-3a",
    (("pdfaid:part", "3"), ("pdfaid:conformance", "A"), ("pdfuaid:part", "1")),
    declares_schema=True,
)
"""PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3) in one file."""

PROFILES = {"archive": ARCHIVE}
