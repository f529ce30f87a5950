"""Triptych turns one Markdown article into an EPUB, a PDF and print-styled HTML.

The public names are those in ``__all__``; every module below is private and may change at any time.
A name is imported when it is first used, so that ``import triptych`` and ``triptych --help`` load
nothing else.
"""

from typing import TYPE_CHECKING

from triptych.core.version import __version__

if TYPE_CHECKING:
    from triptych.api.building import Edition, build
    from triptych.api.checking import check
    from triptych.core.errors import Finding, TriptychError

__all__ = ["Edition", "Finding", "TriptychError", "__version__", "build", "check"]

if not TYPE_CHECKING:  # a type checker sees the names above, and misspelt ones

    def __getattr__(name: str) -> object:
        """Return a public name, imported now (PEP 562); raises ``AttributeError`` for any other."""
        value: object
        match name:
            case "build" | "Edition":
                from triptych.api import building  # noqa: PLC0415  loaded on first use

                value = getattr(building, name)
            case "check":
                from triptych.api import checking  # noqa: PLC0415  the same

                value = checking.check
            case "Finding" | "TriptychError":
                from triptych.core import errors  # noqa: PLC0415  the same

                value = getattr(errors, name)
            case _:
                raise AttributeError(f"module “triptych” has no attribute “{name}”")
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
