"""The address of a picture that is none."""

from pathlib import Path

import pytest

from triptych.core.errors import AssetError, Place
from triptych.pictures.assets import read_file


@pytest.mark.parametrize("name", ["", " ", "\t"])
def test_a_picture_without_an_address_is_called_so(name: str, tmp_path: Path) -> None:
    """It is no folder."""
    with pytest.raises(AssetError, match="has no address"):
        read_file(tmp_path, tmp_path, name, Place("a.md"))
