"""Damaged pictures of every format are refused in plain words, or are pictures."""

import pytest

from fuzz import pictures
from fuzz.dice import Dice
from triptych.core.errors import AssetError, Place
from triptych.core.rendition import Rendition
from triptych.pictures import raster, renditions
from triptych.pictures.read import check_picture

_PLAIN = frozenset(["image/jpeg", "image/png", "image/gif"])
WANTED = (
    Rendition(_PLAIN, 10, 85, moves=False, opaque=True),
    Rendition(_PLAIN | {"image/avif", "image/webp"}, 1000, 85, moves=True, opaque=False),
)


def _outcome(data: bytes) -> str:
    """Return whether bytes are refused as a picture, or drawn for each kind of edition."""
    try:
        asset = check_picture(data, "picture", Place("article.md"))
        for wanted in WANTED:
            renditions._made.__wrapped__(asset, wanted)  # noqa: SLF001  a rendition without its cache
    except AssetError as error:
        return f"refused: {error.message}"
    return "drawn"


@pytest.mark.parametrize("suffix", pictures.FORMATS)
def test_damage_is_refused_or_drawn(suffix: str) -> None:
    """Whatever is cut, flipped or renumbered, there is a picture or a message that names it."""
    outcomes = [_outcome(pictures.damaged(Dice(seed), suffix)) for seed in range(120)]
    assert [each for each in outcomes if "picture" not in each and each != "drawn"] == []
    assert any(each.startswith("refused") for each in outcomes)


@pytest.mark.parametrize("suffix", pictures.FORMATS)
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_picture_that_is_cut_is_refused_or_drawn(suffix: str, part: float) -> None:
    """A file that ends too early ends nothing else."""
    data = pictures.sound(suffix)
    assert _outcome(data[: int(len(data) * part)])
    assert _outcome(data) == "drawn"


@pytest.mark.parametrize("mode", pictures.MODES)
def test_every_mode_is_drawn(mode: str) -> None:
    """Sound pictures in every mode of pixels come through."""
    for suffix in pictures.FORMATS:
        assert _outcome(pictures.sound(suffix, mode)) == "drawn"


@pytest.mark.parametrize("seed", range(6))
def test_a_bomb_is_refused(seed: int) -> None:
    """A file of a few bytes that claims millions of pixels is not decoded."""
    assert _outcome(pictures.bomb(Dice(seed))).startswith("refused")


def test_an_avif_whose_colours_are_damaged_is_refused() -> None:
    """The decoder’s own kind of error becomes a message."""
    data = bytearray(pictures.sound("avif"))
    at = data.index(b"mdat") + 8
    data[at:] = bytes(len(data) - at)
    with pytest.raises(AssetError, match="is damaged"):
        raster.measure(bytes(data), "a.avif", Place("article.md"))
