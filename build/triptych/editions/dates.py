"""Dates in words, as each language writes them (Unicode CLDR, through Babel)."""

from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from triptych.settings.language import fallbacks


def long_date(day: date, lang: str) -> str:
    """Return a day in full: ``20. August 2025`` for ``de``."""
    return format_date(day, "long", locale=_locale(lang))


def _locale(lang: str) -> Locale:
    """Return the closest locale that Babel has for a language tag, English when it has none."""
    for tag in (*fallbacks(lang), "en"):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    raise AssertionError("Babel always knows English")
