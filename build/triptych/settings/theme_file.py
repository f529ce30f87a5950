"""The keys of a theme's ``theme.toml``, ``labels.toml`` and ``scripts.toml``."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from triptych.settings.fields import Keys
from triptych.settings.kinds import Paper, Text, ThemeName

Tokens = dict[str, Text]
Weight = Annotated[int, Field(ge=1, le=1000)]


class FontKeys(Keys):
    """A font of a theme; missing keys are inherited."""

    family: Text = Field("", description="The family, as its font package names it.")
    axes: dict[str, float] = Field({}, description="Where its variable axes are pinned.")
    cuts: list[tuple[Weight, Text]] = Field([], description="Each weight and style that is used.")
    fallback: Text = Field("", description="What follows it in a CSS font stack.")
    files: list[Text] = Field([], description="The theme's own font files, instead of a package.")


class FamilyKeys(Keys):
    """A family for a script; missing keys are inherited."""

    family: Text = Field("", description="The family's name in style sheets.")
    scale: float = Field(1, ge=0.5, le=2, description="How much larger it is set than drawn.")
    cuts: list[tuple[Weight, Text] | tuple[Weight, Text, int]] = Field(
        [], description="Each weight with its file in a package, and its number in a collection."
    )


class ScriptKeys(Keys):
    """The families of one script; missing keys are inherited."""

    langs: list[Text] = Field([], description="The languages in which its families come first.")
    letters: list[Text] | Literal["all"] = Field([], description="The Unicode scripts it serves.")
    wide: bool = Field(
        default=False, description="Whether its letters are as wide as they are high."
    )
    package: Text = Field("", description="The packages that contain its files.")
    extra: Text = Field("", description="The extra of Triptych that installs them.")
    text: FamilyKeys | None = Field(None, description="The family for text.")
    display: FamilyKeys | None = Field(None, description="The family for titles and headings.")


class ThemeKeys(Keys):
    """A theme's own settings; unknown tables are for its templates."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    description: Text = Field("", description="A line about the theme.")
    inherits: ThemeName = Field("", description="The theme that provides what this one lacks.")
    paper: Paper = Field("", description="The paper of articles that name none.")
    columns: Literal[1, 2] = Field(1, description="The columns of articles that ask for none.")
    has_banner: bool = Field(
        default=True, description="Whether its titles are in a banner, which `banner` may change."
    )
    shrinks_tables: bool = Field(
        default=True,
        description="Whether a wide table on paper may have smaller letters than the text.",
    )
    logo: Text = Field("", description="The publisher's image where the settings name none.")
    logo_dark: Text = Field("", description="The same for a dark screen.")
    fonts: dict[str, FontKeys] = Field({}, description="The fonts by their role.")
    tokens: Tokens = Field({}, description="Measures and colours by name.")
    dark: Tokens = Field({}, description="Those that differ on a dark screen.")
    labels: dict[str, Tokens] = Field({}, description="The theme's own words by language.")
    scripts: dict[str, ScriptKeys] = Field({}, description="Families by script (ISO 15924).")
