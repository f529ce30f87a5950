"""Whatever stands in a file, it becomes editions or is refused plainly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pressing
from pressing import tried
from triptych.core.errors import TriptychError
from triptych.editions.formats import FORMATS
from triptych.press import pipeline
from triptych.settings.publication import bare


@tried(15, 300)
@given(text=st.text(max_size=300))
def test_any_text_builds_or_is_refused_plainly(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever stands in the file, it becomes editions or a message, never anything else."""
    folder = tmp_path_factory.mktemp("any")
    path = folder / "any.md"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        manuscript = pressing.read(path, bare(folder))
        pipeline.press(manuscript, tuple(FORMATS))
    except TriptychError as error:
        told = error.message
    else:
        told = "built"
    assert told


@tried(30, 300)
@given(front=st.text(alphabet=st.characters(codec="utf-8"), max_size=120))
def test_any_front_matter_is_read_or_refused_plainly(
    front: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever stands between the fences, it is typed values or a message with its place."""
    folder = tmp_path_factory.mktemp("front")
    path = folder / "any.md"
    path.write_text(f"---\ntitle: T\n{front}\n---\nText.\n", encoding="utf-8", newline="")
    try:
        pressing.read(path, bare(folder))
    except TriptychError as error:
        told = f"{error.place}: {error.message}"
    else:
        told = "read"
    assert told
