"""The logo of a theme, and that for a dark screen: the publisher's image where the settings name none."""

from dataclasses import replace

from triptych.core.errors import Place, ThemeError
from triptych.core.model import Asset
from triptych.pictures import assets
from triptych.pictures.read import check_picture
from triptych.settings.toml import line_of
from triptych.theme.font_files import find_file
from triptych.theme.load import Theme

_SUFFIXES = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif")


def read_logos(theme: Theme) -> tuple[Asset | None, Asset | None]:
    """Return a theme's logo and its dark one; raises ``ThemeError`` or ``AssetError`` for an unusable file.

    The dark one accompanies its own logo: that of a parent is not used beside a logo of the child.
    """
    logo, dark = _read(theme, "logo"), _read(theme, "logo_dark")
    if logo and dark:
        order = [theme.folders.index(theme.sources[key]) for key in ("logo", "logo_dark")]
        return logo, dark if order[1] <= order[0] else None
    return logo, None


def _read(theme: Theme, key: str) -> Asset | None:
    """Return the picture that a theme names by a key, if it does."""
    name = str(theme.settings.get(key, ""))
    if not name:
        return None
    folder = theme.sources[key]
    known = line_of(folder / "theme.toml", key)
    place = known if known.line else Place(str(folder / "theme.toml"))
    path = find_file(folder, name, place, "logo", _SUFFIXES)
    try:
        if path.stat().st_size > assets.BYTES:
            raise ThemeError(
                f"the logo file “{name}” is too large", place, "Use a smaller picture."
            )
        data = path.read_bytes()
    except OSError as error:
        message = f"the logo file “{name}” cannot be read: {error.strerror}"
        raise ThemeError(message, place, "Check its permissions.") from None
    asset = check_picture(data, name.rpartition("/")[2], place)
    return replace(asset, name=f"header-{key.replace('_', '-')}-{asset.name}")
