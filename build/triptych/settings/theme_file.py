"""What a theme's ``theme.toml`` and ``labels.toml`` may hold."""

from typing import Annotated

from pydantic import ConfigDict, Field

from triptych.settings.fields import Keys, Text

Tokens = dict[str, Text]


class FontKeys(Keys):
    """A font of a theme; what is not given is inherited."""

    family: Text = Field("", description="The family, as its font package names it.")
    axes: dict[str, float] = Field({}, description="Where its variable axes are pinned.")
    cuts: list[tuple[Annotated[int, Field(ge=1, le=1000)], Text]] = Field(
        [], description="Each weight and style that is used."
    )
    fallback: Text = Field("", description="What follows it in a CSS font stack.")


class ThemeKeys(Keys):
    """A theme's own settings; tables that are not known here are for its templates."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    description: Text = Field("", description="What the theme says of itself.")
    inherits: Text = Field("", description="The theme that serves what this one lacks.")
    fonts: dict[str, FontKeys] = Field({}, description="The fonts by their role.")
    tokens: Tokens = Field({}, description="Measures and colours by name.")
    dark: Tokens = Field({}, description="Those that differ on a dark screen.")
    labels: dict[str, Tokens] = Field({}, description="The theme's own words by language.")
