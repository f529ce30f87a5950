"""Metadata and look of an article: its front matter, over the settings of the publication."""

import re
import unicodedata
from datetime import UTC, date, datetime, time
from uuid import NAMESPACE_URL, uuid5

from triptych.core.certifier import Certifier
from triptych.core.contents import Contents, Entry
from triptych.core.errors import Place, SourceError
from triptych.core.findings import note, warn
from triptych.core.model import (
    BEGINNING,
    Direction,
    Issue,
    Look,
    Metadata,
    Override,
    Person,
    Picture,
    Series,
)
from triptych.settings import identifiers
from triptych.settings.fields import PersonKeys
from triptych.settings.front_matter import FrontMatter
from triptych.settings.language import direction_of
from triptych.settings.publication import Settings

END = datetime(2107, 12, 31, tzinfo=UTC)
"""The last day that a ZIP archive can record."""

_RTL_SHARE = 0.2


def metadata(
    front: FrontMatter, settings: Settings, override: Override, stem: str, text: str
) -> Metadata:
    """Return the metadata of an article; a title or identifier of "" is later taken from the text."""
    slug = slugify(front.slug or stem)
    lang = front.lang or settings.lang or "en"
    known = identifiers.read_all(front.identifier)
    authors = front.authors or front.author or settings.author
    return Metadata(
        title=front.title or (stem if settings.title_from == "name" else ""),
        slug=slug,
        lang=lang,
        direction=front.dir or settings.dir or _direction(lang, "" if front.lang else text),
        moment=clamp_to_zip(override.moment)
        if override.moment
        else _moment(front.updated or front.date),
        identifier=known[0].uri if known else "",
        identifiers=known,
        subtitle=front.subtitle,
        short_title=front.short_title,
        kicker=front.kicker,
        standfirst=front.standfirst or front.description,
        authors=tuple(_person(author) for author in authors),
        date=front.date,
        updated=front.updated,
        tags=tuple(front.tags),
        image=Picture(**front.image.model_dump()) if front.image else None,
        cover_image=front.cover_image,
        source=front.source,
        publisher=front.publisher or settings.publisher,
        publication=settings.title,
        publication_url=settings.url,
        issn=settings.issn,
        series=Series(**front.series.model_dump()) if front.series else None,
        issue=Issue(**front.issue.model_dump()) if front.issue else None,
        certifier=_certifier(settings),
        rights=front.rights or settings.rights,
        version=front.version,
        bibliography=tuple(front.bibliography or [_rooted(b) for b in settings.bibliography]),
        csl=front.csl or _rooted(settings.csl),
    )


def contents(front: FrontMatter) -> Contents:
    """Return what front matter says of the members of an issue."""
    entries = tuple(Entry(each.path, each.part) for each in front.contents)
    return Contents(entries, front.recto, front.offprints, front.references)


def _rooted(name: str) -> str:
    """Return a file name from the settings as a path from the publication's folder: ``/refs.bib``."""
    return f"/{name.lstrip('/')}" if name else ""


def look(front: FrontMatter, settings: Settings, override: Override, words: int) -> Look:
    """Return how an article is dressed; contents are printed on request, or above ``LONG`` words."""
    wanted = front.toc if front.toc is not None else settings.toc
    numbered = front.number_sections
    return Look(
        theme=override.theme or front.theme or settings.theme,
        paper=override.paper or front.paper or settings.paper,
        pdf_profile=override.pdf_profile or front.pdf_profile or settings.pdf_profile,
        text_size=override.text_size or settings.text_size,
        images_size=settings.images_size,
        image_density=settings.image_density,
        image_quality=settings.image_quality,
        custom_css=front.custom_css or settings.custom_css,
        header_image=settings.header_image,
        logo_dark=settings.logo_dark,
        tagline=settings.tagline,
        banner=front.banner or settings.banner,
        embed_fonts=settings.embed_fonts,
        fingerprint=settings.fingerprint,
        show_source=settings.show_source,
        print_urls=settings.print_urls,
        toc=wanted if wanted is not None else words > LONG,
        number_sections=settings.number_sections if numbered is None else numbered,
        dropcap=front.dropcap,
        page_list=_has_page_list(front, settings),
        columns=front.columns or settings.columns or 0,
    )


