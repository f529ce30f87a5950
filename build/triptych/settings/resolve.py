"""The article wins over the publication: both together give what is said and how it looks."""

import re
import unicodedata
from datetime import UTC, date, datetime, time
from uuid import NAMESPACE_URL, uuid5

from triptych.core.errors import Place, SourceError
from triptych.core.findings import note, warn
from triptych.core.model import (
    BEGINNING,
    Certifier,
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
"""The last day that a ZIP archive can tell."""

_RTL_SHARE = 0.2


def metadata(
    front: FrontMatter, settings: Settings, override: Override, stem: str, text: str
) -> Metadata:
    """Give all that is said of an article; the title may still be "" and come from its text."""
    slug = slugify(front.slug or stem)
    lang = front.lang or settings.lang or "en"
    known = tuple(map(identifiers.read, front.identifier))
    authors = front.authors or front.author or settings.author
    return Metadata(
        title=front.title,
        slug=slug,
        lang=lang,
        direction=front.dir or settings.dir or _direction(lang, "" if front.lang else text),
        moment=tellable(override.moment)
        if override.moment
        else _moment(front.updated or front.date),
        identifier=known[0].uri if known else _derived(front, settings, slug),
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
        source=front.source,
        publisher=front.publisher or settings.publisher,
        publication=settings.title,
        publication_url=settings.url,
        issn=settings.issn,
        series=Series(**front.series.model_dump()) if front.series else None,
        issue=Issue(**front.issue.model_dump()) if front.issue else None,
        certifier=_certifier(settings),
        rights=front.rights or settings.rights,
        bibliography=tuple(front.bibliography or [_rooted(b) for b in settings.bibliography]),
        csl=front.csl or _rooted(settings.csl),
    )


def _rooted(name: str) -> str:
    """Give a file that the settings name as one of the publication's folder, not the article's."""
    return f"/{name.lstrip('/')}" if name else ""


def look(front: FrontMatter, settings: Settings, override: Override, words: int) -> Look:
    """Give how an article is dressed; contents are printed when asked for or when it is long."""
    wanted = front.toc if front.toc is not None else settings.toc
    numbered = front.number_sections
    return Look(
        theme=override.theme or front.theme or settings.theme,
        paper=override.paper or front.paper or settings.paper,
        pdf_profile=override.pdf_profile or front.pdf_profile or settings.pdf_profile,
        text_size=settings.text_size,
        images_size=settings.images_size,
        image_density=settings.image_density,
        image_quality=settings.image_quality,
        custom_css=front.custom_css or settings.custom_css,
        header_image=settings.header_image,
        tagline=settings.tagline,
        show_source=settings.show_source,
        print_urls=settings.print_urls,
        toc=wanted if wanted is not None else words > LONG,
        number_sections=settings.number_sections if numbered is None else numbered,
        dropcap=front.dropcap,
    )


LONG = 4000
"""From so many words on, contents are printed unless ``toc`` says no."""


def report_dates(front: FrontMatter, place: str) -> None:
    """Report a date that is missing, or one that contradicts another."""
    if front.date is None:
        message, hint = (
            "the article has no date",
            "Add `date: 2025-08-20`; until then none is printed.",
        )
        note("no-date", message, Place(place, 1), hint)
    if front.date and front.updated and front.updated < front.date:
        message = f"`updated` ({front.updated}) is before `date` ({front.date})"
        hint = "Exchange them, or leave `updated` out."
        warn("dates-order", message, Place(place, 1), hint)


_SLUG_BYTES = 150
"""The most bytes of a slug: file systems end at 255, and ``save`` needs some for its own."""


def slugify(name: str) -> str:
    """Give ``name`` as a file name that every system takes: letters, digits, ``-`` and ``_``.

    Raises ``SourceError`` when nothing of it remains.
    """
    plain = unicodedata.normalize("NFC", name).strip()
    clean = re.sub(r"[^\w-]+", "-", plain).strip("-")
    slug = clean.encode()[:_SLUG_BYTES].decode(errors="ignore")
    if not slug:
        raise SourceError(f"no file name can be made of “{name}”", hint="Give a `slug:`.")
    return slug


def tellable(moment: datetime) -> datetime:
    """Give ``moment``, or the nearest that a ZIP archive can tell."""
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
    """Give the first moment of ``day`` in UTC, but none that a ZIP archive cannot tell."""
    return tellable(datetime.combine(day, time(), UTC)) if day else BEGINNING


def _person(keys: PersonKeys) -> Person:
    """Give an author as later steps know it."""
    return Person(keys.name, keys.organisation, keys.bio, keys.url)


def _certifier(settings: Settings) -> Certifier | None:
    """Give who certifies the publication, if the settings name anybody."""
    if not settings.certified_by:
        return None
    credential, report = settings.certifier_credential, settings.certifier_report
    return Certifier(settings.certified_by, credential, report)


def _derived(front: FrontMatter, settings: Settings, slug: str) -> str:
    """Derive a name-based UUID (RFC 9562, version 5) from what tells the article from all others."""
    base = front.source or f"{settings.url or settings.publisher}/{slug}"
    return uuid5(NAMESPACE_URL, base).urn
