"""A picture as an edition may hand it on among its sources."""

from triptych.core.model import Asset
from triptych.pictures import raster
from triptych.pictures.metadata import without_metadata


def source_copy(asset: Asset) -> bytes:
    """Return a picture's file as it may be handed on: all that it looks like, and nothing else it tells.

    A drawing is handed on rid of what is active; a format that cannot be made discreet gives nothing.
    """
    if asset.media_type == "image/svg+xml":
        return asset.data
    return without_metadata(asset.media_type, asset.data, raster.orientation(asset))