def _has_page_list(front: FrontMatter, settings: Settings) -> bool:
    """Whether pages are marked: by default in a publication of which a PDF is made."""
    wanted = front.page_list if front.page_list is not None else settings.page_list
    return not settings.formats or "pdf" in settings.formats if wanted is None else wanted


LONG = 4000
"""The number of words above which contents are printed unless ``toc`` is false."""


def report_dates(front: FrontMatter, place: str) -> None:
    """Report a date that is missing, or one that contradicts another."""
    if front.date is None:
        hint = "Add `date: 2025-08-20`; until then no date is printed."
        note("no-date", "the article has no date", Place(place, 1), hint)
    if front.date and front.updated and front.updated < front.date:
        message = f"`updated` ({front.updated}) is before `date` ({front.date})"
        hint = "Swap them, or remove `updated`."
        warn("dates-order", message, Place(place, 1), hint)


_SLUG_BYTES = 150
"""The most bytes of a slug: file systems allow 255, and ``save`` adds a suffix."""


_RESERVED = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9¹²³]", re.IGNORECASE)
"""Names of devices, which Windows has for no file, whatever its suffix."""


def slugify(name: str) -> str:
    """Return ``name`` as a file name for every system: letters, digits, ``-`` and ``_``, at most 150 bytes.

    The name of a device of Windows gets a ``_``: ``con_``.

    Raises ``SourceError`` when nothing of it remains.
    """
    plain = unicodedata.normalize("NFC", name).strip()
    clean = re.sub(r"[^\w-]+", "-", plain).strip("-")
    slug = clean.encode()[:_SLUG_BYTES].decode(errors="ignore")
    if not slug:
        raise SourceError(f"no file name can be made of “{name}”", hint="Add a `slug:`.")
    return f"{slug}_" if _RESERVED.fullmatch(slug) else slug


def clamp_to_zip(moment: datetime) -> datetime:
    """Return ``moment``, or the closest one that a ZIP archive can record (1980 to 2107)."""
    return min(max(moment, BEGINNING), END)


def _direction(lang: str, text: str) -> Direction:
    """Return the direction of writing by the language, else by the letters of ``text``.

    A text in which more than a fifth of the letters are Hebrew or Arabic runs from right to left, as on
    the original print-friendly page.
    """
    if direction_of(lang) == "rtl":
        return "rtl"
    letters = [c for c in text[:20_000] if c.isalpha()]
    strong = sum(unicodedata.bidirectional(c) in ("R", "AL") for c in letters)
    return "rtl" if letters and strong > _RTL_SHARE * len(letters) else "ltr"


def _moment(day: date | None) -> datetime:
    """Return midnight of ``day`` in UTC, within the range of a ZIP archive."""
    return clamp_to_zip(datetime.combine(day, time(), UTC)) if day else BEGINNING


def _person(keys: PersonKeys) -> Person:
    """Return an author from its keys."""
    return Person(keys.name, keys.organisation, keys.bio, keys.url, keys.file_as)


def _certifier(settings: Settings) -> Certifier | None:
    """Return the certifier that the settings name, or None."""
    if not settings.certified_by:
        return None
    credential, report = settings.certifier_credential, settings.certifier_report
    return Certifier(settings.certified_by, credential, report)


def address_name(front: FrontMatter, settings: Settings, folder: str) -> str:
    """Return a name-based UUID (RFC 9562, version 5) of an article's address; "" when it has none.

    The address is its ``source``, else that of ``folder`` below the publication's ``url``.
    """
    base = front.source or (f"{settings.url}/{folder}" if settings.url else "")
    return uuid5(NAMESPACE_URL, base).urn if base else ""
