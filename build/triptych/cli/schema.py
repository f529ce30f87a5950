"""``triptych schema``: the JSON Schema of front matter and of settings, for editors."""

import json

import click

from triptych.settings.fields import Keys
from triptych.settings.front_matter import FrontMatter
from triptych.settings.publication import Settings

_MODELS: dict[str, type[Keys]] = {"article": FrontMatter, "publication": Settings}


@click.command(name="schema")
@click.argument("what", type=click.Choice(list(_MODELS)), default="article")
def command(what: str) -> None:
    """Print the JSON Schema of an article's front matter, or of a publication's settings."""
    schema = _MODELS[what].model_json_schema(by_alias=False)
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    click.echo(json.dumps({**dialect, **schema}, ensure_ascii=False, indent=2))
