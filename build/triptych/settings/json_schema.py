"""The JSON Schemas of front matter and of settings, for editors."""

import json

from triptych.settings.fields import Keys
from triptych.settings.front_matter import FrontMatter
from triptych.settings.publication import Settings

MODELS: dict[str, type[Keys]] = {"article": FrontMatter, "publication": Settings}
"""What has a schema, by name."""


def schema_of(name: str) -> str:
    """Return the JSON Schema of ``"article"`` or ``"publication"`` as text."""
    schema = MODELS[name].model_json_schema(by_alias=False)
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps({**dialect, **schema}, ensure_ascii=False, indent=2)
