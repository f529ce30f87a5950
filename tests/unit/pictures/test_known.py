"""What is known of pictures."""

from io import BytesIO

import pytest
from PIL import Image

from triptych.core.errors import AssetError, Place
from triptych.pictures import known, raster
from triptych.pictures.known import Known
from triptych.pictures.read import check_picture


def _png(size: tuple[int, int]) -> bytes:
    """Return a picture of a size."""
    out = BytesIO()
    Image.new("RGB", size, "#276f86").save(out, "PNG")
    return out.getvalue()


def test_the_longest_unused_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked for again is found out once; of more than are remembered, the oldest goes."""
    monkeypatch.setattr(known, "_MOST", 2)
    kept, asked = Known[int](), list[bytes]()

    def ask(data: bytes) -> int:
        def find() -> int:
            asked.append(data)
            return len(data)

        return kept.get(data, find)

    assert [ask(each) for each in (b"a", b"bb", b"a", b"ccc", b"a", b"bb")] == [1, 2, 1, 3, 1, 2]
    assert asked == [b"a", b"bb", b"ccc", b"bb"]


def test_a_picture_is_decoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under another name, too; its asset has the name that was asked for."""
    data, read = _png((31, 17)), list[str]()
    measure = raster.measure

    def counted(data: bytes, name: str, place: Place) -> tuple[str, int, int]:
        read.append(name)
        return measure(data, name, place)

    monkeypatch.setattr(raster, "measure", counted)
    first, second = (check_picture(data, name, Place("a.md")) for name in ("one.png", "two.png"))
    assert (first.name, second.name) == ("one.png", "two.png")
    assert (second.width, second.height, second.media_type) == (31, 17, "image/png")
    assert read == ["one.png"]


def test_damage_is_reported_each_time() -> None:
    """With the name and place of each."""
    data = _png((33, 17))[:-30]
    for name in ("one.png", "two.png"):
        with pytest.raises(AssetError, match=name):
            check_picture(data, name, Place("a.md"))
