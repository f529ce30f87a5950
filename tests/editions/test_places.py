"""A finding names the line of its own occurrence, and a value of front matter its own line."""

from pathlib import Path

import pytest

from pressing import read
from triptych.sources.places import place_of_key

YAML = """---
title: Places
theme: plain
bibliography:
  - one.bib
  - two.bib
image:
  alt: ""
  src: a.png
waivers:
  no-date: It has none.
---
Text.
"""
TOML = """+++
title = "Places"
"theme" = "plain"
bibliography = ["one.bib",
  "two.bib"]
waivers.no-date = "It has none."

[image]
alt = ""
src = "a.png"
+++
Text.
"""


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        (YAML, ("theme",), 3),
        (YAML, ("bibliography",), 4),
        (YAML, ("bibliography", 0), 5),
        (YAML, ("bibliography", 1), 6),
        (YAML, ("image", "src"), 9),
        (YAML, ("image", "path"), 7),
        (YAML, ("csl",), 0),
        (TOML, ("theme",), 3),
        (TOML, ("bibliography", 1), 4),
        (TOML, ("waivers", "no_date"), 6),
        (TOML, ("image", "src"), 10),
        (TOML, ("image",), 8),
    ],
)
def test_a_value_of_front_matter_has_its_line(
    text: str, key: tuple[str | int, ...], line: int, tmp_path: Path
) -> None:
    """It is that of the value, else of the nearest key around it; 0 where there is none."""
    path = tmp_path / "article.md"
    path.write_text(text, encoding="utf-8")
    assert place_of_key(read(path), *key).line == line


def test_an_empty_key_leaves_the_line_to_the_settings(tmp_path: Path) -> None:
    """What the settings give is named there, though front matter has the key without a value."""
    (tmp_path / "triptych.toml").write_text('lang = "en"\ntheme = "plain"\n', encoding="utf-8")
    path = tmp_path / "article.md"
    path.write_text("---\ntitle: T\ntheme:\n---\nText.\n", encoding="utf-8")
    place = place_of_key(read(path), "theme")
    assert (place.path, place.line) == (str(tmp_path / "triptych.toml"), 2)
