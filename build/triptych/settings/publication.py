"""A publication: the folder with its settings, found by walking up, read from TOML."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field

from triptych.errors import Place, SettingsError
from triptych.model import Direction
from triptych.settings import fields
from triptych.settings.fields import (
    ImageDensity,
    ImageQuality,
    ImagesSize,
    Keys,
    Language,
    Paper,
    People,
    Text,
    TextSize,
    ThemeName,
)

OWN = "triptych.toml"
SHARED = "pyproject.toml"
_NOT_TOML = "Texts stand in quotes, and each key on a line of its own."


class Settings(Keys):
    """What holds for every article of a publication, unless the article says otherwise."""

    title: Text = Field("", description="The publication's name.")
    lang: Language = Field("en", description="The language, as a BCP 47 tag.")
    dir: Direction | None = Field(None, description="The direction of writing.")
    author: People = Field([], description="The author of articles that name none.")
    publisher: Text = Field("", description="Who publishes.")
    rights: Text = Field("", description="Copyright or licence.")
    url: Text = Field("", description="Where the publication lives; identifiers derive from it.")
    content: Text = Field("content", description="The folder with the articles.")
    theme: ThemeName = Field("printfriendly", description="The theme's name.")
    paper: Paper = Field("210mm 297mm", description="The paper of the PDF.")
    formats: list[Text] = Field([], description="The editions to make; all when empty.")
    toc: bool | None = Field(None, description="Whether contents are printed.")
    custom_css: Text = Field("", description="A .css file, or CSS itself.")
    header_image: Text = Field("", description="The publisher's image above every title.")
    tagline: Text = Field("", description="A line of text above every title.")
    show_source: bool = Field(
        default=False, description="Whether the line with the source URL shows."
    )
    print_urls: bool = Field(default=False, description="Whether links print their URLs.")
    text_size: TextSize = Field(12, description="The text size; 12 is 100 %, a step is 10 %.")
    images_size: ImagesSize = Field("full", description="The size of pictures in the text.")
    image_density: ImageDensity = Field(
        300, description="The most dots per inch of pictures in the PDF."
    )
    image_quality: ImageQuality = Field(85, description="The JPEG quality of pictures drawn anew.")
    strict: bool = Field(default=False, description="Whether a warning fails the build.")


@dataclass(frozen=True, slots=True)
class Publication:
    """The folder that nothing outside of is read, and its settings."""

    root: Path
    settings: Settings

    @property
    def content(self) -> Path:
        """The folder that holds the articles."""
        return self.root / self.settings.content


def find(start: Path) -> Publication | None:
    """Give the publication that ``start`` lies in, looking upwards; None when there is none.

    Raises ``SettingsError`` with file and line when its settings are wrong.
    """
    folder = start if start.is_dir() else start.parent
    for root in (folder, *folder.parents):
        for name in (OWN, SHARED):
            table = _table(root / name)
            if table is not None:
                return Publication(root, _read(table, root / name))
        if (root / ".git").exists():
            break
    return None


def bare(root: Path) -> Publication:
    """Give a publication without settings around ``root``."""
    return Publication(root, Settings())


def _table(path: Path) -> dict[str, Any] | None:
    """Give the settings in ``path`` as they stand; None when it has none."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError, PermissionError, IsADirectoryError):
        return None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"settings are not TOML: {error}", Place(str(path)), _NOT_TOML
        ) from None
    if path.name == OWN:
        return data
    table = data.get("tool", {}).get("triptych")
    return table if isinstance(table, dict) else None


def _read(table: dict[str, Any], path: Path) -> Settings:
    """Give typed settings; a key that is not known is an error, for all keys here are ours."""
    text = path.read_text(encoding="utf-8-sig").split("\n")

    def locate(loc: fields.Path) -> Place:
        key = str(loc[0]) if loc else ""
        begins = (n for n, line in enumerate(text, 1) if line.replace("-", "_").startswith(key))
        return Place(str(path), next(begins, 0))

    named = {key.replace("-", "_"): value for key, value in table.items()}
    return fields.read_keys(Settings, named, locate, SettingsError, strict=True)[0]
