"""Stores that are no disc of this machine: editions at any URL that fsspec supports."""

from typing import Any

from triptych.core.errors import OutputError, Place, ToolError
from triptych.core.model import Artifact

_HINT = "Use another URL with --out, or check your permissions."


def is_url(out: str) -> bool:
    """Whether an output folder is named by a URL."""
    return "://" in out


def prepare(url: str) -> None:
    """Make the folder at ``url``; raises ``OutputError`` when nothing can be written there."""
    system, path = _open(url)
    try:
        system.makedirs(path, exist_ok=True)
    except Exception as error:  # noqa: BLE001  every store raises what it likes
        raise _failure(error, url) from None


def save(artifacts: list[Artifact], url: str) -> None:
    """Write an article's editions into the folder at ``url``, all of them or none where the store can.

    Raises ``OutputError`` when one cannot be written.
    """
    system, path = _open(url)
    try:
        system.makedirs(path, exist_ok=True)
        with system.transaction:
            for artifact in artifacts:
                with system.open(f"{path}/{artifact.name}", "wb") as file:
                    file.write(artifact.data)
    except Exception as error:  # noqa: BLE001  the same
        raise _failure(error, url) from None


def _open(url: str) -> tuple[Any, str]:
    """Return the store and the path there; raises ``OutputError`` when no package supports the URL."""
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415  only a build to a URL loads it
    except ImportError:
        hint = "Run `pip install fsspec`."
        raise ToolError("--out with a URL needs the package fsspec", Place(url), hint) from None
    try:
        system, path = url_to_fs(url)
    except (ImportError, ValueError, OSError) as error:
        raise _failure(error, url) from None
    return system, str(path).rstrip("/")


def _failure(error: Exception, url: str) -> OutputError:
    """Return the error that says why nothing can be written, and what to do."""
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    message = f"cannot write the editions: {reason.splitlines()[0]}"
    return OutputError(message, Place(url), _HINT)
