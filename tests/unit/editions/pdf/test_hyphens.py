"""The patterns of every language are kept with the installation."""

from pathlib import Path

import pyphen
import pytest

from triptych.editions.pdf import hyphens


def test_each_file_of_patterns_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also one that several tags name."""
    read = list[Path]()
    monkeypatch.setattr(pyphen, "HyphDict", read.append)
    hyphens.prepare()
    assert len(read) == len(set(read)) == len(set(pyphen.LANGUAGES.values()))
    assert {path.name for path in read} >= {"hyph_de_DE.dic", "hyph_en_US.dic", "hyph_hu_HU.dic"}
