"""Each rule of the structure tree that no judge sees is needed: without it the tree is another."""

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from pressing import document
from tree_rules import SEEN
from triptych.core.model import Document
from triptych.editions.pdf import edition

TEXT = """\
## First

Text[^1] with 10^th^, [mot]{lang=fr} and HTML.

![A field](field.png)

``` {.python .numberLines}
pass
more
```

> quoted

::: note
In a callout
:::

<div><div>Loose text <div>and inner</div></div></div>

*[HTML]: HyperText

[^1]: A note.
"""

SPACES = "drop_spaces"


@pytest.fixture(scope="module")
def dressed(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """Return an article with something for every rule."""
    folder = tmp_path_factory.mktemp("rules")
    Image.new("RGB", (600, 300), (20, 90, 60)).save(folder / "field.png")
    path = folder / "rules.md"
    path.write_text(f"---\ntitle: T\ndate: 2025-01-01\ntoc: true\n---\n{TEXT}", encoding="utf-8")
    return document(path)


def _tree(data: bytes) -> Counter[str]:
    """Return how often each kind of element, and each thing that one says, stands in a PDF's tree."""
    root: Any = PdfReader(BytesIO(data)).trailer["/Root"]
    return Counter(_walk(root["/StructTreeRoot"]["/K"], ""))


def _walk(kid: Any, path: str) -> Iterator[str]:
    """Yield what stands below a place of the tree; "mark" is a piece of the pages' content."""
    kid = kid.get_object()
    if isinstance(kid, ArrayObject):
        for each in kid:
            yield from _walk(each, path)
    elif not isinstance(kid, DictionaryObject) or "/S" not in kid:
        yield "mark"
    else:
        path += str(kid["/S"])
        yield path
        yield from (f"{path} {name}" for name in ("Lang", "E", "Alt") if f"/{name}" in kid)
        said = kid.get("/A", ArrayObject()).get_object()
        for each in said if isinstance(said, ArrayObject) else [said]:
            yield from (f"{path} {name[1:]}" for name in each.get_object())
        yield from _walk(kid.get("/K", ArrayObject()), path)


@pytest.mark.parametrize("name", SEEN)
def test_without_a_rule_the_tree_lacks_what_it_gives(name: str, dressed: Document) -> None:
    """What a rule is there for stands more often in the tree with it than without."""
    whole, lacking = (_tree(edition.write(dressed, without=w).data) for w in ("", name))
    assert whole[SEEN[name]] > lacking[SEEN[name]]


def test_without_its_rule_spaces_between_blocks_are_content(dressed: Document) -> None:
    """A space that no word stands beside is no part of the tree."""
    whole, lacking = (_tree(edition.write(dressed, without=w).data) for w in ("", SPACES))
    assert whole["mark"] < lacking["mark"]
