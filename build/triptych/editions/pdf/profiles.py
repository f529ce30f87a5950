"""The kinds of PDF that settings can name, each with the typesetter's variant and its claims."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """A kind of PDF: the typesetter's variant, and what the file claims.

    ``identification`` are the XMP properties that name its standards, ``declarations`` what else it
    declares to conform to (PDF Association, PDF Declarations). ``is_pdf2`` is a file of PDF 2.0;
    ``attaches`` one that carries its source.
    """

    variant: str | None = None
    identification: tuple[tuple[str, str], ...] = ()
    declares_schema: bool = False
    declarations: tuple[str, ...] = ()
    is_pdf2: bool = False
    attaches: bool = True


ARCHIVE = Profile(
    "pdf/a-3a",
    (("pdfaid:part", "3"), ("pdfaid:conformance", "A"), ("pdfuaid:part", "1")),
    declares_schema=True,
)
"""PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3) in one file."""

ARCHIVE_2 = Profile(
    "pdf/a-4f",
    (
        ("pdfaid:part", "4"),
        ("pdfaid:rev", "2020"),
        ("pdfaid:conformance", "F"),
        ("pdfuaid:part", "2"),
        ("pdfuaid:rev", "2024"),
    ),
    declarations=(
        "http://pdfa.org/declarations/wtpdf#accessibility1.0",
        "http://pdfa.org/declarations/wtpdf#reuse1.0",
    ),
    is_pdf2=True,
)
"""PDF/UA-2 (ISO 14289-2), PDF/A-4f (ISO 19005-4) and Well-Tagged PDF in one file of PDF 2.0."""

PLAIN = Profile(attaches=False)
"""A small file: tagged like the others, but it claims no standard and carries no source."""

PROFILES = {"archive": ARCHIVE, "archive-pdf2": ARCHIVE_2, "plain": PLAIN}
"""Each kind by its name in settings (``settings.kinds.PdfProfile`` names the same)."""
