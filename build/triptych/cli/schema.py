"""``triptych schema``: the JSON Schema of front matter and of settings, for editors."""

import click

from triptych.settings.json_schema import MODELS, schema_of


@click.command(name="schema")
@click.argument("what", type=click.Choice(list(MODELS)), default="article")
def command(what: str) -> None:
    """Print the JSON Schema of an article's front matter, or of a publication's settings."""
    click.echo(schema_of(what))
