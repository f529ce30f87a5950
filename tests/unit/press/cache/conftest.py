"""What tests of the cache share."""

from pathlib import Path

import pytest

from remembering import TEXT


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a publication's folder with one article."""
    folder = tmp_path / "books"
    folder.mkdir()
    (folder / "a.md").write_bytes(TEXT)
    return folder
