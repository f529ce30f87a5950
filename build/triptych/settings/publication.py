"""A publication: the folder with its settings, found by walking up, read from TOML."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import Field

from triptych.core import links
from triptych.core.errors import Place, SettingsError
from triptych.core.model import Direction, KeyPath
from triptych.core.site import Site
from triptych.settings import toml, wording
from triptych.settings.fields import Keys, People
from triptych.settings.kinds import (
    Address,
    Banner,
    Columns,
    DialectName,
    ImageDensity,
    ImageQuality,
    ImagesSize,
    Issn,
    Language,
    LinkTargets,
    Paper,
    PdfProfile,
    Tags,
    Text,
    TextSize,
    ThemeName,
    TitleFrom,
    WaiverKeys,
)
from triptych.settings.read_keys import read_keys

OWN = "triptych.toml"
SHARED = "pyproject.toml"


class Settings(Keys):
    """The settings of a publication, which the front matter of an article may override."""

    title: Text = Field("", description="The publication's name.")
    lang: Language = Field("en", description="The language, as a BCP 47 tag.")
    dir: Direction | None = Field(None, description="The direction of writing.")
    author: People = Field([], description="The author of articles that name none.")
    publisher: Text = Field("", description="Who publishes.")
    rights: Text = Field("", description="Copyright or licence.")
    url: Address = Field("", description="The publication's address; identifiers derive from it.")
    issn: Issn = Field("", description="The ISSN, where the publication is a periodical.")
    certified_by: Text = Field("", description="Who certifies that the EPUBs are accessible.")
    certifier_credential: Text = Field("", description="What qualifies the certifier.")
    certifier_report: Address = Field("", description="The address of the certifier's report.")
    content: Text = Field("content", description="The folder with the articles.")
    dialect: DialectName = Field(
        "", description="The Markdown of the articles; by default that of the site around them."
    )
    links: LinkTargets = Field(
        "editions", description="Where links between articles lead: to editions, or to the web."
    )
    keep_folders: bool = Field(
        default=False, description="Whether outputs always follow the folders of the articles."
    )
    theme: ThemeName = Field("printfriendly", description="The theme's name.")
    paper: Paper = Field("", description="The paper of the PDF; by default that of the theme.")
    columns: Columns | None = Field(
        None, description="The columns of text on large paper; by default those of the theme."
    )
    pdf_profile: PdfProfile = Field(
        "archive", description="The kind of PDF, by the standards it conforms to."
    )
    formats: Tags = Field([], description="The editions to make; all when empty.")
    title_from: TitleFrom = Field(
        "heading", description="What is the title of an article that gives none."
    )
    toc: bool | None = Field(None, description="Whether contents are printed.")
    number_sections: bool = Field(default=False, description="Whether headings are numbered.")
    page_list: bool | None = Field(
        None,
        description="Whether EPUB and HTML mark where the PDF's pages begin; by default where one is made.",
    )
    bibliography: Tags = Field([], description="The bibliography: one file, or a list of them.")
    csl: Text = Field("", description="The citation style: a .csl file.")
    custom_css: Text = Field("", description="A .css file, or CSS itself.")
    header_image: Text = Field("", description="The publisher's image above every title.")
    logo_dark: Text = Field("", description="The publisher's image on a dark screen.")
    tagline: Text = Field("", description="A line of text above every title.")
    banner: Banner = Field("dark", description="What sets the title off: a box, a rule or nothing.")
    embed_fonts: bool = Field(
        default=True, description="Whether the EPUB carries the theme's fonts."
    )
    fingerprint: bool = Field(
        default=False, description="Whether the SHA-256 of the source is printed below the article."
    )
    show_source: bool = Field(
        default=False, description="Whether the line with the source URL is shown."
    )
    print_urls: bool = Field(default=False, description="Whether links print their URLs.")
    text_size: TextSize = Field(12, description="The text size; 12 is 100 %, a step is 10 %.")
    images_size: ImagesSize = Field("full", description="The size of pictures in the text.")
    image_density: ImageDensity = Field(
        300, description="The highest resolution of pictures in the PDF, in dots per inch."
    )
    image_quality: ImageQuality = Field(
        85, description="The JPEG quality of pictures that are re-encoded."
    )
    allow_remote: bool = Field(
        default=False, description="Whether pictures on the network are fetched, once."
    )
    strict: bool = Field(default=False, description="Whether a warning fails the build.")
    waivers: WaiverKeys = Field({}, description="Accepted findings: a reason by code.")


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication: its folder, outside of which nothing is read, and its settings.

    ``table`` has the settings as typed; ``site`` is what another tool's configuration says of the folder.
    """

    root: Path
    settings: Settings
    table: Mapping[str, Any] = field(default_factory=dict[str, Any])
    site: Site = field(default_factory=Site)

    @property
    def content(self) -> Path:
        """The folder of the articles."""
        return self.root / self.settings.content


