"""The values that templates see: texts, numbers, dates, and frozen tables and tuples of them.

Nothing that a template can reach has a method that reads, writes or starts anything. What is of
another type is refused here, whatever the sandbox would say of it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from triptych.core.model import Asset
from triptych.theme.load import Theme

_PLAIN = (str, Markup, int, float, Decimal, bool, type(None))


_RESOLVED = ("tokens", "fonts")
"""The tables of a theme that are made for each article."""

_MOST = 128
_KNOWN: dict[int, tuple[Any, Any]] = {}
"""Tables by their identity, with what they are frozen: a theme's tables never change."""


@dataclass(frozen=True, slots=True)
class PictureValue:
    """A picture as templates see it: its name in an EPUB, its type, and its size in pixels."""

    name: str
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ThemeValue:
    """A theme as templates see it: its name, tokens, dark tokens, and the tables of its theme.toml."""

    name: str
    tokens: Mapping[str, str]
    dark: Mapping[str, str]
    settings: Mapping[str, Any]


def picture_value(asset: Asset | None) -> PictureValue | None:
    """Return a picture as templates see it, or None."""
    if asset is None:
        return None
    return PictureValue(asset.name, asset.media_type, asset.width, asset.height)


def theme_value(theme: Theme) -> ThemeValue:
    """Return a theme as templates see it."""
    settings = {
        name: _freeze(table) if name in _RESOLVED else _frozen(table)
        for name, table in theme.settings.items()
    }
    tables = (_freeze(theme.tokens), _freeze(theme.dark), MappingProxyType(settings))
    return ThemeValue(theme.name, *tables)


def _frozen(table: Any) -> Any:
    """Return a table of a theme frozen, the same for all articles that share the theme."""
    known = _KNOWN.get(id(table))
    if known is None or known[0] is not table:
        if len(_KNOWN) >= _MOST:
            _KNOWN.clear()
        known = _KNOWN[id(table)] = (table, _freeze(table))
    return known[1]


def link_of(
    assets: tuple[Asset | None, ...], link: Callable[[Asset], str]
) -> Callable[[PictureValue], str]:
    """Return the function by which a template asks for the address of one of these pictures."""
    known = {picture_value(asset): asset for asset in assets if asset}

    def address(picture: PictureValue) -> str:
        """Return the address of a picture in the edition; raises ``TypeError`` for anything else."""
        if picture not in known:
            raise TypeError("`link` takes `lead`, `header` or `cover`")
        return link(known[picture])

    return address


def freeze_all(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values for a template, each frozen; raises ``TypeError`` for one that is not plain.

    ``link`` is the only function among them; a theme is frozen where it is made.
    """
    return {
        name: value if name == "link" or type(value) is ThemeValue else _freeze(value)
        for name, value in values.items()
    }


def _freeze(value: Any) -> Any:
    """Return a value with its lists as tuples and its tables read-only."""
    if type(value) in _PLAIN or isinstance(value, date):
        return value
    if isinstance(value, Mapping):
        return MappingProxyType({str(key): _freeze(inner) for key, inner in value.items()})
    if isinstance(value, list | tuple):
        return tuple(_freeze(inner) for inner in value)
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            _freeze(getattr(value, field.name))  # a frozen dataclass is plain where its fields are
        return value
    raise TypeError(f"a template must not see a {type(value).__name__}")
