"""The record of what a step reads beside its values, like a compiler's of the files that it includes.

A dependency is a kind, a name and a state: the SHA-256 of what was read, or "!" and why nothing was.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import sha256

Dependencies = dict[tuple[str, str], str]

ARTICLE, FILE, THEME, SETTINGS = "article", "file", "theme", "settings"
"""Kinds of dependency: the article, a file by its path from the root, a theme by its name, the settings."""

LINK = "link"
"""The kind of a look-up in the index of articles, whose state is its answer."""

NEARBY = "nearby"
"""The kind of the names of all files of the publication, among which a missing one is looked for."""

TYPESETTER = "typesetter"
"""The kind of a typesetter that cannot run here."""

UNSTEADY = "!changed while it was read"
"""The state of what was read twice and was not the same; it is no later state of anything."""

_recorded: ContextVar[Dependencies | None] = ContextVar("recorded", default=None)


@contextmanager
def recording() -> Iterator[Dependencies]:
    """Yield the dependencies of all that is read within."""
    recorded: Dependencies = {}
    token = _recorded.set(recorded)
    try:
        yield recorded
    finally:
        _recorded.reset(token)


def recorded() -> Dependencies:
    """Return what has been recorded so far; nothing where dependencies are not recorded."""
    return dict(_recorded.get() or {})


def record(kind: str, name: str, state: str) -> None:
    """Record in what state something was read, where dependencies are recorded."""
    recorded = _recorded.get()
    if recorded is not None:
        earlier = recorded.setdefault((kind, name), state)
        if earlier != state:
            recorded[kind, name] = UNSTEADY


def state_of(data: bytes) -> str:
    """Return the state of something that could be read."""
    return sha256(data).hexdigest()