def find(start: Path) -> Publication | None:
    """Return the publication around ``start``, the nearest first; None when there is none.

    Raises ``SettingsError`` with file and line when its settings are wrong.
    """
    folder = start if start.is_dir() else start.parent
    for root in (folder, *folder.parents):
        for name in (OWN, SHARED):
            table = _table(root / name)
            if table is not None:
                _refuse_link_outside(root / name)
                return Publication(root, _read(table, root / name), table)
        if (root / ".git").exists():
            break
    return None


def bare(root: Path) -> Publication:
    """Return a publication of the folder ``root`` with default settings."""
    return Publication(root, Settings())


def _table(path: Path) -> dict[str, Any] | None:
    """Return the settings in a file as typed; None when it has none."""
    if path.name == OWN:
        _refuse_link_outside(path)
    if not path.is_file():
        return None
    try:
        data = toml.parse(path.read_bytes())
    except PermissionError:
        return None
    except OSError as error:
        message = f"settings cannot be read: {error.strerror}"
        raise SettingsError(message, Place(str(path)), "Check its permissions.") from None
    except toml.BadTomlError as error:
        if path.name == SHARED and "tool.triptych" not in path.read_text(errors="ignore"):
            return None
        _refuse_link_outside(path)
        message = f"settings are not TOML: {error.reason}"
        raise SettingsError(message, Place(str(path), error.line), error.hint) from None
    if path.name == OWN:
        return data
    tools = data.get("tool")
    table = tools.get("triptych") if isinstance(tools, dict) else None
    if table is not None and not isinstance(table, dict):
        message = (
            f"`tool.triptych`: expected a table of keys, found {wording.describe_value(table)}"
        )
        raise SettingsError(message, Place(str(path)), "Write the keys below [tool.triptych].")
    return table


def _refuse_link_outside(path: Path) -> None:
    """Raise ``SettingsError`` when settings are a link out of their folder, dangling or not."""
    if links.leads_outside(path, path.parent):
        message = "the settings are outside the publication: a link leads there"
        raise SettingsError(message, Place(str(path)), "Replace the link with the file itself.")


def setting_place(root: Path, key: str) -> Place:
    """Return the line of the settings file in ``root`` that has ``key``, or the folder when none has."""
    for name in (OWN, SHARED):
        place = toml.line_of(root / name, key)
        if place.line:
            return place
    return Place(str(root))


def _read(table: dict[str, Any], path: Path) -> Settings:
    """Return the settings as typed values; raises ``SettingsError`` for an unknown key."""

    def locate(loc: KeyPath) -> Place:
        return toml.line_of(path, str(loc[0]) if loc else "")

    named = {key.replace("-", "_"): value for key, value in table.items()}
    settings = read_keys(Settings, named, locate, SettingsError, strict=True)
    if "content" in named:
        _refuse_elsewhere(path.parent, settings.content, locate(("content",)))
    return settings


def _refuse_elsewhere(root: Path, content: str, place: Place) -> None:
    """Raise ``SettingsError`` when the folder of articles is missing or outside the publication."""
    folder = (root / content).resolve()
    if not folder.is_relative_to(root.resolve()):
        message = f"`content`: “{content}” is outside the publication"
        raise SettingsError(message, place, "Name a folder below the settings file.")
    if not folder.is_dir():
        message = f"`content`: folder “{content}” does not exist"
        raise SettingsError(message, place, "Create it, or name the folder with the articles.")
