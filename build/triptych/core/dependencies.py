"""What a step reads beside its values is noted, as a compiler notes the files that it includes.

A note is a kind, a name and a state: the SHA-256 of what was read, or "!" and why nothing was.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import sha256

Dependencies = dict[tuple[str, str], str]

ARTICLE, FILE, THEME, SETTINGS = "article", "file", "theme", "settings"
"""Kinds of note: the article, a file by its path from the root, a theme by its name, the settings."""

UNSTEADY = "!changed while it was read"
"""The state of what was read twice and was not the same; it is no later state of anything."""

_notes: ContextVar[Dependencies | None] = ContextVar("notes", default=None)


@contextmanager
def recording() -> Iterator[Dependencies]:
    """Give the notes of all that is read within."""
    notes: Dependencies = {}
    token = _notes.set(notes)
    try:
        yield notes
    finally:
        _notes.reset(token)


def record(kind: str, name: str, state: str) -> None:
    """Note in what state something was read, where anybody wants to know."""
    notes = _notes.get()
    if notes is not None:
        earlier = notes.setdefault((kind, name), state)
        if earlier != state:
            notes[kind, name] = UNSTEADY


def state_of(data: bytes) -> str:
    """Give the state of something that could be read."""
    return sha256(data).hexdigest()
