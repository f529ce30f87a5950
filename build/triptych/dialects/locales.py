"""The languages of a site whose folders are named by them."""

import re

from triptych.dialects import config

_KEY = re.compile(r"(?<![\w.])['\"]?([a-z]{2,3}(?:-[A-Za-z]{2,4}){0,2})['\"]?\s*:\s*\{")


def named(script: str) -> tuple[str, ...]:
    """Return the names that a configuration in JavaScript gives its languages, ``locales: {fr: {…}}``."""
    at = script.find("locales")
    return tuple(dict.fromkeys(_KEY.findall(script[at : at + 20_000]))) if at >= 0 else ()


def of_page(name: str, known: object) -> str:
    """Return the language of the first folder of a page that is named by one; "" for none."""
    names = known if isinstance(known, tuple) else ()
    folder = next((part for part in name.split("/")[:-1] if part in names), "")
    return config.language(folder) if folder else ""
