"""Pictures for the sources that an edition carries."""

from triptych.core.model import Asset
from triptych.pictures.known import Known
from triptych.pictures.metadata import strip_for_sources

_ORIENTATIONS: Known[int] = Known()


def source_copy(asset: Asset) -> bytes:
    """Return a picture's file without metadata that its appearance does not need.

    A drawing is already free of active parts. A format whose metadata cannot be removed gives b"".
    """
    if asset.media_type == "image/svg+xml":
        return asset.data
    from triptych.pictures import raster  # noqa: PLC0415  a drawing needs no Pillow

    orientation = _ORIENTATIONS.get(asset.data, lambda: raster.orientation(asset))
    return strip_for_sources(asset.media_type, asset.data, orientation)
