"""The texts of a publication's first files, as they are in ``first/``, with what is known filled in."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from uuid import uuid4  # noqa: TID251  made once, and written into the source

from triptych.settings import front_tables

FRONT_MATTER_SCHEMA = ".schemas/front-matter.json"
"""Where a publication has the schema of its articles' front matter."""

_FOLDER = Path(__file__).with_name("first")


def text_of(name: str, values: Mapping[str, str] | None = None) -> str:
    """Return a file of ``first/`` with values instead of their names in braces."""
    text = (_FOLDER / name).read_text(encoding="utf-8")
    for key, value in (values or {}).items():
        text = text.replace(f"{{{key}}}", value)
    return text


def picture() -> tuple[str, bytes]:
    """Return the name of the first article's picture, and its bytes."""
    name = "three-editions.svg"
    return name, (_FOLDER / name).read_bytes()


def quoted(text: str) -> str:
    """Return a text as a string of TOML."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def editor_settings(content: str) -> str:
    """Return the settings by which an editor finds the schema of the front matter.

    ``content`` is the folder of the articles. Visual Studio Code and those built on it read this; their
    extensions that check YAML know ``yaml.schemas``.
    """
    pattern = "**/*.md" if content == "." else f"{content}/**/*.md"
    values = {"yaml.schemas": {f"./{FRONT_MATTER_SCHEMA}": [pattern]}}
    return f"{json.dumps(values, indent=2)}\n"


def front_matter(title: str, day: date | None, author: str, *, is_identified: bool) -> str:
    """Return the front matter of a new article with what is known; "" for nothing at all.

    ``is_identified`` adds an identifier, where the address of the publication gives none.
    """
    keys: dict[str, object] = {"title": title} if title else {}
    keys |= {"author": author} if author else {}
    keys |= {"date": day} if day else {}
    keys |= {"identifier": identifier()} if is_identified else {}
    return f"---\n{front_tables.write_yaml(keys)}---\n\n" if keys else ""


def identifier() -> str:
    """Return a name for an article that no other has (RFC 9562, version 4)."""
    return f"urn:uuid:{uuid4()}"
