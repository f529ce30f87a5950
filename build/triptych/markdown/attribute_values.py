"""Attributes of HTML and the values that they may have; any other value is left out with its attribute."""

import re
from collections.abc import Callable
from urllib.parse import quote, urlsplit

from triptych.markdown.moments import is_change, is_moment
from triptych.markdown.style_values import sound_style
from triptych.settings.language import language_tag

_SHAPES = {
    "colspan": r"[1-9]\d{0,2}",
    "rowspan": r"[1-9]\d{0,2}",
    "span": r"[1-9]\d{0,2}",
    "start": r"-?\d{1,6}",
    "width": r"\d{1,5}",
    "height": r"\d{1,5}",
    "scope": r"row|col|rowgroup|colgroup",
    "dir": r"ltr|rtl|auto",
    "id": r"[^\s\x00-\x20]+",
}
"""What a value must look like; white space around it is left out."""

_OF_ELEMENT = {
    ("li", "value"): r"-?\d{1,6}",
    ("ol", "type"): r"[1aAiI]",
}
_EXTRA = re.compile(r"(aria|data)-[a-z][a-z0-9_.-]*")
_OTHER_EXTENSION = re.compile(r"-(?:[0-9a-sv-wyz]-|x(?=-[a-z0-9](?:-|$))).*")
"""What of a language tag no registry knows: extensions other than ``t`` and ``u``, parts of one letter."""


def value_of(tag: str, name: str, value: str) -> str | None:
    """Return an attribute's value as it is valid, or None when the attribute cannot have it."""
    if name.startswith(("aria-", "data-")):
        return value if _EXTRA.fullmatch(name) else None
    if name in _READERS:
        return _READERS[name](value)
    plain = value.strip()
    if name == "datetime":
        is_sound = is_moment(plain) if tag == "time" else is_change(plain)
        return plain if is_sound else None
    shape = _SHAPES.get(name) or _OF_ELEMENT.get((tag, name))
    if shape is None:
        return value
    return plain if re.fullmatch(shape, plain) else None


def _language(value: str) -> str | None:
    """Return a language tag in its usual form, without what no registry knows."""
    return _OTHER_EXTENSION.sub("", language_tag(value)) or None


def _source(value: str) -> str | None:
    """Return the address of what is quoted, where a reader can open it."""
    address = _address(value)
    return address if (address or "").startswith("https:") else None


def _address(value: str) -> str | None:
    """Return an address as a valid URL (WHATWG URL), None when it cannot be one."""
    plain = "".join(value.split("\n")).strip()
    try:
        parts = urlsplit(plain)
        if parts.scheme in ("http", "https") and not parts.hostname:
            return None
        parts.port  # noqa: B018  reading it validates it
    except ValueError:
        return None
    if parts.scheme in ("mailto", "tel") and not plain.partition(":")[2]:
        return None
    before, mark, fragment = plain.partition("#")
    safe = "/?[]@!$&'()*+,;=:%~-._"
    return quote(before, safe=safe) + mark + quote(fragment, safe=safe)


_READERS: dict[str, Callable[[str], str | None]] = {
    "cite": _source,
    "href": _address,
    "hreflang": _language,
    "lang": _language,
    "open": lambda _: "",
    "reversed": lambda _: "",
    "style": lambda value: sound_style(value) or None,
}
"""What returns the valid form of an attribute's value; a switch is on whatever its value."""
